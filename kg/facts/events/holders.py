"""Who convenes a meeting: the subject of 召开, who stands in 由…主办, a territory or a side (某市, 某方)."""

from __future__ import annotations

import re

from kg.facts.events.scene import Scene
from kg.facts.events.telling import HOLDS, Telling, clause_start
from kg.lexicon.gazetteer import country, divisions_named
from kg.mentions.event_phrases import Phrase
from kg.model import Claim, Mention, Sentence, Span

#: 某行|结束为期两天的|某会议: it was that body's
HOLDER = re.compile(r"(?:(?:召开|举行|举办|主办|组织|进行|推出)(?:了|的)?|结束(?:了)?(?:为期[^，。的]{1,4}的))$")


BY = re.compile(
    r"(?:是)?由(?P<o>[^，。；]{2,60}?)(?:联合|共同)?(?:主办|举办|召集|组织|承办|(?:大力)?促成|发起)(?:组织)?|由(?P<p>[^，。；]{2,60}?)(?:联合|共同)(?:召开|举行)"
)


#: Bodies that 在 opens as if they were places, and are the hosts there.
HOUSES = ("使馆", "领馆", "使团")
#: What a body or a government holds for the press.
BRIEFINGS = ("发布会", "新闻发布会", "记者会", "记者招待会", "吹风会", "通气会")


def named_hosts(scene: Scene, told: Telling) -> list[Claim]:
    """Who stands in 由甲和乙主办 before the name, or after it in the sentence."""
    start = max(told.sentence.span.start, told.phrase.span.start - 80)
    found = BY.search(scene.text, start, told.phrase.span.start) or BY.search(
        scene.text, told.phrase.span.end, told.sentence.span.end
    )
    if found is None:
        return []
    claims = []
    for span in _hosts_listed(scene, Span(*found.span(found.lastgroup or "o"))):
        words = span.of(scene.text)
        inside = scene.within("bodies", span.start, span.end)
        if len(words) >= 3 and not scene.within("people", span.start, span.end):
            whole = len(inside) == 1 and len(inside[0].span) >= len(words) - 2
            names = scene.body(inside[0]) if whole else (words.removesuffix("等"),)
            claims.append(Claim(names, scene.evidence(span, "meeting:by")))
    return claims


def _hosts_listed(scene: Scene, group: Span) -> list[Span]:
    """The hosts of a list, parted by 、, 和, 与 and the like where these stand in no body's name."""
    bodies = [m.span for m in scene.within("bodies", group.start, group.end)]
    parts, start = [], group.start
    for found in _AND.finditer(scene.text, group.start, group.end):
        inside = any(b.start < found.start() < b.end for b in bodies)
        if not inside or (found[0] == "、" and _WHOLE.search(scene.text, group.start, found.start())):
            parts.append(Span(start, found.start()))
            start = found.end()
    return [*parts, Span(start, group.end)]


#: 国家某委|、|某部: two bodies that a recogniser took for one
_WHOLE = re.compile(r"[\u4e00-\u9fff]{3}(?:委|部|局|厅|院|政府|委员会)$")
_AND = re.compile(r"以及|[、与]|(?<!共)和|(?<!埃)及")


def holders(scene: Scene, phrase: Phrase, sentence: Sentence) -> list[Mention]:
    """The bodies that convene it: the subject of 召开 or 举行."""
    text = scene.text
    before = _THEME.sub("", text[max(0, phrase.span.start - 16) : phrase.span.start]).rstrip("一场次个首")
    if not HOLDER.search(before) and phrase.opener not in HOLDS:
        return []
    clause = text.rfind("，", sentence.span.start, phrase.span.start)
    start = max(sentence.span.start, clause)
    bodies = _subjects(scene, start, phrase.span.start)
    if not bodies and phrase.head in BRIEFINGS:  # 在|某办公室|举行的|发布会上
        inside = scene.within("bodies", start, phrase.span.start)[-1:]
        bodies = [m for m in inside if HOLDER.fullmatch(scene.text, m.span.end, phrase.span.start)]
    lead = clause_start(scene, sentence, clause) if clause > 0 else start
    if (
        not bodies
        and clause > 0
        and not scene.present(start, phrase.span.start)
        and not re.match(r"(?:记者)?(?:从|据)|(?:[^，。在]{0,6}，?)在", text[lead:clause])
        and _GOES_TO.search(text, lead, clause) is None
    ):
        bodies = _subjects(scene, lead, clause)
    return bodies


