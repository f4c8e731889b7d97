"""People named in the body: what the recogniser saw, mended, and what the text tells besides.

A name is taken in where the recogniser saw it, where it stands in a list of names, behind a title or before a marker
such as （女）, and wherever the text repeats it. 某某·赫亚里 is also found as 赫亚里, 王某某 as 王 in 王书记. Those who made
the article (本报记者某某) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.people import people_words, transliterating
from kg.lexicon.titles import PostKind, find_titles
from kg.mentions.person_names import (
    DOTS,
    is_chinese_name,
    is_foreign,
    is_han,
    is_place,
    is_word,
    joined,
    surname_of,
    trimmed,
    widened,
)
from kg.model import Article, Mention, MentionKind, Sentence, Span


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"


_BYLINE = re.compile(rf"{_any(people_words('byline'))}[\s　:：]*$")
_BYLINE_GOES_ON = re.compile(r"[、，,\s　]+")
_FOLLOWS = re.compile(rf"[，,。、；：:！？\s（(）)”》]|$|{_any(people_words('follows'))}")
_SPEAKS = re.compile(rf"{_any(people_words('speaks'))}|[（(](?:男|女|[\u4e00-\u9fff]{{1,4}}族)")
_MEETS = re.compile(rf"{_any(people_words('meets'))}$")
# （女）, （女，回族）, （藏族） behind a name
_MARKED = re.compile(r"([\u4e00-\u9fff·•・]{2,12}?)[（(](?:男|女|[\u4e00-\u9fff]{1,4}族)(?=[，,、）)])")
# 某军, 某方, 某队 are no people, nor are names in Latin letters alone
_GROUP = re.compile(rf".[军方队国州]|[A-Za-z-]+|{_any(people_words('no_people'))}")
# 某某主义, 某某思想: what bears a name is not its bearer
_BEARS = re.compile(r"主义|思想|理论|式")
_SURFACE = re.compile(r"[\u4e00-\u9fffA-Za-z·•・．\-－—‐\u3000]+")
_OF_MANY = frozenset(people_words("of_many"))
_NO_SURNAMES = frozenset(people_words("no_surnames"))
_CONFIDENCE = {"crf": 0.9, "list": 0.8, "title": 0.75, "marker": 0.85, "again": 0.85, "short": 0.8, "surname": 0.7}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name in the text and what found it."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with what is known of it: where titles begin and end, where words begin, which spans are no person's."""

    text: str
    titles_end: frozenset[int]
    titles_start: frozenset[int]
    words_start: frozenset[int]
    others: tuple[Span, ...]


