from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.overlaps import settle
from kg.model import Mention, MentionKind, Span

TEXT = "南山市林远方基金会年会在东湖举行"
P, B, L, E = MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE, MentionKind.EVENT


def mention(kind: MentionKind, start: int, end: int, confidence: float = 1.0) -> Mention:
    return Mention(kind, Span(start, end), TEXT[start:end], (TEXT[start:end],), confidence=confidence)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ([mention(P, 3, 6), mention(B, 0, 9)], [mention(B, 0, 9)]),
        ([mention(P, 3, 6), mention(L, 4, 5)], [mention(P, 3, 6)]),
        ([mention(P, 3, 6, 0.8), mention(L, 3, 6, 0.9)], [mention(P, 3, 6, 0.8)]),
        ([mention(P, 3, 6), mention(L, 3, 6)], [mention(P, 3, 6)]),
        ([mention(B, 0, 9), mention(B, 3, 9)], [mention(B, 0, 9)]),
        ([mention(E, 0, 9), mention(B, 0, 8)], [mention(B, 0, 8), mention(E, 0, 9)]),
        ([mention(E, 0, 11), mention(P, 3, 6)], [mention(E, 0, 11), mention(P, 3, 6)]),
    ],
)
def test_what_stays(given_: list[Mention], kept: list[Mention]) -> None:
    for order in permutations(given_):
        assert list(settle(order)) == kept


@given(
    st.lists(
        st.builds(
            lambda kind, start, size, sure: mention(kind, start, min(start + size, len(TEXT)), sure),
            st.sampled_from([P, B, L, E]),
            st.integers(0, len(TEXT) - 1),
            st.integers(1, 6),
            st.sampled_from([0.5, 1.0]),
        ),
        max_size=12,
    )
)
def test_people_share_no_characters_with_bodies_or_places_nor_any_kind_with_its_own(mentions: list[Mention]) -> None:
    kept = settle(mentions)
    assert set(kept) <= set(mentions)
    for one in kept:
        for other in kept:
            if one is not other and one.span.overlaps(other.span):
                assert one.kind is not other.kind
                assert {one.kind, other.kind} not in ({P, B}, {P, L})
