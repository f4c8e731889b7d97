"""Who issues a policy as its own name says: the states of a treaty, the bodies with which a title begins."""

from __future__ import annotations

import re

from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.sides import sides_of
from kg.facts.policies.subjects import Scene
from kg.lexicon.organizations import find_bodies
from kg.lexicon.organizations import names_of as body_names
from kg.lexicon.policies import telling_names
from kg.model import Claim

# 青山市人民政府关于…的决定: the body that the title begins with, though no list may have it.
_TITLE_BODY = re.compile(
    r"(?P<body>[一-鿿]{2,20}?(?:人民政府|政府|人大常委会|人民代表大会常务委员会|人民代表大会|委员会|办公厅|办公室|[^机]厅|[^大]局|[^内全干]部|法院|检察院|省委|市委|县委|总局))关于"
)
# 甲部 乙部关于…的意见: bodies that the title begins with, parted by spaces.
_JOINT_BODIES = re.compile(r"(?P<bodies>(?!关于)[一-鿿]{2,14}(?:[\s　]+[一-鿿]{2,14}){1,4}?)(?:印发)?关于")
_BODY_JOINT = re.compile(r"[、和\s]{0,2}")


def told_in_name(found: Group, scene: Scene) -> list[Claim]:
    """中华人民共和国和某国关于…的联合声明, 中法文化旅游年: both states issue it; 某全会决定: that session does."""
    name, span = found.names[0], found.mentions[0].span
    evidence = scene.evidence(span.start, span.end, "issuer-in-name", 0.7)
    if rule_of(found.mentions[0]) == "short-title" and len(name) > 2:
        return [Claim((name.removesuffix(found.mentions[0].names[-1]),), evidence)]
    if rule_of(found.mentions[0]) == "state-policy":
        *_, with_state, without = found.mentions[0].names
        return [Claim((with_state.removesuffix(without),), evidence)]
    if sides := sides_of(name, scene.text):
        return [Claim(_known(side, scene), evidence) for side in sides]
    if found.is_document and (joint := _JOINT_BODIES.match(name)):
        return [Claim(body_names(part), evidence) for part in joint["bodies"].split()]
    bodies, rest = first_bodies(name) if found.is_document else ([], "")
    if bodies and rest.startswith(("关于", "印发")):
        return [Claim(_known(body, scene), evidence) for body in bodies]
    if found.is_document and (titled := _TITLE_BODY.match(name)):
        return [Claim(_known((titled["body"],), scene), evidence)]
    telling = next((row for row in telling_names() if row.pattern.fullmatch(name)), None)
    return [Claim(telling.issuer, evidence)] if telling else []


def is_default(name: str, claim: Claim) -> bool:
    """Whether ``claim`` says only what the name tells where nothing tells who proposed it: 全球…倡议 is China's."""
    telling = any(row.is_default and row.pattern.fullmatch(name) for row in telling_names())
    return telling and claim.evidence.rule == "issuer-in-name"


def first_bodies(name: str) -> tuple[list[tuple[str, ...]], str]:
    """中共中央、国务院|关于…的意见: the names of each body with which ``name`` begins, and what follows them."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for body in find_bodies(name):
        at = len(name) - len(name[body.span.start :].lstrip())
        if _BODY_JOINT.fullmatch(name, found[-1][0] if found else 0, at) is None:
            break
        found.append((body.span.end, tuple(dict.fromkeys((*body.body.names, body.span.of(name))))))
    return [names for _, names in found], name[found[-1][0] :] if found else name


def _known(side: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    """The names of a side with those that the text has for it."""
    told = next((actor.names for actor in scene.actors if side[0] in actor.names), ())
    return tuple(dict.fromkeys((*side, *told)))
