"""The stops of a visit, told in the sentences after it: 来到某社区, 在某公司，甲察看…, 走进某校."""

from __future__ import annotations

import re

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.where import COMMON, DESCRIBED, known_place, place_claim, spot_before
from kg.lexicon.events import alternation, event_words
from kg.lexicon.gazetteer import country, divisions_named, find_divisions
from kg.lexicon.places import place_words
from kg.mentions.places import place_names
from kg.model import Claim, Sentence, Span

_W = event_words().visits
_ACTS = alternation(_W["acts"])
#: 来到|某社区|， · 走进某校察看 · 前往某公司
_GOES = re.compile(
    rf"(?:先后|首先|随后|还|又|专程|乘车|驱车|一同)?(?:来到|走进|前往|步入|抵达|深入(?!落实|贯彻|学习|推进|实施|开展|了解|研究)|登上|赴|到(?!会|了|场|位|底|来|处|达)|(?:考察|视察|参观|察看|走访|调研|瞻仰)了)(?P<p>[^，。；：！？]{{2,44}}?)(?=[，。；]|(?!现场[，、。；]){_ACTS})"
)
#: 在|某公司|，甲察看 (at a clause's start)
_AT = re.compile(
    rf"(?:(?<=[。；\n])|^|(?<=，))(?:随后|当天|下午|上午)?，?在(?P<p>[^，。；：！？]{{2,30}}?(?:、[^，。；：！？、]{{2,30}}?)*)(?:，|(?=(?!现场[，、]){_ACTS}))"
)
#: 某社区是…，甲详细了解 (a stop as the sentence's topic)
_TOPIC = re.compile(
    rf"^(?!在|走|来)(?P<p>[\u4e00-\u9fffA-Za-z0-9“”·]{{3,24}}?{alternation(place_words().spot_endings)})(?=是|被|以|现?有|位于|始建|成立|作为|近年|坐落|占地|地处|曾|主要|，)"
)
_ENDS = alternation(place_words().spot_endings)
_NAMED_SPOT = re.compile(rf"{_ENDS}$")
_NOT = re.compile(
    r"(?:会上|讲话|期间|时|中|前|后|下|上|过程|基础|方面|领域|问题|情况|工作|会议|座谈会|听取|了解|记者|活动|仪式|之间|陪同|背景|阶段|时代|征程|指引|实践|历史|思想|群众中|当地时间|今天|首都|现代化|发展|建设|体系|新|人民|院士|教授|主任|研究员|专家|万户)$"
    r"|^(?:[一二两三四五几多数]+[家个户]|看望|激励|到|曾|会|座谈|谈|听|了解|当|新|全|这|那|推|深|党|他|她|其|同|与|发展|各|以|此|进|讲|致|实|促|加|坚|一|第|不)"
)


#: 视察组一行|先后深入某校
_PARTY = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{0,4}(?:视察|调研|考察|检查|督查|督导|慰问|巡视|巡察)(?:组|团)|代表团|考察团)(?:一行)?"
)


def stops_of(scene: Scene, visit: Draft, first: int) -> list[Claim]:
    """The stops told in and after sentence ``first`` by its people, until the text turns to others."""
    names = {name for claim in visit.participants for name in claim.names}
    region = next((c.names[0] for c in visit.places), "")
    claims: list[Claim] = []
    acting = True
    for sentence in scene.sentences:
        if sentence.index < first:
            continue
        people = scene.present(sentence.span.start, sentence.span.end)
        if people:
            acting = any(names.intersection(scene.names(m)) for m in people)
        party = not people and _PARTY.match(scene.text, sentence.span.start) is not None
        if acting or party or sentence.text.startswith(("在", "随后")):
            claims += _in_sentence(scene, sentence, region)
    return claims


#: Where a traveller abroad arrives or what he is shown there.
_ABROAD = re.compile(
    r"(?:抵达|来到|(?:考察|参观|视察|走访)了?)(?P<p>[^，。；：！？]{2,30}?)(?=[，。；]|机场|访问|进行|出席|开始)"
)