#: 某机构举行|主题为|“某某”的公开辩论会
_THEME = re.compile(r"(?:主题为|以|题为|名为)[“]?$")
#: 甲|来到|某机关，看望干部，并召开座谈会: whom he visits does not convene it
_GOES_TO = re.compile(r"来到|走进|深入|前往|考察|调研|参观|看望|慰问|视察")
#: 某驻外使团|举办: a subject that ends like a body though no one listed it.
_BODY_LIKE = re.compile(
    r"(?:^|[，。；：日]|近日|日前|今天|昨天|上午|下午|共同|\d日)(?P<o>(?!由|为|据|记者)(?:(?!在)[\u4e00-\u9fff“”]){2,24}?(?:团|使馆|领馆|委员会|公司|集团|银行|协会|学会|中心|编辑部|杂志社|出版社|基金会|大学|学院|医院|"
    r"党委|政府|研究院|联合会|办公室|新闻办|博物馆|纪念馆|图书馆|学校|法院|检察院|[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅|[\u4e00-\u9fff]部|组委会|论坛|商会|机制|指挥部|小组|[\u4e00-\u9fff][查作督]组|军方|警方|议会|国会|两院|参议院|众议院|内阁|总统府|首相府|[\u4e00-\u9fff]寺|电视台|总台|电站|中学|小学|剧院|剧团|乐团|俱乐部|公园|[\u4e00-\u9fff]厂|华侨|华侨华人|侨胞|各界人士|各族群众|各界群众))(?:（[^）]{2,12}）|首次|还|也|将|已|近日|日前|今天|昨天|\d+日|上午|下午|共同|联合|隆重|成功|在[^，。]{2,20})*(?:召开|举行|举办|主办|承办|推出|进行)(?:了|的)?(?:一场|首次|首届)?(?:(?:隆重|盛大|简朴|简短)的)?$"
)


#: 这次活动|由某社、某公司|共同主办: said of the event told before
_HOSTED_BY = re.compile(
    r"(?:^|(?<=[。\n\u3000 ]))(?:本次|此次|这次|这一|该|本届|这项)?(?:[\u4e00-\u9fff]{2,4})?"
    r"(?P<h>活动|论坛|[\u4e00-\u9fff]会|会议|仪式|演出|展览)(?:是)?由(?P<o>[^。；]{3,120}?)(?:联合|共同)?(?:主办|举办|发起)"
)


def hosts_told(scene: Scene, sentence: Sentence) -> tuple[str, list[Claim]] | None:
    """The head of the event to which the sentence points back and its hosts: 这次活动由某社主办."""
    found = _HOSTED_BY.match(scene.text, sentence.span.start, sentence.span.end)
    if found is None:
        return None
    claims = []
    for span in _hosts_listed(scene, Span(*found.span("o"))):
        if len(span) >= _HOST and not scene.within("people", span.start, span.end):
            inside = [m for m in scene.within("bodies", span.start, span.end) if len(m.span) >= len(span) - 2]
            names = (
                scene.body(inside[0])
                if inside
                else (span.of(scene.article.text).removesuffix("等单位").removesuffix("等"),)
            )
            claims.append(Claim(names, scene.evidence(span, "meeting:by", 0.7)))
    return found["h"], claims


#: A host's name has so many characters.
_HOST = 3


def unlisted_holder(scene: Scene, told: Telling) -> list[Claim]:
    """The subject of 召开 that ends like a body though nothing lists it; [] where there is none."""
    start = clause_start(scene, told.sentence, told.phrase.span.start)
    found = _BODY_LIKE.search(scene.text, start, told.phrase.span.start)
    if found is None:
        return _territory(scene, start, told.phrase.span.start) or _side(scene, start, told.phrase.span.start)
    if scene.within("people", found.start("o"), found.end("o")):
        return []
    span = Span(*found.span("o"))
    return [Claim((span.of(scene.article.text),), scene.evidence(span, "meeting:subject", 0.7))]


#: 某市|近日|召开
_CONVENES = re.compile(
    r"(?:近日|日前|今天|今日|昨天|昨日|上午|下午|\d+[月日]|（[^）]{2,10}）|将|已|还|随后|当天|首次|专题|专门|隆重|成功|联合|共同|，)*"
    r"(?:召开|举行|举办|主办|承办)(?:了|的)?"
)


