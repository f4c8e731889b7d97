"""What speaks for and against two bundles of sightings being one person, each reason with its score.

Scores add up like logarithms of odds: above 0 speaks for one person. The words for the codes are in
``kg/lexicon/data/identity_reasons.yaml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.lexicon.namesakes import bearers
from kg.lexicon.person_names import looks_chinese
from kg.model import HeldPost, Reason
from kg.resolve.names import person_key
from kg.resolve.people_bundle import YEAR, Bundle, Span, told_within, years_between
from kg.resolve.people_names import Likeness, is_foreign, likeness, rarity
from kg.resolve.people_posts import apart, house, is_many, is_second_line, says_nothing

NEVER: Final = -20.0
"""The score of what excludes being one person."""
WEAK: Final = 2.5
"""A tie up to here is weighed against what the careers do not share."""
TOP: Final = 5.0
"""The rank of the state's leaders, some seventy people."""
HIGH: Final = 3.5
"""From this rank on people are so few that namesakes among them are rare."""
TRANSFER: Final = 45
"""Days for which two posts may be told side by side while one follows the other."""
BY_WORDS: Final = 0.8
"""How much a walk of life counts that words beside the name tell, and no post."""
LIKE: Final = 0.6
"""The share of character pairs from which two bodies' names are taken for one written in two ways."""
NEWS: Final = 400
"""Days around a sighting in which others of the name are counted."""
MOST: Final = 150
"""More of them say no more."""


def evidence(one: Bundle, other: Bundle) -> tuple[Reason, ...]:
    """All reasons, in a settled order; the same whichever bundle comes first."""
    if other.order < one.order:
        one, other = other, one
    return tuple(_reasons(one, other))


def score(reasons: tuple[Reason, ...]) -> float:
    """The sum, rounded so that it does not depend on the order of adding."""
    return round(sum(sorted(reason.score for reason in reasons)), 6)


def _reasons(one: Bundle, other: Bundle) -> Iterator[Reason]:
    like, names = min((likeness(a, b), (a, b)) for a in one.names for b in other.names)
    if like is Likeness.NONE:
        yield Reason("names-differ", NEVER, names)
    if shared := one.articles & other.articles:
        yield Reason("same-article", NEVER, (min(shared),))
    yield _name(one, other)
    if one.is_author or other.is_author:
        yield from _authors(one, other)
        return
    yield from _present(one, other)
    tie = _best_tie(one, other)
    if tie:
        yield tie
    yield from _told_in_part(like, names, one, other, tie)
    yield from _lands(one, other)
    yield from _families(one, other)
    yield from _times(one, other, strong=bool(tie and tie.score > WEAK))
    # Posts of two lands speak for themselves.
    if (not tie or tie.score <= WEAK) and not (one.land and other.land and one.land != other.land):
        yield from _posts_apart(one, other)
    yield from _company(one, other)
    yield from _fields(one, other)
    yield from _lands_beside(one, other)
    yield from _regions(one, other)


def _told_in_part(
    like: Likeness, names: tuple[str, str], one: Bundle, other: Bundle, tie: Reason | None
) -> Iterator[Reason]:
    """A first name alone, or another spelling, counts only with the same land, or the same post."""
    if like is Likeness.PART and not (one.land and one.land == other.land):
        yield Reason("told-in-part", NEVER, names)
    if like is Likeness.SPELLING and not (tie and tie.code == "same-post"):
        yield Reason("spelt-otherwise", NEVER, names)


def _rarest(one: Bundle, other: Bundle) -> float:
    return min(rarity(name) for name in one.names | other.names)


def _name(one: Bundle, other: Bundle) -> Reason:
    names = sorted(one.names | other.names, key=lambda n: (len(n), n))
    shared = {person_key(n) for n in one.names} & {person_key(n) for n in other.names}
    # In full on both sides is worth more than a last name on one.
    told = max((n for n in names if person_key(n) in shared), key=lambda n: (len(n), n), default=names[0])
    value = rarity(told)
    return Reason("rare-name" if value >= 0 else "common-name", round(value, 2), (told,))


def _present(one: Bundle, other: Bundle) -> Iterator[Reason]:
    """The rarer the name and the more its bearer is in the news then, the likelier one more sighting is theirs."""
    names = one.names | other.names
    near = max(one.near(other, NEWS, MOST), other.near(one, NEWS, MOST))
    weight = math.log1p(near / (1 + 20 * min(bearers(person_key(name)) for name in names)))
    if weight >= 0.05:
        yield Reason("in-the-news", round(weight, 2), (str(near),))


