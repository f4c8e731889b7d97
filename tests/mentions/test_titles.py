"""Posts as mentions: the bare title with its modifiers, never the body."""

from __future__ import annotations

import pytest

from kg.mentions.finds import Finds
from kg.mentions.titles import find_titles
from kg.model import Article, OffsetMap, Sentence, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省委副书记、省长甲主持", [("副书记", "副书记"), ("省长", "省长")]),
        ("原常务副市长乙", [("常务副市长", "副市长")]),
        ("国家主席丙", [("国家主席", "主席")]),
        ("主席团会议和局长会议", []),
    ],
)
def test_titles_of_the_body(text: str, expected: list[tuple[str, str]]) -> None:
    article = Article("case", "case", text, OffsetMap.identity(len(text)))
    found = find_titles(article, Finds.of(article, (Sentence(0, Span(0, len(text)), text, 0),)))
    assert [(mention.text, mention.names[0]) for mention in found] == expected
    assert all(mention.span.of(text) == mention.text for mention in found)


def test_headlines_are_left_out() -> None:
    text = "省长出席"
    article = Article("case", "case", "", OffsetMap(()), headline=text)
    assert find_titles(article, Finds.of(article, (Sentence(0, Span(0, len(text)), text, -1, in_headline=True),))) == ()
