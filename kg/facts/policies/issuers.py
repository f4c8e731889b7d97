"""Who issued, made, adopted or carries out a policy, as the words around its mentions say."""

from __future__ import annotations

import re

from kg.facts.policies.actors import Actor, foreign_state
from kg.facts.policies.defaults import by_default, china_and, foreign_lands
from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.in_name import is_default, told_in_name
from kg.facts.policies.sessions import moved, resolved, session
from kg.facts.policies.subjects import (
    Scene,
    carrying,
    clauses,
    coordinated,
    governed,
    joined_before,
    making,
    subject_of,
)
from kg.model import Claim, Mention, Span

_ORDER = re.compile(r"签署(?:第[\d０-９]+号)?(?P<body>国务院令|主席令|命令|中央军委命令|军委命令|总统令)")
_COMMISSION = ("中央军委", "中央军事委员会")
_ORDER_BODY = {"国务院令": ("国务院",), "中央军委命令": _COMMISSION, "军委命令": _COMMISSION}
_OWNED = re.compile(r"(?:的|关于|有关|关于.{0,10}|《)?")
_BY = re.compile(r"[^，。；]{0,12}，?(?:是|系)?由")
# …，这是党中央…提出的要求; …，是云州结合实际探索的做法.
_AS_WORK = re.compile(r"(?:[^。；！？\n]{0,30}，这?)?是")
_WORK_OF = re.compile(
    r"[^，。；]{0,20}(?:提出|探索|推出|创新|首创|作出|部署|确定|主办|发起|实施|组织|设立|启动|推行|主导|推动)(?:的|出)"
)
# 《…》经…大会审议通过: who passed it.
_PASSED = re.compile(r"[^，。；]{0,4}已?经[^，。；]{0,14}")
_PASSED_BY = re.compile(r"[^，。；]{0,24}(?:通过|批准)")
_PROPOSED = re.compile(
    r"(?:主席|总书记|总理|总统|首相|先生|同志|政府|方面)?(?:首次|郑重|率先|在.{2,20}?)?"
    r"(?:(?:提出|发起)[^，。；]{2,24}，)?(?:提出|发起|倡导|倡议|亲自谋划、亲自部署、亲自推动)(?:了|的)?(?:构建.{0,14}?理念和|重大|重要)?"
)
_BOTH = re.compile(r"[同与][一-鿿]{1,3}方|双方|两国|中[一-鿿]{1,2}(?:高质量)?共建|[同与]中国|愿[同与]")
# What a session does to a treaty makes it none of the treaty's sides.
_PASSING = frozenset(("session", "sitting", "moved"))
_BLOCS = frozenset(("东盟", "欧盟", "非盟", "阿盟", "海合会", "拉共体", "上合组织"))
_BY_CHINA = re.compile(r"(?:中国|中方|我国|我们)[^。]*?(?:落实|推进|践行|推动)")
_PARTNER = re.compile(r"(?:愿意?|将|希望|愿继续|将继续)?[同与和]")
# 两国发表了…: two states act, or have what the name names.
_TWO = re.compile(r"(?P<two>两国)[^，。；]{0,16}$")
# Who issues a policy is told where it is first named or soon after.
_READ = 12


