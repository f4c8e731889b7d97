"""What territories and days tell of two careers: seats that nobody holds by turns, moves between provinces."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from kg.model import Reason
from kg.resolve.people_bundle import Bundle
from kg.resolve.people_posts import HIGH, MINISTER
from kg.resolve.people_told import YEAR
from kg.resolve.seats import are_apart

TRANSFER: Final = 45
"""Days for which two posts may be told side by side while one follows the other."""
LONG_AWAY: Final = 730
"""Days away from a seat after which one may have come back to it."""
BY_TURNS: Final = (0.0, -4.0, -7.0, -10.0)
"""What it costs that two seats are told by turns, by how often one is told between days of the other."""
CAME_BACK: Final = -1.5
"""What it costs that all of one seat lies in one long gap of the other."""
MOVE: Final = 2.0
"""What it costs that one is in office in two provinces, one soon after the other."""
MOVE_A_YEAR: Final = 1.0
"""What each year without a sighting in between adds."""
MOVE_MOST: Final = 4.0
"""What it costs at most."""
MOVE_HIGH: Final = 1.0
"""What it costs where one of the posts is a deputy governor's or the like: such are often moved."""
UNSEEN: Final = 180
"""Days around its only sighting for which a seat is taken to be held."""


def by_turns(one: Bundle, other: Bundle) -> Reason | None:
    """Two seats that nobody holds at once, told by turns; None where there are none."""
    worst = min(((_cost(days, then), *labels) for days, then, labels in _elsewhere(one, other)), default=(0.0, "", ""))
    return Reason("by-turns", worst[0], worst[1:]) if worst[0] < 0 else None


def provinces_apart(one: Bundle, other: Bundle) -> Reason | None:
    """Careers in different provinces: few below a province's leaders are moved, and those at once."""
    rank = max(one.rank, other.rank)
    if rank >= MINISTER or not one.local or not other.local:
        return None
    here, there = ({post.standing.adcode[:2] for post in bundle.local} for bundle in (one, other))
    if here & there:
        return None
    terms = ([days for post, days in bundle.seats.items() if post.standing.adcode] for bundle in (one, other))
    pause = min((_pause(days, then) for days, then in product(*terms)), default=LONG_AWAY * 2)
    cost = MOVE_HIGH if rank >= HIGH else min(MOVE_MOST, MOVE + MOVE_A_YEAR * pause / YEAR)
    labels = (min(post.label for post in bundle.local) for bundle in (one, other))
    return Reason("other-province", round(-cost, 2), tuple(labels))


def _elsewhere(one: Bundle, other: Bundle) -> Iterator[tuple[list[int], list[int], tuple[str, str]]]:
    """The days of each two seats that nobody holds at once, and whose seats they are."""
    for post, days in one.seats.items():
        for also, then in other.seats.items():
            if are_apart(post, also):
                yield days, then, (post.label, also.label)


def _cost(days: Sequence[int], then: Sequence[int]) -> float:
    gaps = {*_gaps(days, then), *_gaps(then, days)}
    if len(gaps) == 1 and any(
        _is_away(begin, end, *told) for begin, end in gaps for told in ((days, then), (then, days))
    ):
        return CAME_BACK
    return BY_TURNS[min(len(gaps), len(BY_TURNS) - 1)]


def _is_away(begin: int, end: int, left: Sequence[int], held: Sequence[int]) -> bool:
    """Whether all days of ``held`` lie in one long gap of ``left``, those of handing over aside."""
    within = begin - TRANSFER <= held[0] and held[-1] <= end + TRANSFER
    return within and begin in left and end - begin > LONG_AWAY


def _gaps(inner: Sequence[int], outer: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of each day of ``inner`` within ``outer`` the days of ``outer`` around it; days of handing over are left out."""
    first, last = outer[0] + TRANSFER, outer[-1] - TRANSFER
    for day in inner[bisect_left(inner, first + 1) : bisect_left(inner, last)]:
        at = bisect_left(outer, day)
        yield outer[at - 1], outer[at]


def _pause(days: Sequence[int], then: Sequence[int]) -> float:
    """Days between two terms, beyond those for which a seat that is told so seldom goes unseen."""
    early, late = (days, then) if days[0] <= then[0] else (then, days)
    return max(0.0, late[0] - early[-1] - _unseen(early) - _unseen(late))


def _unseen(days: Sequence[int]) -> float:
    return (days[-1] - days[0]) / (len(days) - 1) if days[-1] > days[0] else UNSEEN
