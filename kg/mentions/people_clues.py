"""What a text itself tells of its people: names in lists, behind and before titles, with markers, in bylines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.lexicon.people import people_words, sounding
from kg.lexicon.searching import Keyed
from kg.lexicon.titles import heads
from kg.mentions.name_ends import is_han
from kg.mentions.person_names import (
    DOTS,
    is_chinese_name,
    is_foreign,
    is_known,
    is_place,
    is_word,
    makes_no_words,
    reports_at,
    surname_of,
)
from kg.model import Span


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of ``words``."""
    return "(?:" + "|".join(map(re.escape, words)) + ")"


_BYLINE = re.compile(rf"{any_of(people_words('byline'))}[\s　:：]*$")
_MANY = people_words("of_people")
# 本报记者|甲某、乙某; 市领导|甲某、乙某
_LEADS_IN = re.compile(rf"{_BYLINE.pattern}|{any_of(_MANY)}$")
_BYLINE_GOES_ON = re.compile(r"[、，,\s　]+")
_FOLLOWS = re.compile(rf"[，,。、；：:！？\s（(）)”》]|$|{any_of(people_words('follows'))}")
_SPEAKS = re.compile(rf"[，、（(]|{any_of(people_words('speaks'))}")
_SHORT = 2
_MEETS = re.compile(rf"{any_of(people_words('meets'))}$")
_FUNCTION_WORDS = frozenset(word for word in people_words("after") if len(word) == 1) - {"同", "和", "时", "主", "为"}
_NO_SURNAMES = frozenset(people_words("no_surnames"))
_GIVES = frozenset("献递呈赠")  # 向总书记|敬献哈达
_ACTS = [word for word in people_words("follows") if len(word) > 1 and word not in heads()]
# 、某某（女）、 an item of a list, with what its bracket says
_ITEM = re.compile(
    r"、([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+(?:[·•・][\u4e00-\u9fff]+)+)(?:[（(][^（）()]{1,8}[）)])?"
    rf"(?=[、，。；和等]|围绕|一同|一起|在主|{any_of(_ACTS)})"
)
# 林远参加会见。 a paragraph of its own
_ATTENDS = Keyed.of(
    r"(?:^|(?<=[\n。]))\s*([\u4e00-\u9fff]{2,4})(?:等)?(?:参加|出席|列席|主持)(?:了)?(?:上述|有关)?"
    r"(?:会[见谈议]|活动|调研|考察|仪式|座谈会?|大会|[开闭]幕[式会])?(?=。)",
    "参加",
    "出席",
    "列席",
    "主持",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A name in the text and what found it; ``whole`` is the full name where the clue itself tells it."""

    span: Span
    rule: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what is known of it.

    Where titles begin and end, and those of heads of states, parties and territories; where words begin; which spans
    the recogniser took for something else than a person.
    """

    text: str
    titles_end: frozenset[int]
    titles_start: frozenset[int]
    leaders_start: frozenset[int]
    words_start: frozenset[int]
    others: tuple[Span, ...]


def begins(text: Text, at: int) -> bool:
    """Whether a name may begin at ``at``: behind a title, a mark or a break."""
    return at == 0 or at in text.titles_end or not is_han(text.text[at - 1])


def listed(text: Text, seen: list[Seen]) -> Iterator[Seen]:
    """Items of a list that stand next to names: in 、甲某、X、乙某、 X is one, too."""
    ends = {one.span.end for one in seen}
    starts = {one.span.start for one in seen}
    for found in _ITEM.finditer(text.text):
        begin, end = found.span(1)
        name = found[1]
        if len(name) > 2 and name[-1] == "等" and _FOLLOWS.match(text.text, end):  # 、林远等。
            end, name = end - 1, name[:-1]
        if begin in starts or is_place(name) or end in text.titles_end:
            continue
        before = _closed(text.text, begin - 1) in ends
        after = end == found.end(1) and text.text[found.end()] in "、和" and found.end() + 1 in starts
        if not (is_chinese_name(name) or is_foreign(name)):
            if before and after and _unlisted(text, begin, end):
                ends.add(end)
                yield Seen(Span(begin, end), "list")
            continue
        beside = (before or after) and is_chinese_name(name) and not is_word(name)
        if (before and after) or beside:
            ends.add(end)
            yield Seen(Span(begin, end), "list")


def _unlisted(text: Text, begin: int, end: int) -> bool:
    """Whether what stands between two names of a list is no word, title or body: 次旦江措, a rare family name."""
    name = text.text[begin:end]
    if len(name) < _WHOLE or name[0] in _FUNCTION_WORDS or name.endswith(_MANY):
        return False
    known = not text.titles_start.isdisjoint(range(begin + 1, end + 1)) or any(
        o.start < end and begin < o.end and len(o) > 2 for o in near(text.others, end)
    )
    return not known and not is_word(name) and not is_word(name[2:])


_WHOLE = 3
"""What is in no list of family names is a name from so many characters on."""


def attending(text: Text) -> Iterator[Seen]:
    """Who alone makes the last line of a report: 林远参加会见。"""
    for found in _ATTENDS.finditer(text.text):
        name = found[1].removesuffix("等")
        if is_chinese_name(name) and not is_word(name) and not is_place(name):
            yield Seen(Span(found.start(1), found.start(1) + len(name)), "list")


def first_listed(text: Text, seen: list[Seen]) -> Iterator[Seen]:
    """The item before the first name of a list: 甲某 in ：甲某、乙某 and in 本报记者甲某、乙某."""
    for one in seen:
        end = one.span.start - 1
        if end < 2 or text.text[end] != "、" or end in text.titles_end:
            continue
        for size in (4, 3, 2):
            begin = end - size
            name = text.text[max(begin, 0) : end]
            opens = begin >= 0 and (begins(text, begin) or _LEADS_IN.search(text.text, max(0, begin - 8), begin))
            named = is_chinese_name(name) and surname_of(name) not in _NO_SURNAMES
            if opens and named and not is_word(name) and not is_place(name):
                yield Seen(Span(begin, end), "list")
                break


def _closed(text: str, at: int) -> int:
    """``at``, or where the bracket opens that closes before it: 某某（女）、"""
    if at and text[at - 1] in "）)":
        opened = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
        return opened if opened >= 0 and at - opened < 12 else at
    return at


def titled(text: Text) -> Iterator[Seen]:
    """Names behind a title that nothing else saw: 县长某某介绍说. The form of the name has to fit exactly."""
    for begin in sorted(text.titles_end):
        name = _chinese_at(text, begin) or _foreign_at(text, begin) or _strange_at(text, begin)
        if name:
            yield Seen(Span(begin, begin + len(name)), "title")


#: Before these a city stands, no name: 巴黎|市长.
_LOCAL = ("市长", "州长", "省长", "县长", "区长", "镇长", "知事", "副市长", "副州长", "副省长")


def mistaken(text: Text, seen: list[Seen]) -> Iterator[Seen]:
    """What was taken for a place, is none, and stands where only people stand: 某某总统, 致电某某, 莫雷诺和某·某某."""
    ends = {one.span.end for one in seen}
    for span in text.others:
        name = span.of(text.text)
        rules = span.end in text.leaders_start and not text.text.startswith(_LOCAL, span.end)
        by_title = rules or span.start in text.titles_end
        met = _MEETS.search(text.text, max(0, span.start - 4), span.start) is not None
        joined = text.text[span.start - 1 : span.start] in ("和", "、") and span.start - 1 in ends
        beside = by_title or met or (joined and any(dot in name for dot in DOTS))
        sounds = set(name) <= sounding() | set(DOTS)
        if beside and len(name) > 1 and sounds and not is_place(name) and not is_word(name):
            yield Seen(span, "title")


def _chinese_at(text: Text, begin: int) -> str:
    if any(span.start <= begin < span.end for span in near(text.others, begin)):
        return ""
    for size in (4, 3, 2):
        name = text.text[begin : begin + size]
        if (
            len(name) == size
            and is_chinese_name(name)
            and surname_of(name) not in _NO_SURNAMES
            and name[-1] not in _FUNCTION_WORDS
            and not reports_at(text.text, begin + size - 1)
            and not is_word(name)
            and (is_known(name) or len(surname_of(name)) == 2 or not is_word(name[:2]) or _split_so(text, begin, size))
            and (_ends(text, begin + size) or reports_at(text.text, begin + size))
        ):
            return name
    return ""


def _split_so(text: Text, begin: int, size: int) -> bool:
    """Whether the words part the family name from the given one, though the name begins like a word: 局长|修|长河."""
    return size > _SHORT and {begin + 1, begin + size} <= text.words_start and begin + 2 not in text.words_start


def _strange_at(text: Text, begin: int) -> str:
    """The characters at ``begin`` up to a mark or a verb of speaking, where they make no words: 秘书长色登出席会议."""
    for size in (2, 3, 4):
        name = text.text[begin : begin + size]
        if len(name) < size or not is_han(name) or not set(name).isdisjoint(_FUNCTION_WORDS | _NO_SURNAMES | _GIVES):
            return ""
        if _SPEAKS.match(text.text, begin + size) and _ends(text, begin + size):
            return name if makes_no_words(name) and not is_place(name) else ""
    return ""


def _foreign_at(text: Text, begin: int) -> str:
    """The words at ``begin`` that are all in the characters of foreign names, as 总统 can be followed by one."""
    end = begin
    while end < len(text.text) and text.text[end] in sounding() | set(DOTS):
        end += 1
    for stop in range(min(end, begin + 12), begin + 1, -1):
        name = text.text[begin:stop]
        if stop in text.words_start and _ends(text, stop):
            return "" if is_place(name) or is_word(name) else name
    return ""


def _ends(text: Text, at: int) -> bool:
    return (
        (at in text.words_start or at == len(text.text))
        and at not in text.titles_end
        and _FOLLOWS.match(text.text, at) is not None
    )


def near(spans: tuple[Span, ...], at: int) -> tuple[Span, ...]:
    """The last two of ``spans``, sorted and apart, that begin at ``at`` or before."""
    index = bisect_right(spans, at, key=lambda s: s.start)
    return spans[max(0, index - 2) : index]


def surnames(text: Text, full: dict[str, str]) -> Iterator[Seen]:
    """Family names before a title where the text has one person of that name: 王 in 王书记."""
    families: dict[str, set[str]] = {}
    for name in full.values():
        if is_chinese_name(name):
            families.setdefault(surname_of(name), set()).add(name)
    for start in sorted(text.titles_start):
        for size in (2, 1):
            begin = start - size
            family = text.text[max(begin, 0) : start]
            if len(families.get(family, ())) == 1 and begin in text.words_start and begins(text, begin):
                yield Seen(Span(begin, start), "surname", next(iter(families[family])))
                break


def makers(text: Text, seen: list[Seen]) -> set[Span]:
    """Those who made the article: 本报记者甲某、乙某."""
    found: set[Span] = set()
    end = -1
    for one in seen:
        before = text.text[max(0, one.span.start - 12) : one.span.start]
        goes_on = end >= 0 and _BYLINE_GOES_ON.fullmatch(text.text, end, one.span.start)
        if goes_on or _BYLINE.search(before):
            found.add(one.span)
            end = one.span.end
    return found
