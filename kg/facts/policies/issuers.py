"""Who issued, made, adopted or carries out a policy, as the words around its mentions say."""

from __future__ import annotations

import re

from kg.facts.policies.actors import Actor, foreign_state
from kg.facts.policies.groups import Group, rule_of
from kg.facts.policies.sessions import resolved, session, sitting
from kg.facts.policies.sides import sides_of
from kg.facts.policies.speaking import speaking_body
from kg.facts.policies.subjects import (
    Scene,
    carrying,
    clauses,
    coordinated,
    governed,
    making,
    opening_subject,
    subject_of,
)
from kg.lexicon.gazetteer import countries_named, divisions_named
from kg.lexicon.organizations import names_of as body_names
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
    r"(?:提出|发起|倡导|倡议|亲自谋划、亲自部署、亲自推动)(?:了|的)?(?:构建.{0,14}?理念和|重大|重要)?"
)
_BOTH = re.compile(r"[同与][一-鿿]{1,3}方|双方|两国|中[一-鿿]{1,2}(?:高质量)?共建|[同与]中国|愿[同与]")


_TOLD_TO = re.compile(r"要|必须|应当|应(?![用对急])|须")
# 青山市人民政府关于…的决定: the body that the title begins with.
_TITLE_BODY = re.compile(
    r"(?P<body>[一-鿿]{2,20}?(?:人民政府|政府|人大常委会|人民代表大会常务委员会|人民代表大会|委员会|办公厅|办公室|国务院|中共中央|[^机]厅|[^大]局|[^内全干]部|法院|检察院|省委|市委|县委|总局))关于"
)
# 甲部 乙部关于…的意见: bodies that the title begins with, parted by spaces.
_JOINT_BODIES = re.compile(r"(?P<bodies>(?!关于)[一-鿿]{2,14}(?:[\s　]+[一-鿿]{2,14}){1,4}?)(?:印发)?关于")
# 新时代党的…方略: the party's; 全球…倡议: China's.
_PARTYS = re.compile(r"(?:新时代)?党(?:的|和国家的|解决).*(?:方略|方针|政策)$")
_WORLDWIDE = re.compile(r"(?:[三四]大)?全球(?:[一-鿿]{2}|人工智能治理|数据安全)?倡议$")
_BLOCS = frozenset(("东盟", "欧盟", "非盟", "阿盟", "海合会", "拉共体", "上合组织"))
_CARRYING = re.compile(r"落实|执行|实施|推进|推行|开展|启动|深化|围绕|探索|实行|坚持|试行|推动|用好|整合|推广")
_WISHED = re.compile(
    r"(?<![重主首纪摘概扼])要(?![求素点件闻务职害案地])|必须|应当|应该|需要|希望|表示|指出|强调|认为|说|称|支持|欢迎|赞赏"
)
# 两国发表了…: two states act, or have what the name names.
_TWO = re.compile(r"(?P<two>两国)[^，。；]{0,16}$")
# Who issues a policy is told where it is first named or soon after.
_READ = 12


