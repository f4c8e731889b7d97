"""From sightings of who held a post to spells of holding it. No day is invented: each is one on which it was told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

Days = tuple[str, str]
"""The first and the last day that a date may mean: 2021-05 → 2021-05-01, 2021-05-31."""

NO_YEAR: Final = "9999"
Parted = Callable[["Told", "Told"], bool]
"""Whether two sightings of one person are of two spells, since another sat there between them."""


@lru_cache(maxsize=65_536)
def days_of(text: str) -> Days | None:
    """The days that 2021, 2021-05 or 2021-05-12 may mean; None for a day without a year and for what is no date.

    >>> days_of("2021-02"), days_of("--06-23")
    (('2021-02-01', '2021-02-28'), None)
    """
    parts = text.split("-")
    if not 1 <= len(parts) <= 3 or len(parts[0]) != 4 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    year, month, day = (int(part) for part in (*parts, *("0", "0")[len(parts) - 1 :]))
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


@dataclass(frozen=True, slots=True)
class Told:
    """That ``person`` was told on ``day`` (the graph's lexical form, ``""`` unknown) to hold a post, or to be past it.

    ``membership`` and ``statement`` are IRIs; ``times`` how many statements of that day say the same.
    """

    person: str
    membership: str
    day: str
    past: bool
    statement: str
    times: int = 1

    @property
    def days(self) -> Days:
        """The days that may be meant; those without a year come after all others."""
        return days_of(self.day) or (NO_YEAR, NO_YEAR)


@dataclass(frozen=True, slots=True)
class Spell:
    """One time of holding a post as far as it was sighted: ``held`` in order of their days, and what tells its end.

    ``held`` is empty for one who is only told as past, ``past`` where nobody says so. ``undated`` are sightings without
    a year. ``returned`` where the same person held the post before and left it.
    """

    person: str
    held: tuple[Told, ...]
    past: tuple[Told, ...] = ()
    undated: tuple[Told, ...] = ()
    returned: bool = False

    @property
    def first(self) -> Told | None:
        """The first sighting whose year is known."""
        return self.held[0] if self.held else None

    @property
    def last(self) -> Told | None:
        """The last sighting whose year is known."""
        return self.held[-1] if self.held else None

    @property
    def times(self) -> int:
        """How many statements tell of it."""
        return sum(one.times for one in (*self.held, *self.past, *self.undated))

    @property
    def order(self) -> tuple[str, bool, str]:
        """By the first sighting; who is only told as past before whoever was sighted first that day."""
        told = self.held or self.past
        return (told[0].days[0] if told else NO_YEAR, bool(self.held), self.person)


def spells_of(told: Iterable[Told], *, one_seat: bool, gap_days: int) -> tuple[Spell, ...]:
    """The spells in one post in order. A spell ends where it is told as past and the next sighting begins another.

    In a post of one seat it ends, too, where more than ``gap_days`` pass without a sighting and another is sighted.
    """
    by_person: defaultdict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_person[one.person].append(one)
    dated = sorted((one.days[0], one.person) for one in told_as_held(by_person.values()))
    days, people = [day for day, _ in dated], [person for _, person in dated]

    def another_between(one: Told, other: Told) -> bool:
        if not one_seat or _between(one.days[1], other.days[0]) <= gap_days:
            return False
        inside = people[bisect_right(days, one.days[1]) : bisect_left(days, other.days[0])]
        return any(person != one.person for person in inside)

    found: list[Spell] = []
    for person, tellings in by_person.items():
        found += _spells_of_one(person, tellings, another_between)
    if not one_seat:
        return tuple(sorted(found, key=lambda spell: spell.order))
    sitting = [spell for spell in found if spell.held]
    return tuple(sorted(found, key=lambda spell: _order_in_seat(spell, sitting)))


def _order_in_seat(spell: Spell, sitting: Sequence[Spell]) -> tuple[str, bool, str]:
    """Who is only told as past while another sits in the one seat held it before that other."""
    if spell.held or not spell.past:
        return spell.order
    told = spell.past[0].days[0]
    begins = [one.held[0].days[0] for one in sitting if one.held[0].days[0] <= told <= one.held[-1].days[1]]
    return (min(begins, default=told), False, spell.person)


def told_as_held(each: Iterable[Sequence[Told]]) -> Iterator[Told]:
    """The sightings with a known year that tell the post as held."""
    return (one for tellings in each for one in tellings if not one.past and days_of(one.day))


def _between(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _spells_of_one(person: str, tellings: Sequence[Told], parted: Parted) -> Iterator[Spell]:
    dated = [one for one in tellings if days_of(one.day)]
    undated = tuple(sorted((t for t in tellings if not days_of(t.day)), key=lambda t: (t.day, t.statement)))
    pieces: list[tuple[list[Told], list[Told]]] = [([], [])]
    # Of one day's tellings the one as held comes first: who is removed was in office until then.
    for one in sorted(dated, key=lambda t: (t.days, t.past, t.statement)):
        held, past = pieces[-1]
        if one.past:
            past.append(one)
            continue
        if past or (held and parted(held[-1], one)):
            pieces.append(([one], []))
        else:
            held.append(one)
    for at, (held, past) in enumerate(pieces):
        own = undated if at == len(pieces) - 1 else ()
        if held or past or own:
            yield Spell(
                person,
                tuple(held),
                (*past, *(t for t in own if t.past)),
                tuple(t for t in own if not t.past),
                returned=at > 0 and bool(held),
            )


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two in a seat for one. ``since`` and ``until`` are the first and the last day for which it is so.

    ``at_once``: ``one`` is sighted before and after a sighting of ``other`` by little; else ``one`` came back after a
    long time, without anything that tells that the post was left.
    """

    one: Spell
    other: Spell
    since: str
    until: str
    at_once: bool = True


def overlaps(spells: Sequence[Spell]) -> tuple[Overlap, ...]:
    """The spells of two people that lie in each other by more than the day on which one hands over to the next."""
    found: list[Overlap] = list(_came_back(spells))
    open_: list[Spell] = []
    for spell in (spell for spell in spells if spell.held):
        begins = spell.held[0].days[1]
        open_ = [one for one in open_ if one.held[-1].days[0] > begins]
        for one in open_:
            until = min(one.held[-1].days[0], spell.held[-1].days[0])
            if one.person != spell.person and one.held[0].days[1] <= until and begins <= until:
                found.append(Overlap(one, spell, begins, until))
        open_.append(spell)
    return tuple(found)


def _came_back(spells: Sequence[Spell]) -> Iterator[Overlap]:
    """Spells that were parted for another's sake alone."""
    for at, spell in enumerate(spells):
        left = next((s for s in reversed(spells[:at]) if s.person == spell.person), None) if spell.returned else None
        if left is None or left.past or not left.held:
            continue
        since, until = left.held[-1].days[1], spell.held[0].days[0]
        for other in spells[:at]:
            inside = [t for t in other.held if since < t.days[0] and t.days[1] < until]
            if other.person != spell.person and inside:
                yield Overlap(left, other, inside[0].days[0], inside[-1].days[1], at_once=False)


def before(spells: Sequence[Spell]) -> dict[int, Spell]:
    """For each spell (by its place) that of another person sighted last before it began; none where two overlap."""
    found: dict[int, Spell] = {}
    for at, spell in enumerate(spells):
        for earlier in reversed(spells[:at]):
            ended = (earlier.held or earlier.past)[-1].days[0] if earlier.held or earlier.past else NO_YEAR
            if earlier.person != spell.person and spell.held and ended <= spell.held[0].days[1]:
                found[at] = earlier
                break
    return found


@dataclass(frozen=True, slots=True)
class Near:
    """What a spell tells for a date: the last sighting up to it and the first from it on; both are one on the day."""

    spell: Spell
    last: Told | None
    next: Told | None

    @property
    def certain(self) -> bool:
        """Whether the date is the sighting's own, or lies between two."""
        return self.last is not None and self.next is not None


def near(spell: Spell, days: Days) -> Near | None:
    """The sightings around a date; None where the spell has none or is told as past by then."""
    within = [t for t in spell.held if days[0] <= t.days[0] and t.days[1] <= days[1]]
    if within:
        return Near(spell, within[0], within[0])
    last = next((t for t in reversed(spell.held) if t.days[0] <= days[0]), None)
    following = next((t for t in spell.held if t.days[1] >= days[1]), None)
    gone = following is None and any(t.days[0] <= days[1] for t in spell.past)
    return None if gone or (last is None and following is None) else Near(spell, last, following)
