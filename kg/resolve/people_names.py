"""Which names are compared with each other, and which can be one person's."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin

from kg.lexicon.namesakes import bearers
from kg.lexicon.person_names import looks_chinese
from kg.resolve.names import name_parts, person_key

SHORTEST: Final = 2
"""A name of one character tells nobody apart: it is never joined across articles."""
SPELT: Final = 4
"""From so many characters on, foreign names that differ in one or sound alike may be one name spelt in two ways."""
RARE, COMMON = 4.5, -3.0
"""The bounds of what a name alone says, in natural logarithms of the odds."""
ASIDE: Final = " "
"""Stands in keys that are no name but bring together what may be one: a first name with its land, a sound."""


class Likeness(IntEnum):
    """How two names can be one person's; from ``PART`` down only together with what the articles tell."""

    NONE = 0
    SPELLING = 1
    PART = 2
    LAST = 3
    SAME = 4


def block_keys(names: Iterable[str], lands: Iterable[str] = ()) -> frozenset[str]:
    """The keys under which a person of these names is compared.

    They are each whole name, the last part of a foreign one, its sound, and its other parts and its outline with each
    of ``lands`` that the person has a post in: 安瓦尔 is the first name of many, in Malaysia of few.

    >>> sorted(block_keys(["玛丽·贝朗"])), sorted(block_keys(["陆远舟"], ["CN"]))
    (['malibeilang ', '玛丽贝朗', '贝朗'], ['陆远舟'])
    """
    each = [(person_key(name), name_parts(name)) for name in names]
    keys = {key for key, _ in each} | {parts[-1] for _, parts in each if len(parts) > 1}
    foreign = [(key, parts) for key, parts in each if is_foreign(key) or len(parts) > 1]
    keys |= {sound(key) + ASIDE for key, _ in foreign if len(key) >= SPELT}
    for land in set(lands) - {"", "CN", "INT"}:
        keys |= {f"{part}{ASIDE}{land}" for key, parts in each for part in (key, *parts[:-1])}
        keys |= {f"{key[0]}…{key[-1]}{ASIDE}{land}" for key, _ in foreign if len(key) >= SPELT}
    return frozenset({key for key in keys if len(key) >= SHORTEST} or keys)


def is_name(key: str) -> bool:
    """Whether a key is a name, and not one that only brings names together."""
    return ASIDE not in key


def whole_name(keys: Iterable[str]) -> str:
    """The key of the whole name: of a foreign name in full not that of its last part."""
    return max(filter(is_name, keys), key=lambda key: (len(key), key))


@lru_cache(maxsize=65_536)
def is_foreign(key: str) -> bool:
    """Whether a folded name looks like no Chinese one."""
    return not looks_chinese(key)


@lru_cache(maxsize=65_536)
def sound(key: str) -> str:
    """The name in pinyin without tones."""
    return "".join(lazy_pinyin(key))


@lru_cache(maxsize=262_144)
def likeness(one: str, other: str) -> Likeness:
    """How two names can be one person's.

    >>> likeness("玛丽·贝朗", "贝朗").name, likeness("玛丽·贝朗", "让·贝朗").name, likeness("玛丽贝朗", "贝朗").name
    ('LAST', 'NONE', 'LAST')
    >>> likeness("玛丽·贝朗", "玛丽").name, likeness("贝朗诺夫", "贝郎诺夫").name, likeness("王伟", "王玮").name
    ('PART', 'SAME', 'NONE')
    """
    a, b = person_key(one), person_key(other)
    if a == b or (min(len(a), len(b)) >= SPELT and is_foreign(a) and is_foreign(b) and sound(a) == sound(b)):
        return Likeness.SAME
    ours, theirs = name_parts(one), name_parts(other)
    if len(ours) < len(theirs):
        ours, theirs, a, b = theirs, ours, b, a
    if len(theirs) == 1:
        if ours[-1] == b or (len(a) >= SPELT and len(b) >= SHORTEST and a.endswith(b)):
            return Likeness.LAST
        if len(ours) > 1 and len(b) >= SHORTEST and (b in ours[:-1] or "".join(ours[1:]).startswith(b)):
            return Likeness.PART
    elif _told_shorter(ours, theirs):
        return Likeness.LAST
    return Likeness.SPELLING if len(ours) == len(theirs) and _nearly(a, b) else Likeness.NONE


def _told_shorter(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """约翰·贝朗 for 约翰·保罗·贝朗, 约·贝朗 for 约翰·贝朗; 保罗·贝朗 for 约翰·保罗·贝朗."""
    if full[-1] == short[-1] and _begins(full[0], short[0]):
        return all(any(_begins(part, other) for other in full[1:-1]) for part in short[1:-1])
    return len(short) < len(full) and full[-len(short) :] == short


def _begins(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _nearly(one: str, other: str) -> bool:
    """帕什尼扬 and 帕希尼扬: foreign names of one length that differ in one character, not the first or last."""
    if len(one) != len(other) or len(one) < SPELT or not (is_foreign(one) and is_foreign(other)):
        return False
    return one[0] == other[0] and one[-1] == other[-1] and sum(a != b for a, b in zip(one, other, strict=True)) == 1


@lru_cache(maxsize=65_536)
def rarity(name: str) -> float:
    """What the name alone says for two bearers of it being one: the logarithm of the odds, bounded.

    A foreign name in several parts is as good as unique.
    """
    if len(name_parts(name)) > 1:
        return RARE
    return max(COMMON, min(RARE, -math.log(bearers(person_key(name)) + 0.01)))
