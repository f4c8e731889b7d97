"""Who chaired and who took part: 甲主持会议, 会议由甲主持, 甲、乙、丙参加会见, 丁在会上发言."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.events.deeds import act_there
from kg.facts.events.draft import Draft
from kg.facts.events.guests import among_them, both_sides, call_together, deliver, met_there
from kg.facts.events.holders import hosts_told
from kg.facts.events.pointing import also_pointed, pointed, told_of, told_so_far
from kg.facts.events.scene import Scene
from kg.facts.events.speakers import IN_SPEECH, WRITES, next_clause, speakers
from kg.lexicon.events import alternation, event_words
from kg.model import EventKind, Mention, Sentence, Span

_W = event_words().attendance
_PART = re.compile(
    rf"(?P<v>{alternation(_W['takes_part'])})(?:了)?(?P<all>上述|有关|系列)?(?P<obj>[^，。；：]{{0,40}}?(?P<head>会见|会谈|会晤|调研|考察|视察|检查|访问|慰问|看望|讨论|通话|座谈(?!会)|拉练|观摩|巡察|接访|活动|会议|大会|论坛|座谈会|仪式|典礼|招待会|[\u4e00-\u9fff]会(?![议见谈晤])|[\u4e00-\u9fff]式))?"
)
_BY = re.compile(
    r"(?:会议|仪式|座谈会|大会|论坛|[\u4e00-\u9fff]会(?![议见谈晤])|[\u4e00-\u9fff]式)由(?P<p>[^，。；]{2,60}?)主持"
)
_DENIED = re.compile(r"(?:(?<![会国委界方队部司府盟])代表(?!团)|委托|请)$")


def attend(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Adds to each draft of the article's reported events who is told to have chaired or taken part."""
    met_there(scene, drafts)
    live = [d for d in drafts if d.live]
    live = [d for d in live if not told_of(scene, d, live)] or live
    if not live:
        return
    for sentence in scene.sentences:
        _chairs(scene, sentence, live)
        _parts(scene, sentence, live)
        deliver(scene, sentence, live)
        both_sides(scene, sentence, live)
        among_them(scene, sentence, live)
        _hosted(scene, sentence, live)
    speakers(scene, live)
    next_clause(scene, live)
    act_there(scene, live)
    call_together(scene, live)


def _hosted(scene: Scene, sentence: Sentence, live: Sequence[Draft]) -> None:
    """这次活动由某社主办: the hosts of the event told last, where nobody else is told to hold it."""
    told = hosts_told(scene, sentence) if sentence.index and "由" in sentence.text else None
    if told is None:
        return
    for draft in pointed(scene, live, sentence, told[0], ""):
        if not draft.organizers and draft.kind in (EventKind.MEETING, EventKind.CEREMONY):
            draft.organized(told[1])


def _chairs(scene: Scene, sentence: Sentence, live: Sequence[Draft]) -> None:
    text, start, end = scene.text, sentence.span.start, sentence.span.end
    for found in re.compile("主持(?!人|制|下|词|会见)").finditer(text, start, end):
        by = next((b for b in _BY.finditer(text, start, found.end()) if b.end() == found.end()), None)
        if by is not None:
            people = scene.within("people", by.start("p"), by.end("p"))
        else:
            people = _subject(scene, sentence, found.start())
        target = _chaired(scene, sentence, live, found.end() if by is None else by.start())
        if people and target is not None:
            for draft in _listed(scene, live, target):
                draft.chaired(scene.persons(people, "meeting:chair"))


def _listed(scene: Scene, live: Sequence[Draft], first: Draft) -> list[Draft]:
    """The events of a list that begins with ``first``: 主持召开某会议、某会议."""
    out = [first]
    for draft in sorted(live, key=lambda d: d.evidence.span):
        gap = scene.text[out[-1].evidence.span.end : draft.evidence.span.start]
        if draft.evidence.span.start > out[-1].evidence.span.start and gap in ("、", "和", "及", "与"):
            out.append(draft)
    return out


