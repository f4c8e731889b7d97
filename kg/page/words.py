"""How common two-character words are, from jieba's dictionary."""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path

import jieba

_COMMON = 20
NO_WORD = 0.4  # how telling a pair of characters is that is no word


@cache
def word_pairs() -> dict[str, float]:
    """Common two-character words with how telling they are: 0.1 for the commonest, 1.5 for rare ones.

    One of them across a line's edge shows that the line goes on.
    """
    pairs: dict[str, float] = {}
    with (Path(jieba.__path__[0]) / "dict.txt").open(encoding="utf-8") as words:
        for entry in words:
            word, frequency, *_ = entry.split(" ")
            if len(word) == 2 and int(frequency) >= _COMMON:
                pairs[word] = max(0.1, (12.0 - log(int(frequency))) / 6.0)
    return pairs
