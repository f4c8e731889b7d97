"""Organisations in running text, without the recogniser: lists, territories, bodies before posts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.lexicon.gazetteer import division, divisions_named
from kg.mentions.finds import Finds
from kg.mentions.organizations import find_organizations
from kg.model import Article, Mention, OffsetMap, Region, Sentence, Span

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "organizations.yaml").read_text(encoding="utf-8"))


def found_in(text: str, region: Region | None = None) -> tuple[Mention, ...]:
    article = Article("case", "case", text, OffsetMap.identity(len(text)), region=region)
    return find_organizations(article, Finds.of(article, tuple(replace(s, entities=()) for s in analyse(article))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:14])
def test_finds_the_bodies_with_their_names(case: dict[str, Any]) -> None:
    unit = divisions_named(case["home"])[0] if "home" in case else division(case.get("region", ""))
    found = found_in(case["text"], Region(unit.adcode, unit.name, "case") if unit else None)
    assert [mention.text for mention in found] == [written for written, _ in case["bodies"]]
    for mention, (written, other) in zip(found, case["bodies"], strict=True):
        assert written in mention.names
        assert other in mention.names


@given(st.text(alphabet="省市县委政府人大政协党组书记主任长中共四川成都、，。（）“”的和", max_size=60))
def test_spans_never_overlap_and_never_lie(text: str) -> None:
    article = Article("case", "case", text, OffsetMap.identity(len(text)))
    words = tuple(range(len(text) + 1))
    sentences = (Sentence(0, Span(0, len(text)), text, 0, words),) if text else ()
    found = find_organizations(article, Finds.of(article, sentences))
    for mention in found:
        assert mention.span.of(text) == mention.text
        assert mention.text in mention.names
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
