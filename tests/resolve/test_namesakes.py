"""Two of one name in one article: each post goes to whoever holds it, a mention to the bearer named last before it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Article, Claim, EventFact, EventKind, Evidence, Extraction, OffsetMap, RoleFact, Span
from kg.rdf import article_quads
from kg.rdf import vocabulary as v
from kg.resolve import resolve

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases/resolve/namesakes.yaml").read_text(encoding="utf-8")
)


def words(text: str, some: str, after: int = 0) -> Evidence:
    start = text.index(some, after)
    return Evidence(Span(start, start + len(some)), some, "test")


def told(case: dict[str, Any], **more: Any) -> Extraction:
    text, name = case["text"], case["name"]
    roles = tuple(
        RoleFact(name, role.removeprefix("原"), role, (body,), words(text, some), former=role.startswith("原"))
        for some, role, body in case["told"]
    )
    return Extraction(Article("p#1", "p", text, OffsetMap.identity(len(text))), roles=roles, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_each_post_is_of_who_holds_it(case: dict[str, Any]) -> None:
    extraction = told(case)
    resolution = resolve(extraction)
    held: dict[str, list[int]] = {}
    for number, fact in enumerate(extraction.roles):
        held.setdefault(resolution.person(fact.person, words=fact.evidence).key, []).append(number)
    assert list(held.values()) == case["bearers"]
    assert next(iter(held)) == case["name"]


def test_who_takes_part_is_the_one_named_there() -> None:
    case = CASES[1] | {"text": CASES[1]["text"] + "会后穆斯塔法回国。"}
    name, text = case["name"], case["text"]
    late = Claim((name,), words(text, name, text.index("会后")))
    meeting = EventFact(("会议",), EventKind.MEETING, words(text, "会后"), participants=(late,))
    extraction = told(case, events=(meeting,))
    quads = article_quads(extraction, resolve(extraction))
    bearers = {quad.object for quad in quads if quad.predicate == v.MEMBER}
    (attendee,) = {quad.object for quad in quads if quad.predicate == v.ATTENDEE}
    of_germany = {
        quad.object
        for quad in quads
        if quad.predicate == v.MEMBER
        and any(
            q.subject == quad.subject and "德国" in str(q.object) for q in quads if q.predicate == v.IN_ORGANIZATION
        )
    }
    assert len(bearers) == 2
    assert {attendee} == of_germany
