"""Whose meeting it is by its own name: 国务院|常务会议, 某委员会|第七次会议, 中央|某工作会议, 党组|会议."""

from __future__ import annotations

import re

from kg.facts.events.scene import Scene
from kg.facts.events.telling import Telling
from kg.lexicon.gazetteer import find_divisions
from kg.mentions.places import place_names
from kg.model import Claim, Mention, Span

#: What follows a body at a name's start when the meeting is that body's.
_OWN = re.compile(
    r"(?:会议$|[\d一二三四五六七八九十]+届|\d{4}年|第|党组|党委|读书班$|理论学习|中心组|常务|常委|主任|委员长|全体|扩大|例行|工作会议|年度|年会|理事会|成员|领导人|首脑|峰会|[“《]|紧急|新闻|记者|国庆|新年|春节|特别|成员国|国防|(?:财政?|外交?|防?务?)(?:部长|长)|部长|秘书长会议|常务主席|与[^，。]{2,10}(?:领导人|外长)|非正式|"
    r"[A-Za-zＡ-Ｚａ-ｚ]{0,8}听证会$|(?:成立|建校|建党|建院|建会|建社|创建|创立|建台|建厂|建行|建馆|创刊)[\d一二三四五六七八九十百零]+周年|"
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
    return _by_form(scene, name, span)


def _by_form(scene: Scene, name: str, span: Span) -> list[Claim]:
    """The body that a name of one of the usual forms has in it: 某委员会|第七次会议, 某论坛|2031年年会."""
    for pattern, ends in (
        (_COMMITTEE, _COMMITTEES),
        (_COMMITTEE_ALONE, _COMMITTEES),
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
    r"^(?!第)(?:[12]\d{3}年|新一届)?(?P<o>(?!论坛|新一)[^，。]{2,20}?)(?:[12]\d{3}年?度?|第[一二三四五六七八九十百\d]+[次届]|(?<=论坛)[\u4e00-\u9fff]{2,5})?(?:年会|理事会会议|会员大会|峰会|首脑会议)(?:开幕式|闭幕式)?$"
)
#: 某某会|2031年年会: with the year between, any 会 is a body
_OWN_YEAR = re.compile(r"^(?!第)(?P<o>[\u4e00-\u9fff]{2,14}会)[12]\d{3}年?度?年会$")
_FORUMS = ("论坛", "协会", "学会", "联合会", "基金会", "联盟", "商会")
#: 某联合会|第三次全国代表大会
_DELEGATES = re.compile(r"^(?P<o>[^，。]{2,20}?)第[一二三四五六七八九十百\d]+[次届](?:全国)?(?:会员)?代表大会$")
#: 某某市|农村工作会议
_COMMITTEE_ALONE = re.compile(
    r"^(?!非|闭门|紧急|特别)(?P<o>[^，。；《》第]{4,24}?(?:委员会|联委会|混委会|理事会))(?:[闭开]门|全体|年度|定期|联席|部长级|指导|工作)*会议(?:[开闭]幕[式会])?$"
)
_AREA = re.compile(r"^(?P<o>[\u4e00-\u9fff]{2,8}[省市县区州])[\u4e00-\u9fff]{2,8}工作会(?:议)?$")
#: 第五次|某盟与某国|（某＋某）|领导人会议
_LEAGUE = re.compile(
    r"^(?:[12]\d{3}年|第[一二三四五六七八九十\d]+[次届]|首届|新一[届轮])?(?P<o>[^，。（]{2,14}?)(?:（[^）]{1,12}）)?(?:成员国|国家)?"
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
    "联委会",
    "混委会",
    "调查组",
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
_EDITION = re.compile(r"(?:[’‘'＇]\d\d|[12]\d{3}年?度?|第?[一二三四五六七八九十\d]+[届次]|首届)+")


def _leading(scene: Scene, span: Span) -> list[Mention]:
    """The bodies at a name's start: one, or several joined by 与 or 和."""
    leading: list[Mention] = []
    dated = _EDITION.match(scene.text, span.start, span.end)
    whole = any(m.span.start == span.start for m in scene.within("bodies", span.start, span.end))
    at = dated.end() if dated and not whole else span.start
    at += len("中国") if scene.text.startswith("中国全国", at) else 0
    for body in scene.within("bodies", span.start, span.end):
        if body.span.start != at or (leading and at == leading[-1].span.end):
            break
        if scene.text.startswith("议", body.span.end):  # 国务院常务会|议 is no body
            break
        leading.append(body)
        at = body.span.end + (scene.text[body.span.end] in "与和、")
    return leading if leading and leading[-1].span.end < span.end else []


#: 某委员会|第七次会议
_COMMITTEE = re.compile(r"^《?(?P<o>[^，。；》]{2,30}?)》?第[一二三四五六七八九十百\d]+(?:次|届)")
