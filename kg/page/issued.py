"""The day of issue of a page, with what it was read or inferred from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.model import Article, Dateline, DateValue, Page, Part, PartKind
from kg.page.dateline import find_dateline, number
from kg.page.years import find_year

_FULL = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2}|[１２][０-９]{3}|[一二][九〇○零][〇○零一二三四五六七八九]{2})"
    r"\s*[年./-]\s*"
    r"(?P<month>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*"
    r"(?P<day>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
# jlrb-2022-06-24-p1 · 20220624
_IN_NAME = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})([-_.]?)(?P<month>0[1-9]|1[0-2])\2"
    r"(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_MASTHEAD = 120  # characters at the top of a page where the date of issue is printed
# 星期五 · 农历 · 第12345期: what stands beside a printed date of issue
_BESIDE = re.compile(r"星期[一二三四五六日天]|农历|总?第\s*[0-9０-９]+\s*[期号]|今日[0-9０-９一二三四五六七八九十]+版")
_NOT_LEAP, _LEAP = 2001, 2000


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(*(number(match[part]) for part in ("year", "month", "day"))).isoformat()
    except (KeyError, ValueError):
        return None


def day_in_name(identifier: str) -> tuple[str, str] | None:
    """What stands before the day in a file's name, and the day; None where it has none."""
    named = _IN_NAME.search(identifier)
    iso = _iso(named) if named else None
    return (identifier[: named.start()], iso) if named and iso else None


def date_page(page: Page, articles: Sequence[Article], left_out: Sequence[Part]) -> DateValue | None:
    """The day of issue: from metadata, file name or print, else the day after the latest dateline; None if unknown.

    Where nothing tells the year, the date has none (``--06-24``).
    """
    if page.date:
        return DateValue(page.date, basis="metadata")
    named = day_in_name(page.identifier)
    if named:
        return DateValue(named[1], basis=f"file name {page.identifier}")
    return _printed(page, left_out) or _inferred(page, articles, left_out)


def _printed(page: Page, left_out: Sequence[Part]) -> DateValue | None:
    """A full date in the imprint, or one beside a weekday or an issue number anywhere outside the articles."""
    for part in left_out:
        text = "".join(span.of(page.text) for span in part.raw)
        match = _FULL.search(text)
        if match and (part.kind is PartKind.IMPRINT or _BESIDE.search(text)) and (iso := _iso(match)):
            return DateValue(iso, basis=f"printed on the page: {match[0]}")
    top = page.text[:_MASTHEAD]
    match = _FULL.search(top)
    if match and _BESIDE.search(top[max(0, match.start() - 30) : match.end() + 30]) and (iso := _iso(match)):
        return DateValue(iso, basis=f"printed at the top: {match[0]}")
    return None


def _inferred(page: Page, articles: Sequence[Article], left_out: Sequence[Part]) -> DateValue | None:
    """The day after the latest dateline, with the year that the page's words tell."""
    found = [find_dateline(a.text) for a in articles]
    dates = [line.date for line in found if line and line.date]
    if not dates:
        return None
    days = [_month_day(told) for told in dates]
    # At the turn of the year January is later than December.
    turn = any(m == 12 for m, _ in days) and any(m == 1 for m, _ in days)
    latest = max(range(len(days)), key=lambda i: (days[i][0] == 1 if turn else 0, days[i]))
    month, day = days[latest]
    basis = f"the day after the latest {dates[latest].basis}"
    furniture = ["".join(span.of(page.text) for span in part.raw) for part in left_out]
    sign = find_year([a.text for a in articles], month, day, furniture)
    try:
        if sign:
            issue = date(sign.year, month, day) + timedelta(days=1)
            return DateValue(issue.isoformat(), basis=f"{basis}; year from {sign.words}")
        issue = date(_LEAP if (month, day) == (2, 29) else _NOT_LEAP, month, day) + timedelta(days=1)
    except ValueError:
        return None
    return DateValue(f"--{issue:%m-%d}", basis=f"{basis}; no year is told")


def _month_day(told: DateValue) -> tuple[int, int]:
    """The month and day of ``--06-23``."""
    return int(told.start[2:4]), int(told.start[5:7])


def resolve_dateline(dateline: Dateline, published: DateValue | None) -> Dateline:
    """The dateline with its year: the last such day up to the day of issue; unchanged where that has no year."""
    told_day = dateline.date
    if told_day is None or published is None or len(published.start) != 10:
        return dateline
    issued = date.fromisoformat(published.start)
    month, day = _month_day(told_day)
    for year in (issued.year, issued.year - 1):
        try:
            told = date(year, month, day)
        except ValueError:
            continue
        if told <= issued:
            resolved = DateValue(told.isoformat(), basis=f"{told_day.basis}; year from the day of issue")
            return replace(dateline, date=resolved)
    return dateline
