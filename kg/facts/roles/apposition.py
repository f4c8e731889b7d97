"""Who holds the posts that stand beside a name without a verb: 甲，某校校长，…; 作为某校校长，甲…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.roles.ground import Ground
from kg.facts.roles.holding import Holding
from kg.facts.roles.post import Post
from kg.lexicon.titles import PostKind
from kg.model import Span

_THEN_NAME = re.compile(r"[，,的]")
# 甲同志是…领导人，原某委员会委员，某某副主席。
_PREDICATE = re.compile(r"(?:同志|先生|女士)?是")


def as_post(ground: Ground, chain: tuple[Post, ...]) -> Iterator[Holding]:
    """作为某校校长，甲…; 作为某校校长的甲…"""
    end = chain[-1].span.end
    match = _THEN_NAME.match(ground.text, end)
    person = ground.people_from.get(match.end()) if match else None
    if person is not None:
        yield Holding(person, chain, Span(chain[0].span.start, person.span.end), "as-post", 0.8)


def apart(ground: Ground, index: int, chain: tuple[Post, ...]) -> Iterator[Holding]:
    """甲，某校校长，…; 甲（某校校长）: in apposition after a name, only with its body told."""
    text, start, end = ground.text, chain[0].span.start, chain[-1].span.end
    floor = ground.sentences[index].span.start
    if chain[0].bare or chain[0].head.kind is PostKind.WEAK:
        return
    spoken = next((p for p in ground.speakers if p.span.start == floor), None)
    if (
        spoken
        and text[end : end + 1] in "。；"
        and _PREDICATE.match(text, spoken.span.end)
        and text[start - 1] in "，原前"
    ):
        yield Holding(spoken, chain, Span(floor, end), "predicate", 0.7)
        return
    gap = re.search(
        r"(?P<gap>[（(]|，(?:[男女]，)?(?:[\d０-９一二三四五六七八九十]{2,3}岁，)?(?:\S{1,4}族，)?|——|—|：|:)(?:现任|时任)?(?:第?[一二三四五六七八九十]{1,3}届?、)*$",
        text[max(floor, start - 24) : start],
    )
    if not gap:
        return
    person = ground.people_to.get(max(floor, start - 24) + gap.start())
    if person is None or text[end : end + 1] not in "，。；）)、\n：":
        return
    opens = gap["gap"] in "（("
    clause = person.span.start == floor or text[person.span.start - 1] in "，。；\n：、（“"
    if opens or (clause and text[end : end + 1] != "、"):
        yield Holding(person, chain, Span(person.span.start, end), "apposition", 0.75)
