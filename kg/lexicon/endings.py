"""How names of bodies end, what follows them as a part, and which words never stand inside one.

The lists are in ``data/organizations.yaml``; everything is loaded at first use and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.lexicon.organizations import body_named


@cache
def _data() -> dict[str, Any]:
    text = files("kg.lexicon").joinpath("data", "organizations.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _kinds() -> tuple[dict[str, str], int]:
    table: dict[str, str] = {}
    for kind, words in _data()["endings"].items():
        for word in words:
            table.setdefault(word, kind)
    return table, max(map(len, table))


@cache
def _no_endings() -> tuple[str, ...]:
    return tuple(_data()["no_endings"])


def kind_of(name: str) -> str:
    """The kind of body by its name (省委 → party, 岳阳市第一医院 → hospital); "" where its ending is unknown."""
    listed = body_named(name)
    if listed and listed.kind != "government":
        return listed.kind
    if listed is None and name.endswith(_no_endings()):
        return ""
    table, longest = _kinds()
    for size in range(min(longest, len(name)), 0, -1):
        kind = table.get(name[-size:])
        if kind:
            return kind
    return listed.kind if listed else ""


def is_ending(word: str) -> bool:
    """Whether ``word`` alone is how a body ends (公司, 大学): a word for a body, no name of one."""
    return word in _kinds()[0] and body_named(word) is None


@cache
def stops() -> frozenset[str]:
    """Words that never stand inside a body's name."""
    return frozenset(_data()["stops"])


@cache
def fields() -> frozenset[str]:
    """Words of government business, joined by 和 inside a name (发展和改革委员会)."""
    return frozenset(_data()["fields"])


@cache
def _field_words() -> tuple[str, ...]:
    return tuple(fields())


def begins_with_field(words: str) -> bool:
    """Whether ``words`` begin with a word of government business."""
    return words.startswith(_field_words())


def ends_with_field(words: str) -> bool:
    """Whether ``words`` end with a word of government business."""
    return words.endswith(_field_words())


@cache
def parts() -> tuple[str, ...]:
    """Words that follow a body's name and make a body of their own with it (党组, 组织部), longest first."""
    return tuple(sorted(_data()["parts"], key=len, reverse=True))


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def after_body() -> re.Pattern[str]:
    """One or two parts right after a body's name: 党组, 组织部, 机关党委; not 党委书记处 …"""
    return re.compile(rf"(?:{one_of(parts())}){{1,2}}(?!员)")
