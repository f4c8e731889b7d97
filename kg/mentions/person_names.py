"""How names of people are built, and how a name that was seen only in part is mended."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import rjieba

from kg.lexicon.gazetteer import country_names, divisions_named, surnames
from kg.lexicon.people import people_words, sounding
from kg.mentions.name_ends import FOLLOWS, is_han, with_given
from kg.model import Span

DOTS = "·•・．"
HYPHENS = "－—‐-"
_JOINED = re.compile(rf"[{DOTS}{HYPHENS}]")
# 某某作了报告, 某某将于 … the verb taken for the last character of a name
_ACTS = re.compile(r"作(?=[了的])|将(?=[于在出赴对同])|称(?=[，：])|率(?=[团队])")
#: A title whose first character a recogniser takes for a name's last.
_HEAD_OF = re.compile("总(?:书记|统|理|裁|干事|司令|领事|经理)")
_BEFORE = frozenset(people_words("before"))
_AFTER = people_words("after")
_AFTER_BY_LAST = {last: tuple(w for w in _AFTER if w[-1] == last) for last in {w[-1] for w in _AFTER}}
# Prepositions of one character, after which a noun stands.
_LEADS_ON = frozenset("向对同与那这")
_MARK = re.compile("[，。、；）]")
# 林德|和，: what joins or leads on stands before no mark
_NO_JOIN = re.compile("[和与同向为从应](?=[，。、；：！？）)]|$)|和(?=等|说|表示|指出|强调|认为|介绍|告诉)")
# 莫尔德|三世
_REIGN = re.compile("[一二三四五六七八九十]{1,3}世(?!界|纪|代|家)")
_LONGEST_FOREIGN = 7
_OVERLONG = 4
"""A name of one character for the family has no so many."""


def surname_of(name: str) -> str:
    """The family name that ``name`` begins with, compound ones first; "" if there is none."""
    known = surnames()
    return name[:2] if len(name) > 2 and name[:2] in known else name[:1] if name[:1] in known else ""


def is_foreign(name: str) -> bool:
    """Whether ``name`` is written as a foreign name: with a dot, or all in characters that foreign names use."""
    return _JOINED.search(name) is not None or set(name) <= sounding()


def is_chinese_name(name: str) -> bool:
    """Whether ``name`` has the form of a family name with one or two characters of a given name."""
    family = surname_of(name)
    return bool(family) and is_han(name) and 1 <= len(name) - len(family) <= 2


@lru_cache(maxsize=1 << 14)
def is_word(text: str) -> bool:
    """Whether the dictionary has ``text`` as a word that is no name (高度, 向前); it takes some people for places."""
    tagged = rjieba.tag(text, hmm=False)
    return len(tagged) == 1 and len(text) > 1 and not tagged[0][1].startswith(("nr", "ns"))


@lru_cache(maxsize=1 << 12)
def is_act(text: str) -> bool:
    """Whether the dictionary has ``text`` as one verb, adverb or preposition: 表达, 由于."""
    tagged = rjieba.tag(text, hmm=False)
    return len(tagged) == 1 and tagged[0][1][0] in "vdp"


@lru_cache(maxsize=1 << 12)
def makes_no_words(text: str) -> bool:
    """Whether no two characters of ``text`` make a word of the dictionary, but for names of people."""
    return all(len(word) == 1 or tag.startswith("nr") for word, tag in rjieba.tag(text, hmm=False))


@lru_cache(maxsize=1 << 12)
def is_known(text: str) -> bool:
    """Whether the dictionary has ``text`` as the name of a person."""
    tagged = rjieba.tag(text)
    return len(tagged) == 1 and tagged[0][1].startswith("nr")


def is_place(text: str) -> bool:
    """Whether ``text`` is the name of a country or a division."""
    return text in country_names() or bool(divisions_named(text))


def divided(text: str, span: Span) -> tuple[Span, ...]:
    """``span`` as two where a preposition parts two foreign names in it: 莫雷诺|向|卡里姆."""
    for at in range(span.start + 2, span.end - 2):
        parts = text[span.start : at], text[at + 1 : span.end]
        if text[at] in _LEADS_ON - sounding() and all(set(part) <= sounding() for part in parts):
            return Span(span.start, at), Span(at + 1, span.end)
    return (span,)


def joined(text: str, spans: list[Span]) -> list[Span]:
    """``spans`` with the parts of one name put together: 库瓦 - 迪亚洛, 陆 远舟; and what a dot leads to taken in."""
    out: list[Span] = []
    for span in spans:
        wide = _with_dotted(text, span)
        if out and wide.start <= out[-1].end:
            last = out[-1]
            if wide.start < last.end or len(last) == 1 or _one_foreign(last.of(text), wide.of(text)):
                out[-1] = Span(last.start, max(last.end, wide.end))
                continue
        out.append(wide)
    return out


def completed(text: str, span: Span, counts: dict[str, int]) -> Span:
    """``span`` of a Chinese name with what was missed: 方 after 林远, 远方 after 欧阳, 上官 before 晓梅.

    What is added behind makes a noun with what was seen (远方), or is all of the given name; a mark or verb follows.
    A king gets his number.
    """
    name = span.of(text)
    start = span.start - 2
    if len(name) < 3 and start >= 0 and text[start : span.start] in surnames() and not is_han(text[start - 1 : start]):
        return Span(start, span.end)
    if japanese := with_given(text, span):
        return japanese
    if is_foreign(name) and (reign := _REIGN.match(text, span.end)):
        return Span(span.start, reign.end())
    if len(name) == 2 and is_chinese_name(name) and _NO_JOIN.match(text, span.end):
        return Span(span.start, span.end + 1)
    family = surname_of(name + "　　") if name in surnames() else surname_of(name)
    given = len(name) - len(family)
    if not family or given > 1 or counts.get(name, 0) > 1 or FOLLOWS.match(text, span.end):
        return span
    listed = text[span.start - 1 : span.start] == "、"
    for size in (2, 1):
        end = span.start + len(family) + size
        added = text[span.end : end]
        whole = (
            _is_noun(text[end - 2 : end]) if given else len(family) == 2 or (listed and size == 2 and _is_noun(added))
        )
        if added and whole and is_han(added) and FOLLOWS.match(text, end):
            return Span(span.start, end)
    return span


@lru_cache(maxsize=1 << 12)
def _is_noun(text: str) -> bool:
    tagged = rjieba.tag(text)
    return len(tagged) == 1 and tagged[0][1][0] in "nsaft"


def _one_foreign(first: str, second: str) -> bool:
    """Whether two names that touch are one: 呼日勒 苏赫, not two Chinese names without a mark between them."""
    return set(first + second) <= sounding() and not (is_chinese_name(first) and is_chinese_name(second))


def widened(text: str, span: Span, titles_start: frozenset[int], titles_end: frozenset[int]) -> Span:
    """``span`` of a foreign name with the characters of it that were missed: 托 before 卡耶夫.

    They have to reach from the name to a mark, a title or, before it, a function word, and to be no word themselves.
    """
    if not is_foreign(span.of(text)):
        return span
    start, end = span.start, span.end
    while span.start - start < 3 and start and start not in titles_end and _joins(text[start - 1]):
        start -= 1
    if not (start == 0 or start in titles_end or not is_han(text[start - 1]) or text[start - 1] in _BEFORE | {"的"}):
        start = span.start
    while end - span.end < 2 and end < len(text) and end not in titles_start and _joins(text[end]):
        end += 1
    if not (end in titles_start or FOLLOWS.match(text, end)):
        end = span.end
        for more in (end + 1, end + 2):  # 某某·帕斯|帝卡: before a mark
            added = text[end:more]
            if "·" in text[start:end] and _MARK.match(text, more) and is_han(added) and not is_word(added):
                end = end if end in titles_start else more
                break
    if _says_something(text[start : span.start]):
        start = span.start
    if _says_something(text[span.end : end]):
        end = span.end
    return Span(start, end)


def _joins(char: str) -> bool:
    return char in sounding() and char not in _BEFORE and char not in _AFTER


def _says_something(text: str) -> bool:
    return len(text) > 1 and (is_place(text) or is_word(text))


def _with_dotted(text: str, span: Span) -> Span:
    """``span`` with the parts of the name that a dot or hyphen ties to it."""
    start, end = span.start, span.end
    while end + 1 < len(text) and text[end] in DOTS + HYPHENS and (size := _run(text, end + 1)):
        end += 1 + size
    while start > 1 and text[start - 1] in DOTS + HYPHENS and (size := _run_back(text, start - 1)):
        start -= 1 + size
    return Span(start, end)


def _run(text: str, at: int) -> int:
    """How many characters from ``at`` on can be a part of a foreign name."""
    size = 0
    while size < _LONGEST_FOREIGN and at + size < len(text) and text[at + size] in sounding():
        size += 1
    return size


def _run_back(text: str, end: int) -> int:
    size = 0
    while size < _LONGEST_FOREIGN and end > size and text[end - size - 1] in sounding():
        size += 1
    return size


#: 部长林远|受国务院委托, 检察长林远|作的关于某事的报告
_REPORTS = re.compile(r"受[^，。；]{2,10}委托|[作做][的了](?!曲|家|者)")


def reports_at(text: str, at: int) -> bool:
    """Whether 受…委托 or 作的 begins at ``at``: no last character of a name."""
    return _REPORTS.match(text, at) is not None


def trimmed(text: str, span: Span, counts: dict[str, int]) -> Span:
    """``span`` without function words at its edges; ``counts`` tells how often other names of the text were seen.

    One that can belong to a name goes only where the rest is seen as a name by itself, or is foreign and it is not.
    """
    start, end = span.start, span.end
    acts = _ACTS.search(text, start + 2, end + 1)
    if acts:
        end = acts.start()
    if end - start > 2 and reports_at(text, end - 1):
        return Span(start, end - 1)
    if end - start > 2 and _HEAD_OF.match(text, end - 1):
        return Span(start, end - 1)  # 莫雷|总书记
    rest = text[start + 1 : end]
    if end - start > 2 and text[start] in _BEFORE and _is_rest(rest, text[start], counts):
        start += 1
    if end - start == _OVERLONG and text[end - 1] in _AFTER and is_chinese_name(text[start : end - 1]):
        return Span(start, end - 1)  # 林远方|及某局局长
    if text[end - 1] == "等" and end - start > 2 and (end == len(text) or FOLLOWS.match(text, end)):
        return Span(start, end - 1)  # 林远、林|方等。
    for word in _AFTER_BY_LAST.get(text[end - 1], ()):
        rest = text[start : end - len(word)]
        if len(rest) > 1 and text.endswith(word, start, end) and (len(word) > 1 or _is_rest(rest, word, counts)):
            end -= len(word)
            break
        # 林远|向代表们介绍: nothing that follows a name follows the preposition
        if is_chinese_name(rest) and word in _LEADS_ON and not FOLLOWS.match(text, end):
            end -= 1
            break
    return Span(start, end)


def steady(text: str, spans: list[Span]) -> list[Span]:
    """``spans`` with names of two characters that one and the same character follows wherever they stand: 林远|权."""
    following: dict[str, set[str]] = {}
    for span in spans:
        following.setdefault(span.of(text), set()).add(text[span.end : span.end + 1])
    counts = Counter(span.of(text) for span in spans)
    out = []
    for span in spans:
        name, after = span.of(text), following[span.of(text)]
        one = counts[name] > 1 and len(after) == 1 and is_chinese_name(name) and len(name) == 2
        short = one and is_han(next(iter(after)) or " ") and not FOLLOWS.match(text, span.end)
        whole = short and text.count(name) == counts[name] and not is_word(name[1] + next(iter(after)))
        out.append(Span(span.start, span.end + 1) if whole else span)
    return out


def _is_rest(rest: str, edge: str, counts: dict[str, int]) -> bool:
    return rest in counts or (edge not in sounding() and set(rest) <= sounding() | set(DOTS))
