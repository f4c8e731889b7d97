import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.rdf import vocabulary as v
from kg.rdf.dates import date_literal


@given(st.dates())
def test_every_day_is_kept_as_much_as_is_known(day: dt.date) -> None:
    text = day.isoformat()
    for known, datatype in (
        (text, v.XSD_DATE),
        (text[:7], v.XSD_GYEAR_MONTH),
        (text[:4], v.XSD_GYEAR),
        (f"-{text[4:]}", v.XSD_GMONTH_DAY),
    ):
        literal = date_literal(known)
        assert literal is not None
        assert (literal.value, literal.datatype) == (known, datatype)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-6-3",
        "2022-02-30",
        "2022-13",
        "2022-00-01",
        "0000",
        "--02-30",
        "--2-3",
        "2022/06/03",
        "２０２２",
        "今天",
        "2022-06-23/2022-06-24",
        "2022-06-23\n",
    ],
)
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert date_literal(text) is None


def test_the_leap_day_of_an_unknown_year_is_a_day() -> None:
    assert date_literal("--02-29") is not None


@given(st.dates(), st.dates())
def test_dates_compare_as_dates(one: dt.date, other: dt.date) -> None:
    left, right = date_literal(one.isoformat()), date_literal(other.isoformat())
    assert bool(Store().query(f"ASK {{ FILTER({left} < {right}) }}")) == (one < other)
