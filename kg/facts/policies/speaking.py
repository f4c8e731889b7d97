"""The body for which somebody speaks: 某部有关负责人介绍，今年将实施…: what it will carry out is its own."""

from __future__ import annotations

import re

from kg.facts.policies.actors import Actor
from kg.facts.policies.subjects import Scene, carrying
from kg.model import Mention

_SAYS = re.compile(r"[^，。；：]{0,24}?(?:表示|介绍|指出|强调|提出|透露|明确|了解到|获悉|宣布|要求|称|说)[，：]")
# Within so many characters of the paragraph's beginning, and so far from the mention at most.
_OPENS, _REACH = 40, 400
_CLAUSE = re.compile(r"[，。；：！？]")
# 落实某部署, 在某战略下: not carried out by the speaker but heard of, followed or thanked for.
_OF_OTHERS = re.compile(r"根据|按照|依据|依照|随着|自从|感谢|支持.{0,6}(?:国|方)")


def speaking_body(mention: Mention, scene: Scene) -> list[tuple[Actor, str]]:
    """The body that speaks in the mention's paragraph, where the mention's own clause has nobody else to act in it."""
    start = mention.span.start
    paragraph = scene.text.rfind("\n", 0, start) + 1
    if start - paragraph > _REACH:
        return []
    clause = max((m.end() for m in _CLAUSE.finditer(scene.text, paragraph, start)), default=paragraph)
    if carrying().search(scene.text, clause, start) is None or _OF_OTHERS.search(scene.text, clause, start):
        return []
    if any(actor.kind != "meeting" for actor in scene.between(clause, start)):
        return []
    for actor in scene.between(paragraph, min(start, paragraph + _OPENS)):
        if actor.kind == "body" and _SAYS.match(scene.text, actor.span.end, start):
            return [(actor, "speaking-body")]
    return []
