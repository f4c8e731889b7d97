"""Phrases that may name a policy, wherever they stand: what the scorer of ``policy_scores`` chooses from.

The grammars of ``policy_led`` and ``policy_quoted`` want a verb or a certain head and are sure. Here every noun phrase
with a head of policy is a candidate, as a subject (村村亮灯工程正式启动), after a participle (甲国提出的停火计划), at
the end of a list; and so is every short name in quotes. Words and their classes are those of jieba's dictionary; only
clauses that hold a head are cut into words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import rjieba

from kg.lexicon.policies import any_of, compiled, longest_first, words

_CLAUSE = re.compile(r"[，。；：！？\n《》“”\"…（）()\s]")
_QUOTED = re.compile(r"[“\"]([^“”\"\n。；：！？]{2,40})[”\"]")
# Longer words in quotes, or such with a comma, are a name only before a head: “…、…”的治山思路.
_SHORT = re.compile(r"[^，]{2,14}")
_LONGEST = 30
_LONGEST_HEAD = 8
# Classes of words that a name holds: nouns, adjectives, verbs, numbers, places, idioms, time, letters.
_HELD = frozenset("nvabjlimqtsfgzekh")
_NOUNS = frozenset("nbjl")
_JOINTS = frozenset(("、", "和", "与", "及", "以及"))
_DASHES = frozenset("—－-·")
# 计划 is a verb as often: as a noun it ends its phrase or has a verb of carrying out after it.
_PLAN_ENDS = re.compile(
    r"[，。、；：！？（(\n”的和与及等]|正式|启动|实施|推进|获|出台|旨在|将|已|确定|是|为|要求|提出|明确|引发|$"
)
# What follows a head may belong to its last word: 工程|师.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name a policy: ``[start, end)`` in the text, its head beginning at ``right``.

    ``head`` is "" for quotes without one; ``verb`` is the word that stands before the phrase, "" where it opens its
    clause; ``last`` is the last word before the head, "" within quotes.
    """

    start: int
    right: int
    end: int
    head: str
    verb: str
    quoted: bool
    last: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a clause with their classes and where each begins in the text; the last start is the end."""

    texts: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]


def _words_of(text: str, low: int, high: int) -> _Words:
    tagged = rjieba.tag(text[low:high])
    starts = [low]
    for word, _ in tagged:
        starts.append(starts[-1] + len(word))
    return _Words(tuple([w for w, _ in tagged]), tuple([t for _, t in tagged]), tuple(starts))


@cache
def _heads() -> tuple[str, ...]:
    keys = ("wide_heads", "strong_heads", "broad_heads")
    return tuple(longest_first(head for key in keys for head in words(key)))


@cache
def _head_set() -> frozenset[str]:
    return frozenset(_heads())


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_heads(), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@cache
def _continued() -> re.Pattern[str]:
    return compiled("head_continued", before="(?:", after="|[师家员者局量部处])")


@cache
def _quoted_head() -> re.Pattern[str]:
    """The head that quotes lead to, with at most a few words between: “X”产业扶贫示范|工程."""
    keys = ("wide_heads", "strong_heads", "made_heads", "quoted_heads")
    heads = any_of(head for key in keys for head in words(key) if len(head) > 1)
    middle = (
        r"(?:(?!自行|等|作出|举行|并|帮助|进行|启动|问题|负有|取得|有|今年|加快|加速|国家|地区|沿线|忙|获得|及)"
        r"[^，。、；：！？“”\"《》（）()\s的是在将了与为使被把给—－–…]){0,9}?"
    )
    return re.compile(f"的?(?P<middle>{middle})(?P<head>{heads})(?!{any_of(words('head_continued'))}|[师家员者])")


@cache
def _own_head() -> re.Pattern[str]:
    heads = any_of((*words("wide_heads"), *words("strong_heads"), *words("made_heads")))
    return re.compile(f"{heads}$")


@cache
def _firm() -> frozenset[str]:
    """Verbs and adverbs that always govern what follows."""
    keys = ("carry_verbs", "make_verbs", "issuing_verbs", "breaks", "openers")
    return frozenset(word for key in keys for word in words(key))


@cache
def _cuts() -> frozenset[str]:
    return frozenset((*words("wide_cuts"), *words("quote_verbs")))


@cache
def _leading() -> re.Pattern[str]:
    numbered = r"|[一二两三四五六七八九十百千\d０-９]+[项个批轮份类大条期]|[了好着、起和与及])+"
    return compiled("leading", before="(?:", after=numbered)


def candidates(text: str, is_cold: Callable[[int], bool] | None = None) -> Iterator[Candidate]:
    """Every phrase of ``text`` with a head of policy and words of its own, and every short name in quotes.

    Phrases that end where ``is_cold`` says that none can are passed over before their clause is cut into words.
    """
    quotes = {m.end(): m for m in _QUOTED.finditer(text)}
    yield from filter(None, (_quoted(text, quote) for quote in quotes.values()))
    for index, right, end in _automaton().find_matches_as_indexes(text):
        if _continued().match(text, end) or (text.startswith("计划", end - 2) and not _PLAN_ENDS.match(text, end)):
            continue
        if is_cold and is_cold(end - 1):
            continue
        low = max((m.end() for m in _CLAUSE.finditer(text, max(0, right - _LONGEST), right)), default=-1)
        low = max(0, right - _LONGEST) if low < 0 else low
        stop = _CLAUSE.search(text, end, end + _AHEAD)
        seen = _words_of(text, low, stop.start() if stop else end + _AHEAD)
        if end not in seen.starts:
            continue
        first = _first(seen.starts.index(end) - 1, seen)
        if seen.starts[first] in quotes:
            continue
        start = min(_led(text, seen.starts[first], right), right)
        head = _heads()[index]
        if right - start >= (3 if len(head) == 2 and head not in words("place_heads") else 2):
            verb = seen.texts[first - 1] if first else text[low - 1 : low]
            at = max((i for i, s in enumerate(seen.starts) if s < right), default=0)
            last = text[seen.starts[at] : min(right, seen.starts[at + 1])]
            yield Candidate(start, right, end, head, verb, False, last)


def candidate_at(text: str, start: int, end: int) -> Candidate:
    """What the words at ``[start, end)`` are as a candidate, whatever they are."""
    head = next((text[at:end] for at in range(max(start, end - _LONGEST_HEAD), end) if text[at:end] in _head_set()), "")
    return Candidate(start, end - len(head), end, head, verb_before(text, start), text[start] in '“"')


def _quoted(text: str, quote: re.Match[str]) -> Candidate | None:
    start, end = quote.span()
    verb = verb_before(text, start)
    tail = _quoted_head().match(text, end)
    if tail and (text[end] != "的" or tail["head"] in words("heads_of")):
        return Candidate(start, tail.start("head"), tail.end(), tail["head"], verb, True)
    if not _SHORT.fullmatch(quote[1]):
        return None
    if own := _own_head().search(quote[1]):
        return Candidate(start, quote.start(1) + own.start(), end, own[0], verb, True)
    return Candidate(start, quote.end(1), end, "", verb, True)


def _first(index: int, seen: _Words) -> int:
    """The first word of the noun phrase that ends with word ``index``."""
    at = index
    while at > 0 and _is_held(at - 1, seen):
        if seen.texts[at - 1] in _JOINTS and not (at > 1 and _is_held(at - 2, seen)):
            return at
        at -= 1
    return at


def _is_held(index: int, seen: _Words) -> bool:
    """Whether word ``index`` belongs to the name that the word after it goes on."""
    word, tag = seen.texts[index], seen.tags[index]
    if word in _JOINTS or word in _DASHES:
        return index > 0 and seen.tags[index - 1][0] in _HELD and not seen.texts[index - 1].endswith(_heads())
    if word == "的":
        return index > 0 and seen.texts[index - 1] == "党"
    if tag[0] not in _HELD:
        return False
    if word in _firm():
        return tag == "vn" and 0 < index < len(seen.texts) - 1 and _is_noun(seen, index - 1)
    if word in _cuts():
        return 0 < index < len(seen.texts) - 1 and len(word) == 2 and _is_noun(seen, index - 1)
    return True


def _is_noun(seen: _Words, index: int) -> bool:
    """Whether word ``index`` is a noun, or a verb or adjective after one: 技术|推广 in 果园技术推广计划."""
    tag = seen.tags[index]
    if tag in ("nr", "nt"):  # 王大山|来到…: who acts
        return False
    if tag[0] in _NOUNS or tag in ("vn", "an"):
        return True
    return tag in ("v", "a") and index > 0 and seen.tags[index - 1][0] in _NOUNS and len(seen.texts[index]) == 2


def _led(text: str, start: int, right: int) -> int:
    lead = _leading().match(text, start, right)
    return lead.end() if lead else start


def name_start(text: str, low: int, end: int) -> int:
    """Where the noun phrase that ends at ``end`` begins, after the verbs and particles of its clause from ``low``."""
    seen = _words_of(text, low, end)
    last = len(seen.texts) - 1
    if last < 0 or not _is_held(last, seen):
        return end
    return _led(text, seen.starts[_first(last, seen)], end)


@cache
def _last_verb() -> re.Pattern[str]:
    keys = ("carry_verbs", "make_verbs", "quote_verbs", "issuing_verbs", "breaks", "wide_cuts")
    return compiled(*keys, after="[了着好]?$")


def verb_before(text: str, start: int) -> str:
    """The verb, particle left out, that stands right before ``start``; "" where none does."""
    match = _last_verb().search(text, max(0, start - 8), start)
    return match[0] if match else ""
