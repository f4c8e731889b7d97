"""The year that a page is of, where it prints none: from what it says of years, with the words as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.page.dateline import number

_WIDE = str.maketrans("０１２３４５６７８９〇○", "012345678900")
_HANZI_YEAR = str.maketrans("零一二三四五六七八九", "0123456789")
# 2022年6月24日 · 2022年 · 一九九八年
_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2}|[１２][０-９]{3}|[一二][九〇○零][〇○零一二三四五六七八九]{2})\s*年")
_MONTH = re.compile(
    r"\s*(?P<month>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(?P<day>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
)
# 到2035年 · 力争2030年前 · 2035年要基本实现
_FUTURE_BEFORE = re.compile(r"(?:力争|展望|面向|预计|计划|确保|争取|规划)[^。；，,]{0,10}$")
_FUTURE_AFTER = re.compile(r"[^。；，,]{0,4}(?:要|将|前|远景|基本实现|实现碳)")
_SINCE = re.compile(r"[^。]{0,80}?(?P<count>[0-9两一二三四五六七八九十]{1,2})年[来多间]")
_ROUND = re.compile(r"(?P<count>[0-9０-９]{2,3}|百|一百|[一二三四五六七八九]十[一二三四五六七八九]?)\s*(?:周年|年华诞)")

# 6月23日星期四 · 6月24日（周五）
_WEEKDAY = re.compile(
    r"(?P<month>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日\s*[，,（(]?\s*"
    r"(?:星期|周)(?P<weekday>[一二三四五六日天])"
)

_NEAR = 62  # days
_YEARS_ON = 4  # a day falls on the same weekday after five or six years, after eleven at the latest


@dataclass(frozen=True, slots=True)
class YearSign:
    """A year that the page is at least of, and the words that say so."""

    year: int
    words: str


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[re.Pattern[str], int]]]:
    data: dict[str, Any] = yaml.safe_load(files("kg.lexicon").joinpath("data", "page_dates.yaml").read_text("utf-8"))
    running = re.compile(rf"[^。；，,、0-9]{{0,8}}?(?:{'|'.join(data['running'])})")
    over = re.compile("|".join(data["over"]))
    rounds = [
        (re.compile(rf"(?:{'|'.join(rule['words'])})\s*(?:{_ROUND.pattern}|(?P<hundred>百年))"), rule["year"])
        for rule in data["anniversaries"]
    ]
    return running, over, rounds


def year_of(match: re.Match[str]) -> int:
    """The year that ``_YEAR`` found."""
    return int(match["year"].translate(_WIDE).translate(_HANZI_YEAR))


def find_year(texts: Sequence[str], month: int, day: int, furniture: Sequence[str] = ()) -> YearSign | None:
    """The year of a page whose latest dateline is of ``month`` and ``day``; None where nothing tells it.

    ``furniture``: words outside the articles, of which only weekdays are asked.
    """
    sign = max((sign for text in texts for sign in _signs(text, month, day)), key=lambda sign: sign.year, default=None)
    for text in (*texts, *furniture):
        for match in _WEEKDAY.finditer(text):
            known = sign or _latest_named(texts)
            told = known and _on_weekday(match, known, month, day)
            if told:
                return told
    return sign


def _latest_named(texts: Sequence[str]) -> YearSign | None:
    """The latest year that is named and not as one to come: the page is not older."""
    named = (
        YearSign(year_of(m), text[m.start() : m.end() + 14])
        for text in texts
        for m in _YEAR.finditer(text)
        if not _is_future(text, m)
    )
    return max(named, key=lambda sign: sign.year, default=None)


def _on_weekday(match: re.Match[str], known: YearSign, month: int, day: int) -> YearSign | None:
    """The first year from the known one on in which a day near the dateline falls on the weekday that is printed."""
    there, weekday = (number(match["month"]), number(match["day"])), "一二三四五六日天".index(match["weekday"]) % 7
    if match["weekday"] == "天":
        weekday = 6
    if abs((month - there[0]) * 31 + day - there[1]) > _NEAR:
        return None
    for year in range(known.year, known.year + _YEARS_ON + 1):
        try:
            if date(year, *there).weekday() == weekday:
                return YearSign(year, f"{match[0]}, not before {known.words}")
        except ValueError:
            continue
    return None


def _is_future(text: str, match: re.Match[str]) -> bool:
    """Whether the year is one that is aimed at."""
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 100]
    return bool(_FUTURE_BEFORE.search(before) or _FUTURE_AFTER.match(after))


def _signs(text: str, month: int, day: int) -> Iterator[YearSign]:
    running, over, rounds = _rules()
    for match in _YEAR.finditer(text):
        year, rest = year_of(match), text[match.end() : match.end() + 100]
        if _is_future(text, match):
            continue
        words = text[match.start() : match.end() + 14]
        dated = _MONTH.match(rest)
        if dated:
            yield from _dated_signs(year, dated, rest, words, month, day)
        elif running.match(rest):
            yield YearSign(year, words)
        elif over.match(rest):
            yield YearSign(year + 1, words)
    for pattern, begun in rounds:
        for match in pattern.finditer(text):
            counted = match["count"] and {"百": "100", "一百": "100"}.get(match["count"], match["count"])
            yield YearSign(begun + (number(counted) if counted else 100), match[0])


def _dated_signs(year: int, dated: re.Match[str], rest: str, words: str, month: int, day: int) -> Iterator[YearSign]:
    """What a year with a month tells: 2020年7月…两年来; 2023年7月10日 a few days before the dateline."""
    since = _SINCE.match(rest)
    if since and rest[max(0, since.start("count") - 1)] not in "近过这前":
        count = 2 if since["count"] == "两" else number(since["count"])
        if count < 10:
            yield YearSign(year + count, f"{words}…{since['count']}年")
    if dated["day"]:
        near = (month - number(dated["month"])) * 31 + day - number(dated["day"])
        if 0 <= near <= _NEAR:
            yield YearSign(year, words)
        elif 0 <= near + 12 * 31 <= _NEAR:
            yield YearSign(year + 1, words)
