"""Whose meeting it is: who convenes it, who stands in 由…主办, and the body in its own name (国务院|常务会议)."""

from __future__ import annotations

import re

from kg.facts.events.scene import Scene
from kg.facts.events.telling import HOLDS, Telling, clause_start
from kg.lexicon.gazetteer import country, divisions_named, find_divisions
from kg.mentions.event_phrases import Phrase
from kg.mentions.places import place_names
from kg.model import Claim, Mention, Sentence, Span

#: 某行|结束为期两天的|某会议: it was that body's
HOLDER = re.compile(r"(?:(?:召开|举行|举办|主办|组织|进行|推出)(?:了|的)?|结束(?:了)?(?:为期[^，。的]{1,4}的))$")


BY = re.compile(r"由(?P<o>[^，。；]{2,60}?)(?:联合|共同)?(?:主办|举办|召集|组织|承办|(?:大力)?促成|发起)")


_COMMITTEE = re.compile(r"^《?(?P<o>[^，。；》]{2,30}?)》?第[一二三四五六七八九十百\d]+(?:次|届)")


def named_hosts(scene: Scene, told: Telling) -> list[Claim]:
    """Who stands in 由甲和乙主办 before the name, or after it in the sentence."""
    start = max(told.sentence.span.start, told.phrase.span.start - 80)
    found = BY.search(scene.text, start, told.phrase.span.start) or BY.search(
        scene.text, told.phrase.span.end, told.sentence.span.end
    )
    if found is None:
        return []
    claims = []
    at = found.start("o")
    for piece in re.split(r"[、和与及]|以及", found["o"]):
        span = Span(at, at + len(piece))
        at += len(piece) + 1
        inside = scene.within("bodies", span.start, span.end)
        if len(piece) >= 3 and not scene.within("people", span.start, span.end):
            names = (
                scene.body(inside[0])
                if len(inside) == 1 and len(inside[0].span) >= len(piece) - 2
                else (piece.removesuffix("等"),)
            )
            claims.append(Claim(names, scene.evidence(span, "meeting:by")))
    return claims


def holders(scene: Scene, phrase: Phrase, sentence: Sentence) -> list[Mention]:
    """The bodies that convene it: the subject of 召开 or 举行."""
    text = scene.text
    before = text[max(0, phrase.span.start - 12) : phrase.span.start].rstrip("一场次个首")
    if not HOLDER.search(before) and phrase.opener not in HOLDS:
        return []
    clause = text.rfind("，", sentence.span.start, phrase.span.start)
    start = max(sentence.span.start, clause)
    bodies = _subjects(scene, start, phrase.span.start)
    lead = clause_start(scene, sentence, clause) if clause > 0 else start
    if (
        not bodies
        and clause > 0
        and not scene.present(start, phrase.span.start)
        and not re.match(r"(?:记者)?(?:从|据)|(?:[^，。在]{0,6}，?)在", text[lead:clause])
    ):
        bodies = _subjects(scene, lead, clause)
    return bodies


#: 某驻外使团|举办: a subject that ends like a body though no one listed it.
_BODY_LIKE = re.compile(
    r"(?:^|[，。；：日]|近日|日前|今天|昨天|上午|下午|共同|\d日)(?P<o>(?!由|为|据|记者|[^，。]{0,12}在)[\u4e00-\u9fff“”]{2,24}?(?:团|使馆|领馆|委员会|公司|集团|银行|协会|学会|中心|编辑部|杂志社|出版社|基金会|大学|学院|医院|"
    r"党委|政府|研究院|联合会|办公室|新闻办|博物馆|纪念馆|图书馆|学校|法院|检察院|[\u4e00-\u9fff]局|[\u4e00-\u9fff]厅|[\u4e00-\u9fff]部|组委会|论坛|商会))(?:近日|日前|今天|昨天|\d+日|上午|下午|共同|联合|隆重|成功|在[^，。]{2,20})*(?:召开|举行|举办|主办|承办|推出|进行)(?:了|的)?(?:一场|首次|首届)?$"
)


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
        after = scene.text[body.span.end : body.span.end + 12]
        before = scene.text[max(start, body.span.start - 1) : body.span.start]
        if _REPORTED.search(scene.text, body.span.end, end) or _of_a_post(scene, body):
            continue
        dated = before == "在" and scene.within("dates", body.span.end, end) and HOLDER.search(scene.text, start, end)
        if before in ("在", "于", "对", "向", "就", "为") and not dated:
            continue
        if (
            re.match(
                r"(?:和|、|与|及|联合|共同|\d|[０-９]|今|昨|日前|近日|于|在|召|举|主|将|就|当天|上午|下午|再次|先后|继续|正式|隆重|分别|日|[一二三四五六七八九十]+[月日]|编辑部|党组|，|以|组织|专门|第|首次|紧急|党委|同|已|还|的)",
                after,
            )
            or not after
        ):
            bodies.append(body)
    return bodies


