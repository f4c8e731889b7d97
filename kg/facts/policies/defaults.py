"""Who issues a policy where no grammar tells: whoever carries it out, is told to, opens the sentence or talks."""

from __future__ import annotations

import re

from kg.facts.policies.actors import Actor, foreign_state
from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.in_name import first_bodies
from kg.facts.policies.sessions import congress, sitting
from kg.facts.policies.speaking import speaking_body
from kg.facts.policies.subjects import Scene, carrying, clauses, coordinated, opening_subject
from kg.lexicon.gazetteer import countries_named, divisions_named
from kg.model import Mention, Span

_TOLD_TO = re.compile(r"要|必须|应当|应(?![用对急])|须")
# A law of the republic and a rule of the party are named after them and made by others.
_WHOLES = frozenset(("中华人民共和国", "中国共产党", "中国"))
_CARRYING = re.compile(r"落实|执行|实施|推进|推行|开展|启动|深化|围绕|探索|实行|坚持|试行|推动|用好|整合|推广")
_WISHED = re.compile(
    r"(?<![重主首纪摘概扼])要(?![求素点件闻务职害案地])|必须|应当|应该|需要|希望|表示|指出|强调|认为|说|称|支持|欢迎|赞赏"
)
_MEASURES = ("关税", "制裁", "出口管制", "禁令", "封锁")
_IMPOSES = re.compile(r"(?:政府)?(?:将|就|近期|单方面|针对|对)*[^，。；]{0,12}")
_AT = re.compile(r"[\s　]*在")
# What two states have together, whichever rule found it.
_SHARED = re.compile(r"(?:合作|走廊|铁路|高铁|双园|园区)(?:[一-鿿]{0,3}(?:协定|协议|备忘录|规划|计划|项目|建设))?”?$")
_TALKS = re.compile(r"会见|会谈|会晤|通话|访问|[同与].{2,16}(?:举行|会)")


def by_default(mention: Mention, begin: int, found: Group, scene: Scene) -> list[tuple[Actor, str]]:
    """Where no grammar tells: the meeting that considers it, whoever carries it out or is told to, the subject."""
    start = scene.list_start(mention)
    if found.is_document and (told := sitting(mention, begin, start, scene)):
        return told
    settled = rule_of(mention) in ("settled", "salient")
    told = _carrier(begin, start, scene) or _charged(begin, mention.span.start, scene) or speaking_body(mention, scene)
    told = told or ([] if found.is_document or settled else _opener(begin, start, scene))
    told = told or _imposer(begin, start, found, scene)
    told = told or ([] if found.is_document else congress(begin, start, scene) or _located(begin, start, scene))
    return told or _named_first(mention, found) or _both_talking(mention, found, scene)


def _imposer(begin: int, start: int, found: Group, scene: Scene) -> list[tuple[Actor, str]]:
    """青国针对鱼类加征关税, 青方的单边制裁: the state that stands before a measure against others."""
    land = next((a for a in reversed(scene.between(begin, start)) if a.kind == "land"), None)
    if land is None or not found.names[0].strip("”").endswith(_MEASURES):
        return []
    if scene.text[land.span.start - 1 : land.span.start] in ("就", "对"):
        return []
    return [(land, "imposer")] if _IMPOSES.fullmatch(scene.text, land.span.end, start) else []


def _located(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """在云州，今年将继续实施…: the place of which the sentence tells."""
    begin = scene.text.rfind("；", begin, start) + 1 or begin
    for actor in scene.between(begin, min(start, begin + 16)):
        here = actor.kind == "land" and _AT.fullmatch(scene.text, begin, actor.span.start)
        if here and scene.text[actor.span.end] == "，" and carrying().search(scene.text, begin, start):
            return [(actor, "located")]
    return []


def _named_first(mention: Mention, found: Group) -> list[tuple[Actor, str]]:
    """安理会第…号决议, 某部…目录: the body with which a document's name begins, where the text tells nobody."""
    settled = rule_of(mention) == "settled"
    law = found.names[0].endswith("法")  # of a body, by another
    bodies = first_bodies(found.names[0])[0] if found.is_document and not (settled or law) else []
    return [(Actor(mention.span, names, "body"), "named-first") for names in bodies if not _WHOLES & set(names)]


def _both_talking(mention: Mention, found: Group, scene: Scene) -> list[tuple[Actor, str]]:
    """双方要推进…走廊: a programme of which the two sides of the article's talks speak is both sides'."""
    headline = scene.article.headline or ""
    shared = rule_of(mention) in ("settled", "led", "year") and not found.is_document
    loose = not (shared or _SHARED.search(found.names[0]))
    other = None if loose or not _TALKS.search(headline) else foreign_state(scene.text, headline)
    told = foreign_lands(scene.between(scene.begin(mention.span.start), mention.span.start))
    if other is None or any(land.names[0] != other for land in told):
        return []
    both = china_and(other, mention.span, scene, "both-talking")
    return both[1:] if found.names[0].strip("”").endswith("愿景") else both


def _opener(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """云州市……，三年来累计发放“惠农贷”: who opens the sentence that tells of a programme, unless it is speech."""
    first = next(iter(scene.between(begin, start)), None)
    if first is None or first.kind == "person" or first.span.start - begin > 10:
        return []
    if first.span.of(scene.text) == "国家":  # as often part of a name
        return []
    if first.kind == "land" and (scene.text[start] != "“" or not divisions_named(first.names[0])):
        return []
    if _WISHED.search(scene.text, first.span.end, start):
        return []
    return [(actor, "opener") for actor in coordinated(first, scene, start)]


def _carrier(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """Who carries it out where no verb of making tells: the body that opens a clause with a verb of carrying out."""
    parts = clauses(scene.text, begin, start)
    if _WISHED.search(scene.text, begin, start):
        return []
    for low, high in reversed(parts):
        if _CARRYING.search(scene.text, low, start):
            found = [a for a in opening_subject(low, high, scene) if a.kind != "person"]
            if found:
                return [(actor, "carrier") for actor in found]
    return []


def _charged(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """各级工会要开展…: the bodies that are told to carry it out."""
    for actor in reversed(scene.between(begin, start)):
        if actor.kind in ("group", "body") and _TOLD_TO.match(scene.text, actor.span.end):
            return [(actor, "charged")]
    return []


def china_and(other: str, span: Span, scene: Scene, rule: str) -> list[tuple[Actor, str]]:
    """China and ``other``, by all names that the article has for it."""
    names = tuple(dict.fromkeys((other, *(n for a in scene.actors if a.names[0] == other for n in a.names))))
    return [(Actor(span, ("中国", "中方"), "land"), rule), (Actor(span, names, "land"), rule)]


def foreign_lands(actors: tuple[Actor, ...]) -> list[Actor]:
    """The states among ``actors`` other than China."""
    return [a for a in actors if a.kind == "land" and a.names[0] != "中国" and countries_named(a.names[0])]
