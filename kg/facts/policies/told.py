"""What a policy is aimed at where its name does not say: what it does, for whom and where, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.policies.groups import Group
from kg.facts.policies.subjects import SENTENCE_END, Scene
from kg.facts.policies.topics import stem
from kg.lexicon.gazetteer import country_names, divisions_named
from kg.lexicon.policies import any_of, words
from kg.model import Claim

_AIMS = any_of(words("aiming_verbs"))
_WHAT = r"(?P<what>(?![以\d０-９])(?:(?![的把让着使了在将])[^，。、；：！？\n《》“”（）]){2,16})"
_OF_WHAT = r"(?P<what>[^，。；：！？\n《》“”（）的]{2,20})"
# 面向果农的“…贷”, 解决水源问题的“…计划”: the clause that the name closes.
_WHICH = re.compile(rf"(?:{_AIMS}|面向|针对|有关|关于|用于){_OF_WHAT}的[^，。；：！？\n《》“”]{{0,8}}$")
# 在山区集镇全面推行“…制”, 在三十所山村学校中实施“…”.
_AMONG = re.compile(
    r"在(?!此|这|该|下|全[一-鿿]{1,3}(?:开展|实施|推行|实行|建立|推广|启动|范围|广泛|全面|深入|普遍|组织|率先|持续))(?:全[国省市县区乡镇校])?(?P<what>[^，。；：！？\n《》“”（）的]{2,20}?)(?:中|里|内)?(?:广泛|全面|深入|普遍|组织|率先|持续)?(?:开展|实施|推行|实行|建立|推广|启动)了?$"
)
# 为了改善山路，…: what the sentence says that it is done for.
_FOR = re.compile(
    r"(?<![一-鿿])为(?!此|期|契机|主|重点|抓手|主线|目标)(?:了|着力|进一步|切实|更好|有效)*"
    rf"(?:{_AIMS}|鼓励|引导)*{_WHAT}[^，。；]*，"
)
# 针对山火多发，建立…; 为山村学生推出…; 围绕森林防火，实施…: the trouble, the people or the field of the sentence.
_AGAINST = re.compile(
    r"(?:针对|面向|围绕|聚焦|着眼)(?P<what>(?![这此今该])[^，。；：！？\n《》“”（）]{2,20}?)(?:，|实施|实行|推行|开展|制定|建立|推出|组织)[^。；]*$"
)
_GIVEN = re.compile(
    r"为(?!此|期|主|重点|抓手|主线|目标|了)(?P<what>[^，。；：！？\n《》“”（）]{2,14}?)(?:实施|实行|推行|开展|制定|建立|推出|组织|提供|设立)[^，。；]*$"
)
# 山林管理工作要坚持“…”的方针: the work that holds to it.
_OF_WORK = re.compile(
    r"(?:^|[，；：])(?P<what>[一-鿿]{2,10}(?:工作|市场|建设|领域|产业|事业|行业|管理))(?:要|应|必须|须|仍|将|都|一律|始终|继续)*"
    r"(?:实行|执行|坚持|推行|实施|遵循|建立)[^，；]*$"
)
# 加强山林保护，推行“…”: what the clause before is to better.
_BESIDE = re.compile(
    rf"(?:^|[，；：])(?:要|将|进一步|切实|扎实|着力|不断|持续|全力|更好|全面|深入|大力|积极|努力|合力|认真|加力)*"
    rf"(?:{_AIMS}|抓好|做好|统筹){_WHAT}，[^，；]{{0,30}}$"
)
# …，净化图书市场; …，鼓励护林员…: what comes of it.
_SO = re.compile(
    rf"[^。；！？\n]{{0,40}}?(?:，|以|来|旨在|目的是|为的是)(?:进一步|切实|有效|有力地?|着力|不断|持续|全力|更好|全面|以|来|从而|进而)*(?:{_AIMS}|针对|面向|鼓励|引导|组织){_WHAT}"
)
# 会议发表声明，谴责各种走私活动: what a statement without a title speaks of.
_STATES = re.compile(
    r"[^。；！？\n]{0,20}?(?:(?:强烈|严厉|坚决|一致)*(?:谴责|呼吁|敦促|反对|宣布|决定|同意|重申|支持|欢迎)(?:组建|建立|成立|加强)?|[说称](?=，))"
    r"，?(?P<what>[^，。；：！？、\n]{2,30})"
)
# 职工特别是年轻职工
_ESPECIALLY = re.compile(r"(?:特别|尤其)是.*$|等$")
_BEFORE = (
    (_WHICH, "target-which"),
    (_AMONG, "target-among"),
    (_FOR, "target-for"),
    (_AGAINST, "target-against"),
    (_GIVEN, "target-for"),
    (_OF_WORK, "target-of-work"),
    (_BESIDE, "target-beside"),
)
_STATEMENTS = ("声明", "公报", "宣言")


def told_after(found: Group, scene: Scene) -> Iterator[Claim]:
    """What the rest of the sentence says that the policy does."""
    said = found.is_document and found.names[0].endswith(_STATEMENTS)
    for mention in found.mentions:
        stop = SENTENCE_END.search(scene.text, mention.span.end)
        end = stop.start() if stop else len(scene.text)
        match = (_STATES if said else _SO).match(scene.text, mention.span.end, end)
        if match:
            yield from _claims(match, mention.span.start, match.end("what"), "target-told", scene)


def told_against(found: Group, scene: Scene) -> Iterator[Claim]:
    """针对山火多发，某市实施“清林”行动: the trouble or the people that the sentence names, whatever the name says."""
    for mention in found.mentions:
        begin = scene.begin(mention.span.start)
        match = _AGAINST.search(scene.text, begin, mention.span.start)
        if match and match[0].startswith(("针对", "面向")):
            yield from _claims(match, match.start("what"), mention.span.end, "target-against", scene)


def told_before(found: Group, scene: Scene) -> Iterator[Claim]:
    """What the sentence says before the name: whom it is for, among whom, to which end."""
    for mention in found.mentions:
        begin = scene.begin(mention.span.start)
        for pattern, rule in _BEFORE:
            match = pattern.search(scene.text, begin, mention.span.start)
            if match:
                yield from _claims(match, match.start("what"), mention.span.end, rule, scene)


def _claims(match: re.Match[str], start: int, end: int, rule: str, scene: Scene) -> Iterator[Claim]:
    what = stem(_ESPECIALLY.sub("", match["what"]), heads=False)
    least = 4 if rule == "target-beside" else 2
    if (
        len(what) >= least
        and what not in words("no_target")
        and what not in country_names()
        and not divisions_named(what)
    ):
        yield Claim((what,), scene.evidence(start, end, rule, 0.5))