_POST = re.compile(
    r"[\u4e00-\u9fff]{0,3}(?:主任|书记|主席|[部局厅省市县区州院校会]长|经理|总裁|董事|主管|总监|秘书|代表|顾问|司令)[\u4e00-\u9fff]{0,4}?$"
)


def _of_a_post(scene: Scene, body: Mention) -> bool:
    """Whether the body is whose post somebody holds: 某办公厅|主任甲."""
    holder = scene.within("people", body.span.end, body.span.end + 12)[:1]
    return any(_POST.match(scene.text, body.span.end, m.span.start) for m in holder)


#: What follows a body at a name's start when the meeting is that body's.
_OWN = re.compile(
    r"(?:会议$|\d{4}年|第|党组|党委|常务|常委|主任|委员长|全体|扩大|例行|工作会议|年度|年会|理事会|成员|领导人|首脑|峰会|[“《]|紧急|新闻|记者|国庆|新年|春节|特别|成员国|国防|(?:财政?|外交?|防?务?)(?:部长|长)|部长|与[^，。]{2,10}(?:领导人|外长)|非正式|"
    r"[^，。]{0,8}(?:峰会|年会|全会|全体会议|常务会议|发布会|招待会|会晤|仪式|论坛)$)"
)


PARTY_PARTS = ("党组", "党委", "常委会", "党支部")


_NOT_CENTRAL = (
    "中央军委",
    "中央纪委",
    "中央直属",
    "中央政治局",
    "中央组织",
    "中央宣传",
    "中央国家机关",
    "中央企业",
    "中央电视",
    "中央广播",
    "中央大学",
)


def own_body(scene: Scene, told: Telling) -> list[Claim]:
    """Whose meeting it is by its name: 国务院|常务会议, 某委员会|第七次会议, 中央|某工作会议, 党组|会议."""
    name, span = told.name, told.phrase.span
    bureau = _BUREAU.match(name)
    if bureau:
        part = "中央政治局" + ("常务委员会" if bureau["c"] else "")
        return [Claim(tuple(dict.fromkeys((f"中共{part}", part, bureau[0]))), scene.evidence(span, "meeting:own"))]
    if (
        name.startswith(("中央", "党中央"))
        and told.phrase.head in ("会议", "工作会议", "座谈会")
        and not name.startswith(_NOT_CENTRAL)
    ):
        return [Claim(("中共中央", "党中央", "中央"), scene.evidence(span, "meeting:central"))]
    if name.startswith(PARTY_PARTS) and not told.holder:
        part = next(p for p in PARTY_PARTS if name.startswith(p))
        names = scene.context.body(part, span.start)
        return (
            [Claim(names, scene.evidence(Span(span.start, span.start + len(part)), "meeting:part"))]
            if len(names) > 1
            else []
        )
    league = _LEAGUE.match(name)
    if league and league["o"].endswith(_LEAGUES[:8]):
        at = span.start + league.start("o")
        own = (f"{league['o']}国家", league["o"]) if league["o"] == "金砖" else (league["o"],)
        return [Claim(own, scene.evidence(Span(at, at + len(league["o"])), "meeting:own", 0.8))]
    leading = _leading(scene, span)
    if (
        leading
        and not leading[-1].text.endswith(("国家", "各国", "地区"))
        and _OWN.match(scene.text[leading[-1].span.end : span.end])
    ):
        return [Claim(scene.body(m), scene.evidence(m.span, "meeting:own")) for m in leading]
    found = re.match(r"(?P<b>省委|市委|县委|区委|省政府|市政府|国务院)", name)
    if found and not leading:
        return [
            Claim(
                scene.context.body(found["b"], span.start),
                scene.evidence(Span(span.start, span.start + len(found["b"])), "meeting:own"),
            )
        ]
    for pattern, ends in (
        (_COMMITTEE, _COMMITTEES),
        (_YEARLY, (*_FORUMS, *_COMMITTEES)),
        (_OWN_YEAR, ("会",)),
        (_DELEGATES, ("队", "会", "党", "盟", "团", "社")),
        (_AREA, None),
        (_LEAGUE, _LEAGUES),
    ):
        found = pattern.match(name)
        if found and (ends is None or found["o"].endswith(ends)):
            words = Span(span.start + found.start("o"), span.start + found.end("o"))
            forms = (found["o"],) if ends is not None else place_names(found["o"])
            if ends is not None or find_divisions(found["o"]):
                return [Claim(forms, scene.evidence(words, "meeting:own", 0.8))]
    return []


