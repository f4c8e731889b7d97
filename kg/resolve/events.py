"""Which tellings are of one event: a pure function of the set of occasions and of judgements by hand.

Occasions of one unique name, or of one telling name on one day, are taken together; the groups are then joined from the
best match down while what speaks for it outweighs what speaks against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from kg.model import HandJudgement, Occasion
from kg.resolve.agglomerate import agglomerate
from kg.resolve.event_evidence import NEVER, Telling, evidence, score
from kg.resolve.event_names import event_name
from kg.resolve.grouping import Groups
from kg.resolve.hand import Hand, place

ENOUGH: Final = 2.0
"""Above this score two tellings are of one event."""
PERHAPS: Final = 1.0
"""Above this score two occasions are looked at together: what others tell may make them one. One name told without days
again and again must not lead from year to year."""
SURE: Final = "届 "
"""How keys begin that say that all things under them are one, but for what one article parts, or a hand."""
MOST_PEOPLE: Final = 4
MOST_BODIES: Final = 2
TAIL: Final = 4
"""Characters at the end of a name that differing wordings of it are likely to share."""


def occasion_keys(one: Occasion) -> frozenset[str]:
    """The keys under which an event is looked for: its identifier; its name with its number, or its series with a year;
    its day with each of the first who took part, who convened it, and the end of its name.

    Only the identifier has no space in it.
    """
    names = [event_name(name) for name in one.names]
    keys = {one.identifier}
    keys |= {SURE + f"{n.series} {sign}" for n in names if n.is_unique for sign in [_sign(n.numbers, n.year)]}
    years = _years(one.span) or (set() if any(n.is_unique for n in names) else _years(_around(one.day)))
    keys |= {f"名 {n.series} {year}" for n in names if n.tells or n.is_unique for year in years}
    if one.exact and one.span:
        day = date.fromordinal(one.span[0]).isoformat()
        who = [*sorted(one.chairs), *sorted(one.people - one.chairs)][:MOST_PEOPLE]
        tails = {n.series[-TAIL:] for n in names if n.tells and len(n.series) > TAIL}
        keys |= {f"日 {day} {key}" for key in (*who, *sorted(one.bodies)[:MOST_BODIES], *tails)}
    return frozenset(keys)


def _sign(numbers: Iterable[tuple[str, int]], year: str) -> str:
    return "".join(f"{unit}{value}" for unit, value in numbers) + year


def _around(day: int | None) -> tuple[int, int] | None:
    """An event told about without a day may lie in the year before or after, at its turn."""
    return None if day is None else (day - 31, day + 31)


def _years(span: tuple[int, int] | None) -> set[int]:
    return {date.fromordinal(day).year for day in span} if span else set()


def may_be_one(one: Occasion, other: Occasion) -> bool:
    """Whether two occasions are to be looked at together."""
    return _alone(one, other) > PERHAPS


@lru_cache(maxsize=65_536)
def _alone(one: Occasion, other: Occasion) -> float:
    return score(evidence(Telling.of([one]), Telling.of([other])))


def events_of(occasions: Collection[Occasion], by_hand: Collection[HandJudgement] = ()) -> tuple[Telling, ...]:
    """The events, the one told earliest first. ``by_hand`` must not contradict one another (``kg.identity`` checks)."""
    hand = Hand(occasions, by_hand)

    def match(one: Telling, other: Telling) -> float:
        if hand.apart(one.occasions, other.occasions):
            return NEVER
        return score(evidence(one, other))

    start = [Telling.of(group) for group in _start(occasions, hand)]
    return tuple(sorted(agglomerate(start, match, ENOUGH), key=lambda t: t.order))


def _start(occasions: Collection[Occasion], hand: Hand[Occasion]) -> list[list[Occasion]]:
    """Occasions that are one at first sight; what one article tells as two stays two."""
    groups: Groups[Occasion] = Groups(occasions)
    articles: defaultdict[Occasion, set[str]] = defaultdict(set)
    for one in occasions:
        articles[one] = {one.article}

    def join(one: Occasion, other: Occasion, *, judged: bool = False) -> None:
        a, b = groups.root(one), groups.root(other)
        if a != b and (judged or articles[a].isdisjoint(articles[b])):
            both = articles[a] | articles[b]
            groups.join(a, b)
            articles[groups.root(a)] = both

    for joined in hand.one:
        for other in joined[1:]:
            join(joined[0], other, judged=True)
    split = hand.split()
    seen: defaultdict[tuple[str, int], list[Occasion]] = defaultdict(list)
    for one in sorted(occasions, key=lambda o: o.order):
        for sign in sorted(_signs(one)):
            seen[sign, split.get(place(one), -1)].append(one)
    for _, same in sorted(seen.items()):
        for other in same[1:]:
            join(same[0], other)
    return groups.all()


def _signs(one: Occasion) -> set[str]:
    """What two occasions share that are one at first sight."""
    signs = {key for key in one.keys if key.startswith(SURE)} | {one.identifier}
    if one.exact and one.span:
        names = (event_name(name) for name in one.names)
        signs |= {f"{n.text} {one.span[0]}" for n in names if n.tells}
    return signs