def stops_abroad(scene: Scene, visit: Draft, first: int) -> list[Claim]:
    """The cities and spots of a visit abroad, told of its people in and after sentence ``first``."""
    names = {name for claim in visit.participants for name in claim.names}
    claims: list[Claim] = []
    for sentence in scene.sentences:
        people = scene.present(sentence.span.start, sentence.span.end)
        if sentence.index < first or (people and not any(names.intersection(scene.names(m)) for m in people)):
            continue
        for found in _ABROAD.finditer(scene.text, sentence.span.start, sentence.span.end):
            part = Span(*found.span("p"))
            words = part.of(scene.text)
            home = divisions_named(words) or country(words) is not None
            if not home and _is_stop(scene, part, strict=False):
                claims.append(Claim(place_names(words), scene.evidence(part, "visit:stop", 0.7)))
    return claims


#: 走进搬迁户|某某|家中，与她拉起家常: who is visited at home and shown with the visitor
_HOME = re.compile(
    r"(?:走进|来到|走访了?|看望了?|慰问了?)(?P<w>[^，。；]{2,40}?)(?:的?家(?:中|里|门口)?|(?:的)?[^，。；]{0,8}(?:小院|院坝|帐篷|板房|宿舍))(?=[，。；])"
)


def hosts_at_home(scene: Scene, first: int) -> list[Claim]:
    """The people whom a visit of the article's finds at home."""
    claims: list[Claim] = []
    for sentence in scene.sentences:
        if sentence.index < first:
            continue
        for found in _HOME.finditer(scene.text, sentence.span.start, sentence.span.end):
            hosts = [m for m in scene.within("people", *found.span("w")) if m.span.end == found.end("w")]
            claims += scene.persons(hosts, "visit:home", 0.7)
    return claims


#: Who moves on together at a meeting held on the spot.
_TOURISTS = re.compile(
    r"与会(?:人员|同志|代表|领导|者)|参会(?:人员|同志|代表)|\d+(?:多)?名代表|观摩(?:团|组|人员)|拉练|一行人?"
)
#: …先后前往|某区、某县和某新区|，现场察看
_ON_TOUR = re.compile(r"(?:前往|来到|深入|走进|赴|到)(?P<p>[^，。；：]{2,80})(?=[，。；])")


#: 到某村|实地观摩
_LOOKED = re.compile("(?:实地|现场)?(?:观摩|参观|考察|察看|查看)$")


def stops_of_tour(scene: Scene, first: int) -> list[Claim]:
    """Where those at a meeting of the kind 现场会, 观摩, 拉练 went, in the few sentences from its telling on."""
    claims: list[Claim] = []
    for sentence in scene.sentences:
        if not first <= sentence.index <= first + _TOUR_TOLD:
            continue
        led = _TOURISTS.search(scene.text, sentence.span.start, sentence.span.end)
        found = _ON_TOUR.search(scene.text, led.end(), sentence.span.end) if led else None
        if found is None:
            continue
        for listed in _split(scene, found["p"], found.start("p")):
            looked = _LOOKED.search(scene.text, listed.start, listed.end)
            part = Span(listed.start, looked.start()) if looked else listed
            if _is_stop(scene, part, strict=False):
                claims.append(Claim(place_names(part.of(scene.text)), scene.evidence(part, "meeting:stop", 0.7)))
    return claims


#: A tour is told within so many sentences of the meeting.
_TOUR_TOLD = 4


#: 在某地，|大家都在…: what others do or what happens there
_OTHERS_DO = re.compile(
    r"大家|人们|当地|居民|村民|群众|广大|各[一-鿿]|超|[\d]|记者|很多|许多|越来越|一[座条家个批]|几|我国|企业|农民|干部|工人|学生|游客|市民"
)


def _in_sentence(scene: Scene, sentence: Sentence, region: str) -> list[Claim]:
    claims: list[Claim] = []
    for pattern, rule in ((_GOES, "visit:stop"), (_AT, "visit:stop-at"), (_TOPIC, "visit:stop-topic")):
        source = sentence.text
        for found in pattern.finditer(source):
            if pattern is _AT and _OTHERS_DO.match(source, found.end()):
                continue
            if pattern is _TOPIC and not _visited_next(scene, sentence, sentence.span.start + found.end()):
                continue
            at = sentence.span.start + found.start("p")
            if found["p"] in ("这里", "此地"):
                here = spot_before(scene, at)
                claims += [place_claim(scene, here, rule, 0.7)] if here else []
                continue
            for part in _split(scene, found["p"], at):
                words = part.of(scene.text)
                if _is_stop(scene, part, strict=pattern is not _GOES) and words != region:
                    names = place_names(words)
                    claims.append(Claim(names, scene.evidence(part, rule, 0.8)))
    return claims


