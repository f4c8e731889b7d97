"""Bundles joined from the best match down."""

from __future__ import annotations

from collections.abc import Callable, Collection
from heapq import heapify, heappop, heappush
from typing import Protocol, Self, TypeVar


class Bundle(Protocol):
    """What belongs together so far. ``order`` sorts bundles; no two that are compared with each other have the same."""

    @property
    def order(self) -> tuple[int, str, str]:
        """The place of the first thing in it."""

    def joined(self, other: Self) -> Self:
        """Both as one."""


Some = TypeVar("Some", bound=Bundle)


def agglomerate(bundles: Collection[Some], match: Callable[[Some, Some], float], enough: float) -> list[Some]:
    """Joins the two with the best ``match`` again and again while one is above ``enough``.

    The outcome does not depend on the order in which bundles are given. Each pair is matched once: n² matches, and as
    many places in a heap at most.
    """
    held = dict(enumerate(sorted(bundles, key=lambda b: b.order)))
    order = {number: bundle.order for number, bundle in held.items()}
    matches = [
        (-value, order[i], order[j], i, j)
        for i in held
        for j in held
        if i < j and (value := match(held[i], held[j])) > enough
    ]
    heapify(matches)
    while matches:
        *_, i, j = heappop(matches)
        if i not in held or j not in held:
            continue  # one of them was joined with another since
        joined, following = held.pop(i).joined(held.pop(j)), len(order)
        order[following] = joined.order
        for other, bundle in held.items():
            if (value := match(bundle, joined)) > enough:
                heappush(matches, (-value, order[other], order[following], other, following))
        held[following] = joined
    return list(held.values())
