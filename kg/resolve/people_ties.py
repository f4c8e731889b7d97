"""What ties two posts: one post, one body, one house, one land, one territory."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kg.lexicon.lands import find_lands
from kg.model import HeldPost, Reason
from kg.resolve.people_bundle import Bundle, Span
from kg.resolve.people_posts import (
    CHINA,
    HIGH,
    LOCAL,
    WORLD,
    house,
    is_many,
    is_once,
    is_plain,
    says_nothing,
)
from kg.resolve.people_seats import TRANSFER
from kg.resolve.people_told import YEAR
from kg.resolve.seats import is_elsewhere

WEAK: Final = 2.5
"""A tie up to here is weighed against what the careers do not share."""
LIKE: Final = 0.6
"""The share of character pairs from which two bodies' names are taken for one written in two ways."""


def best_tie(one: Bundle, other: Bundle) -> Reason | None:
    """What ties the two closest, None where nothing does."""
    pairs = [(p, a, q, b) for p, a in one.posts.items() for q, b in other.posts.items()]
    if one.is_foreign and other.is_foreign:
        pairs = [(p, a, q, b) for p, a, q, b in pairs if not is_told_as_past(p, a, q, b)]
        pairs = [(p, a, q, b) for p, a, q, b in pairs if not is_told_as_past(q, b, p, a)]
    ties = [tie for pair in pairs if (tie := _tie(*pair))]
    return max(ties, key=lambda r: (r.score, r.code, r.values), default=None)


def _tie(post: HeldPost, at: Span, other: HeldPost, then: Span) -> Reason | None:
    gap = _gap(at, then)
    fade = 0.12 * max(0.0, gap - 6)
    here, there = post.standing, other.standing
    if _is_lands_own(post, other):
        return Reason("same-post", round(8.0 - fade, 2), (post.label, post.role))
    if post.body == other.body:
        if says_nothing(post) and says_nothing(other):
            return Reason("same-vast-body", 0.3, (post.label,))
        if post.role == other.role:
            value = 3.0 if is_many(post.role) else 8.0
            return Reason("same-post", round(value - fade, 2), (post.label, post.role))
        value = (
            1.0 if is_many(post.role) and is_many(other.role) else WEAK if _two_seats(post, at, other, then) else 4.5
        )
        return Reason("same-body", round(value - fade, 2), (post.label,))
    if house(post.label) == house(other.label) and "%40" not in post.body + other.body:
        return Reason("same-house", round(4.5 - fade, 2), (post.label, other.label))
    alike = post.role == other.role and not is_elsewhere(post, other)
    likely = here.adcode == there.adcode and not _is_abroad(here.land, there.land)
    if alike and likely and _like(post.label, other.label):
        return Reason("like-body", round(3.5 - fade, 2), (post.label, other.label))
    if here.land and here.land == there.land and here.land not in (CHINA, WORLD):
        offices = here.family == there.family == "state"
        return Reason("same-land", round(WEAK - fade / 2 if offices else 0.3, 2), (post.label, other.label))
    if alike and not is_many(post.role) and {"", CHINA} & {here.land, there.land} and gap < 3:
        told = 0.5 if is_plain(post.role) else 2.0
        return Reason("same-role", told if "" in (here.land, there.land) else 0.5, (post.role,))
    return _territory(post, other, gap)


def _territory(post: HeldPost, other: HeldPost, gap: float) -> Reason | None:
    """Posts in one territory, or at least one province: careers seldom leave them."""
    here, there = post.standing, other.standing
    labels = (post.label, other.label)
    one_field, local = here.family == there.family, {here.family, there.family} <= LOCAL
    if not here.adcode or here.adcode[:2] != there.adcode[:2]:
        return None
    wide = here.adcode.endswith("0000")
    if here.adcode == there.adcode and one_field and here.family == "official":
        near = 3.0 if gap <= 6 else 1.0
        return Reason("same-territory", 0.8 if wide and min(here.rank, there.rank) < HIGH else near, labels)
    if here.adcode == there.adcode and local and not one_field and not wide:
        return Reason("same-territory", 1.5, labels)
    if one_field:
        return Reason("same-province", 1.5, labels)
    return Reason("same-province", 0.8, labels) if local else None


def _is_lands_own(post: HeldPost, other: HeldPost) -> bool:
    """Whether it is one post of a foreign land, however land and government are called there."""
    here, there = post.standing.land, other.standing.land
    if post.role != other.role or here != there or here in ("", CHINA, WORLD):
        return False
    return is_once(post.role) or (not is_many(post.role) and _within_land(post.label) == _within_land(other.label))


@lru_cache(maxsize=65_536)
def _within_land(label: str) -> str:
    """The name of a body without that of its land: 法国外交部 → 外交部."""
    found = find_lands(label)
    return label[found[0].end :] if found and found[0].start == 0 and found[0].end < len(label) else label


def is_told_as_past(post: HeldPost, at: Span, other: HeldPost, then: Span) -> bool:
    """Whether ``post`` is told as past while another told before and after holds it: father and son."""
    if not post.former or other.former or post.role != other.role or is_many(post.role):
        return False
    if post.body != other.body and not _is_lands_own(post, other):
        return False
    if at.first is None or at.last is None or then.first is None or then.last is None:
        return False
    return then.first < at.first and at.last + TRANSFER < then.last


def _two_seats(post: HeldPost, at: Span, other: HeldPost, then: Span) -> bool:
    """A president and a prime minister of one land at one time, neither told as the other: one name, two people."""
    if post.former or other.former or is_many(post.role) or is_many(other.role) or post.standing.land in ("", CHINA):
        return False
    if at.first is None or at.last is None or then.first is None or then.last is None:
        return False
    within = at.first + TRANSFER < then.first and then.last < at.last - TRANSFER
    around = then.first + TRANSFER < at.first and at.last < then.last - TRANSFER
    return within or around or min(at.last, then.last) - max(at.first, then.first) > TRANSFER


def _is_abroad(here: str, there: str) -> bool:
    # That a body is Chinese is guessed where its name tells no land.
    return bool(here and there and here != there and not {WORLD, CHINA} & {here, there})


@lru_cache(maxsize=65_536)
def _like(one: str, other: str) -> bool:
    """One body written in two ways: 联合国 and 中国常驻联合国, 法国外交部 and 法外交部; the middle left out."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(shorter) > 2 and (longer.endswith(shorter) or shorter == longer[0] + _within_land(longer)):
        return True
    if any(longer.startswith(shorter[:at]) and longer.endswith(shorter[at:]) for at in range(2, len(shorter) - 1)):
        return True  # 联合国特别委员会 of 联合国大会裁军特别委员会
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) >= LIKE * (len(pairs[0]) + len(pairs[1]))


def _gap(at: Span, then: Span) -> float:
    """Years between the two, 0 where they overlap or a year is unknown."""
    if at.first is None or at.last is None or then.first is None or then.last is None:
        return 0.0
    return max(0, at.first - then.last, then.first - at.last) / YEAR
