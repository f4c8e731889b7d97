"""What speaks for and against two careers that have no post, body or land in common being one person's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.model import HeldPost, Reason
from kg.resolve.people_bundle import Bundle, Span, told_within, years_between
from kg.resolve.people_posts import HIGH, MINISTER, TOP
from kg.resolve.people_seats import TRANSFER, provinces_apart

CAREER: Final = 18
"""Years after which ministers and governors hold no office any more but the highest."""
BOTH_HIGH: Final = (1.5, 2.5, 5.0)
"""What it says for one person that both are in high office, by ``_height``."""
TERM: Final = 3
"""Years within which lists of members name much the same people."""
HOUSES: Final = ("company", "school", "health")
"""The walks of life in which nobody is of two houses at one time."""


def careers_apart(one: Bundle, other: Bundle, *, like: bool) -> Iterator[Reason]:
    """The reasons; ``like`` where the posts are alike."""
    if not one.main or not other.main:
        yield from _leaders(one, other)
        return
    if min(one.rank, other.rank) >= HIGH:
        yield Reason("both-high", BOTH_HIGH[_height(one.rank, other.rank)])
    if any(_clash(p, a, q, b) for p, a in one.main.items() for q, b in other.main.items()):
        yield Reason("at-once", -1.5)
    if moved := provinces_apart(one, other):
        yield moved
    within = max(told_within(one, other), told_within(other, one))
    if within and not like and not _are_central(one, other):
        yield Reason("told-otherwise", -2.0 if within < 3 else -3.0, (str(within),))
    else:
        # A foreigner is told by one post nearly always.
        worldly = one.is_foreign and "world" in (one.family, other.family)
        abroad = (worldly or one.land == other.land not in ("", "CN")) and (years_between(one, other) or 0) < 3
        yield Reason("nothing-shared", -1.5 if abroad else -0.7)


def _are_central(one: Bundle, other: Bundle) -> bool:
    """Whether both are high officials of the state's own bodies, where one often holds several posts."""
    offices = one.family == other.family == "official"
    return offices and min(one.rank, other.rank) >= HIGH and not one.local and not other.local


def _clash(post: HeldPost, at: Span, other: HeldPost, then: Span) -> bool:
    """Two posts of houses that nobody holds side by side, told at one time."""
    if post.former or other.former or at.first is None or at.last is None or then.first is None or then.last is None:
        return False
    families = post.standing.family, other.standing.family
    at_once = min(at.last, then.last) - max(at.first, then.first) >= -TRANSFER
    return at_once and families[0] == families[1] and families[0] in HOUSES


def _height(rank: float, other: float) -> int:
    """2 for two leaders of the state, 1 for two ministers or governors or where one is a leader, 0 for others."""
    return 2 if min(rank, other) >= TOP else int(min(rank, other) >= MINISTER or max(rank, other) >= TOP)


def _leaders(one: Bundle, other: Bundle) -> Iterator[Reason]:
    """Who is told without a post beside leaders, or in a list of members, is one of note, as who is in high office."""
    gap = years_between(one, other) or 0.0
    late = max(one, other, key=lambda b: b.order)
    if one.is_foreign or (gap > CAREER and any(not post.former for post in late.posts)):
        return
    if min(one.level, other.level) >= HIGH:
        yield Reason("among-leaders", 2.6 if gap < TERM else 2.0)
    elif one.is_listed and other.is_listed:
        if gap < TERM:
            yield Reason("both-listed", 2.0)
    elif (one.is_listed and other.level >= HIGH) or (other.is_listed and one.level >= HIGH):
        yield Reason("listed-leader", 1.2)
