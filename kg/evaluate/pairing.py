"""Which fact of the graph answers which annotated fact: one to one, the surest pairs first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from kg.evaluate.likeness import (
    Names,
    most_alike,
    same_body,
    same_body_or_place,
    same_title,
    share_a_name,
)
from kg.evaluate.views import Named, RoleView, ThingView

T = TypeVar("T")
Pairs = dict[int, int]
"""From the place of an annotated fact to the place of the graph's fact that answers it."""

LEAST = 0.5
"""The least score that makes a pair."""
NAME_LEAST = 0.2
"""Below this likeness of names neither date nor people make two events one."""


def pair(golds: Sequence[T], systems: Sequence[T], score: Callable[[T, T], float]) -> Pairs:
    """Pair greedily by falling score, each side at most once; of equal scores the first in order of both goes first."""
    scored = [
        (-value, i, j)
        for i, gold in enumerate(golds)
        for j, system in enumerate(systems)
        if (value := score(gold, system)) >= LEAST
    ]
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def role_score(gold: RoleView, system: RoleView) -> float:
    """1.0 where title and body are the same in full, 0.6 where both are tails, 0 where person, title or body differ."""
    if not share_a_name(gold.person, system.person):
        return 0.0
    if not (same_title(gold.titles, system.titles) and same_body(gold.body, system.body)):
        return 0.0
    return 0.6 + 0.2 * share_a_name(gold.titles, system.titles) + 0.2 * share_a_name(gold.body, system.body)


def event_score(gold: ThingView, system: ThingView) -> float:
    """Likeness of the names, raised by a common date (0.15), a common place (0.02) and common people (up to 0.25)."""
    extra = 0.15 * share_a_name(gold.dates, system.dates) + 0.02 * _any_shared(gold, system, "places")
    return _with_name(gold, system, extra + 0.25 * _people_shared(gold, system))


def policy_score(gold: ThingView, system: ThingView) -> float:
    """Likeness of the names, raised by a common date (0.15) and a common target (0.02)."""
    extra = 0.15 * share_a_name(gold.dates, system.dates) + 0.02 * _any_shared(gold, system, "targets")
    return _with_name(gold, system, extra)


def _with_name(gold: ThingView, system: ThingView, extra: float) -> float:
    name = most_alike(gold.names, system.names)
    return name + extra if name >= NAME_LEAST else 0.0


def _any_shared(gold: ThingView, system: ThingView, field: str) -> bool:
    return any(share_a_name(one, other) for one in gold.links[field] for other in system.links[field])


def _people_shared(gold: ThingView, system: ThingView) -> float:
    ours, theirs = _people(gold), _people(system)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _people(thing: ThingView) -> set[str]:
    return {name for field in ("participants", "chairs") for named in thing.links[field] for name in named}


def _person(gold: Names, system: Names) -> float:
    return float(share_a_name(gold, system))


def _body(gold: Names, system: Names) -> float:
    return same_body_or_place(gold, system, place=False)


def _place(gold: Names, system: Names) -> float:
    return same_body_or_place(gold, system, place=True)


LINK_SCORES: dict[str, Callable[[Named, Named], float]] = {
    "places": _place,
    "chairs": _person,
    "participants": _person,
    "organisers": _body,
    "issuers": _body,
    "targets": most_alike,
}
"""How the things that an event or a policy is tied to are compared, by field."""
