"""Who issued, made, adopted or carries out a policy, as the words around its mentions say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts.policies.actors import Actor, foreign_state, within
from kg.facts.policies.groups import Group, rule_of
from kg.lexicon.policies import any_of, words
from kg.model import Article, Claim, EventFact, Evidence, Mention, Span

_END = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，；：,;—]")
_VERBS = (
    *words("carry_verbs"), *words("make_verbs"), *words("quote_verbs"),
    *"提出 发布 审议 审议通过 表决通过 通过 签署 发表 编制 起草 修订 修改 会同 联合 举办 牵头 主导 实行 奉行 恪守 重申 倡议 宣布 决定 统一编制 推动 采取 组织编写 编写 "
    "遵循 执行 打造 创办 批准 讨论 公布 开展了 建立了 研究部署 部署 听取 研究 首创 设计 列为 融入 搭建 运用 强化 完善 优化 规划 赞同 承诺 支持".split(),
)
_VERB = re.compile(any_of(v for v in _VERBS if v not in ("以", "连续", "组织", "按照", "本着", "参加", "在")))
_MUST = re.compile(r"(?:^|[^一-鿿]|[一-鿿])(?:要(?!求)|必须|应当|应该|须|应(?=[坚继进加尽])|需要|希望)")
_SPEECH = re.compile(r"(?:指出|强调|表示|要求|认为|说|称|介绍|提到|写道|重申)[，：:]?$")
# What makes the actor after it no subject: 同中方, 对朝, 在北京, 向世界, 由…指导.
_OBJECT = re.compile(r"(?:同|与|和|对|向|给|为|在|从|到|赴|至|关于|作为|由于|通过|根据|按照|贯彻|落实|支持|感谢|来|是|于|推动|提升|支持了|构建|建设|体现|加强|围绕|访问|出席|主持|召开)$")
_JOINED = re.compile(r"^(?:、|和|与|及|会同|联合|同|以及)$")
_TITLE_SIDES = re.compile(r"^(?P<one>[一-鿿·（）()]{2,16}?)(?:政府)?[和与同](?P<two>[一-鿿·（）()]{2,20}?)(?:政府)?(?:关于|联合|外交|建立|经济|互免|自由|司法|引渡)")
_ORDER = re.compile(r"签署(?:第[\d０-９]+号)?(?P<body>国务院令|主席令|命令|中央军委命令|军委命令|总统令)")
_OWNED = re.compile(r"^(?:的|关于|有关|关于.{0,10})?$")
_BY = re.compile(r"^[^，。；]{0,12}，?(?:是|系)?由$")
_SESSION = re.compile(r"^(?:第?[一二三四五六七八九十\d０-９]+(?:届|次|届.{1,6}次))*(?:常务会议|全体会议|常委会会议|主任会议|党组.{0,4}会议|会议|全会)")


@dataclass(frozen=True, slots=True)
class Scene:
    """What issuers are read from: the article, its actors in order with their starts, and its events."""

    article: Article
    actors: tuple[Actor, ...]
    starts: list[int]
    events: tuple[EventFact, ...]
    mentions: tuple[Mention, ...]

    def between(self, start: int, end: int) -> tuple[Actor, ...]:
        return within(self.actors, self.starts, start, end)


def issuers_of(found: Group, scene: Scene) -> tuple[Claim, ...]:
    """The issuers of ``found``, each body or person once, in the order in which the text tells them."""
    claims: list[Claim] = []
    if found.is_document:
        claims += _sides_in_title(found, scene)
    for mention in found.mentions:
        for actor, rule in _issuers_at(mention, scene):
            names = _resolved(actor, scene)
            if not names or any(set(names) & set(claim.names) for claim in claims):
                continue
            low, high = min(actor.span.start, mention.span.start), max(actor.span.end, mention.span.end)
            span = Span(low, high) if high - low <= 160 else actor.span
            claims.append(Claim(names, Evidence(span, span.of(scene.article.text), rule, 0.7)))
    return tuple(claims[:4])


def _sides_in_title(found: Group, scene: Scene) -> list[Claim]:
    """中华人民共和国和某国关于…的联合声明 is issued by both."""
    name = found.names[0]
    match = _TITLE_SIDES.match(name) if name.endswith(("声明", "公报", "条约", "协定", "备忘录", "宣言", "议定书")) else None
    if match is None:
        return []
    span = found.mentions[0].span
    evidence = Evidence(span, span.of(scene.article.text), "issuer-in-title", 0.8)
    sides = [_title_side(match["one"]), _title_side(match["two"])]
    return [Claim(side, evidence) for side in sides if side]


def _title_side(written: str) -> tuple[str, ...]:
    if written in ("中华人民共和国", "中国", "中"):
        return ("中华人民共和国", "中国")
    from kg.lexicon.gazetteer import countries_named

    known = countries_named(written)
    return tuple(dict.fromkeys((written, known[0].name))) if known else (written,) if len(written) > 2 else ()


def _issuers_at(mention: Mention, scene: Scene) -> list[tuple[Actor, str]]:
    text = scene.article.text
    start = _list_start(mention, scene)
    breaks = [m.end() for m in _END.finditer(text, max(0, start - 260), start)]
    begin = breaks[-1] if breaks else max(0, start - 260)
    if order := _by_order(begin, start, scene):
        return order
    if after := _by_whom(mention, scene):
        return after
    if "一带一路" in mention.text:
        return _shared_road(mention, begin, start, scene)
    return _owner(start, begin, scene) or _subject(start, begin, scene, mention)


def _list_start(mention: Mention, scene: Scene) -> int:
    """Where the list of policies begins in which ``mention`` stands: 提出甲倡议、乙倡议 shares its 提出."""
    start, text = mention.span.start, scene.article.text
    for other in reversed(scene.mentions):
        if other.span.end <= start and start - other.span.end <= 3 and re.fullmatch(r"[、和及与，”]*(?:以及)?", text[other.span.end : start]):
            start = other.span.start
    return start


def _by_order(begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """签署国务院令，公布《…》: the body of the order and who signed it."""
    text = scene.article.text
    match = _ORDER.search(text, begin, start)
    if match is None or start - match.end() > 30:
        return []
    people = [a for a in scene.between(begin, match.start()) if a.kind == "person"]
    found = [(people[-1], "signed-order")] if people else []
    body = {"国务院令": ("国务院",), "中央军委命令": ("中央军委", "中央军事委员会"), "军委命令": ("中央军委", "中央军事委员会")}.get(match["body"])
    if match["body"] == "命令" and "军委" in text[begin : match.start()]:
        body = ("中央军委", "中央军事委员会")
    if body:
        found.append((Actor(Span(*match.span("body")), body, "body"), "signed-order"))
    return found


def _by_whom(mention: Mention, scene: Scene) -> list[tuple[Actor, str]]:
    """《…》由甲、乙联合印发."""
    text, end = scene.article.text, mention.span.end
    for actor in scene.between(end, end + 24):
        if _BY.match(text[end : actor.span.start]):
            return [(a, "issued-by") for a in _coordinated(actor, scene, end + 80)]
    return []


def _owner(start: int, begin: int, scene: Scene) -> list[tuple[Actor, str]]:
    """党中央“…”战略, 中国“十五五”规划, 吉安银行的“…”产品: the actor right before the name."""
    text = scene.article.text
    near = scene.between(max(begin, start - 24), start)
    if not near or not _OWNED.match(text[near[-1].span.end : start]):
        return []
    actor = near[-1]
    if actor.kind == "meeting" or _OBJECT.search(text[begin : actor.span.start]) and actor.kind == "land":
        return []
    return [(actor, "owner")]


def _subject(start: int, begin: int, scene: Scene, mention: Mention) -> list[tuple[Actor, str]]:
    """The subject of the verb that carries the policy, in its clause or an earlier one of the sentence."""
    text = scene.article.text
    clauses = _clauses(text, begin, start)
    low, high = clauses[-1]
    verbs = list(_VERB.finditer(text, low, start))
    if not verbs or start - verbs[-1].end() > 26:
        return []
    here = _subjects_in(low, verbs[-1].start(), scene)
    if _MUST.search(text[low:start]) and not (here and text[here[0].span.start : here[0].span.end].endswith("方")):
        return []
    if here:
        return [(actor, "subject") for actor in here]
    for low, high in reversed(clauses[:-1]):
        clause = text[low:high]
        if _MUST.search(clause):
            return []
        subjects = _subjects_in(low, high, scene, first=True)
        if subjects and _SPEECH.search(clause):
            return []
        if subjects:
            return [(actor, "subject-before") for actor in subjects]
        if _SPEECH.search(clause):
            return []
    return _previous_subject(begin, scene)


def _clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    cuts = [begin, *(m.end() for m in _CLAUSE.finditer(text, begin, end)), end]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a] or [(begin, end)]


_ADVERBIAL = re.compile(
    r"^[\s“—（(]*(?:(?:[\d０-９一二三四五六七八九十]{1,4}年?(?:[\d０-９]{1,2}月)?(?:[\d０-９]{1,2}日)?|今天|昨天|今年|去年|明年|近日|日前|近年来|目前|当天|此外|同时|随后|其中|据悉|此前|随着|为此|"
    r"疫情期间|会上|最近|下午|上午|以来|本报讯|央视网消息（新闻联播）|（记者.{2,12}）)[：:，]?)*$"
)


def _subjects_in(low: int, high: int, scene: Scene, *, first: bool = False) -> list[Actor]:
    """The subject in a clause: the nearest before the verb that no preposition governs; with ``first`` the clause's opening."""
    text = scene.article.text
    actors = [a for a in scene.between(low, high) if not _OBJECT.search(text[low : a.span.start])]
    if first:
        actors = [a for a in actors if _ADVERBIAL.match(text[low : a.span.start])]
        return _coordinated(actors[0], scene, high) if actors else []
    actors = [a for a in actors if not re.match(r"的(?!倡议|基础)|[一-鿿]{0,8}(?:精神|要求|指示|讲话|论述)", text[a.span.end : a.span.end + 12])] or []
    if not actors:
        return []
    chosen = actors[-1]
    for actor in reversed(actors[:-1]):
        if _JOINED.match(text[actor.span.end : chosen.span.start]) or re.fullmatch(r"[一-鿿]{0,4}(?:会同|联合)", text[actor.span.end : chosen.span.start]):
            chosen = actor
    return _coordinated(chosen, scene, high)


