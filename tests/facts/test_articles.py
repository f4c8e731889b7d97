"""Whole articles, from the text to the facts: people, posts and events together, as a page of a daily has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from kg.facts import state_facts
from kg.facts.events.naming import same_name
from kg.language import analyse
from kg.mentions import find_mentions
from kg.model import EventFact, Extraction, Page, PageKind
from kg.page import part_page

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "articles" / "provincial.yaml").read_text(encoding="utf-8")
)


@cache
def stated(number: int) -> Extraction:
    case = CASES[number]
    page = Page(
        "case",
        "case",
        case["text"],
        "utf-8",
        PageKind.ARTICLE,
        title=case["says"],
        source=case["source"],
        date=case["date"],
    )
    (article,) = part_page(page).articles
    sentences = analyse(article)
    return state_facts(article, sentences, find_mentions(article, sentences))


def when(event: EventFact) -> str:
    if event.date is None:
        return ""
    return f"{event.date.start}/{event.date.end}" if event.date.end else event.date.start


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["says"] for case in CASES])
def test_roles(number: int) -> None:
    left = list(stated(number).roles)
    for person, role, body, *rest in CASES[number]["roles"]:
        found = [
            fact
            for fact in left
            if (fact.person, fact.role, fact.former) == (person, role, "former" in rest) and body in fact.organization
        ]
        assert found, (person, role, body)
        left.remove(found[0])
    assert left == []


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["says"] for case in CASES])
def test_events(number: int) -> None:
    events, expected = stated(number).events, CASES[number]["events"] or []
    assert len(events) == len(expected)
    for case in expected:
        event = next(e for e in events if any(same_name(name, case["name"], name[-2:]) for name in e.names))
        assert when(event) == case["date"]
        assert {claim.names[0] for claim in event.chairs} == set(case["chairs"])
        assert {claim.names[0] for claim in event.participants} == set(case["participants"])
        for field, told in (("places", event.places), ("organisers", event.organizers)):
            assert set(case[field]) <= {name for claim in told for name in claim.names}
