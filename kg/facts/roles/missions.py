"""Posts told by a mission: envoys by their two countries, leaders of delegations by what the delegation is of."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts.roles.ground import Ground
from kg.facts.roles.post import Post, is_former
from kg.lexicon.endings import kind_of
from kg.lexicon.gazetteer import countries_named
from kg.lexicon.titles import PostKind
from kg.model import Span

_ENVOYS = ("大使", "领事", "公使", "参赞", "武官", "代办", "代表", "特使", "特派员")
# 中国驻智利大使 · 常驻联合国代表
_POSTED = re.compile(r"(?:常)?驻(?P<host>[^，。、；：（）()“”\s驻]{1,14})$")
# 由州长甲率领的某州政府代表团
_LED = re.compile(
    r"[^，。；、]{2,24}?(?:率领|为团长)的(?P<of>[^，。；、的]{2,20}?)(?:友好|经贸|党政|工作|高级|政府|文化|交流)*"
    r"(?:代表团|访问团|考察团|访华团|交流团|经贸团|参访团)"
)


def led(ground: Ground, post: Post) -> Post | None:
    """由州长甲率领的某州政府代表团, 由会长乙率领的某协会代表团: what the delegation is of tells the body."""
    text, start = ground.text, post.span.start
    match = _LED.match(text, post.span.end) if text[start - 1 : start] in ("由", "以") else None
    if not match:
        return None
    of = match["of"]
    if post.head.kind in (PostKind.TERRITORY, PostKind.MINISTRY):
        return replace(post, territory=of.removesuffix("政府"))
    return replace(post, body=of) if kind_of(of) else None


# 以部长甲为团长的某国代表团: the delegation is what the leader leads
_HEADED = re.compile(
    r"的(?P<of>[^，。；、的]{0,20}?(?:代表团|访问团|考察团|慰问团|访华团|观察团|调查组|工作组|领导小组|专家组|指挥部))"
)


def headed(ground: Ground, post: Post) -> Post | None:
    """以甲为团长的某国代表团, 以甲为组长的调查组: ``post`` in the delegation or group that follows it."""
    text = ground.text
    match = _HEADED.match(text, post.span.end) if text[post.span.start - 1 : post.span.start] in ("为", "任") else None
    return replace(post, body=match["of"]) if match else None


def posted(ground: Ground, post: Post, start: int, floor: int) -> Post | None:
    """Envoys: 中国驻智利大使 has the sender 中国 and the host 南非."""
    match = _POSTED.search(ground.text, max(floor, start - 16), start) if post.head.word.endswith(_ENVOYS) else None
    if not match:
        return None
    at = match.start()
    former = at > floor and ground.text[at - 1] in "前原"
    at -= former
    begin = ground.lands_to.get(at, ground.places_to.get(at, at))
    if begin == at and at in ground.bodies_to:
        begin = ground.bodies_to[at].span.start
    if begin == at and at > floor and abbreviated(ground, at, floor):
        begin = at - 1
    return replace(
        post,
        span=Span(begin, post.span.end),
        territory=ground.text[begin:at],
        host=match["host"],
        former=post.former or former or is_former(ground.text, begin),
    )


def abbreviated(ground: Ground, at: int, floor: int) -> bool:
    """Whether one character that means a country stands before ``at``: 美总统, 以总理, 我驻法大使."""
    char = ground.text[at - 1]
    begins = (
        at - 1 <= floor
        or ground.text[at - 2] in "，。、；：（“ \n 和与同"
        or ground.scanners[ground.sentence_at(at - 1)].is_word(at - 1, at)
    )
    return begins and (char == "我" or bool(countries_named(char)) or bool(ground.context.lands_by(char)))
