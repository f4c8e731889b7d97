"""Partial dates and their arithmetic: days whose year may be unknown, moved by days, weeks and months.

A `Moment` is as much of a date as is known. Its string is the form that `kg.model.DateValue` holds:
``2022-06-23``, ``2022-06``, ``2022`` or ``--06-23``. What cannot be said in one of these forms has no string.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

_FORM = re.compile(r"(?:(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?|--(?P<ym>\d\d)-(?P<yd>\d\d))")
#: A year without 29 February: a day of an unknown year is moved inside it.
_PLAIN_YEAR = 2001
_LEAP_YEAR = 2000
_CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100}


@dataclass(frozen=True, slots=True)
class Moment:
    """Year, month and day as far as they are known; a day is never known without its month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, text: str) -> Moment | None:
        """The moment that a `DateValue` string says, None if it is no such string or no such day."""
        found = _FORM.fullmatch(text)
        if found is None:
            return None
        month, day = found["m"] or found["ym"], found["d"] or found["yd"]
        moment = cls(_int(found["y"]), _int(month), _int(day))
        return moment if moment.exists() else None

    def exists(self) -> bool:
        """Whether the calendar has such a day (29 February counts where the year is unknown)."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        if self.month is None:
            return False
        return 1 <= self.day <= calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]

    def __str__(self) -> str:
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}" if self.month and self.day else ""
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)

    def date(self) -> datetime.date | None:
        """The day itself where year, month and day are all known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    def plus_days(self, days: int) -> Moment | None:
        """This day moved by ``days``; None where it is no day, or where an unknown year decides (28/29 February)."""
        if self.month is None or self.day is None:
            return None
        if self.year is not None:
            return _of(datetime.date(self.year, self.month, self.day) + datetime.timedelta(days))
        if (self.month, self.day) == (2, 29):
            return None
        plain, leap = (
            datetime.date(y, self.month, self.day) + datetime.timedelta(days) for y in (_PLAIN_YEAR, _LEAP_YEAR)
        )
        if (plain.month, plain.day) != (leap.month, leap.day):
            return None
        return Moment(None, plain.month, plain.day)

    def plus_months(self, months: int) -> Moment | None:
        """The month (without a day) ``months`` after this one; None where the month is unknown."""
        if self.month is None:
            return None
        count = self.month - 1 + months
        year = None if self.year is None else self.year + count // 12
        return Moment(year, count % 12 + 1)


def _int(text: str | None) -> int | None:
    return None if text is None else int(text)


def _of(day: datetime.date) -> Moment:
    return Moment(day.year, day.month, day.day)


def near(base: Moment, month: int | None, day: int, *, ahead: bool = False) -> Moment | None:
    """The day ``day`` (of ``month``, where told) that a text written on ``base`` means.

    What is told is past or at hand unless ``ahead``: of 28日 on 3 June, 28 May; of 将于28日, 28 June.
    """
    if month is not None:
        return _existing(Moment(year_near(base, month, day, ahead=ahead), month, day))
    if base.month is None:
        return None
    reach = 25 if ahead else 10
    for step in (0, -1) if not ahead else (0, 1):
        there = base.plus_months(step)
        if there is None or there.month is None:
            continue
        moment = Moment(there.year, there.month, day)
        if not moment.exists():
            continue
        gap = day - (base.day or day) + 30 * step
        if (ahead and gap >= 0) or (not ahead and gap <= reach):
            return moment
    return _existing(Moment(base.year, base.month, day))


def year_near(base: Moment, month: int, day: int | None, *, ahead: bool = False) -> int | None:
    """The year of a month (and day) told without one: this, last if it were long to come, next if ``ahead``."""
    if base.year is None:
        return None
    if base.month is None:
        return base.year
    gap = month - base.month
    if ahead:
        behind = gap < 0 or (gap == 0 and day is not None and base.day is not None and day < base.day)
        return base.year + 1 if behind else base.year
    return base.year - 1 if gap > 3 else base.year + 1 if gap < -10 and month <= 2 else base.year


def _existing(moment: Moment) -> Moment | None:
    return moment if moment.exists() else None


def weekday(base: Moment, number: int, weeks: int | None, *, ahead: bool = False) -> Moment | None:
    """Weekday ``number`` (Monday 0) of the week ``weeks`` from ``base``'s; else the latest, or the next."""
    day = base.date()
    if day is None:
        return None
    if weeks is not None:
        return _of(day + datetime.timedelta(days=number - day.weekday() + 7 * weeks))
    gap = (number - day.weekday()) % 7
    return _of(day + datetime.timedelta(days=gap if ahead or gap == 0 else gap - 7))


def number(text: str) -> int:
    """The number that digits of any kind say: 23, ２３, 二十三, 一百二十三, 一九九八; never fails on a row of these."""
    if text.isdecimal():
        return int(text)
    if not _UNITS.keys() & set(text):
        return int("0" + "".join(str(_digit(c)) for c in text))
    whole = ones = 0
    for character in text:
        if character in _UNITS:
            whole, ones = whole + (ones or 1) * _UNITS[character], 0
        else:
            ones = _digit(character)
    return whole + ones


def _digit(character: str) -> int:
    found = _CHINESE.get(character)
    return int(character) if found is None else found
