"""Places in running text and the names that one place goes by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.mentions.finds import Finds
from kg.mentions.places import find_places, place_names
from kg.model import Article, OffsetMap, Span


def article(text: str) -> Article:
    return Article("case", "case", text, OffsetMap.identity(len(text)))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "长沙市岳麓区桔园街道梅岭社区",
            ("长沙市岳麓区桔园街道梅岭社区", "岳麓区桔园街道梅岭社区", "桔园街道梅岭社区"),
        ),
        ("北京人民大会堂", ("北京人民大会堂", "人民大会堂")),
        ("京", ("北京", "京")),
        ("挪威卑尔根", ("挪威卑尔根", "卑尔根")),
        ("湖南省岳阳市", ("湖南省岳阳市", "岳阳市")),
        ("梅岭社区", ("梅岭社区",)),
    ],
)
def test_names_fullest_first(words: str, names: tuple[str, ...]) -> None:
    assert place_names(words) == names


def test_chains_countries_and_venues() -> None:
    text = "代表团来到长沙市岳麓区桔园街道梅岭社区，前往挪威，在人民大会堂开会。"
    found = find_places(article(text), Finds.of(article(text), ()))
    assert [m.text for m in found] == [
        "长沙市岳麓区桔园街道梅岭社区",
        "挪威",
        "人民大会堂",
    ]


@given(st.text(alphabet="长沙市岳麓区社村公司在来到北京中国挪威人民大会堂的，。", max_size=50))
def test_spans_hold_the_words(text: str) -> None:
    end = 0
    for mention in find_places(article(text), Finds.of(article(text), ())):
        assert mention.span.start >= end
        assert Span(mention.span.start, mention.span.end).of(text) == mention.text
        assert mention.names[0]
        end = mention.span.end


def test_short_names_of_counties_do_not_cut_through_words() -> None:
    text = "会议强调，要完善法律和政策。代表团来到和政，走访农户。"
    sentences = analyse(article(text))
    assert [m.text for m in find_places(article(text), Finds.of(article(text), sentences))] == ["和政"]
