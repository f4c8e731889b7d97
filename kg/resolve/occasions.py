"""Events and policies: which facts of a page tell the same one, and what key it has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import EventFact, PolicyFact
from kg.resolve.event_names import event_name
from kg.resolve.linking import owners_of
from kg.resolve.names import fold
from kg.resolve.rules import rules
from kg.resolve.titles import title_key

DAY = re.compile(r"\d{4}-\d\d-\d\d")
SHORTEST_TAIL = 6
"""A name that ends another of the same day and kind is the same event from this length on."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One event as one fact tells it."""

    name: str
    names: frozenset[str]
    kind: str
    date: str

    @property
    def order(self) -> tuple[bool, int, str, str]:
        return (bool(self.date), len(self.name), self.name, self.date)


def event_keys(facts: Sequence[EventFact], scope: str) -> list[str]:
    """The key of each event of a page, equal where the facts tell the same event; ``scope`` is the page."""
    told = [_told(fact) for fact in facts]
    distinct = sorted(set(told), key=lambda t: (t.order, t.kind, sorted(t.names)))
    chosen = {t: t for t in distinct}
    for one in distinct:
        fuller = [other for other in distinct if other.order > one.order and _same(one, other)]
        # An undated name that fits two days is neither.
        if fuller and len({other.date for other in fuller}) == 1:
            chosen[one] = fuller[-1]
    return [_event_key(_last(t, chosen), scope) for t in told]


def _told(fact: EventFact) -> _Told:
    names = frozenset(fold(name) for name in fact.names)
    return _Told(fold(fact.names[0]), names, fact.kind.value, fact.date.start if fact.date else "")


def _last(told: _Told, chosen: dict[_Told, _Told]) -> _Told:
    while chosen[told] is not told:
        told = chosen[told]
    return told


def _same(short: _Told, full: _Told) -> bool:
    if short.kind != full.kind or (short.date != full.date and short.date and full.date):
        return False
    shared = {name for name in short.names & full.names if not rules().generic_events.fullmatch(name)}
    if shared or (short.date and short.names & full.names):
        return True
    return short.date == full.date != "" and len(short.name) >= SHORTEST_TAIL and full.name.endswith(short.name)


def _event_key(told: _Told, scope: str) -> str:
    """A name alone where it is unique, with its day where it is telling, tied to the page where it is not."""
    name = event_name(told.name)
    if name.is_unique:
        return told.name
    telling = DAY.fullmatch(told.date) and name.tells
    return f"{told.name}|{told.date}" if telling else f"{told.name}|{told.date}@{scope}"


def policy_keys(facts: Sequence[PolicyFact], scope: str) -> list[str]:
    """The key of each policy of a page, equal where the facts tell the same one; ``scope`` is the page."""
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        aliases[title_key(fact.names[0])].update(map(title_key, fact.names))
    owner = owners_of(aliases)
    return [_policy_key(owner[title_key(fact.names[0])], scope) for fact in facts]


def _policy_key(title: str, scope: str) -> str:
    return f"{title}@{scope}" if rules().generic_policies.fullmatch(title) else title
