"""What speaks for and against two bundles of sightings being one person, each reason with its score.

Scores add up like logarithms of odds: above 0 speaks for one person. The words for the codes are in
``kg/lexicon/data/identity_reasons.yaml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from kg.lexicon.namesakes import bearers
from kg.lexicon.person_names import looks_chinese
from kg.model import Reason
from kg.resolve.names import name_parts, person_key
from kg.resolve.people_around import titles_told, told_around
from kg.resolve.people_bundle import OFTEN, Bundle, years_between
from kg.resolve.people_careers import CAREER, careers_apart
from kg.resolve.people_names import FAMILY_FIRST, Likeness, likeness, rarity
from kg.resolve.people_posts import CHINA, HIGH, MINISTER, TOP, alike, apart, called_alike, is_second_line
from kg.resolve.people_seats import by_turns
from kg.resolve.people_ties import WEAK, best_tie, is_told_as_past

NEVER: Final = -20.0
"""The score of what excludes being one person."""
BY_WORDS: Final = 0.6
"""How much a walk of life counts that words beside the name tell, and no post."""
RISING: Final = 2.5
"""Who has this rank may rise to the highest."""
LIFELONG: Final = frozenset({"culture", "school"})
"""The walks of life that nobody retires from."""
MISREAD: Final = 4.5
"""What it costs that one sighting tells another land than many."""
ALONE: Final = 1.5
"""From this rarity on a name is hardly shared."""
LONG: Final = 10
"""Years after which a first name alone tells nobody."""
FORGOTTEN: Final = (1.6, 0.9, 0.5, 0.1)
"""By how much people are of note (``Bundle.note``), what years without them in the news can speak against them."""
FAMOUS: Final = 3
"""The highest note."""
SOON: Final = 0.5
"""Years within which the same words beside a name tell of one person."""
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
    else:
        like, names = max((likeness(a, b), (a, b)) for a in one.names for b in other.names)
    if shared := one.articles & other.articles:
        yield Reason("same-article", NEVER, (min(shared),))
    yield _name(one, other)
    if one.is_author or other.is_author:
        yield from _authors(one, other)
        return
    if not (one.local and other.local):  # Of two in office each is in the news for an office of their own.
        yield from _present(one, other)
    tie = best_tie(one, other)
    if tie:
        yield tie
    yield from _told_as_past(one, other)
    yield from _told_in_part(like, names, one, other, tie)
    yield from _lands(one, other)
    yield from _families(one, other)
    yield from _times(one, other, strong=bool(tie and tie.score > WEAK))
    if one.seats and other.seats and not (tie and tie.code == "same-post") and (turns := by_turns(one, other)):
        yield turns
    # Posts of two lands speak for themselves.
    if (not tie or tie.score <= WEAK) and not (one.land and other.land and one.land != other.land):
        yield from careers_apart(one, other, like=bool(tie and tie.code == "same-role" and tie.score > 1))
    yield from _company(one, other)
    yield from _fields(one, other)
    yield from titles_told(one, other)
    if around := told_around(one, other):
        yield around
    yield from _lands_beside(one, other)
    yield from _regions(one, other)


def _told_as_past(one: Bundle, other: Bundle) -> Iterator[Reason]:
    """A foreign name whose bearer had the post while another of the name has it."""
    if not (one.is_foreign and other.is_foreign):
        return
    posts = [(p, a, q, b) for p, a in one.posts.items() for q, b in other.posts.items()]
    if past := [p for p, a, q, b in posts if is_told_as_past(p, a, q, b) or is_told_as_past(q, b, p, a)]:
        least = min((post.label, post.role) for post in past)
        yield Reason("told-as-past", -6.0, least)


def _told_in_part(
    like: Likeness, names: tuple[str, str], one: Bundle, other: Bundle, tie: Reason | None
) -> Iterator[Reason]:
    """A first name alone, or another spelling, counts only with the same land, or the same post."""
    if like is Likeness.FAMILY and not one.land == other.land == FAMILY_FIRST:
        yield Reason("told-in-part", NEVER, names)
    known = tie is not None and tie.code in ("same-post", "same-body")
    if like is Likeness.PART and not known:
        near = one.land and one.land == other.land and (years_between(one, other) or 0) < LONG
        yield Reason("told-in-part", -2.0 if near else NEVER, names)
    if like is Likeness.SPELLING and not (tie and tie.code == "same-post"):
        yield Reason("spelt-otherwise", NEVER, names)


def _rarest(one: Bundle, other: Bundle) -> float:
    chinese = one.is_chinese or other.is_chinese
    return min(
        rarity(name, foreign=one.is_abroad or other.is_abroad, chinese=chinese) for name in one.names | other.names
    )


def _name(one: Bundle, other: Bundle) -> Reason:
    names = sorted(one.names | other.names, key=lambda n: (len(n), n))
    shared = {person_key(n) for n in one.names} & {person_key(n) for n in other.names}
    # In full on both sides is worth more than a last name on one.
    told = max((n for n in names if person_key(n) in shared), key=lambda n: (len(n), n), default=names[0])
    # 贝朗 is no Chinese name where 玛丽·贝朗 may be meant.
    foreign = one.is_abroad or other.is_abroad or any(len(name_parts(name)) > 1 for name in names)
    value = rarity(told, foreign=foreign, chinese=one.is_chinese or other.is_chinese)
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


def _lands(one: Bundle, other: Bundle) -> Iterator[Reason]:
    if one.land and other.land and one.land != other.land and not called_alike(one.land, other.land):
        counts = sorted((one.lands.total(), other.lands.total()))
        shared = sum(min(one.lands[k] / one.lands.total(), other.lands[k] / other.lands.total()) for k in one.lands)
        # A Chinese name in a foreign office is more often misread than true.
        chinese = "CN" in (one.land, other.land) and all(looks_chinese(person_key(n)) for n in one.names | other.names)
        cost = 4.0 - max(0.0, min(2.0, _rarest(one, other))) if chinese else 8.0
        # One land in many may be misread, where the name is nobody else's.
        misread = counts[0] == 1 and counts[1] >= OFTEN and _rarest(one, other) >= ALONE
        cost = min(cost, MISREAD) if misread else cost
        yield Reason("other-land", round(-cost * (1 - shared), 2), (one.land, other.land))


def _families(one: Bundle, other: Bundle) -> Iterator[Reason]:
    if shared := sorted(one.families.keys() & other.families.keys() - {""}):
        value = round(sum(alike(f) * min(one.families[f], other.families[f]) for f in shared), 2)
        if value >= 0.2:
            yield Reason("same-family", value, (max(shared, key=lambda f: (alike(f), f)),))
    if one.family == other.family:
        return
    costs = {(f, g): a * b * apart(f, g) for f, a in one.families.items() for g, b in other.families.items()}
    # Words beside a name may speak of another, but hardly all of them.
    sure = 1.0 if all(b.main or b.is_titled or b.is_told_by_words for b in (one, other)) else BY_WORDS
    cost = round(sure * sum(sorted(costs.values())), 2)
    if cost <= -0.2:
        yield Reason("other-family", cost, tuple(min((value, pair) for pair, value in costs.items())[1]))


# ---- times, company, places


def _times(one: Bundle, other: Bundle, *, strong: bool) -> Iterator[Reason]:
    gap = years_between(one, other)
    if gap is None or strong:
        return
    early, late = (one, other) if one.days[0] <= other.days[0] else (other, one)
    rises = min(early.rank, late.rank) >= RISING and late.rank > early.rank
    if gap > 2:
        # Who is of note is told of for life, others are forgotten.
        least = _forgotten(one, other)
        yield Reason("years-between", round(max(least, -(gap - 2) * (0.06 if rises else 0.15)), 2), (f"{gap:.0f}",))
    if gap > CAREER and (early.is_listed or early.level >= HIGH) and early.rank < MINISTER and _holds_office(late):
        yield Reason("long-after", -1.5, (f"{gap:.0f}",))
    if gap > 12 and {"sport"} == set(one.families) == set(other.families):
        yield Reason("past-sport", -2.5, (f"{gap:.0f}",))
    holds = any(not post.former for post in late.main)
    retired = gap > CAREER and early.rank >= MINISTER and late.rank < TOP
    sinks = early.rank and late.rank and holds and not rises and (retired or not _is_past(late))
    if gap > 8 and sinks and (early.rank - late.rank >= 1 or early.rank >= HIGH):
        yield Reason("no-rise", -3.0, (f"{gap:.0f}",))
    if gap > 1 and _is_past(early) and holds and not _is_past(late):
        yield Reason("second-line", -3.0 if gap > 10 else -1.5, (f"{gap:.0f}",))


def _forgotten(one: Bundle, other: Bundle) -> float:
    """The most that years can speak against one person: the less, the more of note both are."""
    least = int(one.family == other.family and one.family in LIFELONG)
    if max(one.note, other.note) == FAMOUS and not (one.posts and other.posts):
        least = 1  # Of the famous one need not say who they were.
    return -sum(FORGOTTEN[max(bundle.note, least)] for bundle in (one, other))


def _holds_office(bundle: Bundle) -> bool:
    """Whether it is told to hold a public office, none of the highest."""
    held = [post for post in bundle.main if not post.former and post.standing.family == "official"]
    return bool(held) and bundle.rank < TOP


def _is_past(bundle: Bundle) -> bool:
    """Whether it is in the second line, where careers end, and has no other main post."""
    posts = [post for post in bundle.main if not post.former]
    return bool(posts) and all(is_second_line(post) for post in posts)


def _company(one: Bundle, other: Bundle) -> Iterator[Reason]:
    gap = years_between(one, other)
    if gap is not None and gap > 5:
        return
    if shared := sorted(one.company & other.company):
        # A host receives many: one in common says little of guests that are told by posts.
        first = 0.3 if one.main and other.main else 0.8
        yield Reason("company", round(min(3.0, first + 0.8 * (len(shared) - 1)), 2), ("、".join(shared[:3]),))
    elif len(shared := sorted(one.beside & other.beside)) > 1:
        yield Reason("beside", round(min(4.0, 1.0 * (len(shared) - 1)), 2), ("、".join(shared[:3]),))


def _lands_beside(one: Bundle, other: Bundle) -> Iterator[Reason]:
    """Where the posts of one tell no land, the lands that stand before the name speak for its bearer's."""
    for bare, known in ((one, other), (other, one)):
        lands = bare.lands_beside
        if not bare.land and lands and (land := known.land or min(known.lands_beside, default="")):
            if land == CHINA and not bare.is_foreign:
                return  # Any Chinese name may have it before it.
            if land in lands:
                yield Reason("land-beside", 2.0 if bare.main and known.main else 1.0, (land,))
            else:
                yield Reason("other-land-beside", -3.0, (land, min(lands)))
            return


def _fields(one: Bundle, other: Bundle) -> Iterator[Reason]:
    gap = years_between(one, other)
    soon = gap is not None and gap < SOON and not (one.main and other.main)
    if soon and (said := sorted(one.telling & other.telling)):
        yield Reason("same-words", 1.3, ("、".join(said[:3]),))
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
