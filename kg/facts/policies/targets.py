"""What a policy is aimed at: the field or group in its name, else what the sentence says it serves."""

from __future__ import annotations

import re
from functools import cache

from kg.facts.policies.actors import side_names
from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.subjects import SENTENCE_END, Scene
from kg.lexicon.gazetteer import country_names, divisions_named, find_divisions
from kg.lexicon.policies import compiled, settled_by_name, words
from kg.model import Claim

_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_QUOTES = re.compile(r"[〈〉“”\"「」『』‘’]")
_JOINTS = re.compile(r"^[的、和与等及—－ ]+")
_ABOUT = re.compile(r"关于(?P<about>.+?)的?$")
_NUMBER = re.compile(
    r"^第?[一二三四五六七八九十百千万亿\d０-９两双]+(?:个|项|条|届|次|轮|批|年度?|名|头|斤|级|大(?![学数])|期)|^[\d０-９]{4}年度?"
)
_KEEP_MANAGED = re.compile(r"(?:.{2,}管理|.{2,}工作)$")
_RELATION = re.compile(
    r"(?:推动|推进|促进|深化|发展)(?:构建)?(?P<what>(?!构建|人类)[^，。；推、]{1,10}?(?:关系|命运共同体建设|命运共同体))"
)
_SERVES = re.compile(
    r"[^，。；！？\n]{0,14}，?(?:以|旨在|为的是|目的是|着力|切实|有效|进一步|更好|全力)?(?:支持|帮助|面向|惠及|服务|保障|扶持|资助|覆盖|规范|"
    r"整治|破解|解决好?|提升|提高|改善|促进|推动|保护)(?P<what>(?:(?!上级|围着|发挥|实现|企业|项目|问题)[^，。、；！？\n的把让着]){2,10})"
)
# 包括教育在内的…, 对外来人口实行…: the group or field that the clause gives the policy.
_INCLUDED = re.compile(r"包括(?P<what>[一-鿿]{2,10})在内的[一-鿿、]{0,8}$")
_TOWARDS = re.compile(r"对(?P<what>[一-鿿]{1,12}?)(?:继续|全面|进行|一直)?(?:实施|实行|推行|采取|开展|执行)了?$")
_QUOTED_PART = re.compile(r"[、和]?“[^”]*”")
_QUOTED_NAME = re.compile(r"^(?P<lead>.*?)[“\"](?P<core>[^”\"]+)[”\"](?:的|等(?!级))?(?P<rest>.*)$")
# 关于加强甲推动乙的意见 aims at both.
_SECOND_AIM = re.compile(r"(?<=.{4})[\s　]*(?:，|以)?(?:优先支持|推动|推进|促进|支持|提高|提升|助力)")
_TITLE_TAIL = re.compile(
    r"的?(?:实施|指导|若干|政策|意见|暂行|决定|处理|补充|联合|总体|工作|规划|领导人|[一二三四五六七八九十\d]+[项条])*$"
)
_OCCASION = ("峰会", "会晤", "会议", "大会", "论坛")
_AROUND = re.compile(r"(?:围绕|聚焦|着眼)(?P<what>[^，。；]{4,60}?)(?:，|。|作出|提出|部署|进行|明确)")
_COUNTED = re.compile(r"[一二三四五六七八九十百千万亿\d０-９]+(?:斤|名|头|亩|户|人|个|家|吨|只)")
_CLEAN_WORD = re.compile(r"[一-鿿A-Za-z\d“”·（）()、]+$")


@cache
def _head() -> re.Pattern[str]:
    return compiled("quoted_heads", "strong_heads", "made_heads", after="$")


@cache
def _frame() -> re.Pattern[str]:
    return compiled("name_frames", before="(?:", after="|中国(?!家)|全国(?!人大))")


@cache
def _tail() -> re.Pattern[str]:
    return compiled("name_tails", after="$")


@cache
def _telling() -> re.Pattern[str]:
    return compiled("telling_ends", before="(?:", after="|党建引领.+)$")