def _territory(scene: Scene, start: int, end: int) -> list[Claim]:
    """The territory or country that convenes (某市召开某大会): the subject of the verb, nothing that 在 opens."""
    for place in reversed(scene.within("places", start, end)):
        text, span = scene.text, place.span
        led = text[max(start, span.start - 1) : span.start]
        if led and led not in "，：日）年天午":
            continue
        if _CONVENES.fullmatch(text, span.end, end) and (divisions_named(place.text) or country(place.text)):
            full = [d.name for d in divisions_named(place.text)]
            every = tuple(dict.fromkeys((*full[:1], *place.names, place.text)))
            return [Claim(every, scene.evidence(span, "meeting:territory", 0.7))]
    return []


#: 某方|在机场|举行
_SIDE = re.compile(
    r"(?:^|[，。；])(?P<o>[\u4e00-\u9fff]方)(?:在[^，。；]{2,20}|为[^，。；]{2,20})?(?:举行|召开|举办)(?:了)?$"
)


def _side(scene: Scene, start: int, end: int) -> list[Claim]:
    """The country that 中方 or 俄方 stands for, as subject of 举行."""
    found = _SIDE.search(scene.text, start, end)
    land = country(found["o"]) if found else None
    if found is None or land is None:
        return []
    return [Claim((land.name, *land.names, found["o"]), scene.evidence(Span(*found.span("o")), "meeting:side", 0.7))]


#: Whoever only reports convenes nothing: 某通讯社29日报道称.
_REPORTED = re.compile(r"报道|[表宣显]示|消息|获悉|了解到|称，|说，")


def _subjects(scene: Scene, start: int, end: int) -> list[Mention]:
    """The bodies in [start, end) that stand as subject: not in 在某会堂, not a person's post."""
    bodies = []
    for body in scene.within("bodies", start, end):
        if len(body.span) < _BODY or body.text.endswith(_OCCASIONS) or body.text in _PLACES:
            continue
        if any(p.opener in HOLDS and p.span.contains(body.span) and p.span.end < end for p in scene.phrases):
            continue
        after = scene.text[body.span.end : body.span.end + 12]
        before = scene.text[max(start, body.span.start - 1) : body.span.start]
        if _REPORTED.search(scene.text, body.span.end, end) or _of_a_post(scene, body):
            continue
        dated = before == "在" and scene.within("dates", body.span.end, end) and HOLDER.search(scene.text, start, end)
        house = before == "在" and body.text.endswith(HOUSES) and HOLDER.fullmatch(scene.text, body.span.end, end)
        if before in ("在", "于", "对", "向", "就", "为") and not dated and not house:
            continue
        if _FROM.search(scene.text, start, body.span.start):
            continue
        if (
            re.match(
                r"(?:和|、|与|及|等|联合|共同|\d|[０-９]|今|昨|日前|近日|于|在|召|举|主|将|就|当天|上午|下午|再次|先后|继续|正式|成功|胜利|隆重|分别|日|[一二三四五六七八九十]+[月日]|编辑部|党组|，|以|组织|专门|第|首次|紧急|党委|同|已|还|的)",
                after,
            )
            or not after
        ):
            bodies.append(body)
    return bodies


#: 来自|某大学、某研究所|的学者: who comes from there
_FROM = re.compile(r"来自[^，。；的]{0,60}$")
_PLACES = ("使馆", "领馆", "大使馆", "领事馆")
#: 某峰会和某峰会, 在使馆举行: no hosts
_OCCASIONS = ("峰会", "大会", "博览会", "交易会", "研讨会", "座谈会")
#: A body's name has so many characters.
_BODY = 2
_POST = re.compile(
    r"[\u4e00-\u9fff]{0,3}(?:主任|书记|主席|[部局厅省市县区州院校会]长|经理|总裁|董事|主管|总监|秘书|代表|顾问|司令)[\u4e00-\u9fff]{0,4}?$"
)


def _of_a_post(scene: Scene, body: Mention) -> bool:
    """Whether the body is whose post somebody holds: 某办公厅|主任甲."""
    holder = scene.within("people", body.span.end, body.span.end + 12)[:1]
    return any(_POST.match(scene.text, body.span.end, m.span.start) for m in holder)