def _coordinated(first: Actor, scene: Scene, high: int) -> list[Actor]:
    """甲、乙和丙 · 甲会同乙: ``first`` and those joined to it."""
    text, found = scene.article.text, [first]
    for actor in scene.between(first.span.end, high):
        gap = text[found[-1].span.end : actor.span.start]
        if not (_JOINED.match(gap) or re.fullmatch(r"(?:还)?(?:会同|联合|、|和|与|及)", gap)):
            break
        found.append(actor)
    if len(found) == 1 and first.kind == "body":
        for actor in scene.between(first.span.end, min(high, first.span.end + 12)):
            if text[first.span.end : actor.span.start] in ("会同", "联合", "还联合", "、", "和"):
                found.append(actor)
    return found


def _previous_subject(begin: int, scene: Scene) -> list[tuple[Actor, str]]:
    """A sentence that opens with its verb or a date goes on about the subject of the one before."""
    text = scene.article.text
    if begin < 2 or text[begin - 1] == "\n":
        return []
    breaks = [m.end() for m in _END.finditer(text, max(0, begin - 240), begin - 1)]
    low = breaks[-1] if breaks else 0
    for start, end in _clauses(text, low, begin - 1)[:2]:
        clause = text[start:end]
        if _SPEECH.search(clause) or _MUST.search(clause):
            return []
        if subjects := _subjects_in(start, end, scene, first=True):
            return [(a, "subject-earlier") for a in subjects if a.kind in ("body", "word")]
    return []