def find_people(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The people named in ``article.text``, sorted by span, without overlaps, each with its names fullest first."""
    body = [s for s in sentences if not s.in_headline]
    titles = [t for t in find_titles(article.text) if t.head.kind is not PostKind.WEAK and t.head.word not in _OF_MANY]
    text = _Text(
        article.text,
        frozenset(t.span.end for t in titles),
        frozenset(t.span.start for t in titles),
        frozenset(t.start for s in body for t in s.tokens),
        tuple(sorted(m.span for s in body for m in s.entities if m.kind is not MentionKind.PERSON)),
    )
    seen = _recognised(text, [m.span for s in body for m in s.entities if m.kind is MentionKind.PERSON])
    seen = _with(seen, _marked(text))
    seen = _with(seen, _listed(text, seen))
    seen = _with(seen, _titled(text))
    seen = _with(seen, _mistaken(text))
    seen = _kept(text, _as_elsewhere(text, seen))
    full = _full_names(text, seen)
    seen = _with(seen, _repeated(text, full))
    seen = _with(seen, _surnames(text, full))
    makers = _makers(text, seen)
    return tuple(_mention(text, one, full) for one in seen if one.span not in makers)


def _with(seen: list[_Seen], more: Iterable[_Seen]) -> list[_Seen]:
    """``seen`` and those of ``more`` that overlap none of them, sorted."""
    out = list(seen)
    for one in more:
        at = bisect_left(out, one.span.start, key=lambda s: s.span.start)
        if (at == 0 or out[at - 1].span.end <= one.span.start) and (
            at == len(out) or one.span.end <= out[at].span.start
        ):
            out.insert(at, one)
    return out


def _recognised(text: _Text, spans: list[Span]) -> list[_Seen]:
    spans = joined(text.text, sorted(spans))
    counts = Counter(span.of(text.text) for span in spans)
    cut = (trimmed(text.text, span, counts) for span in spans)
    whole = (widened(text.text, span, text.titles_start, text.titles_end) for span in cut)
    return _with([], (_Seen(_led(text, span), "crf") for span in whole))


def _led(text: _Text, span: Span) -> Span:
    """``span`` taken back to the title before it where only one or two characters of a foreign name lie between."""
    for size in (1, 2):
        start = span.start - size
        if start in text.titles_end:
            between = text.text[start : span.start]
            whole = text.text[start : span.end]
            if is_foreign(whole) and not is_word(between):
                return Span(start, span.end)
    return span


def _marked(text: _Text) -> Iterator[_Seen]:
    for found in _MARKED.finditer(text.text):
        name = found[1]
        for size in (4, 3, 2):
            if len(name) > size and not any(dot in name for dot in DOTS):
                name = name[-size:]
            if is_chinese_name(name):
                break
        else:
            name = found[1]
        start = found.end(1) - len(name)
        if _begins(text, start) and (is_chinese_name(name) or any(dot in name for dot in DOTS)):
            yield _Seen(Span(start, found.end(1)), "marker")


def _begins(text: _Text, at: int) -> bool:
    """Whether a name may begin at ``at``: behind a title, a mark or a break."""
    return at == 0 or at in text.titles_end or not is_han(text.text[at - 1])


_ITEM = re.compile(r"、([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+(?:[·•・][\u4e00-\u9fff]+)+)(?:[（(][^（）()]{1,8}[）)])?(?=[、，。；和等])")


def _listed(text: _Text, seen: list[_Seen]) -> Iterator[_Seen]:
    """Items of a list that stand next to names: in 、甲某、X、乙某、 X is one, too."""
    ends = {one.span.end for one in seen}
    starts = {one.span.start for one in seen}
    for found in _ITEM.finditer(text.text):
        begin, end = found.span(1)
        name = found[1]
        if begin in starts or is_place(name) or is_word(name) or not (is_chinese_name(name) or is_foreign(name)):
            continue
        before = _closed(text.text, begin - 1) in ends
        after = text.text[found.end()] in "、和" and found.end() + 1 in starts
        if (before and after) or ((before or after) and is_chinese_name(name) and not text.titles_end & {end}):
            ends.add(end)
            yield _Seen(Span(begin, end), "list")


def _closed(text: str, at: int) -> int:
    """``at``, or where the bracket opens that closes before it: 某某（女）、"""
    if at and text[at - 1] in "）)":
        opened = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
        return opened if opened >= 0 and at - opened < 12 else at
    return at


def _titled(text: _Text) -> Iterator[_Seen]:
    """Names behind a title that nothing else saw: 县长某某介绍说. The form of the name has to fit exactly."""
    for begin in sorted(text.titles_end):
        name = _chinese_at(text, begin) or _foreign_at(text, begin)
        if name:
            yield _Seen(Span(begin, begin + len(name)), "title")


def _mistaken(text: _Text) -> Iterator[_Seen]:
    """What was taken for a place, is none, and stands where only people stand: 某某总统, 致电某某."""
    for span in text.others:
        name = span.of(text.text)
        beside = span.end in text.titles_start or span.start in text.titles_end or _MEETS.search(text.text, max(0, span.start - 4), span.start)
        if beside and 1 < len(name) and set(name) <= transliterating() and not is_place(name) and not is_word(name):
            yield _Seen(span, "title")


def _chinese_at(text: _Text, begin: int) -> str:
    if any(span.start <= begin < span.end for span in _near(text.others, begin)):
        return ""
    for size in (4, 3, 2):
        name = text.text[begin : begin + size]
        if (
            len(name) == size
            and is_chinese_name(name)
            and name[0] not in _NO_SURNAMES
            and not is_word(name)
            and not is_word(name[:2])
            and _ends(text, begin + size)
        ):
            return name
    return ""


def _foreign_at(text: _Text, begin: int) -> str:
    """The words at ``begin`` that are all in the characters of foreign names, as 总统 can be followed by one."""
    end = begin
    while end < len(text.text) and text.text[end] in transliterating() | set(DOTS):
        end += 1
    for stop in range(min(end, begin + 12), begin + 1, -1):
        name = text.text[begin:stop]
        if stop in text.words_start and _ends(text, stop):
            return "" if is_place(name) or is_word(name) else name
    return ""


def _ends(text: _Text, at: int) -> bool:
    return (
        (at in text.words_start or at == len(text.text))
        and at not in text.titles_end
        and _FOLLOWS.match(text.text, at) is not None
    )


def _near(spans: tuple[Span, ...], at: int) -> tuple[Span, ...]:
    index = bisect_right(spans, at, key=lambda s: s.start)
    return spans[max(0, index - 2) : index]


def _kept(text: _Text, seen: list[_Seen]) -> list[_Seen]:
    """``seen`` without places and without words that nothing shows to be a name here or elsewhere in the text."""
    shown = {one.span.of(text.text) for one in seen if one.rule != "crf" or _is_shown(text, one.span)}
    elsewhere = Counter(span.of(text.text) for span in text.others)
    counts = Counter(one.span.of(text.text) for one in seen)
    out = []
    for one in seen:
        name = one.span.of(text.text)
        doubtful = is_place(name) or (len(name) < 4 and is_word(name)) or elsewhere[name] >= counts[name]
        if _BEARS.match(text.text, one.span.end):
            continue
        if len(name) > 1 and (name in shown or not doubtful) and _SURFACE.fullmatch(name) and not _GROUP.fullmatch(name):
            out.append(one)
    return out


def _as_elsewhere(text: _Text, seen: list[_Seen]) -> list[_Seen]:
    """``seen`` with names that were cut short read as they are read more than once elsewhere in the text."""
    counts = Counter(one.span.of(text.text) for one in seen)
    longer: dict[str, list[str]] = {}
    for name, count in counts.items():
        if count > 1:
            for size in range(2, len(name)):
                longer.setdefault(name[:size], []).append(name)
    out: list[_Seen] = []
    for one in seen:
        start = one.span.start
        wholes = [w for w in longer.get(one.span.of(text.text), ()) if text.text.startswith(w, start)]
        end = max((start + len(w) for w in wholes), default=one.span.end)
        if not out or out[-1].span.end <= start:
            out.append(_Seen(Span(start, end), one.rule))
    return out


def _is_shown(text: _Text, span: Span) -> bool:
    return span.start in text.titles_end or _SPEAKS.match(text.text, span.end) is not None


def _full_names(text: _Text, seen: list[_Seen]) -> dict[str, str]:
    """Each form of a name with the full name that it stands for: 赫亚里 → 哈立德·赫亚里; ambiguous forms stand alone."""
    names = {one.span.of(text.text) for one in seen}
    full = {name: name for name in names}
    tails: dict[str, set[str]] = {}
    for name in names:
        parts = re.split(rf"[{DOTS}]", name)
        for number in range(1, len(parts)):
            tails.setdefault(name[-len(_tail(parts, number)) :], set()).add(name)
    for tail, wholes in tails.items():
        longest = max(wholes, key=len)
        if len(tail) > 1 and all(longest.endswith(whole) for whole in wholes):
            full[tail] = longest
            for whole in wholes:
                full[whole] = longest
    return full


def _tail(parts: list[str], number: int) -> str:
    return "·".join(parts[number:])


def _repeated(text: _Text, full: dict[str, str]) -> Iterator[_Seen]:
    """The other places of the names that are known, longest first."""
    names = [name for name in full if len(name) > 2 or not is_word(name)]
    if not names:
        return
    for index, start, end in AhoCorasick(names, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text.text):
        span = Span(start, end)
        inside = any(other.overlaps(span) and other != span and not span.contains(other) for other in _near(text.others, end))
        # 安全 holds no 安全某; a name of two characters must not be the head of another word
        cut = len(names[index]) == 2 and not {start, end} <= text.words_start | {len(text.text)}
        if not inside and not cut:
            yield _Seen(span, "short" if full[names[index]] != names[index] else "again")


def _surnames(text: _Text, full: dict[str, str]) -> Iterator[_Seen]:
    """Family names before a title where the text has one person of that name: 王 in 王书记."""
    families: dict[str, set[str]] = {}
    for name in full.values():
        if is_chinese_name(name):
            families.setdefault(surname_of(name), set()).add(name)
    for start in sorted(text.titles_start):
        for size in (2, 1):
            begin = start - size
            family = text.text[max(begin, 0) : start]
            if len(families.get(family, ())) == 1 and begin in text.words_start and _begins(text, begin):
                full[family] = next(iter(families[family]))
                yield _Seen(Span(begin, start), "surname")
                break


def _makers(text: _Text, seen: list[_Seen]) -> set[Span]:
    """Those who made the article: 本报记者甲某、乙某."""
    makers: set[Span] = set()
    end = -1
    for one in seen:
        before = text.text[max(0, one.span.start - 12) : one.span.start]
        goes_on = end >= 0 and _BYLINE_GOES_ON.fullmatch(text.text, end, one.span.start)
        if goes_on or _BYLINE.search(before):
            makers.add(one.span)
            end = one.span.end
    return makers


def _mention(text: _Text, one: _Seen, full: dict[str, str]) -> Mention:
    words = one.span.of(text.text)
    name = full.get(words, words)
    names = tuple(dict.fromkeys((name.replace("\u3000", ""), words)))
    return Mention(MentionKind.PERSON, one.span, words, names, None, one.rule, _CONFIDENCE[one.rule])
