"""Which 活动 is an occasion: 庆祝某事活动, 2031年某品牌日活动; not 各种形式的活动."""

from __future__ import annotations

import re

from kg.lexicon.events import event_words

#: What tells one 活动 from others has at least so many characters (主题教育).
_TELLING = 4
_UNREST = re.compile(r"抗议|示威|罢工|军事|形式|多种|各种|等$|系列")
#: 2031年某品牌日|活动
_DAY = re.compile("(?:日|周|节|年|主题)$")
_DATED = re.compile(r"(?:[12]\d{3}年|第[一二三四五六七八九十\d]+[届个])")
_HELD = ("举行", "举办")


def is_occasion(modifiers: str, opener: str) -> bool:
    """Whether 活动 after ``modifiers`` tells one occasion: by a word of occasion, or by how ``opener`` tells it."""
    if any(mark in modifiers for mark in event_words().occasion_marks):
        return True
    if _DAY.search(modifiers) and (opener in ("出席", "参加") or (opener in _HELD and _DATED.match(modifiers))):
        return True
    return opener == "举行" and len(modifiers) >= _TELLING and _UNREST.search(modifiers) is None
