"""Sittings that the text names only by their kind: 甲出席了座谈会, 乙在吹风会上说."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.events.draft import Draft
from kg.facts.events.holders import BRIEFINGS
from kg.facts.events.meetings import habitual
from kg.facts.events.scene import Scene
from kg.facts.events.telling import HOLDS, TAKES_PART, clause_start
from kg.facts.events.when import date_for
from kg.facts.events.where import here_before, lead, place_claim, places_for, places_here
from kg.mentions.event_phrases import Phrase, find_phrases
from kg.model import Claim, EventKind, Mention, Sentence, Span

#: Heads that point anywhere; the others say what kind of sitting it was.
_COMMON = (
    "会议",
    "大会",
    "活动",
    "仪式",
    "论坛",
    "全会",
    "峰会",
    "会谈",
    "会晤",
    "磋商",
    "开幕式",
    "开班式",
    "结业式",
    "开学式",
    "闭幕式",
    "开幕会",
    "闭幕会",
    "培训班",
    "年会",
)


def find_unnamed(scene: Scene, drafts: list[Draft]) -> Iterator[Draft]:
    """Sittings that only 座谈会 or 吹风会 names, with their people, where the article tells no other of the kind."""
    yield from _on_a_matter(scene)
    told = {draft.head for draft in drafts}
    mine: dict[str, Draft] = {}
    for phrase in scene.phrases:
        sentence = scene.sentence_at(phrase.span.start)
        if phrase.generic and phrase.head in mine:  # 在6日上午举行的|座谈会上
            date_for(scene, mine[phrase.head], phrase.span, near=24, after=0)
        known = any(phrase.head.endswith(head) or head.endswith(phrase.head) for head in told if head)
        known = known or (phrase.head.endswith("讲座") and any(head.endswith("学习") for head in told))
        if not phrase.generic or phrase.head in _COMMON or known or sentence is None:
            continue
        start = clause_start(scene, sentence, phrase.span.start)
        if phrase.span.start - start < _OPENS and not phrase.opener:
            draft = _closing(scene, phrase, drafts)
            if draft is not None:
                told.add(phrase.head)
                yield draft
            continue
        people, convened = _gathered(scene, phrase, start)
        spoken = _spoken(scene, phrase)
        if people is None and not spoken:
            continue
        if habitual(scene, phrase, sentence):
            continue
        if not people:
            draft = _briefing(scene, phrase) if spoken else None
            if draft is not None:
                told.add(phrase.head)
                yield draft
            continue
        told.add(phrase.head)
        draft = mine[phrase.head] = _sitting(scene, phrase, sentence, people, convened=convened)
        _place(scene, draft, phrase, start)
        yield draft


def _sitting(scene: Scene, phrase: Phrase, sentence: Sentence, people: list[Mention], *, convened: bool) -> Draft:
    who = "、".join(dict.fromkeys(scene.called(m) for m in people))
    words = scene.article.text[people[0].span.start : phrase.span.end]
    names = [
        *([words] if convened else []),
        *_in_headline(scene, phrase.head),
        f"{who}{phrase.text}",
        f"{who}{phrase.opener}{phrase.text}",
        phrase.text,
    ]
    evidence = scene.evidence(phrase.span, "meeting:unnamed", 0.6)
    draft = Draft(phrase.kind, names, phrase.head, evidence, sentence.index, live=True)
    draft.attended(scene.persons(people, "meeting:unnamed", 0.7))
    if phrase.head in BRIEFINGS:
        draft.organized(_speaks_for(scene, people[0]))
    date_for(scene, draft, phrase.span)
    if phrase.head in BRIEFINGS:
        _of_the_lead(scene, draft, people)
    return draft


def _place(scene: Scene, draft: Draft, phrase: Phrase, start: int) -> None:
    """Where a sitting told in the clause from ``start`` on was: 在P, at the body just visited, or 此间 before it."""
    draft.placed(places_for(scene, start, phrase.span.start, "meeting:place"))
    way = _ON_THE_WAY.search(scene.text, start, phrase.span.start) if not draft.places else None
    if way and any(m.span == Span(*way.span("p")) for m in scene.within("bodies", *way.span("p"))):
        draft.placed([place_claim(scene, Span(*way.span("p")), "meeting:visited", 0.7)])
        draft.name(f"{scene.article.text[way.start('p') : way.end('p')]}{phrase.text}")
    sentence = scene.sentence_at(phrase.span.start)
    if sentence and not draft.places and draft.date_evidence and draft.date_evidence.rule == "date:same":
        draft.placed(here_before(scene, sentence))


#: 甲|与|包括乙、丙等在内的负责人举行工作会议
_WITH = re.compile(r"[与同和][^，。；]{2,60}(?:举行|召开)$")
#: 某国军方|今天在|发布会上称
_BODY = re.compile(
    r"(?:^|[，。；：、）日])(?P<o>[\u4e00-\u9fff]{2,14}?(?:军方|警方|政府|外交部|国防部|白宫|央行|[部厅局委办院]|公司|集团|组委会))"
    r"(?:今天|今日|昨天|昨日|当天|[\d月]+日|[^，。；]{0,4}[上下]午|还|也)*在[^，。；]{0,12}$"
)


def _gathered(scene: Scene, phrase: Phrase, start: int) -> tuple[list[Mention] | None, bool]:
    """Who is told at a sitting in the clause from ``start`` on (None where nobody is), and if they convened it."""
    people = scene.present(start, phrase.span.start)
    came = _CAME_TO.search(scene.text, start, phrase.span.start)
    if came:  # 甲出席了|今天在某地举行的|新闻发布会
        return scene.present(start, came.start()), False
    held = phrase.opener in HOLDS
    if held and len(people) > 1 and _WITH.search(scene.text, start, phrase.span.start):
        return people, True
    alone = held and people and _ALONE.fullmatch(scene.text, people[-1].span.end, phrase.span.start)
    presided = held and "主持" in scene.text[max(0, phrase.span.start - 6) : phrase.span.start]
    presided = presided or (held and _ON_THE_WAY.search(scene.text, start, phrase.span.start) is not None)
    told = alone or presided or phrase.opener in TAKES_PART or _spoken(scene, phrase)
    return (people if told else None), False


def _briefing(scene: Scene, phrase: Phrase) -> Draft | None:
    """某国军方在发布会上称: a briefing that only the body tells."""
    sentence = scene.sentence_at(phrase.span.start)
    start = sentence.span.start if sentence else 0
    found = _BODY.search(scene.text, start, phrase.span.start) if phrase.head in BRIEFINGS else None
    if found is None or sentence is None:
        return None
    who = Span(*found.span("o"))
    words = who.of(scene.article.text)
    evidence = scene.evidence(phrase.span, "meeting:briefing", 0.6)
    draft = Draft(phrase.kind, [f"{words}{phrase.text}", phrase.text], phrase.head, evidence, sentence.index, live=True)
    draft.organized([Claim((words,), scene.evidence(who, "meeting:briefing", 0.7))])
    date_for(scene, draft, phrase.span)
    return draft


def _of_the_lead(scene: Scene, draft: Draft, people: list[Mention]) -> None:
    """A briefing without day or place: those of the lead, where this tells that the speaker spoke or came there."""
    first = next((s for s in scene.sentences if s.index == lead(scene)), None)
    if first is None or draft.sentence > first.index + _SOON:
        return
    names = {n for m in people for n in scene.names(m)}
    own = [m for m in scene.present(first.span.start, first.span.end) if names.intersection(scene.names(m))]
    if not own or draft.undated:
        return
    days = [
        m for m in scene.within("dates", own[0].span.end, first.span.end) if m.date and m.date.start.count("-") == 2
    ]
    if draft.date is None and days and days[0].span.start - own[0].span.end < _OPENS:
        draft.dated(days[0].date, scene.evidence(days[0].span, days[0].source, 0.6))
    here = _HERE.search(scene.text, own[0].span.end, first.span.end)
    if here and not draft.places:
        draft.placed(places_here(scene, Span(*here.span()), "meeting:place:here"))


_HERE = re.compile("这里|此间|此地")
#: What the lead tells holds for so many sentences.
_SOON = 3


def _speaks_for(scene: Scene, speaker: Mention) -> list[Claim]:
    """The body whose post the speaker at a briefing holds (某银行|行长甲)."""
    posts = scene.within("bodies", max(0, speaker.span.start - 30), speaker.span.start)
    held = [m for m in posts if _POST.fullmatch(scene.text, m.span.end, speaker.span.start)]
    return [Claim(scene.body(m), scene.evidence(m.span, "meeting:briefing", 0.7)) for m in held[-1:]]


_POST = re.compile(r"(?:新闻)?(?:副?发言人|[副代]?(?:行长|部长|主任|局长|厅长|院长|主席|总裁|会长|秘书长))")
#: 甲来到|某大学|，了解…，并召开|座谈会
_ON_THE_WAY = re.compile(r"(?:来到|走进|前往)(?P<p>[^，。；、]{2,20})，[^。；]*(?:，|并)(?:主持)?(?:召开|举行)(?:了)?$")
_CAME_TO = re.compile(r"(?:出席|参加|列席|观看)(?:了)?[^，。；]{2,24}(?:举行|召开|举办)的(?:一次|一场)?$")
#: 甲3日|在总统府举行|特别记者招待会
_WHEN_WHERE = r"(?:[\d月]+日[上下]?[午晚]?|今天|昨天|当天|[上下]午|晚上?)*(?:在[^，。；]{2,20})?"
_ALONE = re.compile(rf"{_WHEN_WHERE}(?:举行|召开|举办)(?:了)?")
#: 甲12日|就某地局势|召开|会议
_MATTER = re.compile(r"就(?P<t>[^，。；]{2,40}?)(?:主持)?(?:召开|举行)(?:了)?(?:紧急|专题|特别|工作|内部|视频)*$")
#: 9日凌晨，甲|当天在某地主持召开|会议|，传达某指示，部署某工作
_CONVENES = re.compile(
    rf"(?:副?(?:总统|总理|主席|首相|书记|[省市部]长)|同志)?(?:随后|接着|还|并)*{_WHEN_WHERE}(?:主持|连夜|紧急|专题)*(?:举行|召开|召集)(?:了)?(?:紧急|专题)?"
)
_STUDIES = re.compile(r"，(?P<t>(?:专题|认真|深入)?(?:讨论|研究|审议|部署|传达|听取|商讨|分析|贯彻)[^，。；]{2,40})")


def _on_a_matter(scene: Scene) -> Iterator[Draft]:
    """甲就某事召开会议: a meeting that its convener and its matter tell."""
    for phrase in scene.phrases:
        sentence = scene.sentence_at(phrase.span.start)
        if sentence is None or not phrase.generic or not phrase.head.endswith("会议"):
            continue
        start = clause_start(scene, sentence, phrase.span.start)
        before = _MATTER.search(scene.text, start, phrase.span.end - len(phrase.head))
        held = phrase.opener in HOLDS and phrase.head == "会议"
        found = before or (_STUDIES.match(scene.text, phrase.span.end, sentence.span.end) if held else None)
        end = before.start() if before else phrase.span.start
        clause = max(start, scene.text.rfind("，", start, end) + 1)
        people = scene.present(clause, end)
        edge = people[-1].span.end if people else clause
        if not people and _GOES_ON.match(scene.text, clause, end):  # 甲赶赴某地，|随后在某处召开会议，研究…
            people = scene.present(start, clause)[:1]
        urgent = phrase.head == "紧急会议" and phrase.opener in HOLDS
        if (found is None and not urgent) or not people or habitual(scene, phrase, sentence):
            continue
        if not before and _CONVENES.fullmatch(scene.text, edge, phrase.span.start) is None:
            continue
        who = "、".join(dict.fromkeys(scene.called(m) for m in people))
        words = scene.article.text[found.start("t") : found.end("t")] if found else ""
        evidence = scene.evidence(phrase.span, "meeting:matter", 0.7)
        whole = f"{who}就{words}召开{phrase.head}" if before else f"{who}召开{phrase.head}{words}"
        names = [whole, f"{words}{phrase.head}"]
        draft = Draft(phrase.kind, names, phrase.head, evidence, sentence.index, live=True, held=True)
        if "主持" in scene.text[people[-1].span.end : phrase.span.start]:
            draft.chaired(scene.persons(people, "meeting:matter", 0.8))
        draft.attended(scene.persons(people, "meeting:matter", 0.8))
        date_for(scene, draft, phrase.span)
        draft.placed(places_for(scene, clause, phrase.span.start, "meeting:place"))
        yield draft


#: 甲抵达后赶往某地，|随后|在现场指挥部召开会议
_GOES_ON = re.compile(r"(?:随后|接着|之后|当晚|当天|还|并)")
#: So near its clause's start a sitting is its subject: 9日下午，|总结会|在某中心召开.
_OPENS = 12
_WHERE_HELD = re.compile(r"(?:随后|接着)?在[^，。；]{2,24}(?:召开|举行)")


def _closing(scene: Scene, phrase: Phrase, drafts: list[Draft]) -> Draft | None:
    """A part of the meeting that the article reports, with a kind, a day and a place of its own."""
    main = next((d for d in drafts if d.live and d.kind is EventKind.MEETING), None)
    if main is None or _WHERE_HELD.match(scene.text, phrase.span.end) is None or phrase.kind is not EventKind.MEETING:
        return None
    names = [f"{main.names[0]}{phrase.text}", phrase.text]
    evidence = scene.evidence(phrase.span, "meeting:part", 0.6)
    draft = Draft(EventKind.MEETING, names, phrase.head, evidence, phrase.sentence, live=True)
    date_for(scene, draft, phrase.span)
    draft.placed(places_for(scene, phrase.span.end, phrase.span.end + 40, "meeting:place", holding=True)[:1])
    return draft if draft.date and draft.places else None


#: 在此间|举行的记者招待会上说
_HELD_THERE = re.compile(r"(?:在|于)[^，。；]{0,20}(?:举行|召开|举办)的(?:一次|一场)?$")


def _spoken(scene: Scene, phrase: Phrase) -> bool:
    """Whether somebody speaks at the sitting: 在通气会上, 在当天举行的记者招待会上."""
    if not phrase.after.startswith("上"):
        return False
    held = _HELD_THERE.search(scene.text, max(0, phrase.span.start - 26), phrase.span.start)
    return phrase.opener in ("在", "于") or held is not None


def _in_headline(scene: Scene, head: str) -> list[str]:
    """The name that the headline gives a meeting of this kind."""
    headline = tuple(replace(s, in_headline=False) for s in scene.headline)
    return [p.text for p in find_phrases(headline) if p.head == head and not p.generic]
