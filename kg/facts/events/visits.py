"""Visits: a leading figure goes somewhere officially, at home (调研, 慰问) or abroad (国事访问), with every stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.events.abroad import (
    ENDED,
    HERE,
    MUTUAL,
    STATE,
    VISITS,
    ended_visit,
    mutual_visit,
    state_visit,
    visit_abroad,
    visit_here,
)
from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.stops import hosts_at_home, stops_abroad, stops_of
from kg.facts.events.visitors import begin, fits, people_named, visit, visitors
from kg.facts.events.where import ABSTRACT, known_place, listed_places, place_claim, places_for, spot_before
from kg.lexicon.events import alternation, event_words
from kg.mentions.places import place_names
from kg.model import Claim, Mention, Sentence, Span

_W = event_words().visits


#: Verbs of visits at home, whose stops the text tells one after the other.
HOME = frozenset(_W["field"]) - {"访问", "检阅"}


_FIELD = alternation(w for w in _W["field"])


#: 到, not 收到, 听到, 报到
_COME = "(?<![报收得看听接遇达想提感见受做谈讲轮等找])到"
#: 到|某市|就某事|调研 · 在|某省|考察
#: 会前，甲来到某村，调研了解某事: the verb stands in the next clause
_ARRIVES = re.compile(
    rf"(?P<go>来到|走进|前往|深入|赴|{_COME})(?P<p>[^，。；：！？]{{2,36}}?)，(?:实地|详细|认真|深入|专题)?(?P<v>{_FIELD}|察看|了解)"
)


_GOES = re.compile(
    rf"(?P<go>(?!到){alternation(_W['goers'])}|{_COME})(?P<p>[^，。；：！？]{{1,36}}?)(?:，?就(?P<topic>[^，。；]{{1,40}}?))?"
    rf"(?:(?:专题|实地|集中|亲切|继续|开展|进行|蹲点|看望并|、|为期[^，。；的]{{1,4}}的|国事|正式|友好|工作)*)"
    rf"(?P<v>{_FIELD})"
)


#: 来|我市|就某事开展专题调研
_COMES = re.compile(
    rf"来(?P<p>我[省市县区州]|[\u4e00-\u9fff]{{2,10}}[省市县区州盟旗镇乡]|[\u4e00-\u9fff])，?(?:就(?P<topic>[^，。；]{{1,40}}))?(?:，)?(?:开展|进行)?(?:专题|实地|集中)*(?P<v>{_FIELD})(?!的)"
)
#: 对|我市某事|进行了|视察
_DOES = re.compile(
    r"对(?P<p>[^，。；：！？]{2,30}?)(?:开展|进行)(?:了|的)?(?:专题|实地|集中|现场|联合)*(?P<v>视察|调研|考察|检查|督查|督导|暗访|走访)(?=[，。；])"
)
#: Verbs that take whom they see as object, and how far that object reaches.
_CALLS = ("看望", "慰问", "检阅", "参观")
_SEEN = re.compile(rf"(?!{_FIELD})了?[^，。；]{{3,30}}(?=[，。；])")
#: 位于某公馆的|某之家
_LIES = re.compile(r"^(?:位于[^，。]{2,16}?的|驻)")
_VERB_END = re.compile(rf"{_FIELD}$")


#: 视察|某地 · 看望|某某 · 参观|某馆
_TAKES = re.compile(rf"(?P<v>{_FIELD}(?:{_FIELD})?)了?(?P<p>(?![金品信电物的])[^，。；：！？]{{2,30}})")


#: Verbs that take what they see as object.
_SEEING = (
    "考察",
    "视察",
    "调研",
    "参观",
    "看望",
    "慰问",
    "走访慰问",
    "看望慰问",
    "考察调研",
    "参观考察",
    "参观调研",
    "暗访",
    "调研考察",
    "走访看望",
    "巡视",
)
#: 看望|一线职工: in the lead a group without names makes a visit, too.
_GREETS = ("看望", "慰问", "走访慰问", "看望慰问", "走访看望")
_GROUP = re.compile(
    r"(?:人士|专家|干部|职工|群众|官兵|党员|劳模|模范|家属|老人|儿童|学生|教师|工人|队员|工作者|人员|民警|师生|领导|同志|夫人|遗属|侨胞|运动员|教练员)(?:等)?$"
)
#: 公布了甲视察|某部队的视频
_SHOWN = ("视频", "画面", "照片", "图片", "消息")
#: 考察|某省重要讲话精神, 考察|某部队的要求: what he said there, behind the place
_OF_WORDS = re.compile(r"(?:时的?|的)?(?:系列)?(?:重要)?(?:讲话|指示|精神|批示|要求)")


_AFTER = re.compile(
    r"^(?:中心|处|意见|方案|委员|组|团|期间的?报告|结果|报告|制度|工作会|活动|师生|学生|代表|人员|经历|学者|员|行|点|过的|过|量|人数|证|者|站)"
)


#: What every pattern of a visit abroad and every one at home holds.
_ABROAD, _AT_HOME = re.compile("访|抵达"), re.compile(f"{_FIELD}|察看|了解")


def find_visits(scene: Scene) -> Iterator[Draft]:
    """Every telling of a visit by named people, in order."""
    main: Draft | None = None
    for sentence in scene.sentences:
        for draft in _of_sentence(scene, sentence):
            if draft.live and main is None:
                main = draft
                if draft.head in HOME:
                    draft.placed(stops_of(scene, draft, sentence.index))
                    draft.attended(hosts_at_home(scene, sentence.index))
                else:
                    draft.placed(places_for(scene, draft.evidence.span.end, sentence.span.end, "visit:stop"))
                    draft.placed(stops_abroad(scene, draft, sentence.index))
            yield draft


def _of_sentence(scene: Scene, sentence: Sentence) -> Iterator[Draft]:
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    taken: list[Span] = []
    at_home, abroad = _AT_HOME.search(text, start, end), _ABROAD.search(text, start, end)
    for pattern, reader in (
        *(((MUTUAL, mutual_visit), (STATE, state_visit), (ENDED, ended_visit), (HERE, visit_here)) if abroad else ()),
        *(
            ((_GOES, _goes), (_ARRIVES, _arrives), (_COMES, _comes), (_DOES, _does), (_TAKES, _takes))
            if at_home
            else ()
        ),
        *(((VISITS, visit_abroad),) if abroad else ()),
    ):
        for found in pattern.finditer(text, start, end):
            span = Span(*found.span("v"))
            if any(t.overlaps(span) for t in taken) or _AFTER.match(text[span.end : span.end + 6]):
                continue
            draft = reader(scene, sentence, found)
            if draft is not None:
                taken.append(Span(found.start(), span.end))
                yield draft


def _goes(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲到P调研; 看望 and 慰问 take whom they see as object."""
    who = visitors(scene, sentence, found.start())
    coming = scene.text.startswith("的", found.end()) and scene.text[found.start() - 1] == "正"
    if coming:  # 正在某国访问的|某主席某某
        who = scene.within("people", found.end(), min(sentence.span.end, found.end() + 30))[:1]
    if not who or not fits(scene, sentence, found.start()) or scene.text[found.start("v") - 1] in "的》":
        return None
    here = spot_before(scene, found.start()) if found["p"] in ("这里", "这儿", "此地", "该地") else None
    parts = [here] if here else listed_places(scene, Span(*found.span("p")))
    guest = here is not None and scene.text.startswith("的", found.end())  # 正在这里访问的|某人
    if not parts or guest or "《" in found["p"] or re.match(r"多次|经常|先后", found["p"]):
        return None
    verb, words = found["v"], here.of(scene.article.text) if here else found["p"]
    name = people_named(scene, who)
    topic = f"就{found['topic']}" if found["topic"] else ""
    names = [f"{name}{found['go']}{words}{verb}", f"{name}在{words}{verb}", f"{name}到{words}{topic}{verb}"]
    seen = _SEEN.match(scene.text, found.end("v"), sentence.span.end) if verb in _CALLS else None
    if seen:
        names.insert(0, f"{name}{verb}{scene.article.text[seen.start() : seen.end()]}")
    claims = [place_claim(scene, part, "visit:place") for part in parts]
    span = Span(min(found.start(), begin(who, sentence, found.start())), max(found.end("v"), who[-1].span.end * coming))
    return visit(scene, sentence, who, Span(*found.span("v")), span, list(dict.fromkeys(names)), claims)


