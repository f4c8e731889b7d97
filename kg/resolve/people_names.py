"""Which names are compared with each other, and which can be one person's."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kg.lexicon.namesakes import bearers
from kg.model import Sighting
from kg.resolve.names import name_parts, person_key

SHORTEST: Final = 2
"""A name of one character tells nobody apart: it is never joined across articles."""
RARE, COMMON = 4.5, -3.0
"""The bounds of what a name alone says, in natural logarithms of the odds."""


def block_keys(names: Iterable[str]) -> frozenset[str]:
    """The keys under which a person of these names is compared: each whole name, and the last part of a foreign one.

    >>> sorted(block_keys(["玛丽·贝朗"])), sorted(block_keys(["陆远舟"]))
    (['玛丽贝朗', '贝朗'], ['陆远舟'])
    """
    each = list(names)
    keys = {person_key(name) for name in each}
    keys |= {parts[-1] for name in each if len(parts := name_parts(name)) > 1}
    return frozenset({key for key in keys if len(key) >= SHORTEST} or keys)


def whole_key(sighting: Sighting) -> str:
    """The key of the whole name: of a foreign name in full not that of its last part."""
    return max(sighting.keys, key=lambda key: (len(key), key))


@lru_cache(maxsize=65_536)
def can_be_one(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal, or a foreign one in full and by its last parts.

    >>> can_be_one("玛丽·贝朗", "贝朗"), can_be_one("玛丽·贝朗", "让·贝朗"), can_be_one("玛丽贝朗", "贝朗")
    (True, False, True)
    """
    if person_key(one) == person_key(other):
        return True
    ours, theirs = name_parts(one), name_parts(other)
    if len(ours) < len(theirs):
        ours, theirs = theirs, ours
    if len(ours) == 1:
        return _ends(ours[0], theirs[0])
    if len(theirs) == 1:
        return ours[-1] == theirs[0] or "".join(ours).endswith(theirs[0])
    # 约翰·贝朗 and 约翰·保罗·贝朗: a middle name left out; 约·贝朗: a name told by how it begins.
    if ours[-1] != theirs[-1] or not _begins(ours[0], theirs[0]):
        return False
    return all(any(_begins(part, other) for other in ours[1:-1]) for part in theirs[1:-1])


def _begins(one: str, other: str) -> bool:
    shorter = min(one, other, key=len)
    return one == other or (len(shorter) == 1 and one[0] == other[0])


def _ends(one: str, other: str) -> bool:
    """玛丽贝朗 ends with 贝朗: a foreign name printed without its interpunct. No Chinese name is that long."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) > 3 and len(shorter) >= SHORTEST and longer.endswith(shorter)


@lru_cache(maxsize=65_536)
def rarity(name: str) -> float:
    """What the name alone says for two bearers of it being one: the logarithm of the odds, bounded.

    A foreign name in several parts is as good as unique.
    """
    if len(name_parts(name)) > 1:
        return RARE
    return max(COMMON, min(RARE, -math.log(bearers(person_key(name)) + 0.01)))