def issuers_of(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """The issuers of ``found``, each body or person once, in the order in which the text tells them."""
    claims = told_in_name(found, scene)
    made = bool(claims) and found.is_document  # by those whom its name tells, whoever passes it now
    for mention in found.mentions[:_READ]:
        told = _issuers_at(mention, found, scene)
        if not told and not claims:
            begin = scene.begin(mention.span.start)
            told = by_default(mention, begin, found, scene)
        for actor, rule in told:
            names = resolved(actor, scene, mention.span.start)
            if not names or (made and rule in _PASSING) or any(set(names) & set(claim.names) for claim in claims):
                continue
            if actor.kind == "person" and rule == "proposed" and not _carried_by_china(found, scene):
                claims = [claim for claim in claims if not is_default(found.names[0], claim)]
            low, high = min(actor.span.start, mention.span.start), max(actor.span.end, mention.span.end)
            span = (low, high) if high - low <= 160 else (actor.span.start, actor.span.end)
            claims.append(Claim(names, scene.evidence(*span, rule, 0.7)))
    return tuple(claims[:8])


def _carried_by_china(found: Group, scene: Scene) -> bool:
    """中方愿同各方落实好全球…倡议: whether some sentence has China carry out what its president proposed."""
    starts = [(scene.begin(m.span.start), m.span.start) for m in found.mentions]
    return any(_BY_CHINA.search(scene.text, begin, start) for begin, start in starts)


def _issuers_at(mention: Mention, found: Group, scene: Scene) -> list[tuple[Actor, str]]:
    start = scene.list_start(mention)
    begin = scene.begin(start)
    for reading in (_by_order(begin, start, scene), _by_whom(mention, scene), _proposed(begin, start, scene)):
        if reading:
            return _with_china(reading, mention, found)
    name = found.names[0]
    if "一带一路" in name:
        return _both_sides(mention, begin, start, scene)
    if name.endswith("倡议") and name.startswith(("全球", "三大", "四大")):
        return [o for o in _owner(start, begin, scene) if o[0].names[0] == "中国"]
    owner = [] if rule_of(mention) in ("law", "scored") else _owner(start, begin, scene)
    verb = making() if found.is_document and rule_of(mention) != "plan" else carrying()
    if bill := moved(begin, start, scene):
        return bill
    if rule_of(mention) == "law" and not making().search(scene.text, max(begin, start - 5), start):
        return []
    told = owner or session(begin, start, scene) or subject_of(start, begin, scene, verb)
    told = _with_partner(told, begin, start, scene) or _two_states(begin, start, scene)
    if not told and name.startswith("一个中国"):
        return _speaking_state(mention, begin, scene)
    return told


def _with_china(reading: list[tuple[Actor, str]], mention: Mention, found: Group) -> list[tuple[Actor, str]]:
    """What China's president proposes as 共建“一带一路” is China's too."""
    if "一带一路" in found.names[0] and any(a.kind == "person" for a, _ in reading):
        return [*reading, (Actor(mention.span, ("中国", "中方"), "land"), "proposed")]
    return reading


def _with_partner(told: list[tuple[Actor, str]], begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """中方愿同青方一道，落实成果，推进…: with whom a state says that it acts in an earlier clause acts, too."""
    if len(told) != 1 or told[0][0].kind != "land" or told[0][0].span.start < begin:
        return told
    actor, rule = told[0]
    partner = next((a for a in scene.between(actor.span.end, start) if a.kind == "land"), None)
    if partner is None or not _PARTNER.fullmatch(scene.text, actor.span.end, partner.span.start):
        return told
    return [*told, (partner, rule)]


def _by_order(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """签署国务院令，公布《…》: the body of the order and who signed it."""
    match = _ORDER.search(scene.text, begin, start)
    if match is None or start - match.end() > 30:
        return []
    people = [a for a in scene.between(begin, match.start()) if a.kind == "person"]
    found = [(people[-1], "signed-order")] if people else []
    body = _ORDER_BODY.get(match["body"], ())
    if match["body"] == "命令" and "军委" in scene.text[begin : match.start()]:
        body = _COMMISSION
    if body:
        found.append((Actor(Span(*match.span("body")), body, "body"), "signed-order"))
    return found


def _by_whom(mention: Mention, scene: Scene) -> list[tuple[Actor, str]]:
    """《…》由甲、乙联合印发."""
    end = mention.span.end
    for actor in scene.between(end, end + 40):
        if _BY.fullmatch(scene.text, end, actor.span.start):
            return [(a, "issued-by") for a in coordinated(actor, scene, end + 80)]
        if _PASSED.fullmatch(scene.text, end, actor.span.start) and _PASSED_BY.match(scene.text, actor.span.end):
            return [(actor, "passed-by")]
        if _AS_WORK.fullmatch(scene.text, end, actor.span.start) and _WORK_OF.match(scene.text, actor.span.end):
            return [(actor, "work-of")]
    return []


def _proposed(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """某某主席提出的…倡议, 中方提出…: who stands right before the word of proposing."""
    near = scene.between(max(begin, start - 60), start)
    for i in range(len(near), 0, -1):
        if _PROPOSED.fullmatch(scene.text, near[i - 1].span.end, start):
            return [(actor, "proposed") for actor in joined_before(near[:i], scene)]
    return []


def _owner(start: int, begin: int, scene: Scene) -> list[tuple[Actor, str]]:
    """某国“…”战略, 中国“九五”计划, 云州银行的“…”产品: the actor right before the name."""
    near = scene.between(max(begin, start - 24), start)
    if not near or not _OWNED.fullmatch(scene.text, near[-1].span.end, start):
        return []
    actor = near[-1]
    if "关于" in scene.text[actor.span.end : start] and "中共中央" not in actor.names:
        return []
    side = scene.text[actor.span.end - 1] == "方"
    if actor.kind == "meeting" or (side and governed().search(scene.text, begin, actor.span.start)):
        return []
    owners = joined_before(near, scene)
    # 对甲市、乙市的应急响应: lands of which something is said.
    towards = scene.text[owners[0].span.start - 1 : owners[0].span.start] == "对" and scene.text[start - 1] == "的"
    return [] if towards else [(each, "owner") for each in owners]


def _two_states(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """两国发表的…: China and the one foreign state that the article turns on."""
    match = _TWO.search(scene.text, begin, start)
    other = foreign_state(scene.text, scene.article.headline or "") if match else None
    if match is None or other is None:
        return []
    return china_and(other, Span(*match.span("two")), scene, "two-states")


def _speaking_state(mention: Mention, begin: int, scene: Scene) -> list[tuple[Actor, str]]:
    """奉行一个中国原则 without a subject: the foreign state that the text named last."""
    if not re.search(r"奉行|恪守|坚持|支持|重申", scene.text[max(begin, mention.span.start - 12) : mention.span.start]):
        return []
    lands = foreign_lands(scene.between(0, mention.span.start))
    return [(lands[-1], "speaking-state")] if lands else []


def _blocs(actors: tuple[Actor, ...]) -> list[Actor]:
    return [a for a in actors if any(name in _BLOCS for name in a.names)]


def _both_sides(mention: Mention, begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """共建“一带一路”: both states where two carry it out together; what its president proposes brings China in."""
    text = scene.text
    low = clauses(text, begin, start)[-1][0]
    here = text[low : min(len(text), mention.span.end + 12)]
    lands = foreign_lands(scene.between(begin, start)) or _blocs(scene.between(begin, start))
    other = lands[-1].names[0] if lands else foreign_state(text, scene.article.headline or "")
    if other is None or not (_BOTH.search(text, begin, start) or "合作" in here):
        return []
    return china_and(other, mention.span, scene, "both-sides")
