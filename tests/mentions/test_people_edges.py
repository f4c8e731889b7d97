"""Where names end: words that were taken in with them, and two that run together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.people_clues import Seen, Text
from kg.mentions.people_edges import edged
from kg.model import Span


def text_of(text: str, words: frozenset[int] = frozenset()) -> Text:
    return Text(text, frozenset(), frozenset(), frozenset(), words, ())


def edges(text: str, *names: str, words: frozenset[int] = frozenset()) -> list[str]:
    """The names that are left of ``names``, each taken where ``text`` has it first."""
    seen = [Seen(Span(text.index(name), text.index(name) + len(name)), "crf") for name in names]
    return [one.span.of(text) for one in edged(text_of(text, words), seen)]


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("林远方曾获得过冠军", ["林远方曾"], ["林远方"]),
        ("莫雷诺热烈欢迎客人", ["莫雷诺热烈"], ["莫雷诺"]),
        ("莫雷诺于8月当选", ["莫雷诺于"], ["莫雷诺"]),
        ("林远正因病住院，林远很坚强", ["林远正", "林远很"], ["林远正", "林远很"]),
        ("林远身体状态良好，他说林远", ["林远身"], ["林远身"]),
        ("田中健一出席", ["田中健一"], ["田中健一"]),
        ("仅有林远方入围", ["仅有林远方"], ["仅有林远方"]),
        ("上海新秀林远八段取胜", ["林远八"], ["林远"]),
        ("后勤部长林远上将出席", ["林远上"], ["林远"]),
        ("林强向莫雷诺表示", ["林强向莫雷诺"], ["林强", "莫雷诺"]),
        ("（林远方何文海）", ["林远方何文海"], ["林远方", "何文海"]),
        ("欧阳远方出席", ["欧阳远方"], ["欧阳远方"]),
        ("乔治·莫雷诺出席，莫雷诺说", ["乔治·莫雷诺"], ["乔治·莫雷诺"]),
    ],
)
def test_edges(text: str, names: list[str], left: list[str]) -> None:
    assert edges(text, *names) == left


def test_a_name_that_stands_elsewhere_is_cut_out() -> None:
    text = "林远说，林远正因病住院"
    seen = [Seen(Span(0, 2), "crf"), Seen(Span(4, 7), "crf")]
    assert [one.span.of(text) for one in edged(text_of(text), seen)] == ["林远", "林远"]


def test_a_word_before_a_name_is_cut_where_words_part() -> None:
    assert edges("队员林远方入围", "队员林远方", words=frozenset({0, 2})) == ["林远方"]


@given(
    st.lists(st.sampled_from([*"曾向正，说（）八段", "林远方", "莫雷诺", "何文海", "上将"]), max_size=12).map("".join)
)
def test_what_is_left_lies_in_what_was_taken(text: str) -> None:
    seen = [Seen(Span(at, min(at + 5, len(text))), "crf") for at in range(0, len(text) - 2, 5)]
    left = edged(text_of(text), seen)
    assert all(any(one.span.contains(part.span) for one in seen) for part in left)
    assert all(a.span.end <= b.span.start for a, b in pairwise(left))
