"""The year that a page is of, where it prints none: from what it says of years, with the words as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.page.dateline import number

_WIDE = str.maketrans("０１２３４５６７８９〇○", "012345678900")
_HANZI_YEAR = str.maketrans("零一二三四五六七八九", "0123456789")
# 2022年6月24日 · 2022年 · 一九九八年
_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2}|[１２][０-９]{3}|[一二][九〇○零][〇○零一二三四五六七八九]{2})\s*年")
_MONTH = re.compile(r"\s*(?P<month>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月"
                    r"(?:\s*(?P<day>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日)?")
# 到2035年 · 力争2030年前 · 2035年要基本实现
_FUTURE_BEFORE = re.compile(r"(?:力争|展望|面向|预计|计划|确保|争取|规划)[^。；，,]{0,10}$")
_FUTURE_AFTER = re.compile(r"[^。；，,]{0,4}(?:要|将|前|远景|基本实现|实现碳)")
_SINCE = re.compile(r"[^。]{0,80}?(?P<count>[0-9两一二三四五六七八九十]{1,2})年[来多间]")
_ROUND = re.compile(r"(?P<count>[0-9０-９]{2,3}|百|一百|[一二三四五六七八九]十[一二三四五六七八九]?)\s*(?:周年|年华诞)")

_NEAR = 62  # days


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
    rounds = [(re.compile(rf"(?:{'|'.join(rule['words'])})\s*(?:{_ROUND.pattern}|(?P<hundred>百年))"), rule["year"])
              for rule in data["anniversaries"]]
    return running, over, rounds


def year_of(match: re.Match[str]) -> int:
    """The year that ``_YEAR`` found."""
    return int(match["year"].translate(_WIDE).translate(_HANZI_YEAR))


def find_year(texts: Sequence[str], month: int, day: int) -> YearSign | None:
    """The year of a page whose latest dateline is of ``month`` and ``day``; None where nothing tells it."""
    signs = [sign for text in texts for sign in _signs(text, month, day)]
    return max(signs, key=lambda sign: sign.year, default=None)


def _signs(text: str, month: int, day: int) -> Iterator[YearSign]:
    running, over, rounds = _rules()
    for match in _YEAR.finditer(text):
        year, rest = year_of(match), text[match.end() : match.end() + 100]
        if _FUTURE_BEFORE.search(text[max(0, match.start() - 16) : match.start()]) or _FUTURE_AFTER.match(rest):
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
