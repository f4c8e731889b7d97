"""Where names end: words that were taken in with a name, seen by the dictionary and by the names that a text has.

A recogniser takes 林远曾 for a name where 林远曾获… is told, and 护师林远 for a foreign one. What the rest of the text
calls a person, the words that the dictionary knows, and how Chinese and foreign names are built show where to cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import rjieba

from kg.lexicon.namesakes import name_part_count
from kg.lexicon.people import people_words, sounding
from kg.lexicon.person_names import common_family_names
from kg.mentions.name_ends import is_han
from kg.mentions.people_clues import Seen, Text
from kg.mentions.person_names import DOTS, HYPHENS, is_act, is_chinese_name, is_word, surname_of
from kg.model import Span

_BETWEEN = frozenset("向同与和对")
_NUMERALS = frozenset("一二三四五六七八九十")
_COUNTED = frozenset(people_words("counted"))
_RANKS = frozenset(people_words("ranks"))
_MINORITY = people_words("minority")
_AFTER = frozenset(people_words("after"))
_NEVER_SPELT = frozenset(people_words("never_spelt"))
_SOUNDS = 3
"""A foreign name that a word was taken in with has so many characters or more."""


def without_posts(
    people: list[Span], posts: Iterable[Span], ruled: Mapping[int, int], lands: Iterable[Span]
) -> list[Span]:
    """``people`` without what belongs to ``posts``; ``ruled`` are those of heads of lands, first offset to last."""
    inside = {at: span.end for span in posts for at in range(span.start + 1, span.end)}
    # 代办|员某某: the last character of a post taken for the first of a name
    people = [Span(inside[s.start], s.end) if s.end - inside.get(s.start, s.end) > 1 else s for s in people]
    ends = {span.end: span.start for span in posts}
    people = [Span(s.start, at) if (at := ends.get(s.end, 0)) > s.start + 1 else s for s in people]  # 林远方|常委
    behind = {span.start: span.end for span in lands}
    # 卡塔尔|埃米尔|某某: a land and the post of its head taken for names of one person
    return [Span(at, s.end) if s.end - (at := ruled.get(behind.get(s.start, -1), s.end)) > 1 else s for s in people]


def edged(text: Text, seen: list[Seen]) -> list[Seen]:
    """``seen`` without the words that were taken in at their edges, and as two where two names run together."""
    counts = Counter(one.span.of(text.text) for one in seen)
    out: list[Seen] = []
    for one in seen:
        for span in _apart(text.text, one.span):
            span = _without_head(text, _without_tail(text.text, span, counts), counts)
            out.append(one if span == one.span else Seen(span, one.rule, one.whole))
    return out


def _apart(text: str, span: Span) -> Iterator[Span]:
    """``span``, or the two names that a preposition or nothing parts in it: 林远|向|莫雷诺, （林远方|何文海）."""
    name = span.of(text)
    for at in range(2, len(name) - _SOUNDS):
        if name[at] in _BETWEEN and _is_usual(name[:at]) and sounding().issuperset(name[at + 1 :]):
            yield Span(span.start, span.start + at)
            yield Span(span.start + at + 1, span.end)
            return
    if is_han(name) and len(name) > _SOUNDS and not is_chinese_name(name) and _is_signed(text, span):
        cuts = [at for at in (3, 2) if _is_usual(name[:at]) and _is_usual(name[at:])]
        if cuts:
            at = span.start + max(cuts, key=lambda cut: name_part_count("family", name[cut]))
            yield Span(span.start, at)
            yield Span(at, span.end)
            return
    yield span


def _is_signed(text: str, span: Span) -> bool:
    """Whether a bracket opens before it, as before the names of those who wrote a report."""
    return text[span.start - 1 : span.start] in ("（", "(")


@lru_cache(maxsize=1 << 12)
def _is_usual(name: str) -> bool:
    """Whether ``name`` is built as a Chinese name with a family name that is common."""
    family = surname_of(name)
    return is_chinese_name(name) and (len(family) > 1 or family in common_family_names())


@lru_cache(maxsize=1 << 12)
def _is_sounded(name: str) -> bool:
    return len(name) >= _SOUNDS and set(name) <= sounding() | set(DOTS + HYPHENS)


def _is_built(name: str) -> bool:
    """Whether ``name`` is of several parts (特木尔|巴根, 阮氏云香) or by sound, so that its length says nothing."""
    return _is_sounded(name) or "氏" in name or any(dot in name for dot in DOTS) or _has_part(name)


@lru_cache(maxsize=1 << 12)
def _has_part(name: str) -> bool:
    return any(part in name for part in _MINORITY)


def _without_tail(text: str, span: Span, counts: Counter[str]) -> Span:
    """``span`` without the word that it ends with: 林远|曾, 莫雷诺|热烈, 林远|身 before 体."""
    name = span.of(text)
    for size in range(1, min(4, len(name) - 1)):
        rest, tail = name[:-size], name[-size:]
        if size == 1 and tail in _NUMERALS and text[span.end : span.end + 1] in _COUNTED and _is_usual(rest):
            return Span(span.start, span.end - 1)  # 林远|八段
        if size == 1 and text[span.end - 1 : span.end + 1] in _RANKS and _is_usual(rest):
            return Span(span.start, span.end - 1)  # 林远|上将
        begun = is_act(tail) or tail in _AFTER or _goes_on(text, span.end - size, span.end)
        if not begun:
            continue
        elsewhere = counts[rest] >= counts[name] and (is_chinese_name(rest) or _is_sounded(rest))
        never = tail in _NEVER_SPELT
        overlong = never and len(name) > _SOUNDS and _is_usual(rest) and not is_chinese_name(name)
        sounded = _is_sounded(rest) and (never or (size > 1 and is_word(tail)))
        if elsewhere or (overlong and not _is_built(name)) or sounded:
            return Span(span.start, span.end - size)
    return span


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a word of the dictionary begins at ``at`` and goes on behind ``end``."""
    return any(is_han(text[at:stop]) and is_word(text[at:stop]) for stop in (end + 1, end + 2) if stop <= len(text))


@lru_cache(maxsize=1 << 12)
def _says(head: str) -> bool:
    """Whether ``head`` is made of words of the dictionary, none of them a name: 仅|有, 乘|组."""
    tagged = rjieba.tag(head, hmm=False)
    return not any(tag.startswith(("nr", "ns", "nz")) for _, tag in tagged) and not sounding().issuperset(head)


def _without_head(text: Text, span: Span, counts: Counter[str]) -> Span:
    """``span`` without the word that it begins with: 护师|林远, 人|林远 behind 工, 应|莫雷诺."""
    name = span.of(text.text)
    for size in range(1, min(4, len(name) - 1)):
        head, rest = name[:size], name[size:]
        elsewhere = counts[rest] >= counts[name] and (_is_usual(rest) if size > 1 else is_chinese_name(rest))
        if size == 1:
            crossed = is_word(text.text[max(0, span.start - 1) : span.start + 1])
            foreign = _is_sounded(rest) and head not in sounding() and (is_act(head) or crossed) and not _has_part(name)
            cut = foreign or (elsewhere and (crossed or (is_act(head) and not is_chinese_name(name))))
        else:
            odd = not is_chinese_name(name) and not _is_built(name) and is_han(name)
            cut = odd and (elsewhere or (_is_usual(rest) and span.start + size in text.words_start and _says(head)))
        if cut:
            return Span(span.start + size, span.end)
    return span