def issuers_of(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """The issuers of ``found``, each body or person once, in the order in which the text tells them."""
    claims = _sides_in_name(found, scene)
    for mention in found.mentions[:_READ]:
        told = _issuers_at(mention, found, scene)
        if not told and not claims:
            begin = scene.begin(mention.span.start)
            told = _by_default(mention, begin, found, scene)
        for actor, rule in told:
            names = resolved(actor, scene, mention.span.start)
            if not names or any(set(names) & set(claim.names) for claim in claims):
                continue
            low, high = min(actor.span.start, mention.span.start), max(actor.span.end, mention.span.end)
            span = (low, high) if high - low <= 160 else (actor.span.start, actor.span.end)
            claims.append(Claim(names, scene.evidence(*span, rule, 0.7)))
    return tuple(claims[:8])


def _sides_in_name(found: Group, scene: Scene) -> list[Claim]:
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
    if found.is_document and (titled := _TITLE_BODY.match(name)):
        known = next((a.names for a in scene.actors if titled["body"] in a.names), ())
        return [Claim(tuple(dict.fromkeys((titled["body"], *known))), evidence)]
    if _PARTYS.match(name):
        return [Claim(("中国共产党", "中共", "中共中央", "党中央"), evidence)]
    if name == "联合国宪章":
        return [Claim(("联合国",), evidence)]
    if _WORLDWIDE.match(name):
        return [Claim(("中国", "中方"), evidence)]
    if name.startswith("中央八项规定") or re.match("[一二三四五六七八九十]+届中央第|中央第.+轮巡视", name):
        return [Claim(("中共中央", "党中央", "中央"), evidence)]
    return []


def _known(side: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    """The names of a side with those that the text has for it."""
    told = next((actor.names for actor in scene.actors if side[0] in actor.names), ())
    return tuple(dict.fromkeys((*side, *told)))


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
    if rule_of(mention) == "law" and not making().search(scene.text, max(begin, start - 5), start):
        return []
    told = owner or session(begin, start, scene) or subject_of(start, begin, scene, verb)
    told = told or _two_states(begin, start, scene)
    if not told and name.startswith("一个中国"):
        return _speaking_state(mention, begin, scene)
    return told


def _with_china(reading: list[tuple[Actor, str]], mention: Mention, found: Group) -> list[tuple[Actor, str]]:
    """What China's president proposes as 共建“一带一路” is China's too."""
    if "一带一路" in found.names[0] and any(a.kind == "person" for a, _ in reading):
        return [*reading, (Actor(mention.span, ("中国", "中方"), "land"), "proposed")]
    return reading


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
    for actor in reversed(scene.between(max(begin, start - 40), start)):
        if _PROPOSED.fullmatch(scene.text, actor.span.end, start):
            return [(actor, "proposed")]
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
    return [(actor, "owner")]


def _by_default(mention: Mention, begin: int, found: Group, scene: Scene) -> list[tuple[Actor, str]]:
    """Where no grammar tells: the meeting that considers it, whoever carries it out or is told to, the subject."""
    start = scene.list_start(mention)
    if found.is_document and (told := sitting(mention, begin, start, scene)):
        return told
    settled = rule_of(mention) in ("settled", "salient")
    told = _carrier(begin, start, scene) or _charged(begin, mention.span.start, scene) or speaking_body(mention, scene)
    return told or ([] if found.is_document or settled else _opener(begin, start, scene))


def _two_states(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """两国发表的…: China and the one foreign state that the article turns on."""
    match = _TWO.search(scene.text, begin, start)
    other = foreign_state(scene.text, scene.article.headline or "") if match else None
    if match is None or other is None:
        return []
    span = Span(*match.span("two"))
    names = tuple(dict.fromkeys((other, *(n for a in scene.actors if a.names[0] == other for n in a.names))))
    return [(Actor(span, ("中国", "中方"), "land"), "two-states"), (Actor(span, names, "land"), "two-states")]


def _opener(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """云州市……，三年来累计发放“惠农贷”: who opens the sentence that tells of a programme, unless it is speech."""
    first = next(iter(scene.between(begin, start)), None)
    if first is None or first.kind == "person" or first.span.start - begin > 10:
        return []
    if first.kind == "land" and (scene.text[start] != "“" or not divisions_named(first.names[0])):
        return []
    return [] if _WISHED.search(scene.text, first.span.end, start) else [(first, "opener")]


def _carrier(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """Who carries it out where no verb of making tells: the body that opens a clause with a verb of carrying out."""
    parts = clauses(scene.text, begin, start)
    if _WISHED.search(scene.text, begin, start):
        return []
    for low, high in reversed(parts):
        if _CARRYING.search(scene.text, low, start):
            found = [a for a in opening_subject(low, high, scene) if a.kind != "person"]
            if found:
                return [(actor, "carrier") for actor in found]
    return []


def _charged(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """各级工会要开展…: the bodies that are told to carry it out."""
    for actor in reversed(scene.between(begin, start)):
        if actor.kind in ("group", "body") and _TOLD_TO.match(scene.text, actor.span.end):
            return [(actor, "charged")]
    return []


def _speaking_state(mention: Mention, begin: int, scene: Scene) -> list[tuple[Actor, str]]:
    """奉行一个中国原则 without a subject: the foreign state that the text named last."""
    if not re.search(r"奉行|恪守|坚持|支持|重申", scene.text[max(begin, mention.span.start - 12) : mention.span.start]):
        return []
    lands = _foreign(scene.between(0, mention.span.start))
    return [(lands[-1], "speaking-state")] if lands else []


def _foreign(actors: tuple[Actor, ...]) -> list[Actor]:
    return [a for a in actors if a.kind == "land" and a.names[0] != "中国" and countries_named(a.names[0])]


def _blocs(actors: tuple[Actor, ...]) -> list[Actor]:
    return [a for a in actors if any(name in _BLOCS for name in a.names)]


def _both_sides(mention: Mention, begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """共建“一带一路”: both states where two carry it out together; what its president proposes brings China in."""
    text = scene.text
    low = clauses(text, begin, start)[-1][0]
    here = text[low : min(len(text), mention.span.end + 12)]
    lands = _foreign(scene.between(begin, start)) or _blocs(scene.between(begin, start))
    other = lands[-1].names[0] if lands else foreign_state(text, scene.article.headline or "")
    if other is None or not (_BOTH.search(text, begin, start) or "合作" in here):
        return []
    names = tuple(dict.fromkeys((other, *(n for a in scene.actors if a.names[0] == other for n in a.names))))
    china = Actor(mention.span, ("中国", "中方"), "land")
    return [(china, "both-sides"), (Actor(mention.span, names, "land"), "both-sides")]
