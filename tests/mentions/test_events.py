"""Names of events: where they begin, which only point back, and the full names of numbered sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.calendar import number
from kg.mentions.congresses import find_congresses
from kg.mentions.dates import find_dates
from kg.mentions.event_phrases import find_phrases
from kg.mentions.events import find_event_names
from kg.mentions.finds import Finds
from kg.mentions.numbered_sessions import chinese
from kg.model import Article, OffsetMap, Region, Sentence, Span

CASES = Path(__file__).parent.parent / "cases" / "events"


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def read(text: str) -> tuple[Article, tuple[Sentence, ...]]:
    article = Article("case", "case", text, OffsetMap.identity(len(text)), region=Region("430000", "湖南省", "made up"))
    return article, (Sentence(0, Span(0, len(text)), text, 0),)


@pytest.mark.parametrize("case", cases("names"), ids=lambda case: case["text"][:14])
def test_names(case: dict[str, Any]) -> None:
    article, sentences = read(case["text"])
    found = find_event_names(article, Finds.of(article, sentences), find_dates(article))
    assert [mention.text for mention in found] == case["names"]


@pytest.mark.parametrize("case", cases("congresses"), ids=lambda case: case["text"][:14])
def test_congresses(case: dict[str, Any]) -> None:
    article, sentences = read(case["text"])
    (found,) = find_congresses(article, sentences)
    assert found.names[0] == case["name"]
    assert case["body"] in found.organizer if case["body"] else not found.organizer


def test_listed_plenums_are_two() -> None:
    article, sentences = read("全面贯彻十五届二中、三中全会精神")
    assert [c.names[-1] for c in find_congresses(article, sentences)] == ["十五届二中全会", "十五届三中全会"]


def test_another_bodys_plenum_is_not_the_partys() -> None:
    article, sentences = read("九三学社十二届三中全会开幕，省委十届六次全会闭幕。")
    assert find_congresses(article, sentences) == ()


@pytest.mark.parametrize("text", ["十大新闻揭晓", "二十大会员单位", "这十五大类商品", "他考上了大学"])
def test_no_congress(text: str) -> None:
    article, sentences = read(text)
    assert find_congresses(article, sentences) == ()


def test_pointers_are_generic() -> None:
    _, sentences = read("会议强调，这次论坛很重要。")
    assert [(p.text, p.generic) for p in find_phrases(sentences)] == [("会议", True), ("论坛", True)]


@given(st.integers(1, 99))
def test_numerals(value: int) -> None:
    assert number(chinese(value)) == value


@settings(deadline=None)  # lists are read at the first call
@given(st.text(alphabet="在出席召开会议论坛第一次届全国省市的、，。“”《》（）精神上5日大党", max_size=60))
def test_any_text_is_read(text: str) -> None:
    article, sentences = read(text)
    for mention in find_event_names(article, Finds.of(article, sentences)):
        assert mention.span.of(text) == mention.text
        assert mention.names
