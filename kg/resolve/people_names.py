"""Which names are compared with each other, and which can be one person's."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin

from kg.lexicon.namesakes import FOREIGN, bearers
from kg.lexicon.person_names import looks_chinese
from kg.resolve.names import name_parts, person_key

SHORTEST: Final = 2
"""A name of one character tells nobody apart: it is never joined across articles."""
FAMILY_NAME: Final = 2
"""So long are most Japanese family names, which come first."""
GIVEN_NAME: Final = range(1, 4)
"""So long are the given names after them."""
FAMILY_FIRST: Final = "JP"
SPELT: Final = 4
"""From so many characters on, foreign names that differ in one or sound alike may be one name spelt in two ways."""
RARE, COMMON = 4.5, -3.0
"""The bounds of what a name alone says, in natural logarithms of the odds."""
ASIDE: Final = " "
"""Stands in keys that are no name but bring together what may be one: a first name with its land, a sound."""


_REIGN: Final = re.compile("(?<=..)[一二三四五六七八九十]{1,3}世$")


class Likeness(IntEnum):
    """How two names can be one person's; from ``PART`` down only together with what the articles tell."""

    NONE = 0
    SPELLING = 1
    FAMILY = 2
    PART = 3
    LAST = 4
    SAME = 5


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
    keys |= {_REIGN.sub("", key) for key, _ in foreign}
    for land in set(lands) - {"", "CN", "INT"}:
        keys |= {f"{part}{ASIDE}{land}" for key, parts in each for part in (key, *parts[:-1])}
        keys |= {f"{key[:FAMILY_NAME]}{ASIDE}{land}" for key, parts in each if land == FAMILY_FIRST and len(parts) == 1}
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
    >>> likeness("贝朗诺夫三世", "贝朗诺夫").name, likeness("贝朗诺夫三世", "贝朗诺夫二世").name
    ('LAST', 'NONE')
    """
    a, b = person_key(one), person_key(other)
    if a == b or (min(len(a), len(b)) >= SPELT and is_foreign(a) and is_foreign(b) and sound(a) == sound(b)):
        return Likeness.SAME
    if is_foreign(a) and is_foreign(b) and (reign := _same_name_on_throne(a, b)) is not None:
        return reign
    ours, theirs = name_parts(one), name_parts(other)
    if (len(ours), len(a)) < (len(theirs), len(b)):
        ours, theirs, a, b = theirs, ours, b, a
    if len(theirs) == 1:
        if ours[-1] == b or _sounds(ours[-1], b) or (len(a) >= SPELT and len(b) >= SHORTEST and a.endswith(b)):
            return Likeness.LAST
        if len(ours) > 1 and len(b) >= SHORTEST and (b in ours[:-1] or "".join(ours[1:]).startswith(b)):
            return Likeness.PART
        if len(ours) == 1 and len(b) == FAMILY_NAME and len(a) - len(b) in GIVEN_NAME and a.startswith(b):
            return Likeness.FAMILY
    elif _told_shorter(ours, theirs):
        return Likeness.LAST
    return Likeness.SPELLING if len(ours) == len(theirs) and _nearly(a, b) else Likeness.NONE


def _same_name_on_throne(one: str, other: str) -> Likeness | None:
    """某某 may be 某某三世, whom 某某二世 is not; None where no number tells."""
    if (_REIGN.search(one) or _REIGN.search(other)) and _REIGN.sub("", one) == _REIGN.sub("", other):
        return Likeness.NONE if _REIGN.search(one) and _REIGN.search(other) else Likeness.LAST
    return None


def _sounds(last: str, name: str) -> bool:
    """The last part of a foreign name and a foreign name that sound alike."""
    return min(len(last), len(name)) > SHORTEST and is_foreign(last) and is_foreign(name) and sound(last) == sound(name)


def _told_shorter(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """约翰·贝朗 for 约翰·保罗·贝朗, 约·贝朗 for 约翰·贝朗; 保罗·贝朗 and 约翰·保罗 for 约翰·保罗·贝朗."""
    if full[-1] == short[-1] and _begins(full[0], short[0]):
        return all(any(_begins(part, other) for other in full[1:-1]) for part in short[1:-1])
    if len(short) == len(full):
        return False
    # Some peoples shorten from behind: what follows are the names of fathers and mothers.
    rest = iter(full[1:])
    return full[-len(short) :] == short or (full[0] == short[0] and all(part in rest for part in short[1:]))


def _begins(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _nearly(one: str, other: str) -> bool:
    """贝朗诺夫, 贝洛诺夫 and 贝朗诺沃夫: foreign names that differ in one syllable, not the first or last."""
    if min(len(one), len(other)) < SPELT or not (is_foreign(one) and is_foreign(other)):
        return False
    if one.startswith(other) or other.startswith(one):
        return True
    if one[0] != other[0] or one[-1] != other[-1] or abs(len(one) - len(other)) > 1:
        return False
    longer, shorter = sorted((lazy_pinyin(one), lazy_pinyin(other)), key=len, reverse=True)
    at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[at + 1 :] == shorter[at + (len(longer) == len(shorter)) :]


@lru_cache(maxsize=65_536)
def rarity(name: str, *, foreign: bool = False, chinese: bool = False) -> float:
    """What the name alone says for two bearers of it being one: the logarithm of the odds, bounded.

    A foreign name in several parts is as good as unique; one of Chinese shape is no rarer than others, if the posts
    tell that its bearer is ``foreign``.
    """
    if len(name_parts(name)) > 1:
        return RARE
    key = person_key(name)
    known = bearers(key, chinese=chinese and not foreign)
    expected = max(known, FOREIGN.get(len(key), 0.0)) if foreign else known
    return max(COMMON, min(RARE, -math.log(expected + 0.01)))