def _chaired(scene: Scene, sentence: Sentence, live: Sequence[Draft], at: int) -> Draft | None:
    """The event that 主持 takes as object: one named in what follows, else the one open."""
    rest = scene.text[at : min(sentence.span.end, at + 90)]
    for draft in live:
        if (
            draft.sentence == sentence.index
            and at <= draft.evidence.span.end <= at + 90
            and draft.kind in (EventKind.MEETING, EventKind.CEREMONY)
        ):
            return draft
    if re.match(r"[^，。；]{0,8}(?:[开闭]幕|闭会|开班|结业|开学)", rest):
        return next((d for d in live if d.kind in (EventKind.MEETING, EventKind.CEREMONY)), None)
    head = re.match(
        r"(?:了|召开|举行)?[^，。；]{0,24}?(会议|大会|论坛|座谈会|仪式|典礼|活动|会晤|[\u4e00-\u9fff]会(?![议见谈晤])|[\u4e00-\u9fff]式)",
        rest,
    )
    for draft in told_so_far(scene, live, sentence):
        if draft.kind in (EventKind.MEETING, EventKind.CEREMONY) and (
            head is None or head[1] in ("会议", "大会", "活动", "开幕会", "闭幕会") or draft.head.endswith(head[1][-2:])
        ):
            return draft
    return None


def _subject(scene: Scene, sentence: Sentence, at: int) -> list[Mention]:
    """The people before a verb, from the nearest clause that has any."""
    text = scene.text
    start = max(sentence.span.start, text.rfind("；", sentence.span.start, at) + 1)
    end = at
    while True:
        comma = text.rfind("，", start, end)
        low = comma + 1 if comma >= 0 else start
        people = scene.subject(low, end) if end == at else scene.present(low, end)
        if people or comma < 0:
            return [m for m in people if not _DENIED.search(text[max(0, m.span.start - 4) : m.span.start])]
        end = comma


#: Between a name and 出席 these make it another's: 甲会见来华出席某会的乙.
_OTHERS_ACT = re.compile(r"会见(?!时)|会晤|接见|来华|前来|欢迎|祝贺|(?<!共)同(?![意志]|[^，。]{0,20}一[起道同])")
#: Verbs that tell of others beside the subject.
_IN_COMPANY = ("欢聚", "共度", "共迎", "共贺", "共庆", "欢度")
#: What a person made or will make (某人的讲话) is no act of taking part.
_NOUNS = ("讲话", "发言", "致辞", "致词")
#: 某主席重要|讲话|指示精神: the speech, not the act; 发表重要|讲话 is the act.
_SPEECH_NOUN = re.compile(r"(?<!发表)(?<!作了)重要$")
#: What alone tells of company at talks and visits.
_TOGETHER = ("调研", "考察", "慰问", "看望")
_WITH = ("参加", "陪同", "在座", "出席", "一同", "一起", "随同", "参与")
#: 参加座谈会的还有甲、乙
_INVERTED = re.compile(
    r"(?:出席|参加|列席|陪同|就[座坐])(?P<obj>[^，。；：]{0,20}?(?P<head>会见|会谈|调研|座谈|考察|访问|活动|会议|[\u4e00-\u9fff]会(?![议见谈晤])|[\u4e00-\u9fff]式)?)的[^，。；]{0,8}?(?:还|主要)?(?:有|是|包括)"
)


def _parts(scene: Scene, sentence: Sentence, live: Sequence[Draft]) -> None:
    """Reads every verb of taking part in the sentence."""
    if _inverted(scene, sentence, live):
        return
    start = sentence.span.start
    before: list[Mention] = []
    for found in _PART.finditer(scene.text, sentence.span.start, sentence.span.end):
        if _no_act(scene.text, sentence.span.start, found):
            continue
        if found["v"] == "陪同" and _company(scene, live, sentence, start, Span(*found.span("v"))):
            continue
        after = scene.text[found.end("v") : found.end("v") + 3]
        if after.startswith(("者", "的", "人", "率", "赛", "团")) or found.end("v") - found.start() < 2:
            continue
        people = _takers(scene, start, found) or (before if _AND.fullmatch(scene.text, start, found.start()) else [])
        start, before = found.end(), people
        if not people:
            continue
        joined = _joined(scene, sentence, live, found)
        for draft in (*joined, *also_pointed(scene, live, sentence, found.end())):
            draft.attended(scene.persons(people, "attendance"))


