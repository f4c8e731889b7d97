"""Who the subject of a clause is: the scene of an article's actors, and the grammar that finds the one who acts."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from kg.facts.policies.actors import Actor, within
from kg.lexicon.policies import any_of, words
from kg.model import Article, EventFact, Evidence, Mention, Span

SENTENCE_END = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，；：—]")
# Verbs that only touch a policy (支持, 参与) make nobody its issuer.
_NO_MAKING = frozenset(["以", "连续", "组织", "按照", "本着", "参加", "在", "支持", "参与", "加入", "响应", "融入", "服务", "对接", "围绕", "聚焦", "助力", "助推", "结合", "赞赏", "欢迎", "遵守"])
_MORE_VERBS = ["提出", "发布", "审议", "审议通过", "表决通过", "通过", "签署", "发表", "编制", "起草", "修订", "修改", "会同", "联合", "举办", "牵头", "主导", "实行", "奉行", "恪守", "重申", "倡议", "宣布", "决定", "统一编制", "推动", "采取", "组织编写", "编写", "遵循", "执行", "打造", "创办", "批准", "讨论", "公布", "开展了", "建立了", "研究部署", "部署", "听取", "研究", "首创", "设计", "列为", "搭建", "运用", "强化", "完善", "优化", "规划", "承诺", "表决", "取消", "确定", "作出"]
VERB = re.compile(
    any_of(v for key in ("carry_verbs", "make_verbs", "quote_verbs") for v in (*words(key), *_MORE_VERBS) if v not in _NO_MAKING)
)
# A document is issued by whoever makes it, not by all who apply it.
MAKING = re.compile(
    r"出台|印发|制定|发布|公布|颁布|通过|审议|签署|发表|编制|起草|修订|修改|编写|批准|提出|作出|制订|下发|转发|推出|宣布|废除|取消|研究|部署|签订|达成|细化|审定|表决|废止|发起|创设|设立|建立"
)
MUST = re.compile(r"要(?![求素点件闻务职害案地])|必须|应当|应该|须|应(?=[坚继进加尽])|需要|希望")
SPEECH = re.compile(r"(?:指出|强调|表示|要求|认为|说|称|介绍|提到|写道|重申)[，：]?$")
# What makes the actor after it no subject: 同中方, 对朝, 在北京, 向世界.
OBJECT = re.compile(
    r"(?:同|与|对|向|给|为|在|从|到|赴|至|关于|作为|由于|通过|根据|按照|贯彻|落实|支持|感谢|来|于|推动|提升|支持了|构建|建设|体现|加强|围绕|访问|出席|主持|召开|视察|考察)$"
)
# What follows a land or body that does not act itself: 越南人士, 中国企业, 北京的.
NOT_ACTING = re.compile(
    r"人士|人民|企业|籍|货|产[品业]|居民|问题|社会|经济|的(?!倡议|“)|关系|市场|地区的|学者|专家|媒体|公司|大学|新区|发展|现代化|特色|式|精神|要求|指示|讲话|论述|号|主席国|政府工作报告"
)
_JOINED = re.compile(r"(?:、|和|与|及|以及|还|并)?(?:会同|联合|同)?")
_ADVERBIAL = re.compile(
    r"^[\s“—（]*(?:(?:[\d０-９一二三四五六七八九十]{1,4}年?(?:[\d０-９]{1,2}月)?(?:[\d０-９]{1,2}日)?|今天|昨天|今年|去年|明年|近日|日前|近年来|目前|当天|此外|同时|随后|其中|据悉|此前|随着|为此|"
    r"疫情期间|会上|最近|下午|上午|以来|本报讯|央视网消息（新闻联播）|（记者.{2,12}）|据介绍|昨日|本月|当前)[：，]?)*$"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What issuers are read from. ``text`` is the body with full-width marks, offset for offset the article's."""

    article: Article
    text: str
    actors: tuple[Actor, ...]
    starts: list[int]
    events: tuple[EventFact, ...]
    mentions: tuple[Mention, ...]

    def between(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that lie in ``[start, end)``."""
        return within(self.actors, self.starts, start, end)

    def begin(self, at: int, reach: int = 260) -> int:
        """Where the sentence that holds ``at`` begins, at most ``reach`` characters before."""
        floor = max(0, at - reach)
        ends = [m.end() for m in SENTENCE_END.finditer(self.text, floor, at)]
        return ends[-1] if ends else floor

    def evidence(self, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """The article's own words from ``start`` to ``end`` as evidence."""
        span = Span(start, end)
        return Evidence(span, span.of(self.article.text), rule, confidence)


def clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The clauses of ``text[begin:end]`` as ranges, the last one ending at ``end``; at least one."""
    cuts = [begin, *(m.end() for m in _CLAUSE.finditer(text, begin, end)), end]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a] or [(begin, end)]


def subject_before(verb: int, low: int, scene: Scene) -> list[Actor]:
    """The actors nearest before the verb at ``verb`` in the clause from ``low`` that no preposition governs."""
    text = scene.text
    acting = [a for a in scene.between(low, verb) if not OBJECT.search(text[low : a.span.start]) and not NOT_ACTING.match(text, a.span.end)]
    if not acting:
        return []
    first = len(acting) - 1
    while first > 0 and _JOINED.fullmatch(text[acting[first - 1].span.end : acting[first].span.start]):
        first -= 1
    return coordinated(acting[first], scene, verb)


def opening_subject(low: int, high: int, scene: Scene) -> list[Actor]:
    """The actors that open the clause ``[low, high)``, after dates and adverbs."""
    text = scene.text
    for actor in scene.between(low, high):
        if not _ADVERBIAL.match(text[low : actor.span.start]):
            return []
        if not NOT_ACTING.match(text, actor.span.end):
            return coordinated(actor, scene, high)
    return []


def coordinated(first: Actor, scene: Scene, high: int) -> list[Actor]:
    """甲、乙和丙 · 甲会同乙: ``first`` and those joined to it before ``high``."""
    found = [first]
    for actor in scene.between(first.span.end, high):
        gap = scene.text[found[-1].span.end : actor.span.start]
        if not gap or not _JOINED.fullmatch(gap):
            break
        found.append(actor)
    return found


def subject_of(start: int, begin: int, scene: Scene, verb: re.Pattern[str] = VERB) -> list[tuple[Actor, str]]:
    """The subject of the verb that governs the words at ``start``: in its clause, an earlier one, or the sentence before."""
    text = scene.text
    parts = clauses(text, begin, start)
    low = parts[-1][0]
    verbs = list(verb.finditer(text, low, start))
    if not verbs or start - verbs[-1].end() > 26:
        return []
    here = subject_before(verbs[0].start(), low, scene) or subject_before(verbs[-1].start(), low, scene)
    if here and text[here[-1].span.end - 1] == "方":
        return [(actor, "subject") for actor in here]
    if MUST.search(text[low:start]):
        return []
    if here:
        return [(actor, "subject") for actor in here]
    for low, high in reversed(parts[:-1]):
        clause = text[low:high]
        if MUST.search(clause):
            return []
        subjects = opening_subject(low, high, scene)
        if SPEECH.search(clause):
            return []
        if subjects:
            return [(actor, "subject-before") for actor in subjects]
    return _previous_subject(begin, scene)


def _previous_subject(begin: int, scene: Scene) -> list[tuple[Actor, str]]:
    """A sentence that opens with its verb or a date goes on about the body that the one before was about."""
    text = scene.text
    for _ in range(3):
        if begin < 2 or text[begin - 1] == "\n":
            return []
        low = scene.begin(begin - 1)
        parts = clauses(text, low, begin - 1)[:2]
        for start, end in parts:
            clause = text[start:end]
            if SPEECH.search(clause) or MUST.search(clause):
                return []
            if subjects := opening_subject(start, end, scene):
                return [(a, "subject-earlier") for a in subjects if a.kind in ("body", "word", "land")]
        if not _ADVERBIAL.match(text[parts[0][0] : parts[0][1]]):
            return []
        begin = low
    return []
