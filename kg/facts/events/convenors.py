"""The whole subject of 召开会议, listed or not: 多国贸易部长, 某国议会和政府首脑, 某总统的顾问, 某省."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.events.scene import Scene
from kg.facts.events.telling import clause_start
from kg.lexicon.gazetteer import country, divisions_named
from kg.mentions.event_phrases import Phrase
from kg.model import Claim, Mention, Sentence, Span

_DAY = (
    r"(?:[今昨明当同][天日晚]|[\d年月]+日|\d+月|日前|近日|当地时间|[上下]午|凌晨|中午|夜间|晚上?"
    r"|（[^）]{2,10}）|本[周月]|[上下]周[一二三四五六日末]?)"
)
#: What may stand between the subject and its verb: the day, the place, the matter, adverbs.
_BETWEEN = (
    rf"(?:，?{_DAY}|正?在[^，。；]{{2,20}}?|(?<![成造将迁])就(?![业职医近地])[^，。；]{{2,36}}?|因[^，。；]{{2,20}}?"
    r"|将于?|于|已经?|拟|定于|计划|还|再次|随后|先后|分别|联合|共同|专门|首次|紧急|连夜|立即|继续|组织)*"
)
_CONVENES = re.compile(
    rf"(?P<o>[^，。；：]{{2,40}}?)(?P<m>{_BETWEEN})(?:召开|举行|举办|召集)(?:了|过)?(?:一次|一场)?的?$"
)
#: What opens a clause before its subject: a day, who reports.
_LEAD = re.compile(
    rf"(?:.*(?:称|报道|[表宣]示|宣布|消息|讯|电)|(?:{_DAY}|应[^，。；]{{2,20}}要求|[^，。；]{{2,10}}当天|据悉|其中|同时|此外))+"
)
#: People told by what they are, and bodies that no list has.
_COLLECTIVE = re.compile(
    r"(?:(?P<people>领导人|负责人|[部外防财]长|大臣|代表|官员|首脑|元首|专家|委员|干部|班子|人员|科学家|企业家)们?"
    r"|(?P<body>团队|小组|委员会|理事会|内阁|政府|议会|国会|[参众两]院|联盟|组织|团体|机构|部门|党组|党委|机制|协会|学会|公司|集团|[国委]防部|[部厅局委署院]|公署|指挥部|联合会|议事会))$"
)
#: No subject begins so, or holds what only a clause of its own has.
_NOT = re.compile(
    r"^(?:在|由|为|以(?!色列)|对|从|向|据|经|被|把|记者|如果|每|各地|各级|要求|呼吁|希望|我|他|她|它|这|该|并|而|也|或|其|为了|目前)"
    r"|呼吁|要求|敦促|建议|拒绝|取消|参加|出席|主持|后$|前$|时$|[上中]$|的$"
)
#: A person only as owner: 某总统的|安全团队
_OWNS = re.compile(r"(?:总统|总理|首相|主席)?的")


def convenor(scene: Scene, phrase: Phrase, sentence: Sentence, holder: Sequence[Mention]) -> Span | None:
    """The subject of the verb that holds a meeting without a name; None where it is a person or no body at all.

    None, too, where ``holder``, the listed bodies that convene it, is all of the subject.
    """
    start = clause_start(scene, sentence, phrase.span.start)
    comma = scene.text.rfind("，", start, phrase.span.start) + 1
    for at in dict.fromkeys((max(start, comma), start)):
        found = _CONVENES.fullmatch(scene.text, _subject_start(scene, at, phrase.span.start), phrase.span.start)
        if found is not None:
            span = Span(*found.span("o"))
            return span if _convenes(scene, span) and not _all_of(scene, span, holder) else None
    return None


#: 二十届|某党中央政治局: the body at its term
_TERM = re.compile(r"(?:第?[一二三四五六七八九十百\d]+|[新本]一?)届|中共|中国共产党")


def _all_of(scene: Scene, span: Span, holder: Sequence[Mention]) -> bool:
    if not holder or holder[-1].span.end != span.end:
        return False
    first = holder[0].span.start
    return first <= span.start or _TERM.fullmatch(scene.text, span.start, first) is not None


def _subject_start(scene: Scene, start: int, end: int) -> int:
    lead = _LEAD.match(scene.text, start, end)
    start = lead.end() if lead else start
    return start + (scene.text[start : start + 1] in "，）：")


def _convenes(scene: Scene, span: Span) -> bool:
    words = span.of(scene.text)
    if _NOT.search(words):
        return False
    people = scene.within("people", span.start, span.end)
    if people and _OWNS.match(scene.text, people[-1].span.end, span.end) is None:
        return False
    if country(words) is not None or divisions_named(words):
        return True
    bodies = scene.within("bodies", span.start, span.end)
    if bodies and bodies[-1].span.end == span.end:
        return True
    kind = _COLLECTIVE.search(words)
    vouched = bool(bodies or scene.within("places", span.start, span.end) or people or _LANDS.search(words))
    return kind is not None and (vouched or kind["body"] is not None)


#: 多国|部长, 12个国家|的代表
_LANDS = re.compile(r"[多各两三四五六七八九十\d]国|个国家|成员国|国家")


#: The rule of bodies that only a subject tells.
CONVENOR = "meeting:convenor"


def convening(scene: Scene, span: Span) -> list[Claim]:
    """The bodies that the subject at ``span`` tells: a territory, each body of a list, or itself; none of people."""
    words = span.of(scene.article.text)
    land = country(words)
    if land is not None or divisions_named(words):
        names = (*land.names,) if land else tuple(d.name for d in divisions_named(words)[:1])
        return [Claim(tuple(dict.fromkeys((*names, words))), scene.evidence(span, CONVENOR, 0.7))]
    kind = _COLLECTIVE.search(words)
    bodies = scene.within("bodies", span.start, span.end)
    if kind is not None and kind["people"]:
        return []
    if bodies and (bodies[0].span.start == span.start or len(bodies) > 1) and bodies[-1].span.end == span.end:
        return [Claim(scene.body(m), scene.evidence(m.span, CONVENOR, 0.8)) for m in bodies]
    return [Claim((words,), scene.evidence(span, CONVENOR, 0.7))]
