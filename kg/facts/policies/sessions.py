"""Who meets where a policy is adopted: the body whose session considers it, or who convened the article's meeting."""

from __future__ import annotations

import re

from kg.facts.policies.actors import Actor
from kg.facts.policies.subjects import Scene, joined_before
from kg.model import EventFact, EventKind, Mention, Span

_ADOPTED = re.compile(r"(?:审议|通过|表决|批准|研究|讨论|听取|部署|审定|发表|决定)[^，。；]{0,16}$")
_SESSION = re.compile(
    r"(?:第?[一二三四五六七八九十\d０-９]+(?:届|次|届.{1,6}次))*(?:常务会议|全体会议|全会|常委会会议|主任会议|主席会议|党组.{0,4}会议|常务委员会会议|(?:(?!参加|出席|主席|书记)[一-鿿]){0,8}会议|召开会议|[^，。；]{0,8}召开会议)"
)
# 云州市第六届人民代表大会常务委员会|第九次会议: the body that sits.
_SITTING = re.compile(
    r"(?P<land>[一-鿿]{2,8}?)(?:第[一二三四五六七八九十]+届)?"
    r"(?P<body>人民代表大会(?:常务委员会)?|人大常委会|委员会|常务委员会)第[一二三四五六七八九十]+次"
)
_CONGRESS = re.compile(
    r"党的[一二三]?十[一二三四五六七八九]?大|(?:中共|党的)?[一二三四五六七八九十]+届[一二三四五六七八九]中全会|中央(?:经济|农村)工作会议"
)
_LAYS_DOWN = re.compile(r"(?:报告|《[^》]*》)?[^，。；]{0,6}(?:提出|指出|明确|强调|部署|作出|决定|要求|确定|[将对把])")
_MOVES = re.compile(r"(?:关于)?提请(?:[^，。；]{0,8}常委会)?(?:审议|审查|批准)(?:批准)?[^，。；、议]{0,16}")
# 某届三中全会…。全会审议通过…
_PLENUM = re.compile(
    r"(?:中共|党的)?[一二三四五六七八九十]+届[一二三四五六七八九]中全会|[一-鿿]{2,12}第[一二三四五六七八九十]+次全体会议"
)
_MEETING_OPENS = re.compile(r"(?:常委会|主席团)?(?:会议|大会|全会|峰会)")
_CONSIDERS = re.compile(r"审议|通过|表决|批准|研究|讨论|听取|部署|审定|发表|决定|审查")


def congress(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """党的十九大报告提出，要实施…; 某全会对实施…作出部署: what a congress lays down is its own."""
    told = list(_CONGRESS.finditer(scene.text, begin, start))
    if not told or not _LAYS_DOWN.match(scene.text, told[-1].end(), start):
        return []
    return [(Actor(Span(*told[-1].span()), (told[-1][0],), "body"), "congress")]


def moved(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """国务院关于提请审议…法草案的议案、关于提请审议…草案的议案: who moves a bill has made it."""
    if not _MOVES.search(scene.text, begin, start):
        return []
    clause = max(begin, scene.text.rfind("；", begin, start), scene.text.rfind("，", begin, start))
    movers = (a for a in scene.between(clause, start) if a.kind == "body" and _MOVES.match(scene.text, a.span.end))
    return [(actor, "moved") for actor in movers][:1]


def session(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """主持召开市政府常务会议，审议《…》: what a meeting adopts, the body that meets has adopted."""
    considered = scene.text[start - 1 : start] == "对" or scene.text[max(begin, start - 2) : start] == "将对"
    if not (considered or _ADOPTED.search(scene.text, begin, start)):
        return []
    acting = scene.between(begin, start)
    for i in range(len(acting), 0, -1):
        if acting[i - 1].kind == "body" and _SESSION.match(scene.text, acting[i - 1].span.end):
            return [(actor, "session") for actor in joined_before(acting[:i], scene)]
    return []


def sitting(mention: Mention, begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """会议听取了关于…法草案的报告: who convened the meeting that the article is about has it before them."""
    if not (_MEETING_OPENS.match(scene.text, begin) and _CONSIDERS.search(scene.text, begin, start)):
        return []
    names = next(filter(None, map(convener, scene.events)), ())
    return [(Actor(mention.span, names, "body"), "sitting")] if names else []


def resolved(actor: Actor, scene: Scene, at: int) -> tuple[str, ...]:
    """The names of an actor; 会议 becomes the body that convened it, or the meeting itself."""
    if actor.kind != "meeting":
        return actor.names
    if actor.names[0] == "全会" and (named := list(_PLENUM.finditer(scene.text, 0, at))):
        return (named[-1][0], "全会")
    if names := next(filter(None, map(convener, scene.events)), ()):
        return names
    for body in reversed(scene.between(0, at)):
        if body.kind == "body" and _SESSION.match(scene.text, body.span.end):
            return body.names
    return scene.events[0].names if scene.events else ()


def convener(event: EventFact) -> tuple[str, ...]:
    """The names of who convened ``event``, those of the meeting among them; () where it is none or nothing tells."""
    if event.kind is not EventKind.MEETING:
        return ()
    if event.organizers:
        return tuple(dict.fromkeys((*event.organizers[0].names, *event.names)))
    body = _SITTING.match(event.names[0])
    return (body["land"] + body["body"], *event.names) if body else ()
