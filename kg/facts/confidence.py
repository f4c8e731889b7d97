"""Confidence that can be believed: how often what a rule finds is right, as counted on annotated articles.

While facts are found, the confidence of their evidence ranks readings of the same words. What users see is the share
that was right among annotated facts of the same family, rule and rank; where few were counted, the share of the rule,
and of the family, count as well (``bench/calibrate.py`` writes ``confidence.tsv``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from kg.model import Claim, EventFact, Evidence, Extraction, PolicyFact


@cache
def _table() -> dict[tuple[str, ...], float]:
    text = files("kg.lexicon").joinpath("data", "confidence.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {tuple(part for part in key if part): float(value) for *key, value in rows}


def keys_of(family: str, rule: str, rank: float) -> tuple[tuple[str, ...], ...]:
    """The rows of the table that tell of a fact, the closest first: family, rule and rank; family, rule; family.

    >>> keys_of("role", "shared-title", 0.81)
    (('role', 'shared-title', '0.8'), ('role', 'shared-title'), ('role',))
    """
    return (family, rule, f"{int(rank * 10 + 1e-6) / 10}"), (family, rule), (family,)


def calibrated(extraction: Extraction) -> Extraction:
    """``extraction`` with the confidence of all evidence as counted."""
    return replace(
        extraction,
        roles=tuple(replace(role, evidence=_sure("role", role.evidence)) for role in extraction.roles),
        events=tuple(map(_event, extraction.events)),
        policies=tuple(map(_policy, extraction.policies)),
    )


def _event(fact: EventFact) -> EventFact:
    return replace(
        fact,
        evidence=_sure("event", fact.evidence),
        date_evidence=fact.date_evidence and _sure("event.date", fact.date_evidence),
        places=_claims("event.places", fact.places),
        chairs=_claims("event.chairs", fact.chairs),
        participants=_claims("event.participants", fact.participants),
        organizers=_claims("event.organisers", fact.organizers),
    )


def _policy(fact: PolicyFact) -> PolicyFact:
    return replace(
        fact,
        evidence=_sure("policy", fact.evidence),
        date_evidence=fact.date_evidence and _sure("policy.date", fact.date_evidence),
        issuers=_claims("policy.issuers", fact.issuers),
        targets=_claims("policy.targets", fact.targets),
    )


def _claims(family: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(replace(claim, evidence=_sure(family, claim.evidence)) for claim in claims)


def _sure(family: str, evidence: Evidence) -> Evidence:
    table = _table()
    keys = keys_of(family, evidence.rule, evidence.confidence)
    found = next((table[key] for key in keys if key in table), evidence.confidence)
    return replace(evidence, confidence=found)
