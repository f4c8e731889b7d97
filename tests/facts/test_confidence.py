"""Confidence as users see it: counted, closest row first, and never touching what is stated."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.facts import calibrated, confidence, state_facts
from kg.language import analyse
from kg.mentions import find_mentions
from kg.model import Article, DateValue, Evidence, Extraction, OffsetMap, Span

TEXT = "省委书记陆远舟5月6日在青澜市主持召开全省防汛工作会议。会议审议了《云河省防汛条例》。"


def stated() -> Extraction:
    article = Article("a", "a", TEXT, OffsetMap.identity(len(TEXT)), published=DateValue("2021-05-07"))
    sentences = analyse(article)
    return state_facts(article, sentences, find_mentions(article, sentences))


def test_only_confidence_changes() -> None:
    before, after = stated(), calibrated(stated())
    assert before.roles and before.events and before.policies

    def without(evidence: Evidence) -> Evidence:
        return replace(evidence, confidence=0.0)

    for one, other in zip(before.roles, after.roles, strict=True):
        assert replace(one, evidence=without(one.evidence)) == replace(other, evidence=without(other.evidence))
    assert [e.names for e in before.events] == [e.names for e in after.events]
    assert [c.names for e in before.events for c in e.participants] == [
        c.names for e in after.events for c in e.participants
    ]


def test_every_family_has_a_share_of_its_own() -> None:
    families = {key[0] for key in confidence._table() if len(key) == 1}
    assert {
        "role",
        "event",
        "event.date",
        "event.participants",
        "policy",
        "policy.issuers",
        "policy.targets",
    } <= families


def test_a_rule_that_was_never_counted_has_the_share_of_its_family() -> None:
    extraction = stated()
    role = extraction.roles[0]
    strange = replace(role, evidence=Evidence(Span(0, 2), TEXT[:2], "a-new-rule", 0.3))
    told = calibrated(replace(extraction, roles=(strange,))).roles[0].evidence.confidence
    assert told == confidence._table()[("role",)]


@given(st.text(min_size=1), st.floats(0, 1))
def test_the_closest_row_comes_first(rule: str, rank: float) -> None:
    keys = confidence.keys_of("role", rule, rank)
    assert [len(key) for key in keys] == [3, 2, 1]
    assert 0 <= rank - float(keys[0][2]) + 1e-6 < 0.1 + 2e-6


def test_shares_are_shares() -> None:
    assert all(0 < value < 1 for value in confidence._table().values())
