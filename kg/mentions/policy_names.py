"""When two names of policies are one: what joins them in an article and tells the trainers which are right."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """``name`` without marks and spaces, in the widths and letters that all spellings share."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).lower())


def are_alike(one: str, other: str) -> bool:
    """Whether one of two plain names holds the other, or they share half of their pairs of characters."""
    if min(len(one), len(other)) >= 3 and (one in other or other in one):
        return True
    return share_pairs(one, other)


def share_pairs(one: str, other: str) -> bool:
    """Whether two names have half of their pairs of characters in common."""
    mine, theirs = _pairs(one), _pairs(other)
    return bool(mine and theirs) and 4 * len(mine & theirs) >= len(mine) + len(theirs)


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}
