"""When two names are one event's: equal, contained, abbreviated, or one with the place put in (某组织北原峰会)."""

from __future__ import annotations

import re
import unicodedata

from kg.lexicon.gazetteer import find_divisions

_MARKS = re.compile(r"[\W_]+")
_PARTS = ("开幕会", "闭幕会", "开幕式", "闭幕式")


def plain(name: str) -> str:
    """A name without marks, in half-width characters."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def same_name(left: str, right: str, head: str) -> bool:
    """Whether two names that end in ``head`` can be one event's: equal, one at the other's end, or its abbreviation."""
    a, b = sorted((plain(left), plain(right)), key=len)
    if a == b:
        return True
    end = plain(head)
    if not (a.endswith(end) and b.endswith(end)) or _numbered_apart(a, b):
        return False
    short = a[: -len(end)]
    if b.endswith(a):
        return len(short) >= 2
    return len(short) >= 2 and (abbreviates(short, b[: -len(end)]) or _placed(short, b[: -len(end)]))


_NUMBER = re.compile(r"[一二三四五六七八九十\d]+[次届场轮讲]")


def _numbered_apart(left: str, right: str) -> bool:
    """Whether the first or the last of their numbers differ: 四次会议 is not its presidium's 第一次会议."""
    a, b = _NUMBER.findall(left), _NUMBER.findall(right)
    return bool(a and b) and (a[0] != b[0] or a[-1] != b[-1])


def abbreviates(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in this order (湖合 in 湖区合作)."""
    rest = iter(long)
    return all(character in rest for character in short)


def _placed(short: str, long: str) -> bool:
    """湖合组织岳阳: the abbreviation with its place at the end."""
    places = find_divisions(short)
    if not places or places[-1].span.end != len(short) or places[-1].span.start < 2:
        return False
    return abbreviates(short[: places[-1].span.start], long)


def place_in(name: str, head: str) -> str:
    """The place that stands before the head of a name (某组织岳阳峰会 → 岳阳), "" if none does."""
    stem = name.removesuffix(head)
    places = find_divisions(stem)
    if places and places[-1].span.end == len(stem) and places[-1].span.start >= 2 and head in ("峰会", "会晤", "会谈"):
        return places[-1].text
    return ""


def without_part(name: str) -> str:
    """某大会第一次会议开幕会 → 某大会第一次会议: the opening of a numbered session is the session."""
    for part in _PARTS:
        if name.endswith(part) and name.removesuffix(part).endswith(("会议", "全会", "大会", "代表大会")):
            return name.removesuffix(part)
    return ""
