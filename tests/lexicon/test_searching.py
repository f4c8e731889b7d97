"""Searching cheaply finds what searching plainly does."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.searching import Keyed, respelt

TEXTS = st.text("在签署订协议，。(（", max_size=40)
AGREED = r"在?[^，。]{1,6}(?:签署|签订)(?:协议)?"


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_keys_change_nothing_but_the_time(text: str, start: int, end: int) -> None:
    keyed = Keyed.of(AGREED, "签署", "签订")
    plain = re.compile(AGREED).finditer(text, start, end)
    assert [m.span() for m in keyed.finditer(text, start, end)] == [m.span() for m in plain]


def test_a_text_without_the_keys_is_not_searched() -> None:
    assert not list(Keyed.of("协议", "签署").finditer("协议"))


@given(TEXTS)
def test_respelling_is_translating(text: str) -> None:
    assert respelt(text, (("(", "（"), ("，", ","))) == text.translate(str.maketrans("(，", "（,"))