#: 视察了|某集群一个指挥所: a place that no one has a name for
_PLACE_LIKE = re.compile(
    r"(?:指挥所|基地|工厂|部队|学校|医院|社区|企业|港口|码头|工地|车间|展区|中心|博物馆|纪念馆|展览馆|公园|[\u4e00-\u9fff][厂所站园区村]|集团|公司|大学|中学|小学|研究院|灾区|哨所|舰|舰艇|展馆|展厅|展览|[果品题片作画就物史览]展|种质资源库|海洋馆|水库|粮库)$"
)
_LATER = re.compile(r"(?:[^，。；]{2,8}(?:[前后]|期间|时)|随后|期间|当[天晚]|此前)，")
_INSPECTS = ("视察", "考察", "参观", "检阅", "暗访", "巡视")


def _a_place(scene: Scene, sentence: Sentence, who: list[Mention], verb: str, words: str) -> bool:
    """Whether an official of the report's first sentences goes to a place that only its kind names."""
    official = all(scene.holds_office(m) for m in who)
    return official and verb in _INSPECTS and _PLACE_LIKE.search(words) is not None


#: 我市, 琼: what stands for the paper's own territory has so few characters.
_OWN = 2


def _comes(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲率调研组来我市，就某事开展调研: a visit to the paper's own territory."""
    who = visitors(scene, sentence, found.start())
    land, home = scene.article.region, found["p"]
    if not who or not fits(scene, sentence, found.start()):
        return None
    spot, where = Span(*found.span("p")), home
    if len(home) > _OWN:
        claims = [place_claim(scene, spot, "visit:place")]
    elif land is not None and (home[-1] in land.name or home.startswith("我")):
        where, claims = land.name, [Claim((land.name, home), scene.evidence(spot, "visit:home-land", 0.7))]
    else:
        return None
    name, span = people_named(scene, who), Span(begin(who, sentence, found.start()), found.end("v"))
    names = [f"{name}来{home}{found['v']}", f"{name}到{where}{found['v']}"]
    return visit(scene, sentence, who, Span(*found.span("v")), span, names, claims)


def _does(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲带领部分代表，对我市某事进行视察: officials look into a matter; where, the stops tell."""
    who = visitors(scene, sentence, found.start())
    if sentence.index > 1 or not who or not all(scene.holds_office(m) for m in who):
        return None
    if not fits(scene, sentence, found.start()):
        return None
    name, span = people_named(scene, who), Span(begin(who, sentence, found.start()), found.end("v"))
    words = scene.article.text[found.start("p") : found.end("p")]
    names = [f"{name}{found['v']}{words}", f"{name}对{words}进行{found['v']}"]
    return visit(scene, sentence, who, Span(*found.span("v")), span, names, [])


def _arrives(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲来到P，调研: a visit to P; its name says 调研."""
    who = visitors(scene, sentence, found.start())
    parts = listed_places(scene, Span(*found.span("p")))
    if not who or not parts or _VERB_END.search(found["p"]) or not fits(scene, sentence, found.start()):
        return None
    name, verb = people_named(scene, who), found["v"] if found["v"] in HOME else "调研"
    claims = [place_claim(scene, part, "visit:place") for part in parts]
    span = Span(begin(who, sentence, found.start()), found.end("v"))
    draft = visit(scene, sentence, who, Span(*found.span("v")), span, [f"{name}到{found['p']}{verb}"], claims)
    draft.head = verb
    return draft


def _takes(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲视察P, 甲看望乙: the object is a place with a name, or people with names."""
    who = visitors(scene, sentence, found.start())
    if not who or not fits(scene, sentence, found.start()) or found["v"] not in _SEEING:
        return None
    clause = scene.text.rfind("，", sentence.span.start, found.start())
    behalf = scene.text.startswith(("代表", "专程", "受", "连日来", "近日", "日前", "今天", "昨天"), clause + 1)
    if who[-1].span.end < clause and not behalf:
        return None
    span = Span(*found.span("p"))
    words = re.split(r"(?:期间|时|并|后|，|表示|、(?!.*(?:和|等)))", span.of(scene.text))[0].strip("了的")
    if words.endswith(_SHOWN):
        return None
    said = _OF_WORDS.search(words)
    if said:
        words = words[: said.start()]
        if not known_place(scene, Span(span.start, span.start + len(words))):
            return None
    seen = [m for m in scene.within("people", span.start, span.end) if m.span.end <= span.start + len(words)]
    named = scene.within("places", span.start, span.start + len(words)) or scene.within(
        "bodies", found.start("v"), span.start + len(words)
    )
    placed = words.startswith(("位于", "“")) or (named and named[0].span.start - span.start <= 1)
    dated = any(m.date is not None for m in scene.within("dates", sentence.span.start, found.start()))
    told = sentence.index == 0 or dated or behalf or re.search("慰问|看望|走访", scene.article.headline or "")
    group = found["v"] in _GREETS and told and _GROUP.search(words) is not None
    if not seen and not placed and not group and not _a_place(scene, sentence, who, found["v"], words):
        return None
    spot = _LIES.sub("", words)
    claims = (
        []
        if seen or group or found["v"] in ("看望", "慰问")
        else [Claim(place_names(spot), scene.evidence(Span(span.start, span.start + len(words)), "visit:object"))]
    )
    if claims and (ABSTRACT.match(words) or len(words) > 24):
        return None
    name = people_named(scene, who)
    whole = Span(begin(who, sentence, found.start()), span.start + len(words))
    draft = visit(scene, sentence, who, Span(*found.span("v")), whole, [f"{name}{found['v']}{words}"], claims)
    if found["v"] in _GREETS:  # 看望|某某、某某等老同志
        draft.attended(scene.persons([m for m in seen if scene.text[m.span.end] != "的"], "visit:seen", 0.7))
    return draft