#: 甲参加会见|并|出席开幕式
_AND = re.compile(r"了?[，、]?(?:并|和|及|以及|还)?")
#: 甲等在开幕式上|致辞
_SPOKEN_AT = re.compile(
    r"在(?P<w>[^，。；]{0,24}?(?P<h>会议|大会|论坛|座谈会|仪式|典礼|[\u4e00-\u9fff]会|[\u4e00-\u9fff]式))上[^，。；]{0,8}$"
)


def _inverted(scene: Scene, sentence: Sentence, live: Sequence[Draft]) -> bool:
    """Reads 参加座谈会的还有甲、乙; False where the sentence tells it otherwise."""
    inverted = _INVERTED.search(scene.text, sentence.span.start, sentence.span.end)
    if inverted is None:
        return False
    people = [
        m
        for m in scene.within("people", inverted.end(), sentence.span.end)
        if not (scene.text.startswith("夫人", m.span.end) and scene.within("people", m.span.end + 2, m.span.end + 8))
    ]
    for draft in pointed(scene, live, sentence, inverted["head"] or "", (inverted["obj"] or "")):
        draft.attended(scene.persons(people, "attendance:list"))
    return True


#: 对乙出席|某会并访问某地表示热烈欢迎
_GREETS = re.compile(r"[^。；]{0,60}?表示(?:热烈|衷心|诚挚)*(?:欢迎|感谢|祝贺)")


def _takers(scene: Scene, start: int, found: re.Match[str]) -> list[Mention]:
    """Who takes part by the verb ``found``: the people from ``start`` on, unless what they do is another's act."""
    text = scene.text
    colon = text.rfind("：", start, found.start())
    greeted = text.rfind("欢迎", start, found.start())  # 甲欢迎|乙出席某会: it is the welcomed who comes
    if _GREETS.match(text, found.end()):  # 甲对|乙来某地出席某会|表示欢迎
        greeted = max(greeted, text.rfind("对", start, found.start()))
    people = [
        m
        for m in scene.present(max(start, colon + 1, greeted), found.start())
        if not _DENIED.search(text[max(0, m.span.start - 4) : m.span.start])
        and (WRITES.match(text, m.span.end) is None or text.find("，", m.span.end, found.start()) < 0)
    ]
    people = _doers(scene, people, found.start()) or scene.subject(start, found.start())
    own = max(people[-1].span.end, text.rfind("，", 0, found.start())) if people else 0
    with_others = found["v"].startswith(_IN_COMPANY)  # 甲|同各界群众|欢聚一堂
    return [] if not with_others and _OTHERS_ACT.search(text, own, found.start()) else people


def _joined(scene: Scene, sentence: Sentence, live: Sequence[Draft], found: re.Match[str]) -> Sequence[Draft]:
    """The events that the verb ``found`` takes as object, named in the sentence or told before."""
    text = scene.text
    seated = found["v"] == "在座" and "会见" in text[found.start() - 3 : found.start()]
    head = "会见" if seated else found["head"] or next((act for act in _TOGETHER if found["v"].endswith(act)), "")
    if not head and found["v"] == "陪同" and any(d.kind is EventKind.VISIT for d in live):
        head = "调研"
    words = (found["obj"] or "").strip("了的")
    near = [d for d in live if d.sentence == sentence.index and 0 <= d.evidence.span.start - found.end("v") < _NEAR]
    if near:
        return _listed(scene, live, near[0])
    if (
        not found["head"]
        and found["v"] in ("出席", "参加", "列席")
        and text[found.end("v") : found.end("v") + 1] not in "，。；"
    ):
        rest = re.match(r"[^，。；]*", text[found.end("v") : sentence.span.end])
        words = rest[0] if rest else ""
        if words and not words.startswith(("并", "会", "了会", "等")):
            return []
    at = _SPOKEN_AT.search(text, sentence.span.start, found.start()) if not head else None
    if at is not None:
        head, words = at["h"], at["w"]
    targets = pointed(scene, _open_to(live, head, found["v"]), sentence, head, (found["all"] or "") + words)
    if targets and text.startswith("。", found.end()):
        targets = [*targets, *_with_visit(targets[0], live)]
    return targets


