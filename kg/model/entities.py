"""Who and what the names stand for, and what was decided about that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """The kinds of node that have names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    ROLE = "role"
    EVENT = "event"
    POLICY = "policy"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a name stands for. ``key`` identifies it within its kind and makes its IRI."""

    kind: EntityKind
    key: str
    names: tuple[str, ...]
    adcode: str | None = None
    parent: str | None = None


class Verdict(StrEnum):
    """What was decided about two candidates."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two entity keys are one, with score, reasons in words, and who decided (rule or hand)."""

    kind: EntityKind
    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    decided_by: str
