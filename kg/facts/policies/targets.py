"""What a policy is aimed at: the field or group in its name, else what the sentence says it serves."""

from __future__ import annotations

import re
from functools import cache

from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.subjects import SENTENCE_END, Scene
from kg.lexicon.gazetteer import country_names, find_divisions
from kg.lexicon.policies import any_of, compiled, settled_by_name
from kg.model import Claim

_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_QUOTES = re.compile(r"[“”\"「」『』‘’]")
_ABOUT = re.compile(r"关于(?P<about>.+?)的?$")
_NUMBER = re.compile(
    r"^第?[一二三四五六七八九十百千万亿\d０-９两双]+(?:个|项|条|届|次|轮|批|年度?|名|头|斤|级|大(?![学数])|期)|^[\d０-９]{4}年度?"
)
_FRAME = re.compile(
    r"^(?:中共中央办公厅|国务院办公厅|中共中央|国务院|全国人民代表大会常务委员会|全国人大常委会|全国人民代表大会|中华人民共和国|中国共产党|"
    r"中国人民解放军|中国(?!家)|全国(?!人大)|我国|我省|我市|全省|全市|新时代|新一轮|新形势下|持续|当前|本市|本省|联合国|最高人民法院|最高人民检察院)"
)
_TAIL = re.compile(
    r"(?:工作体系|运行体系|政策体系|标准体系|工作机制|运行机制|长效机制|管理体制|工作|若干|有关问题|问题|情况|试行|暂行|实施|管理|专项|重点|总体|"
    r"三年|五年|年度|百日|攻坚|提升|基本|国家|条|的|方面|等|提案|领域|专题|主题|系列|指导|引领|示范|年|月|周|制)$"
)
_KEEP_MANAGED = re.compile(r"(?:.{2,}管理|.{2,}工作)$")
_RELATION = re.compile(r"(?:推动|推进|促进|深化|发展)(?P<what>[^，。；推、]{1,10}?(?:关系|命运共同体建设|命运共同体))")
_SERVES = re.compile(
    r"^[^。；！？\n]{0,24}?，?(?:以|旨在|为的是|目的是|着力|切实|有效|进一步|更好)?(?:支持|帮助|面向|惠及|服务|保障|扶持|资助|覆盖|规范|整治|破解|"
    r"解决好?|提升|提高|改善|促进|推动|保护)(?P<what>[^，。、；！？\n的]{2,14})"
)
_QUOTED_NAME = re.compile(r"^(?P<lead>.*?)[“\"](?P<core>[^”\"]+)[”\"](?:的|等)?(?P<rest>.*)$")
# 关于加强甲推动乙的意见 aims at both.
_SECOND_AIM = re.compile(r"(?<=.{4})[\s　]*(?:，|以)?(?:优先支持|推动|推进|促进|支持|提高|提升|助力)")
_COUNTED = re.compile(r"[一二三四五六七八九十百千万亿\d０-９]+(?:斤|名|头|亩|户|人|个|家|吨|只)")
_TELLING = re.compile(r"(?:年|月|提质增效|提升|振兴|整治|治理|建设|服务|培训|招聘|民情|就业|创业|扶贫|助学|治水|禁渔|物业|党建引领.+)$")
_CLEAN_WORD = re.compile(r"[一-鿿A-Za-z\d“”·（）()、]+$")


@cache
def _head() -> re.Pattern[str]:
    return compiled("quoted_heads", "strong_heads", "made_heads", "document_heads", after="$")


@cache
def _leading_verb() -> re.Pattern[str]:
    verbs = (
        "加强和改进 加强和完善 巩固和完善 建立健全 建立完善 调整完善 进一步 加快 加强 推进 推动 促进 规范 完善 健全 改进 改善 支持 保障 落实 实施 开展 深化 提升 "
        "提高 优化 强化 做好 扩大 建立 构建 建设 培育 壮大 整治 治理 清理 打击 防范 防止 应对 积极 深入 全面 切实 大力 稳步 持续 扎实 有效 禁止 限制 "
        "鼓励 引导 扶持 帮助 维护 巩固 拓展 统筹 着力 坚决 严格 严厉 充分 创新 探索 设立 修改 修订 废除 制定 批准 召开 贯彻 学习 学习贯彻 深入贯彻 广泛 组织 推广 "
        "助力 服务 关爱 维护 畅通 激发 打赢 打好 集中 更好 消除 减轻 增加 解决 破解 缓解 确保 保护 取消 调整 改革 放宽 降低 简化"
    )
    return re.compile("^" + any_of(verbs.split()))


