"""Phrases that may name a policy, wherever they stand: what the scorer of ``policy_scores`` chooses from.

The grammars of ``policy_led`` and ``policy_quoted`` want a verb or a certain head and are sure. Here every noun phrase
with a head of policy is a candidate, as a subject (村村亮灯工程正式启动), after a participle (甲国提出的停火计划), at
the end of a list; and so is every short name in quotes that has such a head or ends in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon.policies import any_of, compiled, longest_first, words

_CLAUSE = re.compile(r"[，。；：！？\n《》“”\"…（）()—\s]")
_QUOTED = re.compile(r"[“\"]([^“”\"\n，。；：！？]{2,14})[”\"]")
# 计划 is a verb as often: as a noun it ends its phrase or has a verb of carrying out after it.
_PLAN_ENDS = r"[，。、；：！？（(\n”的和与及等]|正式|启动|实施|推进|获|出台|旨在|将"
_LONGEST = 26
# Particles and prepositions that no name holds; the guards keep words that only begin or end alike.
_PARTICLE = re.compile(
    r"的|了|着(?!力|眼)|[将把被让给]|使(?!用|馆)|(?<![现所存正内])在(?![线校岗职建])|对(?![外口接话台华])|向(?!导)|从(?![严业])"
    r"|(?<![认作成较更行人视])为|以(?![色旧工奖及来])|等(?!级)|[这那该其](?![中他])|并(?![购网联])|(?<!参)与(?!会)|由(?!来)|是|有(?![企机限色])|[也还又已称些]|说(?!明)|不(?![动可同锈忘])|(?<![重主首纪摘概扼需])要(?![求素点件闻务职害案地])"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name a policy: ``[start, end)`` in the text, its head beginning at ``right``.

    ``verb`` is the word that stands before it, "" where it opens its clause.
    """

    start: int
    right: int
    end: int
    head: str
    verb: str
    quoted: bool


@cache
def _heads() -> tuple[str, ...]:
    return (*words("wide_heads"), *words("strong_heads"))


@cache
def _head() -> re.Pattern[str]:
    continued = f"{any_of(words('head_continued'))}|[师家员者局量部处]"
    # One flat list of words: re then passes over all characters that none of them begins with.
    heads = (f"计划(?={_PLAN_ENDS}|$)" if head == "计划" else re.escape(head) for head in longest_first(_heads()))
    return re.compile(f"(?:{'|'.join(heads)})(?!{continued})")


@cache
def _quoted_head() -> re.Pattern[str]:
    """The head that quotes lead to, with at most a few words between: “X”产业扶贫示范|工程."""
    keys = ("wide_heads", "strong_heads", "made_heads", "quoted_heads")
    heads = any_of(head for key in keys for head in words(key) if len(head) > 1)
    middle = (
        r"(?:(?!自行|等|作出|举行|并|帮助|进行|启动|问题|负有|取得|有|今年|加快)"
        r"[^，。、；：！？“”\"《》（）()\s的是在将了与为使被把给—－–…]){0,9}?"
    )
    return re.compile(f"的?(?P<middle>{middle})(?P<head>{heads})(?!{any_of(words('head_continued'))}|[师家员者])")


@cache
def _own_head() -> re.Pattern[str]:
    heads = any_of((*words("wide_heads"), *words("strong_heads"), *words("made_heads")))
    return re.compile(f"{heads}$")


@cache
def _cut() -> re.Pattern[str]:
    return compiled("carry_verbs", "make_verbs", "quote_verbs", "issuing_verbs", "breaks", "wide_cuts")


@cache
def _last_verb() -> re.Pattern[str]:
    keys = ("carry_verbs", "make_verbs", "quote_verbs", "issuing_verbs", "breaks", "wide_cuts")
    return compiled(*keys, after="[了着好]?$")


@cache
def _joint() -> re.Pattern[str]:
    """和 after a head begins another name."""
    return re.compile(f"{any_of(_heads())}(?:以及|[、和及与])")


@cache
def _leading() -> re.Pattern[str]:
    numbered = r"|[一二三四五六七八九十百千\d０-９]+[项个批轮份类大条期]|[了好着、起和与及])+"
    return compiled("leading", before="(?:", after=numbered)


def candidates(text: str) -> Iterator[Candidate]:
    """Every phrase of ``text`` with a head of policy and words of its own, and every short name in quotes."""
    quotes = {m.end(): m for m in _QUOTED.finditer(text)}
    yield from filter(None, (_quoted(text, quote) for quote in quotes.values()))
    for match in _head().finditer(text):
        head, right = match[0], match.start()
        low = max(0, right - _LONGEST)
        clause = max((m.end() for m in _CLAUSE.finditer(text, low, right)), default=low)
        start, verb = _begin(text, clause, right)
        if start == clause and start in quotes:
            continue
        start = name_start(text, clause, right)
        least = 3 if len(head) == 2 else 2
        if right - start >= least and not text.startswith(words("bad_ends"), max(start, right - 2), right):
            yield Candidate(start, right, match.end(), head, verb, False)


def _quoted(text: str, quote: re.Match[str]) -> Candidate | None:
    start, end = quote.span()
    verb = verb_before(text, start)
    tail = _quoted_head().match(text, end)
    if tail and (text[end] != "的" or tail["head"] in words("heads_of")):
        return Candidate(start, tail.start("head"), tail.end(), tail["head"], verb, True)
    if own := _own_head().search(quote[1]):
        return Candidate(start, quote.start(1) + own.start(), end, own[0], verb, True)
    return None


def name_start(text: str, low: int, end: int) -> int:
    """Where the noun phrase that ends at ``end`` begins, after the verbs and particles of its clause from ``low``."""
    start, _ = _begin(text, low, end)
    lead = _leading().match(text, start, end)
    return lead.end() if lead else start


def _begin(text: str, clause: int, right: int) -> tuple[int, str]:
    """Where the phrase before ``right`` begins, and the word that it follows."""
    start, verb = clause, ""
    for pattern in (_PARTICLE, _joint()):
        for match in pattern.finditer(text, start, right):
            start, verb = match.end(), match[0]
    at = start
    while (cut := _cut().search(text, at, right)) is not None:
        at = cut.end()
        if _is_noun(text, cut.start(), at, clause):
            continue
        if right - at >= 2:
            start, verb = cut.end(), cut[0]
    return start, verb


def _is_noun(text: str, start: int, end: int, clause: int) -> bool:
    """技术创新, 联合国: a verb within a noun."""
    word = text[start:end]
    if word == "联合":
        return text[end : end + 1] == "国"
    return (
        word in ("创新", "提升", "扩大", "支持")
        and start - clause >= 2
        and text[start - 1] not in "、，动极力地先断度续面入将"
    )


def verb_before(text: str, start: int) -> str:
    """The verb, particle left out, that stands right before ``start``; "" where none does."""
    match = _last_verb().search(text, max(0, start - 8), start)
    return match[0] if match else ""
