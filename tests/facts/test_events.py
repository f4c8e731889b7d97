"""The events of made-up articles: what is told, by whom, when and where; and what is no event."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.context import Context
from kg.facts.events import find_events
from kg.facts.events.naming import same_name
from kg.mentions.dates import find_dates
from kg.mentions.finds import Finds
from kg.mentions.places import find_places
from kg.model import (
    Article,
    Claim,
    DateValue,
    EventFact,
    Evidence,
    Mention,
    MentionKind,
    OffsetMap,
    RoleFact,
    Sentence,
    Span,
)

CASES = Path(__file__).parent.parent / "cases" / "events"
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


PROSE = [*cases("provincial"), *cases("wide")]


def sentences_of(text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(index, Span(*found.span()), found[0], text.count("\n", 0, found.start()))
        for index, found in enumerate(_SENTENCE.finditer(text))
    )


def named(text: str, kind: MentionKind, names: list[str]) -> list[Mention]:
    return [
        Mention(kind, Span(*found.span()), name, (name,))
        for name in names
        for found in re.finditer(re.escape(name), text)
    ]


def events_of(case: dict[str, Any]) -> tuple[Article, tuple[EventFact, ...]]:
    text = case["text"].strip()
    published = DateValue(case["published"]) if case.get("published") else None
    article = Article(
        "case", "case", text, OffsetMap.identity(len(text)), published=published, source=case.get("source")
    )
    sentences = sentences_of(text)
    finds = Finds.of(article, sentences)
    mentions = [
        *named(text, MentionKind.PERSON, case.get("people", [])),
        *named(text, MentionKind.ORGANIZATION, case.get("bodies", [])),
        *find_places(article, finds),
        *find_dates(article),
    ]
    context = Context.of(article, tuple(mentions), finds)
    return article, find_events(article, sentences, tuple(mentions), context, officials(text, case))


def officials(text: str, case: dict[str, Any]) -> tuple[RoleFact, ...]:
    """A post for each of the people whom the case calls officials."""
    posts = [(name, Span(text.index(name), text.index(name) + len(name))) for name in case.get("officials", [])]
    post = case.get("post", "县长")
    return tuple(RoleFact(name, post, post, ("县政府",), Evidence(span, name, "case", 0.9)) for name, span in posts)


def test_who_signs_the_article_takes_no_part() -> None:
    text = "5月6日，关山月出席全市招商引资推进会。段平参加会议。"
    byline = Article("b", "b", text, OffsetMap.identity(len(text)), byline=("段平",))
    sentences = sentences_of(text)
    finds = Finds.of(byline, sentences)
    mentions = [*named(text, MentionKind.PERSON, ["关山月", "段平"]), *find_dates(byline)]
    (event,) = find_events(byline, sentences, tuple(mentions), Context.of(byline, tuple(mentions), finds))
    assert [claim.name for claim in event.participants] == ["关山月"]


def when(event: EventFact) -> str | None:
    if event.date is None:
        return None
    return f"{event.date.start}/{event.date.end}" if event.date.end else event.date.start


def firsts(claims: tuple[Claim, ...]) -> set[str]:
    return {claim.names[0] for claim in claims}


@pytest.mark.parametrize("case", PROSE, ids=lambda case: case["id"])
def test_events_of_official_prose(case: dict[str, Any]) -> None:
    _, events = events_of(case)
    assert len(events) == len(case["events"])
    for event, expected in zip(events, case["events"], strict=True):
        assert any(same_name(name, expected["name"], expected["name"][-2:]) for name in event.names), event.names
        assert event.kind.value == expected["kind"]
        assert when(event) == expected.get("date")
        assert firsts(event.chairs) == set(expected.get("chairs", []))
        assert firsts(event.participants) == set(expected.get("participants", []))
        for field, told in (("places", event.places), ("organisers", event.organizers)):
            for name in expected.get(field, []):
                assert any(name in claim.names for claim in told), (field, name, told)
            assert len(told) == len(expected.get(field, told if field == "organisers" else []))


@pytest.mark.parametrize("case", cases("none"), ids=lambda case: case["id"])
def test_no_event(case: dict[str, Any]) -> None:
    assert events_of(case)[1] == ()


@pytest.mark.parametrize("case", PROSE, ids=lambda case: case["id"])
def test_every_claim_shows_its_words(case: dict[str, Any]) -> None:
    article, events = events_of(case)
    for event in events:
        claims = [*event.places, *event.chairs, *event.participants, *event.organizers]
        dates = [event.date_evidence] if event.date_evidence else []
        for shown in [event.evidence, *dates, *(claim.evidence for claim in claims)]:
            assert shown.span.of(article.text) == shown.text
            assert shown.rule
            assert 0 < shown.confidence <= 1


def test_chairs_take_part() -> None:
    for case in PROSE:
        for event in events_of(case)[1]:
            assert firsts(event.chairs) <= firsts(event.participants)


def test_one_event_told_twice_is_one() -> None:
    text = "5月6日，全市质量大会召开。市长白雨桐主持大会。大会结束后，白雨桐会见获奖代表。全市质量大会上，叶知秋发言。"
    _, events = events_of({"text": text, "published": "2023-05-07", "people": ["白雨桐", "叶知秋"]})
    meetings = [event for event in events if event.kind.value == "meeting"]
    assert [event.names[0] for event in meetings] == ["全市质量大会"]
    assert firsts(meetings[0].participants) == {"白雨桐", "叶知秋"}


@given(st.text(alphabet="在举行召开会议主持出席参加上的，。、“”《》（）5月日甲乙同会见访问调研到市县来华", max_size=80))
def test_any_text_is_read(text: str) -> None:
    article, events = events_of({"text": text, "published": "2023-05-07", "people": ["甲", "乙"]})
    for event in events:
        assert event.evidence.span.of(article.text) == event.evidence.text
