"""How a name is indexed and how what is typed is asked for, in tokens that SQLite's FTS5 keeps as they are.

A name is indexed by its pairs of characters, the first one marked and the last one too, so that a part of any length
is a phrase of pairs: a part of two characters is one token, where FTS5's own trigrams would find nothing.

>>> pairs("陆远舟")
'⟦陆 陆远 远舟 舟⟧'
>>> part("远舟"), beginning("陆远"), whole("陆远舟")
('"远舟"', '"⟦陆 陆远"', '"⟦陆 陆远 远舟 舟⟧"')
>>> part("舟")
'"舟" *'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

START, END = "⟦", "⟧"
LONGEST: Final = 40
"""Characters of what is typed that are looked for; more than that no name shares with another."""
_SPLITS: Final = 8  # ways to part letters into syllables that are tried: xian is xian, or xi an


def plain(name: str) -> str:
    """A name as it is compared: one width, no case, letters and digits alone (《意见》 and 意见 are one).

    >>> plain("《Ｇ20·峰会（杭州）》")
    'g20峰会杭州'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


def pairs(key: str) -> str:
    """The tokens of a plain name."""
    marked = f"{START}{key}{END}"
    return " ".join(marked[i : i + 2] for i in range(len(marked) - 1)) if key else ""


def part(key: str) -> str:
    """The FTS5 phrase for names that hold ``key``, which is plain and not empty."""
    if len(key) == 1:
        return f'"{key}" *'
    return _phrase(key[i : i + 2] for i in range(len(key) - 1))


def beginning(key: str) -> str:
    """The phrase for names that begin with ``key``."""
    return _phrase(pairs(key).split()[:-1])


def whole(key: str) -> str:
    """The phrase for names that are ``key``."""
    return _phrase(pairs(key).split())


def _phrase(tokens: Collection[str] | object) -> str:
    return '"' + " ".join(tokens) + '"'  # type: ignore[arg-type]


def spelled(syllables: Sequence[str]) -> str:
    """The tokens of a name in pinyin: its syllables, the first one marked.

    >>> spelled(["lu", "yuan", "zhou"])
    '⟦lu yuan zhou'
    """
    return START + " ".join(syllables) if syllables else ""


def splits(letters: str, known: Collection[str]) -> list[list[str]]:
    """The ways in which letters are syllables, the last of which may be only begun; those of fewest syllables first.

    >>> splits("luyuanz", {"lu", "yuan", "an", "zhou"})
    [['lu', 'yuan', 'z']]
    >>> splits("xian", {"xi", "an", "xian"})
    [['xian'], ['xi', 'an']]
    """
    begun = {syllable[:i] for syllable in known for i in range(1, len(syllable) + 1)}
    found: list[list[str]] = []

    def go(rest: str, before: list[str]) -> None:
        if len(found) >= _SPLITS:
            return
        if rest in begun:
            found.append([*before, rest])
        for size in range(min(6, len(rest) - 1), 0, -1):
            if rest[:size] in known:
                go(rest[size:], [*before, rest[:size]])

    go(letters, [])
    return sorted(found, key=len)


def in_pinyin(ways: Sequence[Sequence[str]], *, from_start: bool) -> str:
    """The FTS5 query for names whose pinyin has one of these ways, at their beginning alone or anywhere."""
    first = [f'"{START}{" ".join(way)}" *' for way in ways]
    return " OR ".join(first if from_start else [*first, *(f'"{" ".join(way)}" *' for way in ways)])
