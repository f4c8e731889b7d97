"""Where the name of a body begins, read backwards from where it ends.

A body's end is plain (its ending, or the post that follows); its beginning is not. The scan goes back word by word
to the first word or mark that cannot stand inside a name, then prefers the leftmost place, country or recognised
body on the way as the beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon.endings import begins_with_field, ends_with_field, is_ending, kind_of, stops
from kg.lexicon.organizations import LEVELS
from kg.lexicon.people import people_words
from kg.model import MentionKind, Sentence

_LONGEST = 36
_OPEN = {"”": "“", "’": "‘", "）": "（", ")": "(", "》": "《"}
_MARKS = frozenset("。，、；：！？“”‘’《》（）()【】[]<>〈〉「」『』\n\r\t \u3000—…,;:!?\"'●■▲△○◎*＊/／~～")
_JOINS = frozenset({"和", "与", "及", "暨"})
_COUNTED = re.compile(r"[0-9０-９一二三四五六七八九十百千万两几多余.．%％]+")
# 第十五届 · ３０１医院 · 第八中学: numbers that may stand inside a name are followed by one of these.
_NUMBER_PARTS = (
    "届",
    "号",
    "集团军",
    "团",
    "师",
    "旅",
    "军",
    "医院",
    "中",
    "中学",
    "小学",
    "局",
    "处",
    "厂",
    "矿",
    "所",
    "次",
    "支",
    "大队",
    "学校",
    "营",
    "连",
)


@dataclass(frozen=True, slots=True)
class Scanner:
    """One sentence laid out for reading backwards; offsets are those of the article's text.

    ``edges`` are those of its words, ``anchors`` the starts of places, countries and recognised bodies, ``walls`` the
    ends of people's names.
    """

    text: str
    start: int
    edges: tuple[int, ...]
    anchors: tuple[int, ...]
    walls: tuple[int, ...]

    @classmethod
    def of(cls, text: str, sentence: Sentence, anchors: Iterable[int]) -> Scanner:
        """Lay out ``sentence`` of ``text``; ``anchors`` are starts of names beside those of its entities."""
        own = [m.span.start for m in sentence.entities if m.kind is not MentionKind.PERSON]
        people = (m for m in sentence.entities if m.kind is MentionKind.PERSON)
        walls = [m.span.end for m in people if m.text not in people_words("no_people")]  # 胡塞|武装
        return cls(text, sentence.span.start, sentence.edges, tuple(sorted({*anchors, *own})), tuple(walls))

    def is_word(self, start: int, end: int) -> bool:
        """Whether one word of the sentence spans [start, end)."""
        index = bisect_left(self.edges, start)
        return self.edges[index : index + 2] == (start, end)

    def begin(self, end: int, floor: int = 0) -> int:
        """Where the name that ends at ``end`` begins; ``end`` itself where nothing before it can be one."""
        floor = max(floor, self.start, end - _LONGEST, *(w for w in self.walls if w <= end))
        at = end
        following = ""
        if at > floor and (opening := _OPEN.get(self.text[at - 1])):
            inside = self.text.rfind(opening, floor, at - 1)
            at = inside if inside >= 0 and self.text[at - 1] in "”）)》" else at
        words = len(self.edges) - 1
        index = max(0, bisect_left(self.edges, at) - 1)
        while at > floor:
            first = self.edges[index] if index < words else at - 1
            if first >= at:
                if index == 0:
                    break
                index -= 1
                continue
            word = self.text[max(first, floor) : at]
            if len(word) == 2 and word[0] in stops() and word[1] in "省市县区镇乡":
                word = word[1]  # 兼市, 由省: words that are none
            if self._stops(word, at, following):
                break
            following = word
            at -= len(word)
        return self._anchored(at, end)

    def _stops(self, word: str, at: int, following: str) -> bool:
        if word[-1] in _MARKS or word[0] in _MARKS or word in stops():
            return True
        if word == "的":
            return True
        if word in _JOINS:
            return not self._joins_fields(at)
        if _COUNTED.fullmatch(word):
            return not following.startswith(_NUMBER_PARTS)
        return False

    def _joins_fields(self, at: int) -> bool:
        """Whether the 和 that ends at ``at`` stands between two fields of business: 发展和改革委员会."""
        right, left = self.text[at : at + 4], self.text[max(self.start, at - 5) : at - 1]
        return begins_with_field(right) and (left.endswith("学") or ends_with_field(left))

    def _anchored(self, at: int, end: int) -> int:
        """The leftmost anchor in [at, end), unless what stands before it belongs to the name (清华大学上海研究院)."""
        index = bisect_left(self.anchors, at)
        if index == len(self.anchors) or self.anchors[index] >= end:
            return at
        anchor = self.anchors[index]
        before = self.text[at:anchor]
        if len(before) > 2 and before.endswith(LEVELS):
            return at  # a territory that the gazetteer lacks
        if not before or (len(before) > 2 and (kind_of(before) and not is_ending(before))) or "“" in before:
            return at
        return anchor