def _shared_road(mention: Mention, begin: int, start: int, scene: Scene) -> list[tuple[Actor, str]]:
    """共建“一带一路”: who proposed it, and both sides where two states carry it out together."""
    text = scene.article.text
    proposer = [a for a in scene.between(max(begin, start - 24), start) if "提出" in text[a.span.end : start] or "推动" in text[a.span.end : start]]
    people = [(a, "proposed") for a in proposer if a.kind == "person"]
    china = Actor(mention.span, ("中国", "中方"), "land")
    if people:
        return [*people, (china, "proposed")]
    clause = text[_clauses(text, begin, start)[-1][0] : min(len(text), mention.span.end + 12)]
    near = text[begin:start]
    both = re.search(r"同中方|同[一-鿿]{1,3}方|与中方|双方|两国|中[一-鿿]{1,2}(?:高质量)?共建|与中国|同中国|中方愿|愿同", near) or "合作" in clause
    other = foreign_state(text, scene.article.headline or "")
    if both and other:
        named = [a for a in scene.actors if a.names[0] == other]
        names = tuple(dict.fromkeys((other, *(n for a in named for n in a.names))))
        return [(china, "both-sides"), (Actor(mention.span, names, "land"), "both-sides")]
    return []


def _resolved(actor: Actor, scene: Scene) -> tuple[str, ...]:
    """The names of an actor; 会议 becomes the body that convened it, or the meeting itself."""
    if actor.kind != "meeting":
        return actor.names
    for event in scene.events:
        if event.organizers:
            return tuple(dict.fromkeys((*event.organizers[0].names, *event.names)))
    return scene.events[0].names if len(scene.events) == 1 else ()


__all__ = ["Scene", "issuers_of", "rule_of"]
