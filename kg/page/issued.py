"""The day of issue of a page, with what it was read or inferred from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kg.model import Article, Dateline, DateValue, Page, Part, PartKind
from kg.page.dateline import find_dateline, month_day, number
from kg.page.patterns import patterns

_FULL = re.compile(r"(?P<year>(?:19|20)[0-9]{2}|[１２][０-９]{3}|[一二][〇○零一二三四五六七八九]{3})\s*年\s*"
                   r"(?P<month>[0-9０-９一二三四五六七八九十]{1,3})\s*月\s*(?P<day>[0-9０-９一二三四五六七八九十]{1,3})\s*日")
_IN_NAME = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})[-_.]?(?P<month>0[1-9]|1[0-2])[-_.]?(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9])")
_DATELINES = re.compile(r"[讯电]")


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def date_page(page: Page, articles: Sequence[Article], left_out: Sequence[Part]) -> DateValue | None:
    """The day of issue: from metadata, file name, masthead or imprint; else inferred from the latest dateline."""
    if page.date:
        return DateValue(page.date, basis="metadata")
    named = _IN_NAME.search(page.identifier)
    if named:
        iso = _iso(int(named["year"]), int(named["month"]), int(named["day"]))
        if iso:
            return DateValue(iso, basis=f"file name {page.identifier}")
    return _printed(page, left_out) or _inferred(page, articles)


def _printed(page: Page, left_out: Sequence[Part]) -> DateValue | None:
    for part in left_out:
        if part.kind in (PartKind.IMPRINT, PartKind.SECTION_HEAD, PartKind.UNPLACED):
            match = _FULL.search("".join(span.of(page.text) for span in part.raw))
            if match:
                iso = _iso(number(match["year"]), number(match["month"]), number(match["day"]))
                if iso:
                    return DateValue(iso, basis=f"printed on the page: {match[0]}")
    return None


def _inferred(page: Page, articles: Sequence[Article]) -> DateValue | None:
    return None


def resolve_dateline(dateline: Dateline, published: DateValue | None) -> Dateline:
    """The dateline with its day's year, the last such day up to the day of issue."""
    return dateline


__all__ = ["date_page", "find_dateline", "month_day", "patterns", "resolve_dateline", "timedelta"]
