"""What the name of an event says: which series it is of, its number and its year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.mentions.calendar import number
from kg.resolve.names import fold
from kg.resolve.rules import rules

SESSION: Final = "次"
TERM: Final = "届"


@dataclass(frozen=True, slots=True)
class EventName:
    """A folded name taken apart: 第二届青澜论坛 is number (届, 2) of the series 青澜论坛.

    ``part`` is what makes it part of an event (开幕式), ``""`` where it is a whole one. ``tells``: whether the name,
    with a day, says which event it is: 青澜市水利会议 does, 座谈会 does not. ``is_unique``: whether there is no other
    event of this name, whatever the day: its number is not counted anew in each term, or it has its year.
    """

    text: str
    series: str
    numbers: tuple[tuple[str, int], ...]
    year: str
    part: str
    tells: bool
    is_unique: bool


@lru_cache(maxsize=65_536)
def event_name(name: str) -> EventName:
    """Takes a name apart.

    >>> event_name("第二十届青澜论坛").series, event_name("第二十届青澜论坛").numbers
    ('青澜论坛', (('届', 20),))
    >>> [event_name(n).is_unique for n in ("第二次全体会议", "青澜论坛", "2021年青澜论坛")]
    [False, False, True]
    """
    text, known = fold(name), rules()
    numbers: list[tuple[str, int]] = []
    for found in known.event_number.finditer(text):
        ordinal, cardinal, unit, first = found.groups()
        value = 1 if first else number(ordinal or cardinal)
        numbers.append((SESSION if (first or unit) == "中" else first or unit, value))
    years = known.event_year.findall(text)
    series = known.event_year.sub("", known.event_number.sub("", text))
    part = known.event_parts.fullmatch(text)
    relative = bool(known.relative_events.fullmatch(text))
    year, series = years[0] if years else "", series or text
    return EventName(
        text=text,
        series=series,
        numbers=tuple(numbers),
        year=year,
        part=part[1] if part else "",
        tells=not relative and not known.is_common_event(series),
        is_unique=not relative and not known.common_events.fullmatch(series) and _for_good(series, dict(numbers), year),
    )


def _for_good(series: str, numbers: Mapping[str, int], year: str) -> bool:
    """Whether a number or a year tells one event of the series for all times."""
    known = rules()
    many = numbers.get(SESSION, 0) >= known.counted_many and not known.counted_anew.fullmatch(series)
    return bool(year or TERM in numbers or many or (numbers and known.congresses.fullmatch(series)))


@lru_cache(maxsize=262_144)
def likeness(one: str, other: str) -> float:
    """How alike two series of events are called, 0 to 1: 1 where the one is in the other, letter by letter in order.

    Else twice the pairs of characters that both have, of all that each has.

    >>> likeness("青澜市水利工作会议", "水利会议"), likeness("水利会议", "教育大会")
    (1.0, 0.0)
    """
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    if all(character in rest for character in short):
        return 1.0
    ours, theirs = _pairs(one), _pairs(other)
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
