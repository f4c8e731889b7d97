"""Ceremonies told by a verb: 两国元首共同见证签署多项合作文件, 甲向人民英雄纪念碑敬献花圈."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Reader, Scene
from kg.facts.events.when import date_for
from kg.facts.events.where import places_for
from kg.lexicon.searching import Keyed
from kg.mentions.places import place_names
from kg.model import Claim, EventKind, Mention, Sentence, Span

_SIGNED = Keyed.of(r"(?:共同)?(?:出席并)?见证(?:了)?(?:签署|(?=[^，。；]{2,60}签署))(?P<what>[^，。；]{2,60})", "见证")
#: 某市政府与某集团在某地签署战略合作协议
_AGREED = Keyed.of(
    r"(?P<sides>[^，。；：]{4,60}?)(?:，(?:今[天日]|昨[天日]|[\d月]+日))?(?:在(?P<p>[^，。；]{1,14}?))?(?:正式|共同)?(?:签署|签订)(?:了)?(?P<what>(?:《[^》]{2,50}(?:协议书?|备忘录|协定|计划|意向书|合同|宣言|声明|条约|公报|议定书)》|[^，。；]{0,30}?(?:协议书?|备忘录|协定|合作文件|框架|意向书|合同|宣言|宪章|条约|公报|议定书|声明)))(?=[，。；])",
    "签署",
    "签订",
)
#: 甲与乙一起为|新楼|剪彩, 丙宣布|某大桥|通车
_OPENED = Keyed.of(
    r"(?:为(?P<a>[^，。；]{1,24}?)(?P<va>剪彩|揭牌|揭幕|奠基|培土)|宣布(?P<b>[^，。；]{0,24}?)(?:正式)?(?P<vb>通车|开工|开园|开馆|竣工|启用))",
    "剪彩",
    "揭牌",
    "揭幕",
    "奠基",
    "培土",
    "宣布",
)
#: 某中学新教学楼|19日|落成
_NEW = re.compile(
    r"(?:^|[，。；：日）]|\s)(?P<t>[^，。；：日]{4,30}?)(?:[\d月]+日)?(?:正式|今天)?(?:建成|竣工|落成|开工|通车|启用|奠基|开馆)"
)
_FLOWERS = Keyed.of(r"向(?P<p>[^，。；]{2,24}?)(?:敬献|献|敬)(?:了)?(?P<what>花圈|花篮)", "花圈", "花篮")
#: 市政府|今天与|某集团
_JOINED = re.compile(r"(?:今[天日]|昨[天日]|近日|日前|当天|[\d月]+日)?[与和同、]")
#: 甲和乙分别代表本国政府|在协定上签字
_SIGNS = Keyed.of(r"在(?P<what>[^，。；]{2,24}?)上签(?:了)?字", "上签字", "上签了字")
#: 两国关于某事的|协定|今天在某地签字
_TREATY = re.compile(
    r"(?:^|[，。；：电讯　\s])(?P<t>[^，。；：　\s]{4,40}?(?:协定|协议书?|备忘录|议定书|公报|合同|意向书|条约))"
)
#: 会见后，…签署: on the day of the event told before.
_THERE = re.compile(r"(?:会[前后]|随后|当天|会[见谈][前后]|仪式上|会上|活动[中后]|座谈[后前]|期间)，")
#: …签署某协议，|甲与乙|见证签约
_WITNESSED = re.compile(r"，(?P<w>[^，。；]{2,60}?)(?:共同)?(?:见证|出席)(?:了)?(?:签约|签署|签字)?")
#: 某主席接受某国大使递交国书
_CREDENTIALS = Keyed.of(r"接受(?P<what>[^，。；]{2,40}?)递交国书", "递交国书")
_THEY_ARE = re.compile(r"^(?:他们|她们|分别)是：")
_BOTH = re.compile(r"(?:两国(?:元首|总理|领导人)|双方|两位领导人|两国领导人|二人|两国外长)[^，。；]{0,6}$")


def find_rites(scene: Scene, drafts: list[Draft]) -> Iterator[Draft]:
    """The ceremonies that a verb tells, with the people of the talks before them where 双方 stands for these."""
    signing = partial(_signing, drafts=drafts)
    readers: tuple[tuple[Keyed, Reader], ...] = (
        (_SIGNED, signing),
        (_AGREED, _agreement),
        (_SIGNS, _signatures),
        (_CREDENTIALS, _credentials),
        (_FLOWERS, partial(_laying, drafts=drafts)),
        (_OPENED, partial(_opening, drafts=drafts)),
    )
    agreed: Draft | None = None
    for reader, sentence, found in scene.matches(readers):
        draft = reader(scene, sentence, found)
        if draft is not None and reader is _signatures and agreed and draft.date is None:
            agreed.attended(draft.participants)  # 甲、乙代表双方在协议上签字: at the signing that is told
        elif draft is not None:
            agreed = draft if reader is _agreement else agreed
            yield draft


#: 某总统甲|与某国、某国两国总统
_HEADS = re.compile("[与和同][^，。；]{2,30}(?:总统|总理|外长|领导人|首脑|部长)$")


def _agreement(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """Two bodies sign on a day that is told: a signing ceremony of both."""
    start, end = found.span("sides")
    bodies = [
        m for m in scene.within("bodies", start, end) if m.span.end == end or _JOINED.match(scene.text, m.span.end, end)
    ]
    people = scene.within("people", start, end)
    alone = len(people) == 1 and _HEADS.search(scene.text, people[0].span.end, end) is None
    if alone or (not people and len(bodies) < 2):
        return None
    first = people[0] if people else bodies[0]
    span = Span(first.span.start, found.end())
    sides = "与".join(scene.called(m) for m in people) if people else scene.article.text[first.span.start : end]
    what = scene.article.text[found.start("what") : found.end("what")]
    names = [f"{sides}签署{what}", f"{sides}{what}签约仪式", f"{what}签约仪式"]
    draft = Draft(
        EventKind.CEREMONY, names, "签约仪式", scene.evidence(span, "ceremony:agreement", 0.7), sentence.index
    )
    date_for(scene, draft, Span(found.start("what"), found.end()))
    lead = scene.text[sentence.span.start : first.span.start]
    if draft.date is None and not _THERE.match(lead):
        return None
    if people:
        draft.attended(scene.persons(people, "ceremony:agreement"))
    else:
        draft.organized([Claim(scene.body(m), scene.evidence(m.span, "ceremony:agreement", 0.7)) for m in bodies])
    witnesses = _WITNESSED.match(scene.text, found.end(), sentence.span.end)
    if witnesses:
        draft.attended(scene.persons(scene.within("people", *witnesses.span("w")), "ceremony:witness"))
    if found["p"]:
        part = Span(*found.span("p"))
        draft.placed(
            places_for(scene, found.start(), found.start("what"), "ceremony:place")
            if part.of(scene.text) in ("这里", "此间", "此地")
            else [Claim(place_names(part.of(scene.text)), scene.evidence(part, "ceremony:place"))]
        )
    draft.live = draft.held = True
    return draft


def _opening(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: list[Draft]) -> Draft | None:
    """Somebody cuts the ribbon or declares a bridge open, where the article tells no ceremony or meeting of the day."""
    people = scene.persons(_before(scene, sentence, found.start()), "ceremony:opening", 0.8)
    if _BOTH.search(scene.text, sentence.span.start, found.start()):
        people = _talking(drafts, sentence)
    held = {d.sentence for d in drafts if d.live and d.kind in (EventKind.CEREMONY, EventKind.MEETING)}
    if not people or any(s.index in held and s.paragraph == sentence.paragraph for s in scene.sentences):
        return None
    act = found["va"] or found["vb"]
    before = next((s.span.start for s in scene.sentences if s.index == sentence.index - 1), sentence.span.start)
    new = _NEW.search(scene.text, before, found.start())
    what = new["t"] if new else found["a"] or found["b"]
    if not what:
        return None
    who = "、".join(dict.fromkeys(c.names[-1] for c in people))
    starts = [c.evidence.span.start for c in people if sentence.span.start <= c.evidence.span.start < found.start()]
    span = Span(min(starts or [found.start()]), found.end())
    names = [f"{what}{act}仪式", f"{who}为{what}{act}"]
    evidence = scene.evidence(span, "ceremony:opening", 0.7)
    draft = Draft(EventKind.CEREMONY, names, "仪式", evidence, sentence.index, live=True)
    draft.attended(people)
    date_for(scene, draft, span)
    return draft


def _talking(drafts: list[Draft], sentence: Sentence) -> list[Claim]:
    """The two of the talks told so far, whom 两国元首 means."""
    talks = (
        d for d in drafts if d.kind is EventKind.TALKS and d.sentence <= sentence.index and len(d.participants) > 1
    )
    first = next(talks, None)
    return first.participants[:2] if first else []


def _signatures(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """甲和乙在协定上签字: who signs for each side; what they sign may stand in the sentence before."""
    people = scene.present(sentence.span.start, found.start())
    if len(people) < 2:
        return None
    before = next((s.span.start for s in scene.sentences if s.index == sentence.index - 1), sentence.span.start)
    treaty = _TREATY.search(scene.text, before, sentence.span.start)
    what = treaty["t"] if treaty else found["what"]
    who = "与".join(dict.fromkeys(scene.called(m) for m in people))
    evidence = scene.evidence(Span(people[0].span.start, found.end()), "ceremony:agreement", 0.7)
    names = [f"{what}签字仪式", f"{who}签署{what}"]
    draft = Draft(EventKind.CEREMONY, names, "签字仪式", evidence, sentence.index, live=True, held=True)
    draft.attended(scene.persons(people, "ceremony:agreement"))
    date_for(scene, draft, Span(found.start("what"), found.end()))
    if draft.date is None and treaty:
        day = next((m for m in scene.within("dates", treaty.end(), sentence.span.start) if m.date is not None), None)
        draft.dated(day.date if day else None, scene.evidence(day.span, day.source, 0.7) if day else None)
        draft.placed(places_for(scene, treaty.end(), sentence.span.start + 1, "ceremony:place"))
    return draft


def _credentials(scene: Scene, sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """Envoys hand over their letters; who they are may stand in a sentence of its own (他们是：…)."""
    people = _before(scene, sentence, found.start())
    if not people:
        return None
    who = "、".join(dict.fromkeys(scene.called(m) for m in people))
    span = Span(
        min([m.span.start for m in people if m.span.start >= sentence.span.start] or [found.start()]), found.end()
    )
    name = f"{who}{scene.article.text[found.start() : found.end()]}"
    draft = Draft(
        EventKind.CEREMONY, [name], "仪式", scene.evidence(span, "ceremony:credentials", 0.8), sentence.index, live=True
    )
    draft.attended(scene.persons(people, "ceremony:credentials"))
    draft.attended(scene.persons(scene.within("people", *found.span("what")), "ceremony:credentials"))
    for other in scene.sentences:
        if other.index > sentence.index and _THEY_ARE.match(scene.text[other.span.start : other.span.end]):
            draft.attended(
                scene.persons(scene.within("people", other.span.start, other.span.end), "ceremony:credentials")
            )
    date_for(scene, draft, span)
    draft.placed(places_for(scene, sentence.span.start, found.start() + 2, "ceremony:place"))
    return draft


_MET = re.compile(r"会见|会晤|接见|拜会|看望|欢迎")


def _before(scene: Scene, sentence: Sentence, at: int) -> list[Mention]:
    clause = scene.text.rfind("，", sentence.span.start, at)
    people = scene.subject(max(sentence.span.start, clause), at) or scene.present(sentence.span.start, at)
    if people:  # 甲会见了|乙，并见证签署: whom he met before is not of it
        return [m for m in people if _MET.search(scene.text, people[0].span.end, m.span.start) is None]
    before = next((s for s in scene.sentences if s.index == sentence.index - 1), None)
    if before is None or before.paragraph != sentence.paragraph:
        return []
    return scene.present(before.span.start, before.span.end)[:1]


def _signing(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: list[Draft]) -> Draft | None:
    if re.search(r"落实|执行|去年|此前", scene.text[max(sentence.span.start, found.start() - 16) : found.start()]):
        return None
    talks = next(
        (d for d in drafts if d.kind is EventKind.TALKS and d.sentence <= sentence.index and len(d.participants) > 1),
        None,
    )
    people = scene.persons(_before(scene, sentence, found.start()), "ceremony:signing")
    if _BOTH.search(scene.text, sentence.span.start, found.start()) or not people:
        if talks is None:
            return None
        people = talks.participants[:2]
    what = scene.article.text[found.start("what") : found.end("what")].removeprefix("的")
    who = "和".join(c.names[-1] for c in people)
    span = Span(*found.span())
    draft = Draft(
        EventKind.CEREMONY,
        [f"{who}共同见证签署{what}", f"{what}签署仪式"],
        "签署",
        scene.evidence(span, "ceremony:signing", 0.8),
        sentence.index,
    )
    draft.attended(people)
    sides = scene.within("bodies", *found.span("what"))
    if len(sides) == _SIDES and _WITH.fullmatch(scene.text, sides[0].span.end, sides[1].span.start):
        draft.organized([Claim(scene.body(m), scene.evidence(m.span, "ceremony:sides", 0.7)) for m in sides])
    date_for(scene, draft, span)
    if draft.date is None and talks is not None and talks.live:
        draft.dated(talks.date, talks.date_evidence)
    draft.live = talks is not None and talks.live
    return draft


#: What is part of a rite is told within so many sentences of it.
_SOON = 2
_SIDES = 2
_WITH = re.compile(r"[与和同]")


def _laying(scene: Scene, sentence: Sentence, found: re.Match[str], drafts: list[Draft]) -> Draft | None:
    """甲向某碑敬献花篮: a rite of its own, unless it is part of one told right before."""
    people = _before(scene, sentence, found.start())
    if not people:
        return None
    for rite in drafts:  # 某会举行仪式，纪念某人。甲代表某会|向塑像敬献花篮
        if rite.kind is EventKind.CEREMONY and rite.held and 0 <= sentence.index - rite.sentence <= _SOON:
            rite.attended(scene.persons(people, "ceremony:flowers"))
            return None
    place = Span(*found.span("p"))
    words = place.of(scene.article.text)
    span = Span(
        min([m.span.start for m in people if m.span.start >= sentence.span.start] or [found.start()]), found.end()
    )
    who = "、".join(dict.fromkeys(scene.called(m) for m in people))
    draft = Draft(
        EventKind.CEREMONY,
        [f"{who}向{words}敬献{found['what']}"],
        "仪式",
        scene.evidence(span, "ceremony:flowers", 0.8),
        sentence.index,
    )
    draft.live = sentence.index > 0 and scene.text.startswith(("当天", "随后", "当日"), sentence.span.start)
    draft.attended(scene.persons(people, "ceremony:flowers"))
    if words.endswith(("碑", "园", "像", "陵", "馆", "堂", "墓")):
        draft.placed([Claim(place_names(words), scene.evidence(place, "ceremony:flowers"))])
    date_for(scene, draft, span)
    return draft
