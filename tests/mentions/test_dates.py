"""Dates of official prose: what each expression says against its base, and that no text breaks the reader."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.calendar import Moment, near, number, weekday, year_near
from kg.mentions.dates import find_dates
from kg.model import Article, DateValue, OffsetMap

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "dates" / "expressions.yaml").read_text(encoding="utf-8")
)


def article(text: str, published: str | None) -> Article:
    return Article(
        "case", "case", text, OffsetMap.identity(len(text)), published=DateValue(published) if published else None
    )


def said(date: DateValue | None) -> str | None:
    if date is None:
        return None
    return f"{date.start}/{date.end}" if date.end else date.start


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_expressions(case: dict[str, Any]) -> None:
    found = find_dates(article(case["text"], case["published"]))
    assert [[m.text, said(m.date)] for m in found] == case["dates"]


def test_basis_tells_where_the_year_is_from() -> None:
    told, relative = find_dates(article("2021年3月5日，昨天。", "2022-06-23"))
    assert told.date is not None and told.date.basis == "text"
    assert relative.date is not None and relative.date.basis == "published"


DAYS = st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2080, 12, 31))


@given(DAYS)
def test_moments_read_back(day: datetime.date) -> None:
    moment = Moment(day.year, day.month, day.day)
    assert Moment.read(str(moment)) == moment
    assert moment.date() == day
    yearless = Moment(None, day.month, day.day)
    assert Moment.read(str(yearless)) == yearless


@given(DAYS, st.integers(-40, 40))
def test_days_move_as_the_calendar_does(day: datetime.date, by: int) -> None:
    moved = Moment(day.year, day.month, day.day).plus_days(by)
    assert moved is not None and moved.date() == day + datetime.timedelta(by)
    yearless = Moment(None, day.month, day.day).plus_days(by)
    if yearless is not None:
        assert (yearless.month, yearless.day) == (moved.month, moved.day)


@given(DAYS, st.integers(1, 31), st.booleans())
def test_a_bare_day_is_near_its_base(day: datetime.date, told: int, ahead: bool) -> None:
    meant = near(Moment(day.year, day.month, day.day), None, told, ahead=ahead)
    if meant is not None:
        there = meant.date()
        assert there is not None and there.day == told
        assert abs((there - day).days) <= 62


@given(DAYS, st.integers(1, 12))
def test_a_bare_month_is_within_a_year(day: datetime.date, month: int) -> None:
    base = Moment(day.year, day.month, day.day)
    past, coming = year_near(base, month, None), year_near(base, month, None, ahead=True)
    assert past is not None and coming is not None
    assert -12 <= (past - day.year) * 12 + month - day.month <= 3
    assert 0 <= (coming - day.year) * 12 + month - day.month < 12


@given(DAYS, st.integers(0, 6))
def test_weekdays_fall_on_their_day(day: datetime.date, which: int) -> None:
    base = Moment(day.year, day.month, day.day)
    for weeks in (None, -1, 0, 1):
        found = weekday(base, which, weeks)
        there = found.date() if found else None
        assert there is not None and there.weekday() == which


@given(st.integers(1, 31))
def test_chinese_numbers(value: int) -> None:
    ones = "零一二三四五六七八九"
    tens = {0: "", 1: "十", 2: "二十", 3: "三十"}[value // 10]
    assert number(tens + (ones[value % 10] if value % 10 else "")) == value
    assert number(str(value)) == value
    assert number(str(value).translate({ord("0") + i: chr(ord("０") + i) for i in range(10)})) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("一百", 100), ("一百零三", 103), ("百二十", 120), ("一百二十三", 123), ("一九九八", 1998), ("2十", 20), ("", 0)],
)
def test_longer_numbers(text: str, value: int) -> None:
    assert number(text) == value


@given(st.text("零〇一二三四五六七八九十百0１2", max_size=6))
def test_every_row_of_digits_says_a_number(text: str) -> None:
    assert number(text) >= 0


@given(
    st.text(alphabet="0123456789１２年月日至—、今昨明天去本上周五日前一二十〇（）新华社电讯将于，。 ", max_size=60),
    st.sampled_from([None, "2024-02-29", "--03-01"]),
)
def test_any_text_is_read(text: str, published: str | None) -> None:
    end = 0
    for mention in find_dates(article(text, published)):
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.text
        end = mention.span.end
        if mention.date is not None:
            assert Moment.read(mention.date.start) is not None
            assert mention.date.end is None or Moment.read(mention.date.end) is not None