#: An event named so near after a verb is its object.
_NEAR = 60


def _with_visit(meeting: Draft, live: Sequence[Draft]) -> list[Draft]:
    """The visit in whose lead a sitting is told (甲到某部考察，并主持召开座谈会): who closes the report was at both."""
    names = {n for c in meeting.participants for n in c.names}
    return [
        d
        for d in live
        if meeting.kind is EventKind.MEETING
        and d.kind is EventKind.VISIT
        and d.sentence == meeting.sentence
        and names & {n for c in d.participants for n in c.names}
    ]


#: 甲|会见乙，|并出席某会: whom an earlier clause has as object does not act in the later one.
_OBJECT = re.compile(r"(?:会见|会晤|接见|看望|欢迎|(?<!共)同|(?<!参)与|向|对(?!外))[^，。；]*$")


def _doers(scene: Scene, people: list[Mention], at: int) -> list[Mention]:
    """The people who act at ``at``, without the objects of the clauses before."""
    comma = scene.text.rfind("，", 0, at)
    kept = [
        m
        for m in people
        if m.span.start > comma
        or _OBJECT.search(scene.text, max(people[0].span.start, scene.text.rfind("，", 0, m.span.start)), m.span.start)
        is None
    ]
    return kept or people


def _no_act(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the verb is none: in a reported speech, or a noun (某人的讲话, 重要讲话精神)."""
    if IN_SPEECH.search(text, start, found.start()):
        return True
    if text[found.start() - 1] in "的》" and found["v"] in _NOUNS:
        return True
    return found["v"] == "讲话" and _SPEECH_NOUN.search(text, start, found.start()) is not None


def _company(scene: Scene, live: Sequence[Draft], sentence: Sentence, start: int, verb: Span) -> bool:
    """Reads 陪同 where it is no verb of attending: 甲陪同|乙考察, 甲等|陪同人员, 在甲|陪同下; False where it is one."""
    led = scene.within("people", verb.end, verb.end + 8)
    if scene.text.startswith("下", verb.end) or (led and scene.text.startswith("检阅", led[0].span.end)):
        return True  # 乙在甲陪同下检阅: the host does not travel
    people = scene.present(start, verb.start)
    if led:
        _accompany(scene, live, sentence, led[:1], people)
    elif scene.text.startswith("人员", verb.end):
        for draft in [d for d in told_so_far(scene, live, sentence) if d.kind is EventKind.VISIT][:1]:
            draft.attended(scene.persons(people, "attendance:company"))
    else:
        return False
    return True


def _accompany(
    scene: Scene, live: Sequence[Draft], sentence: Sentence, led: list[Mention], people: list[Mention]
) -> None:
    """甲、乙陪同|丙|考察: they take part in the visit or talks of whom they go with."""
    names = set(scene.names(led[0]))
    for draft in told_so_far(scene, live, sentence):
        whose = {n for c in draft.participants for n in c.names}
        if draft.kind in (EventKind.VISIT, EventKind.TALKS) and whose & names:
            draft.attended(scene.persons(people, "attendance:company"))
            return


def _open_to(live: Sequence[Draft], head: str, verb: str) -> Sequence[Draft]:
    """The events that a verb without an object can mean: 发言 is of a meeting, 参加 of any."""
    if head or verb.startswith(_WITH):
        return live
    return [d for d in live if d.kind in (EventKind.MEETING, EventKind.CEREMONY)]
