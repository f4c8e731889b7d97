"""Posts: which words name one, how each finds its body, and the words set before it (副, 常务, 原).

The lists are in ``data/titles.yaml``; everything is loaded at first use and kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Span


class PostKind(StrEnum):
    """How a post finds the body in which it is held; see the head of ``titles.yaml``."""

    OWN = "own"
    TERRITORY = "territory"
    MINISTRY = "ministry"
    POST = "post"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Head:
    """A post's word. ``body`` is the body that it names by itself; ``shared``: several people hold it at once."""

    word: str
    kind: PostKind
    body: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A post in a text: ``span`` from its first modifier on (原常务副省长), ``core`` without what tells the past.

    ``role`` is the bare title (副省长), ``written`` the title as it stands without former marks (常务副省长).
    """

    span: Span
    head: Head
    role: str
    written: str
    former: bool = False

    @property
    def core(self) -> Span:
        """Where ``written`` stands."""
        return Span(self.span.end - len(self.written), self.span.end)

    @property
    def shared(self) -> bool:
        """Whether a list of names can share it: 副主任甲、乙, 委员甲、乙; not 主任甲、乙."""
        return self.head.shared or self.role.startswith(("副", "助理"))


@cache
def _data() -> dict[str, Any]:
    text = files("kg.lexicon").joinpath("data", "titles.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def heads() -> dict[str, Head]:
    """Every post by its word; where a word is listed twice, the first kind named in the file holds."""
    data = _data()
    found: dict[str, Head] = {}
    shared = frozenset(data["shared"])
    for kind in PostKind:
        listed = data[kind.value]
        pairs = listed.items() if isinstance(listed, dict) else ((word, "") for word in listed)
        for word, body in pairs:
            found.setdefault(word, Head(word, kind, body, word in shared))
    return found


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(dict.fromkeys([*heads(), *_data()["block"]]))
    return AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), words


@cache
def _before() -> tuple[dict[str, str], int]:
    """Words that may stand before a post, with their effect, and the longest one's length."""
    data = _data()
    found = {word: effect for effect in ("modifier", "rank", "former") for word in data[effect]}
    return found, max(map(len, found))


# 目前总统, 日前, 太原市长, 当代作家: the one-character marks that belong to the word before them.
_INSIDE_WORDS = {
    "前": frozenset("目日此以之节午年月赛战先提生面眼空史当从向天往"),
    "原": frozenset("太开平草高中三固松五阳清复桐"),
    "代": frozenset("当现时历近古后世朝年下上替取交一二三四五六七八九十第唐宋元明清汉"),
    "总": frozenset("汇"),
    "联邦": frozenset("斯俄亚士"),
    "老": frozenset("长古元父养敬到偕百"),
}


def _stands_alone(text: str, word: str, start: int) -> bool:
    return start == 0 or text[start - 1] not in _INSIDE_WORDS.get(word, ())


def _modifiers(text: str, at: int, floor: int) -> tuple[int, int, str, bool]:
    """Where the modifiers before ``at`` begin, with and without the former marks, the ranks, whether former."""
    table, longest = _before()
    core, start, ranks, former = at, at, "", False
    while True:
        for size in range(min(longest, start - floor), 0, -1):
            word = text[start - size : start]
            effect = table.get(word)
            if effect and not (effect == "rank" and former) and _stands_alone(text, word, start - size):
                break
        else:
            return start, core, ranks, former
        start -= len(word)
        if effect == "former":
            former = True
            continue
        if former:
            return start + len(word), core, ranks, former
        core = start
        if effect == "rank":
            ranks = word + ranks


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_data()["block"], key=len, reverse=True)))


def _runs_on(text: str, begin: int, end: int) -> bool:
    """Whether a word that is no post begins inside the match and runs past it: 中央委员 in 中央委员会."""
    for at in range(begin + 1, end):
        match = _blocks().match(text, at)
        if match and match.end() > end:
            return True
    return False


def find_titles(text: str) -> tuple[FoundTitle, ...]:
    """The posts in ``text`` from left to right, longest first, each with the modifiers before it."""
    automaton, words = _automaton()
    known = heads()
    found: list[FoundTitle] = []
    floor = 0
    matches = automaton.find_matches_as_indexes(text)
    for number, (index, begin, end) in enumerate(matches):
        head = known.get(words[index])
        slip = _data()["slips"].get(words[index], "")
        if slip and text.startswith(slip, end - 1):
            head, begin, end = known[slip], end - 1, end - 1 + len(slip)  # 党总支书|记, 科威特首|相
        if head is not None and head.word[-1] == "长" and text[end : end + 1] in ("期", "征"):
            head, end = known.get(head.word[:-1]), end - 1  # 委员|长期, 红军|长征
        follows = number + 1 < len(matches) and matches[number + 1][1] == end
        if follows and words[index] in _before()[0] and words[matches[number + 1][0]] in known:
            continue  # 助理秘书长 is one post
        if head is not None and not _runs_on(text, begin, end):
            start, core, ranks, former = _modifiers(text, begin, floor)
            role = ranks + _data()["bare"].get(head.word, head.word)
            found.append(FoundTitle(Span(start, end), head, role, text[core:end], former))
        floor = end
    return tuple(found)
