"""What a policy is aimed at: the field or group in its name, else what the sentence says it serves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from kg.facts.policies.actors import side_names
from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.sides import lands_in
from kg.facts.policies.subjects import SENTENCE_END, Scene
from kg.facts.policies.told import told_after, told_against, told_before
from kg.facts.policies.topics import listed, stem, target_in
from kg.lexicon.policies import any_of, settled_by_name, words
from kg.mentions.policy_wide import name_start, verb_before
from kg.model import Claim, Evidence

_RELATION = re.compile(
    r"(?:推动|推进|促进|深化|发展)(?:构建)?(?P<what>(?!构建|人类)[^，。；推、]{1,10}?(?:关系|命运共同体建设|命运共同体))"
)
# 把中秘关系打造成…, 中秘合作成果丰硕
_OURS = re.compile(
    r"(?:两国|双边|中(?![方国互友务战传全等])[一-鿿]{1,3}?)(?:互利|友好|务实|战略|传统|全面)*(?:关系|合作)(?!论坛|组织|协定|文件|规划|委员|机制)"
)
# 互联互通, 民心相通: what the road is said to be for in its sentence.
_ROAD_ENDS = re.compile(
    r"互联互通|民心相通|贸易畅通|(?:各国|世界)?共同(?:发展|繁荣)|(?:高水平|向[东西南北])?(?:对外)?开放(?![型性的式])|开放型世界经济"
)
_SERVES = re.compile(
    r"[^，。；！？\n]{0,14}，?(?:以|旨在|为的是|目的是|着力|切实|有效|进一步|更好|全力)?(?:支持|帮助|面向|惠及|服务|保障|扶持|资助|覆盖|规范|"
    r"整治|破解|解决好?|提升|提高|改善|促进|推动|保护)(?P<what>(?:(?!上级|围着|发挥|实现|企业|项目|问题|发放|提供|开展|推出)[^，。、；！？\n的把让着]){2,10})"
)
# 包括养老在内的…, 对外来人口实行…: the group or field that the clause gives the policy.
_INCLUDED = re.compile(r"包括(?P<what>[一-鿿]{2,10})在内的[一-鿿、]{0,8}$")
_TOWARDS = re.compile(
    r"对(?P<what>[一-鿿“”、]{1,20}?)(?:继续|全面|进行|一直|始终)?(?:实施|实行|推行|采取|开展|执行|坚持|建立)了?$"
)
_AROUND = re.compile(r"(?:围绕|聚焦|着眼)(?P<what>[^，。；]{4,60}?)(?:，|。|作出|提出|部署|进行|明确)")
# ——修好山路、建好驿站，改善护林员生活。: the last clause of a run-in heading.
_HEADING = re.compile(r"(?:^|[。\n])——(?:[^。！？\n]{2,24}，)?(?P<what>[^，。！？\n]{5,24})。")
# “青国年” · 中青文化年
_LAND_OF_YEAR = re.compile(r".*“(?P<one>[一-鿿]{2,5})年”|“?(?P<two>(?:中[一-鿿]|[一-鿿]中)[一-鿿]{2,8})年")
_QUOTED = re.compile("“([^”]+)”")
# Roads, parks and corridors of two lands serve what 一带一路 serves.
_ROAD = re.compile(r"铁路|高铁|走廊|两国双园|两廊一圈|陆海新通道")
_SETS_OUT = re.compile(
    r"(?:纲要|建议|草案)*(?:明确)?(?:提出|明确|指出|部署)[，：“]*(?:我国|国家)?(?:到[\d０-９]+年，)?(?:要|将)?"
    r"(?:加快|加力|进一步|适度|超前|前瞻|深入|大力|积极|稳步|有序)*"
    rf"(?:{any_of(words('aiming_verbs'))}|建设|打造|布局|实施|建成|发展|推行)(?:一批)?(?P<what>[^，。；：！？\n《》“”的]{{2,20}})"
)
_BREAK = re.compile(r"[，。；：！？\n《》“”（）…—]")
_PEOPLE = re.compile(
    r"[^。；！？\n]{0,44}?(?:帮助|支持|惠及|服务|覆盖|面向|助力|受益|方便|造福|保障|为|让)(?:更多|广大|全[省市县区国]|各类|[\d０-９]+多?[万亿]?[名户家]?)*"
    r"(?P<who>(?:[一-鿿]{2,3})?(?:企业|群众|百姓|农民|居民|老年人|老人|儿童|学生|毕业生|职工|农户|市民|消费者|村民|旅客|游客|残疾人|妇女|青年|商户|经营主体))"
)
_PROGRESS = re.compile(
    r"(?:(?:纵深|深入|稳步|持续|有序|扎实)?推进|(?:持续|不断)?(?:深入|提升|增强|完善)|走深走实|成效显著|提质增效)$"
)
# 第15号决议: a number says nothing of its matter.
_NO_FIELD = re.compile(r"第[\d０-９]+号$|^[\d０-９]{4}$")
_CLEAN_WORD = re.compile(r"[一-鿿A-Za-z\d“”·（）()、]+$")


def targets_of(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """The targets of ``found``: those of a settled name, else of its own name, else of the sentence."""
    span, rule, name = found.mentions[0].span, rule_of(found.mentions[0]), found.names[0]
    settled = settled_by_name().get(name)
    evidence = scene.evidence(span.start, span.end, "target-in-name", 0.7)
    if "一带一路" in name or (settled is not None and not settled.targets and _ROAD.search(name)):
        return _told_relation(found, scene)
    if included := _INCLUDED.search(scene.text, max(0, span.start - 24), span.start):
        return (Claim((included["what"],), scene.evidence(included.start(), span.end, "target-told", 0.6)),)
    if rule == "state-policy":
        return (Claim((re.sub(r"^新|政策$", "", found.mentions[0].names[-1]),), evidence),)
    if settled is not None:
        several = len(settled.targets) > 1
        known = [t for t in settled.targets if not several or any(n in scene.text for n in t)]
        return tuple(Claim(names, evidence) for names in known)
    if rule == "plan":
        return _field_of_plan(found, scene) or _laid_down(found, scene)
    if rule == "short-title":
        return _told_by_itself(found, scene)
    if rule == "year" and "愿景" in name:
        return tuple(filter(None, (_told(found, scene),)))
    if rule == "year" and (land := _LAND_OF_YEAR.match(name)):
        return (Claim((land["one"] or land["two"],), evidence),)
    towards = _TOWARDS.search(scene.text, max(0, span.start - 24), span.start)
    if towards and not found.is_document and (what := _side(towards["what"], scene.text)):
        return (Claim(what, scene.evidence(towards.start(), span.end, "target-towards", 0.6)),)
    return _by_name(found, scene, evidence)


def _by_name(found: Group, scene: Scene, evidence: Evidence) -> tuple[Claim, ...]:
    """What the name of ``found`` says that it is about, with the words around it where it says little or nothing."""
    rule, name = rule_of(found.mentions[0]), found.names[0]
    own = tuple(t for t in target_in(name, document=found.is_document) if not _NO_FIELD.search(t))
    own = tuple(t for t in own if t != lands_in(name))
    lead = _lead(found.mentions[0].span.start, scene) if rule in ("quoted", "quoted-whole", "scored") else ""
    if lead and not any(lead in thing for thing in own):
        own = (lead, *own)[:2]
    if not own:
        return tuple(itertools.islice(_by_the_story(found, scene), 1))
    # What only the words in quotes tell is seldom all.
    hinted = rule in ("quoted", "quoted-whole") and len(own) == 1 and _is_quoted(own[0], name)
    more = () if found.is_document else told_against(found, scene)
    more = itertools.chain(more, told_after(found, scene) if hinted else ())
    return (*(Claim((thing,), evidence) for thing in own), *itertools.islice(more, 1))


def _is_quoted(what: str, name: str) -> bool:
    return any(what in core for core in _QUOTED.findall(name))


def _by_the_story(found: Group, scene: Scene) -> Iterator[Claim]:
    """What the words around the name tell, the surest first."""
    yield from told_before(found, scene)
    yield from filter(None, (_told(found, scene),))
    yield from told_after(found, scene)
    yield from filter(None, (_in_heading(found, scene), _group(found, scene)))


def _lead(start: int, scene: Scene) -> str:
    """动力煤“一号工程”: the noun right before the quotes says what they are about, unless it is who acts."""
    text = scene.text
    if text[start : start + 1] != "“":
        return ""
    low = max((m.end() for m in _BREAK.finditer(text, max(0, start - 24), start)), default=max(0, start - 24))
    begin = name_start(text, low, start)
    lead = "" if verb_before(text, start) else stem(text[begin:start])
    acting = any(a.span.end > begin for a in scene.between(max(0, begin - 12), start))
    fit = 3 <= len(lead) <= 12 and _CLEAN_WORD.fullmatch(lead) and lead not in words("no_target")
    return "" if acting or not fit else lead


def _group(found: Group, scene: Scene) -> Claim | None:
    """…，帮助更多中小企业…: the people whom the rest of the sentence says it serves."""
    for mention in found.mentions:
        match = _PEOPLE.match(scene.text, mention.span.end)
        if match:
            return Claim((match["who"],), scene.evidence(mention.span.start, match.end("who"), "target-group", 0.5))
    return None


def _side(what: str, text: str) -> tuple[str, ...]:
    """对朝 → 朝鲜: the country that one character stands for, if one does; other words stand for themselves."""
    return side_names(f"{what}方", text)[:1] if len(what) == 1 else (what,)


def _field_of_plan(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """A five-year plan is about what its sentence says: 经济社会发展, or nothing."""
    for mention in found.mentions:
        low, high = scene.begin(mention.span.start), _sentence_end(scene.text, mention.span.end)
        match = re.compile("经济社会发展|国民经济和社会发展").search(scene.text, low, high)
        if match:
            return (Claim((match[0],), scene.evidence(match.start(), match.end(), "target-told", 0.6)),)
    return ()


def _laid_down(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """规划纲要提出，要建设一批渔港: what the sentence says that a plan sets out to do."""
    for mention in found.mentions:
        match = _SETS_OUT.match(scene.text, mention.span.end)
        things = listed(stem(match["what"], heads=False)) if match else []
        if match and (told := [thing for thing in things if len(thing) >= 2 and thing not in words("no_target")]):
            evidence = scene.evidence(mention.span.start, match.end("what"), "target-told", 0.5)
            return tuple(Claim((thing,), evidence) for thing in told)
    return ()


def _told_relation(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """两国关系, 中秘关系: what a sentence on 一带一路 says the sides want to further."""
    for mention in found.mentions:
        end = _sentence_end(scene.text, mention.span.end)
        match = _RELATION.search(scene.text, mention.span.end, end)
        if match:
            evidence = scene.evidence(mention.span.start, match.end("what"), "target-relation", 0.5)
            return (Claim((match["what"],), evidence),)
    for mention in found.mentions:
        end = _sentence_end(scene.text, mention.span.end)
        if match := _ROAD_ENDS.search(scene.text, mention.span.end, end) or _OURS.search(
            scene.text, mention.span.end, end
        ):
            return (Claim((match[0],), scene.evidence(mention.span.start, match.end(), "target-relation", 0.5)),)
    return ()


def _told_by_itself(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """《决定》围绕深化甲改革、推进乙建设作出部署: what a document without a title says that it is about."""
    for mention in found.mentions:
        match = _AROUND.match(scene.text, mention.span.end)
        if match:
            evidence = scene.evidence(mention.span.start, match.end("what"), "target-told", 0.5)
            parts = [stem(part, heads=False) for part in re.split("[、和]", match["what"])]
            return tuple(Claim((part,), evidence) for part in parts if len(part) >= 3)[:3]
    return ()


def _told(found: Group, scene: Scene) -> Claim | None:
    for mention in found.mentions:
        match = _SERVES.match(scene.text, mention.span.end)
        if match and _CLEAN_WORD.fullmatch(match["what"]):
            return Claim((match["what"],), scene.evidence(mention.span.start, match.end("what"), "target-told", 0.5))
    return None


def _in_heading(found: Group, scene: Scene) -> Claim | None:
    """——完善乡村养老服务体系。… “邻里饭桌”制度: the run-in heading above says what its paragraph is about."""
    at = found.mentions[0].span.start
    headings = list(_HEADING.finditer(scene.text, max(0, at - 500), at))
    if not headings or "\n" in scene.text[headings[-1].end() : at]:
        return None
    last = headings[-1]
    what = stem(_PROGRESS.sub("", last["what"]))
    if len(what) < 4 or what in words("no_target"):
        return None
    return Claim((what,), scene.evidence(last.start("what"), last.end("what"), "target-in-heading", 0.4))


def _sentence_end(text: str, at: int) -> int:
    stop = SENTENCE_END.search(text, at)
    return stop.start() if stop else len(text)