#: 某某论坛|2031年|年会
_YEARLY = re.compile(
    r"^(?!第)(?:[12]\d{3}年)?(?P<o>[^，。]{2,20}?)(?:[12]\d{3}年?度?|第[一二三四五六七八九十百\d]+[次届]|(?<=论坛)[\u4e00-\u9fff]{2,5})?(?:年会|理事会会议|会员大会|峰会|首脑会议)(?:开幕式|闭幕式)?$"
)
#: 某某会|2031年年会: with the year between, any 会 is a body
_OWN_YEAR = re.compile(r"^(?!第)(?P<o>[\u4e00-\u9fff]{2,14}会)[12]\d{3}年?度?年会$")
_FORUMS = ("论坛", "协会", "学会", "联合会", "基金会", "联盟", "商会")
#: 某先锋队|第九次全国代表大会
_DELEGATES = re.compile(r"^(?P<o>[^，。]{2,20}?)第[一二三四五六七八九十百\d]+次(?:全国)?(?:会员)?代表大会$")
#: 某某市|农村工作会议
_AREA = re.compile(r"^(?P<o>[\u4e00-\u9fff]{2,8}[省市县区州])[\u4e00-\u9fff]{2,8}工作会议$")
#: 第五次|某盟与某国|（某＋某）|领导人会议
_LEAGUE = re.compile(
    r"^(?:[12]\d{3}年|第[一二三四五六七八九十\d]+[次届]|首届)?(?P<o>[^，。（]{2,14}?)(?:（[^）]{1,12}）)?(?:成员国|国家)?"
    r"(?:领导人|首脑|外长|财长|防长|(?:国防|外交|经贸|贸易|财政|能源|农业|内政)?部长|经贸高官|高官)(?:非正式|特别|视频|系列)?(?:会议|会晤|峰会)"
)
_LEAGUES = (
    "金砖",
    "东盟",
    "欧盟",
    "北约",
    "非盟",
    "阿盟",
    "东盟国家",
    "东盟与中日韩",
    "组织",
    "共同体",
    "联盟",
    "集团",
)


_COMMITTEES = (
    "委员会",
    "组织",
    "理事会",
    "共同体",
    "联盟",
    "集团",
    "协会",
    "学会",
    "联合会",
    "议会",
    "大会",
    "常委会",
    "论坛",
    "公约",
    "国家",
    "领导小组",
    "工作组",
    "专班",
    "联盟",
    "董事会",
    "监事会",
)


#: 中央政治局|会议 · 中共中央政治局常委会|会议
_BUREAU = re.compile(r"(?:中共)?中央政治局(?P<c>常务委员会|常委会)?(?=会议|第|集体|民主|专题)")
#: 2031年|某组织峰会, 第三届|某协会年会
_EDITION = re.compile(r"(?:[12]\d{3}年?度?|第?[一二三四五六七八九十\d]+[届次]|首届)+")


def _leading(scene: Scene, span: Span) -> list[Mention]:
    """The bodies at a name's start: one, or several joined by 与 or 和."""
    leading: list[Mention] = []
    dated = _EDITION.match(scene.text, span.start, span.end)
    at = dated.end() if dated else span.start
    at += len("中国") if scene.text.startswith("中国全国", at) else 0
    for body in scene.within("bodies", span.start, span.end):
        if body.span.start != at or (leading and at == leading[-1].span.end):
            break
        leading.append(body)
        at = body.span.end + (scene.text[body.span.end] in "与和、")
    return leading if leading and leading[-1].span.end < span.end else []