def targets_of(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """The targets of ``found``: those of a settled name, else of its own name, else of the sentence."""
    span, rule = found.mentions[0].span, rule_of(found.mentions[0])
    settled = settled_by_name().get(found.names[0])
    evidence = scene.evidence(span.start, span.end, "target-in-name", 0.7)
    if "一带一路" in found.names[0]:
        return tuple(filter(None, (_told_relation(found, scene),)))
    if settled is not None:
        several = len(settled.targets) > 1
        known = [t for t in settled.targets if not several or any(n in scene.text for n in t)]
        return tuple(Claim(names, evidence) for names in known)
    if rule == "plan":
        return tuple(filter(None, (_field_of_plan(found, scene),)))
    own = target_in(found.names[0], document=found.is_document)
    return tuple(Claim((name,), evidence) for name in own) or tuple(filter(None, (_told(found, scene),)))


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
        named = [part for part in (_stem(quoted["rest"]), _stem(quoted["lead"])) if len(part) >= 3]
        core = _core_target(quoted["core"])
        return tuple(dict.fromkeys((*named, *core)))[:2] if not named else tuple(named[:2])
    topic = _QUOTES.sub("", bare)
    if not document:
        stem = _stem(topic)
        return (stem,) if len(stem) >= 2 else ()
    topic = _without_head(topic)
    about = _ABOUT.search(topic)
    topic = about["about"] if about else topic
    topic = re.sub(r"的?(?:实施|指导|若干|暂行|决定|处理|补充|联合|总体|工作|规划|领导人|[一二三四五六七八九十\d]+[项条])*$", "", topic) or topic
    parts = [_stem(part, heads=False) for part in _SECOND_AIM.split(topic, maxsplit=1)]
    return tuple(part for part in parts if len(part) >= 2 and part not in ("宪", "中华人民共和国"))


def _core_target(core: str) -> tuple[str, ...]:
    """What the words in quotes say by themselves; most say nothing (“清风”), a few do (“千亿斤粮食”, “书香进校园”)."""
    enters = re.match(r"(?P<what>[一-鿿]{2,8})(?:进|入|下)(?P<where>[一-鿿]{2})$", core)
    if enters:
        return (enters["what"], enters["where"])
    counted = _COUNTED.match(core)
    if counted and len(core) - counted.end() >= 2:
        return (_stem(core[counted.end() :]),)
    if re.search(r"群众办", core):
        return ("群众",)
    if _TELLING.search(core):
        stem = _stem(core.removesuffix("年").removesuffix("月"))
        return (stem,) if len(stem) >= 2 else ()
    return ()


def _without_head(topic: str) -> str:
    cut = _head().sub("", topic)
    return cut.removesuffix("的") or topic


def _stem(topic: str, heads: bool = True) -> str:
    """``topic`` without frame, numerals, verbs before and heads after: 加快新时代畜牧业发展工程 → 畜牧业发展."""
    topic = _head().sub("", topic) if heads else topic
    before = ""
    while before != topic and topic:
        before = topic
        topic = _FRAME.sub("", topic).lstrip("的、和与等及")
        topic = _NUMBER.sub("", topic)
        topic = _without_place(topic)
        shorter = _leading_verb().sub("", topic)
        topic = shorter if len(shorter) >= 3 else topic
    shorter = _TAIL.sub("", topic)
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
            return Claim((match["what"],), scene.evidence(mention.span.start, match.end("what"), "target-relation", 0.5))
    return None


def _told(found: Group, scene: Scene) -> Claim | None:
    for mention in found.mentions:
        match = _SERVES.match(scene.text, mention.span.end)
        if match and _CLEAN_WORD.fullmatch(match["what"]):
            return Claim((match["what"],), scene.evidence(mention.span.start, match.end("what"), "target-told", 0.5))
    return None


def _sentence_end(text: str, at: int) -> int:
    stop = SENTENCE_END.search(text, at)
    return stop.start() if stop else len(text)