def _authors(one: Bundle, other: Bundle) -> Iterator[Reason]:
    if one.is_author != other.is_author:
        yield Reason("author", -8.0)
    elif one.papers & other.papers:
        yield Reason("same-paper", 8.0, (_label(min(one.papers & other.papers)),))
    else:
        yield Reason("other-paper", -1.0)


def _label(iri: str) -> str:
    return iri.rpartition("/")[2]


# ---- posts


def _best_tie(one: Bundle, other: Bundle) -> Reason | None:
    ties = [tie for p, a in one.posts.items() for q, b in other.posts.items() if (tie := _tie(p, a, q, b))]
    return max(ties, key=lambda r: (r.score, r.code, r.values), default=None)


def _tie(post: HeldPost, at: Span, other: HeldPost, then: Span) -> Reason | None:
    gap = _gap(at, then)
    fade = 0.12 * max(0.0, gap - 6)
    here, there = post.standing, other.standing
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
    if post.role == other.role and _like(post.label, other.label) and not _is_abroad(here.land, there.land):
        return Reason("like-body", round(3.5 - fade, 2), (post.label, other.label))
    if here.land and here.land == there.land and here.land not in ("CN", "INT"):
        offices = here.family == there.family == "state"
        return Reason("same-land", round(WEAK - fade if offices else 0.3, 2), (post.label, other.label))
    if post.role == other.role and not is_many(post.role) and "" in (here.land, there.land) and gap < 3:
        return Reason("same-role", 1.5, (post.role,))
    if here.adcode and here.adcode == there.adcode and here.family == there.family == "official":
        near = 3.0 if gap <= 6 else 1.0
        wide = here.adcode.endswith("0000") and min(here.rank, there.rank) < HIGH
        return Reason("same-territory", 0.8 if wide else near, (post.label, other.label))
    if here.adcode and here.adcode[:2] == there.adcode[:2] and here.family == there.family:
        return Reason("same-province", 0.6, (post.label, other.label))
    return None


def _two_seats(post: HeldPost, at: Span, other: HeldPost, then: Span) -> bool:
    """A president and a prime minister of one land at one time, neither told as the other: one name, two people."""
    if post.former or other.former or is_many(post.role) or is_many(other.role) or post.standing.land in ("", "CN"):
        return False
    if at.first is None or at.last is None or then.first is None or then.last is None:
        return False
    within = at.first + TRANSFER < then.first and then.last < at.last - TRANSFER
    around = then.first + TRANSFER < at.first and at.last < then.last - TRANSFER
    return within or around or min(at.last, then.last) - max(at.first, then.first) > TRANSFER


def _is_abroad(here: str, there: str) -> bool:
    return bool(here and there and here != there and "INT" not in (here, there))