def targets_of(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """The targets of ``found``: those of a settled name, else of its own name, else of the sentence."""
    span, rule = found.mentions[0].span, rule_of(found.mentions[0])
    settled = settled_by_name().get(found.names[0])
    evidence = scene.evidence(span.start, span.end, "target-in-name", 0.7)
    if "一带一路" in found.names[0]:
        return tuple(filter(None, (_told_relation(found, scene),)))
    if included := _INCLUDED.search(scene.text, max(0, span.start - 24), span.start):
        return (Claim((included["what"],), scene.evidence(included.start(), span.end, "target-told", 0.6)),)
    if settled is not None:
        several = len(settled.targets) > 1
        known = [t for t in settled.targets if not several or any(n in scene.text for n in t)]
        return tuple(Claim(names, evidence) for names in known)
    if rule == "plan":
        return tuple(filter(None, (_field_of_plan(found, scene),)))
    if rule == "short-title":
        return _told_by_itself(found, scene)
    if rule == "year" and (country := re.search(r"“([一-鿿]{2,5})年”", found.names[0])):
        return (Claim((country[1],), evidence),)
    towards = _TOWARDS.search(scene.text, max(0, span.start - 24), span.start)
    if towards and not found.is_document:
        what = _side(towards["what"], scene.text)
        return (Claim(what, scene.evidence(towards.start(), span.end, "target-towards", 0.6)),)
    own = target_in(found.names[0], document=found.is_document)
    return tuple(Claim((name,), evidence) for name in own) or tuple(filter(None, (_told(found, scene),)))


def _side(what: str, text: str) -> tuple[str, ...]:
    """对朝 → 朝鲜: the country that one character stands for; other words stand for themselves."""
    return side_names(f"{what}方", text)[:1] if len(what) == 1 else (what,)


def _field_of_plan(found: Group, scene: Scene) -> Claim | None:
    """A five-year plan is about what its sentence says: 经济社会发展, or nothing."""
    for mention in found.mentions:
        low, high = scene.begin(mention.span.start), _sentence_end(scene.text, mention.span.end)
        match = re.compile("经济社会发展|国民经济和社会发展").search(scene.text, low, high)
        if match:
            return Claim((match[0],), scene.evidence(match.start(), match.end(), "target-told", 0.6))
    return None


def target_in(name: str, *, document: bool) -> tuple[str, ...]:
    """The things that ``name`` is about, at most two; () where it tells nothing.

    吉安市物业管理条例 → 物业管理 · 关于加强乡村医生队伍建设的意见 → 乡村医生队伍建设 · “清风”网络治理行动 → 网络治理
    """
    bare = _NOTE.sub("", name)
    quoted = None if document else _QUOTED_NAME.match(bare)
    if quoted:
        return _quoted_target(quoted)
    topic = _QUOTES.sub("", bare)
    if not document:
        stem = _stem(topic)
        return (stem,) if len(stem) >= 2 else ()
    if name.endswith(("联合声明", "联合公报")) and "关于" not in name:
        return ()
    topic = _without_head(topic)
    about = _ABOUT.search(topic)
    topic = about["about"] if about else topic
    topic = _TITLE_TAIL.sub("", topic) or topic
    parts = [_stem(part, heads=False) for part in _SECOND_AIM.split(topic, maxsplit=1)]
    if len(parts) > 1 and (len(parts[0]) < 4 or parts[0][-1] in "下中上后时"):
        parts = parts[1:] if len(parts[1]) >= 4 else [_stem(topic, heads=False)]
    occasions = name.endswith(("宣言", "公报", "声明"))
    parts = [part for part in parts if len(part) >= 2 and part not in words("no_target")]
    return tuple(part for part in parts if not _is_place(part) and not (occasions and part.endswith(_OCCASION)))


def _is_place(part: str) -> bool:
    """北京 (宣言): where, not what for."""
    return part in country_names() or bool(divisions_named(part))


def _quoted_target(quoted: re.Match[str]) -> tuple[str, ...]:
    """The words around the quotes say more than those within, unless these are parts that say who does what."""
    core, rest = quoted["core"], _QUOTED_PART.sub("", quoted["rest"])
    if rest in ("治理", "整治"):
        return (core + rest,)
    how = rest.endswith(("原则", "方针", "要求"))
    halves = () if how else _halves(core)
    around = (_stem(rest), *halves, _stem(quoted["lead"]))
    named = [part for part in around if (len(part) >= 3 or part in halves) and part not in words("no_target")]
    return tuple(named[:2]) if named or how else _core_target(core)


def _halves(core: str) -> tuple[str, ...]:
    """“片区点单、部门接单” is about 片区 and 部门."""
    halves = core.split("、")
    if len(halves) < 2 or any(len(half) != 4 for half in halves):
        return ()
    return tuple(h[:2] for h in halves[:2] if h[:2] not in words("name_verbs") and not h.endswith("管理"))


def _core_target(core: str) -> tuple[str, ...]:
    """What the words in quotes say by themselves; most say nothing (“清风”), a few do (“千亿斤粮食”, “书香进校园”)."""
    enters = re.match(r"(?P<what>[一-鿿]{2,8})(?:进|入|下)(?P<where>[一-鿿]{2})$", core)
    if enters:
        return (enters["what"], enters["where"])
    counted = _COUNTED.match(core)
    if counted and len(core) - counted.end() >= 2:
        counted_things = _stem(core[counted.end() :])
        return (counted_things,) if len(counted_things) >= 2 else ()
    if re.search(r"群众办", core):
        return ("群众",)
    freed = _freed(core)
    if _telling().search(core) or (freed != core and len(freed) >= 4):
        stem = _stem(core.removesuffix("年").removesuffix("月"))
        return (stem,) if len(stem) >= 2 else ()
    return ()


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _freed(topic: str) -> str:
    """``topic`` without the verb that opens it."""
    if topic.startswith(words("name_kept")):
        return topic
    return topic[_end(compiled("name_verbs").match(topic)) :]


def _without_head(topic: str) -> str:
    cut = compiled("document_heads", after="$").sub("", topic)
    return cut.removesuffix("的") or topic


def _stem(topic: str, heads: bool = True) -> str:
    """``topic`` without frame, numerals, verbs before and heads after: 加快新时代畜牧业发展工程 → 畜牧业发展."""
    topic = _head().sub("", topic) if heads else topic
    before = ""
    while before != topic and topic:
        before = topic
        topic = _JOINTS.sub("", topic[_end(_frame().match(topic)) :])
        topic = _NUMBER.sub("", topic)
        topic = _without_place(topic)
        shorter = _freed(topic)
        topic = shorter if len(shorter) >= 3 else topic
    shorter = _tail().sub("", topic)
    if len(shorter) >= 3 and not _KEEP_MANAGED.search(topic):
        topic = shorter
    return topic.strip("的、和与 ")


def _without_place(topic: str) -> str:
    first = next(iter(find_divisions(topic[:12])), None)
    if first is not None and first.span.start == 0 and len(topic) - first.span.end >= 2:
        return topic[first.span.end :]
    size = next((n for n in range(8, 1, -1) if topic[:n] in country_names()), 0)
    return topic[size:] if len(topic) - size >= 2 else topic


def _told_relation(found: Group, scene: Scene) -> Claim | None:
    """两国关系, 中秘关系: what a sentence on 一带一路 says the sides want to further."""
    for mention in found.mentions:
        end = _sentence_end(scene.text, mention.span.end)
        match = _RELATION.search(scene.text, mention.span.end, end)
        if match:
            evidence = scene.evidence(mention.span.start, match.end("what"), "target-relation", 0.5)
            return Claim((match["what"],), evidence)
    return None


def _told_by_itself(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """《决定》围绕深化甲改革、推进乙建设作出部署: what a document without a title says that it is about."""
    for mention in found.mentions:
        match = _AROUND.match(scene.text, mention.span.end)
        if match:
            evidence = scene.evidence(mention.span.start, match.end("what"), "target-told", 0.5)
            stems = [_stem(part, heads=False) for part in re.split("[、和]", match["what"])]
            return tuple(Claim((stem,), evidence) for stem in stems if len(stem) >= 3)[:3]
    return ()


def _told(found: Group, scene: Scene) -> Claim | None:
    for mention in found.mentions:
        match = _SERVES.match(scene.text, mention.span.end)
        if match and _CLEAN_WORD.fullmatch(match["what"]):
            return Claim((match["what"],), scene.evidence(mention.span.start, match.end("what"), "target-told", 0.5))
    return None


def _sentence_end(text: str, at: int) -> int:
    stop = SENTENCE_END.search(text, at)
    return stop.start() if stop else len(text)