#: 某石窟以壁画闻名。甲|沿着栈道察看…
_LOOKS = re.compile(rf"(?:总书记|主席|总理|书记|省长|市长)?(?:{_ACTS}|沿着|来|一路)")


def _visited_next(scene: Scene, sentence: Sentence, after: int) -> bool:
    """Whether a person acts at the sentence's topic: later in it, or as what the next of its paragraph opens with."""
    if scene.present(after, sentence.span.end):
        return True
    following = next((s for s in scene.sentences if s.index == sentence.index + 1), None)
    if following is None or following.paragraph != sentence.paragraph:
        return False
    start = following.span.start
    people = [m for m in scene.present(start, following.span.end)[:1] if m.span.start == start]
    return any(_LOOKS.match(scene.text, m.span.end) for m in people)


#: 甲市、乙市|等地深入|某厂、某校
_PIECES = re.compile(r"(?:等[地市县省](?:深入|来到|走进))?(?:(?!等[地市县省](?:深入|来到|走进))[^、])+")
_BEFORE_NAME = re.compile(r"^(?:等[地市县省](?:深入|来到|走进)|是|革命老区|(?:全国|省级|国家级)重点文物保护单位)+")


def _split(scene: Scene, words: str, at: int) -> list[Span]:
    """The places of a list (甲市、乙市; 甲村和乙社区), each as a span."""
    spans: list[Span] = []
    for piece in _PIECES.finditer(re.sub(r"等(?:地|处|单位|企业)?$", "", words)):
        joined = re.split(r"(?<=[村区园司校馆院心地镇店场县市])和(?=[\u4e00-\u9fff]{2,})", piece[0])
        start = at + piece.start()
        for part in joined:
            trimmed = _BEFORE_NAME.sub("", part.strip(" 了的"))
            trimmed = re.sub(r"(?:冒雨|冒雪|专程|调查研究|巡查)$", "", trimmed)
            trimmed = re.sub(r"(?:与|同|和)[^，]{1,16}$", "", trimmed) if _MEETS.search(trimmed) else trimmed
            trimmed = trimmed.split("就")[0] if len(trimmed.split("就")[0]) > 1 else trimmed
            trimmed = DESCRIBED.sub("", trimmed, count=1) if DESCRIBED.match(trimmed) else trimmed
            lead = part.find(trimmed) if trimmed else 0
            if trimmed:
                spans.append(Span(start + lead, start + lead + len(trimmed)))
            start += len(part) + 1
    return spans


#: Endings that only names of firms, schools and the like have.
_FIRM = re.compile(r"[\u4e00-\u9fff]{4,}(?:公司|集团|大学|学院|医院|社区|研究院|实验室|博物馆|纪念馆|小区)$")
#: 走进某院|与医生们座谈: whom the visitor meets there, before a verb or at the end of the clause.
_MEETS = re.compile(
    r"(?:与|同|和)[^，]{0,14}(?:老人|居民|村民|群众|乡亲|职工|员工|工人|师生|学生|教师|干部|官兵|战士|医生|护士|患者|企业家|客商|商户|牧民|渔民|农户|负责人|人员|代表|党员|孩子|家长|老乡|们)(?:代表)?(?:们)?"
    r"(?:亲切|深入|面对面|一起|一同|围坐|促膝)*(?:座谈|交流|交谈|互动|攀谈|谈心|拉家常|聊天|握手)?$"
    r"|(?:与|同|和)[^，]{2,16}(?:座谈|交流|交谈|互动|攀谈|谈心)$"
)


def _is_stop(scene: Scene, span: Span, *, strict: bool) -> bool:
    """Whether the words are a place with a name: a division, a body or a place in them, or a spot's ending."""
    words = span.of(scene.text)
    if "的" in words or "了" in words:
        return False
    whole = any(m.span == span for m in scene.within("bodies", span.start, span.end))
    if (
        not 2 <= len(words) <= 30
        or COMMON.match(words)
        or (_NOT.search(words) and not whole and not _FIRM.search(words) and not known_place(scene, span))
    ):
        return False
    if scene.within("people", span.start, span.end) or scene.within("dates", span.start, span.end):
        return False
    known = bool(
        scene.within("places", span.start, span.end)
        or scene.within("bodies", span.start, span.end)
        or find_divisions(words)
    )
    ended = _NAMED_SPOT.search(words) is not None
    return (known and (ended or not strict or len(words) <= 12)) or (ended and len(words) >= (5 if strict else 4))