@lru_cache(maxsize=65_536)
def _like(one: str, other: str) -> bool:
    """联合国 and 中国常驻联合国, 加州人民政府 and 加利福尼亚州人民政府: one body written in two ways."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(shorter) > 2 and longer.endswith(shorter):
        return True
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) >= LIKE * (len(pairs[0]) + len(pairs[1]))


def _gap(at: Span, then: Span) -> float:
    """Years between the two, 0 where they overlap or a year is unknown."""
    if at.first is None or at.last is None or then.first is None or then.last is None:
        return 0.0
    return max(0, at.first - then.last, then.first - at.last) / YEAR


def _lands(one: Bundle, other: Bundle) -> Iterator[Reason]:
    if one.land and other.land and one.land != other.land:
        shared = sum(min(one.lands[k] / one.lands.total(), other.lands[k] / other.lands.total()) for k in one.lands)
        # A Chinese name in a foreign office is more often misread than true.
        chinese = "CN" in (one.land, other.land) and all(looks_chinese(person_key(n)) for n in one.names | other.names)
        cost = 4.0 - max(0.0, min(2.0, _rarest(one, other))) if chinese else 8.0
        yield Reason("other-land", round(-cost * (1 - shared), 2), (one.land, other.land))


def _families(one: Bundle, other: Bundle) -> Iterator[Reason]:
    if one.family == other.family:
        return
    costs = {(f, g): a * b * apart(f, g) for f, a in one.families.items() for g, b in other.families.items()}
    # Words beside a name may speak of another.
    sure = 1.0 if one.main and other.main else BY_WORDS
    cost = round(sure * sum(sorted(costs.values())), 2)
    if cost <= -0.2:
        yield Reason("other-family", cost, tuple(min((value, pair) for pair, value in costs.items())[1]))


def _posts_apart(one: Bundle, other: Bundle) -> Iterator[Reason]:
    """Two careers without a post, body or land in common."""
    if not one.main or not other.main:
        return
    if min(one.rank, other.rank) >= HIGH:
        yield Reason("both-high", 5.0 if min(one.rank, other.rank) >= TOP else 2.5)
    worst = min((_clash(p, a, q, b) for p, a in one.main.items() for q, b in other.main.items()), default=0.0)
    if worst < 0:
        yield Reason("at-once", worst)
    within = max(told_within(one, other), told_within(other, one))
    if within:
        yield Reason("told-otherwise", -2.0 if within < 3 else -3.0, (str(within),))
    else:
        yield Reason("nothing-shared", -0.7)


def _clash(post: HeldPost, at: Span, other: HeldPost, then: Span) -> float:
    """Two posts of territories or houses that nobody holds side by side, told at one time."""
    here, there = post.standing, other.standing
    if post.former or other.former or at.first is None or at.last is None or then.first is None or then.last is None:
        return 0.0
    overlap = min(at.last, then.last) - max(at.first, then.first)
    if overlap < -TRANSFER:
        return 0.0
    if here.family == there.family == "official" and here.adcode and there.adcode:
        # A city and its county, a province and its city: one is often within the other's leadership.
        nested = here.adcode.startswith(there.adcode.rstrip("0")) or there.adcode.startswith(here.adcode.rstrip("0"))
        return 0.0 if nested else -5.0 if overlap > TRANSFER else -2.0
    if here.family == there.family and here.family in ("company", "school", "health"):
        return -1.5
    return 0.0


# ---- times, company, places


def _times(one: Bundle, other: Bundle, *, strong: bool) -> Iterator[Reason]:
    gap = years_between(one, other)
    if gap is None or strong:
        return
    early, late = (one, other) if one.days[0] <= other.days[0] else (other, one)
    rises = min(early.rank, late.rank) >= 3 and late.rank > early.rank
    if gap > 2:
        # Who held high office is told of for life, others are forgotten.
        least = -2.2 if max(one.rank, other.rank) >= HIGH else -4.0
        yield Reason("years-between", round(max(least, -(gap - 2) * (0.06 if rises else 0.13)), 2), (f"{gap:.0f}",))
    if gap > 12 and {"sport"} == set(one.families) == set(other.families):
        yield Reason("past-sport", -2.5, (f"{gap:.0f}",))
    if gap > 8 and early.rank and late.rank and not rises and (early.rank - late.rank >= 1 or early.rank >= HIGH):
        yield Reason("no-rise", -3.0, (f"{gap:.0f}",))
    if gap > 10 and early.posts and late.posts and any(is_second_line(post) for post in early.posts):
        yield Reason("second-line", -3.0, (f"{gap:.0f}",))


def _company(one: Bundle, other: Bundle) -> Iterator[Reason]:
    gap = years_between(one, other)
    if gap is not None and gap > 5:
        return
    if shared := sorted(one.company & other.company):
        yield Reason("company", round(min(3.0, 0.8 * len(shared)), 2), ("、".join(shared[:3]),))
    elif len(shared := sorted(one.beside & other.beside)) > 1:
        yield Reason("beside", round(min(4.0, 0.5 * (len(shared) - 1)), 2), ("、".join(shared[:3]),))


def _lands_beside(one: Bundle, other: Bundle) -> Iterator[Reason]:
    """Where one is told without a post, the lands that stand before the name speak for its bearer's."""
    for bare, known in ((one, other), (other, one)):
        lands = bare.lands_beside
        if not bare.land and lands and (land := known.land or min(known.lands_beside, default="")):
            if land in lands:
                yield Reason("land-beside", 1.0, (land,))
            elif land != "CN" or all(is_foreign(person_key(name)) for name in bare.names):
                yield Reason("other-land-beside", -3.0, (land, min(lands)))
            return


def _fields(one: Bundle, other: Bundle) -> Iterator[Reason]:
    if shared := sorted({a for a in one.words for b in other.words if a in b or b in a}):
        yield Reason("same-field", min(4.5, 2.5 * len(shared)), ("、".join(shared[:3]),))
    elif one.words and other.words:
        yield Reason("other-field", -1.5, (min(one.words), min(other.words)))


def _regions(one: Bundle, other: Bundle) -> Iterator[Reason]:
    if one.regions and other.regions and not (one.posts and other.posts):
        if one.regions & other.regions:
            yield Reason("same-region", 1.5)
        else:
            yield Reason("other-region", -1.5)
