"""Roles from official prose: every case names all the roles that its text states, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.facts.context import Context
from kg.facts.roles import find_roles
from kg.language import analyse
from kg.lexicon.gazetteer import division, divisions_named, full_name
from kg.mentions.finds import Finds
from kg.mentions.organizations import find_organizations
from kg.model import Article, DateValue, Mention, MentionKind, OffsetMap, Region, RoleFact, Span

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parents[1] / "cases" / "roles").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def region_of(case: dict[str, Any]) -> Region | None:
    unit = divisions_named(case["home"])[0] if "home" in case else division(case.get("region", ""))
    return Region(unit.adcode, full_name(unit), "case") if unit else None


def article_of(case: dict[str, Any]) -> Article:
    text = case["text"]
    return Article(
        "case", "case", text, OffsetMap.identity(len(text)), region=region_of(case), published=DateValue("2021-05-06")
    )


def people_of(case: dict[str, Any]) -> list[Mention]:
    """The case's people wherever they are named, so that the cases test the grammar and not the recogniser."""
    text, found = case["text"], []
    for name in case["people"]:
        at = text.find(name)
        while at >= 0:
            found.append(Mention(MentionKind.PERSON, Span(at, at + len(name)), name, (name,)))
            at = text.find(name, at + 1)
    return found


def roles_of(case: dict[str, Any]) -> tuple[RoleFact, ...]:
    article = article_of(case)
    people = people_of(case)
    sentences = tuple(
        replace(sentence, entities=tuple(p for p in people if sentence.span.contains(p.span)))
        for sentence in analyse(article)
    )
    finds = Finds.of(article, sentences)
    mentions = [*people, *find_organizations(article, finds)]
    found = tuple(sorted(mentions, key=lambda m: (m.span.start, m.span.end)))
    return find_roles(article, found, Context.of(article, found, finds), finds)


@pytest.mark.parametrize("case", CASES)
def test_states_exactly_the_roles_of_the_text(case: dict[str, Any]) -> None:
    facts = roles_of(case)
    expected = [(person, role, body, "former" in rest) for person, role, body, *rest in case["roles"]]
    unmatched = list(facts)
    missing = []
    for person, role, body, former in expected:
        fits = [
            f
            for f in unmatched
            if f.person == person and f.role == role and body in f.organization and f.former is former
        ]
        if fits:
            unmatched.remove(fits[0])
        else:
            missing.append((person, role, body, former))
    assert (missing, [(f.person, f.role, f.organization, f.former) for f in unmatched]) == ([], [])


@pytest.mark.parametrize("case", CASES)
def test_every_fact_shows_its_words(case: dict[str, Any]) -> None:
    for fact in roles_of(case):
        assert fact.evidence.span.of(case["text"]) == fact.evidence.text
        assert fact.person in fact.evidence.text
        assert fact.role[-1] in fact.title[-2:]  # 国防部长官: of 部长
        assert 0 < fact.evidence.confidence <= 1
        assert (fact.as_of is None) == fact.former
