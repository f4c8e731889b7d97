"""Who took part in what is only alluded to: 某主席在全会上作的报告, 某主席出席某开幕式, 甲参加某代表团审议."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.pointing import told_of
from kg.facts.events.scene import Scene
from kg.facts.events.sides import turn_of
from kg.lexicon.searching import Keyed
from kg.model import EventKind, Mention, Sentence

#: What may stand between a name and 在: its title, the day.
_TITLE = re.compile(
    r"(?:总书记|主席|总理|总统|首相|委员长|书记|同志|先生)?(?:[\d年月日]{2,12}|[今去前]年(?:\d+月)?)?(?:曾)?"
)
#: 某主席|在全会上|所作的工作报告 · 我同某总统|在某峰会上|一致同意
_SPOKE = Keyed.of(
    r"在(?P<w>[^，。；：]{0,40}?(?P<h>全会|大会|峰会|论坛|座谈会|会议|年会|研讨班|[\u4e00-\u9fff]式))上(?=的(?:重要)?(?:讲话|报告|演讲|讲话)|所?作|所?发表|讲话|致辞|演讲|提出|宣布|一致|强调|指出|郑重)",
    "会上",
    "坛上",
    "式上",
    "班上",
)
#: 甲主席|出席|某开幕式
_ATTENDED = re.compile(r"(?:应邀|分别|先后|共同|亲自|一道|将|曾)*(?:出席|参加)(?:了)?$")
#: 甲表示，|非常高兴参加|某论坛
_GLAD = re.compile(
    r"(?:(?:很|非常|十分)?高兴|有幸|荣幸)(?:地)?(?:能)?(?:够)?(?:再次|首次|应邀|来华|来京)*(?:参加|出席)(?:了)?(?:此次|本次|这次)?$"
)
#: 我同某总统|…: the speaker himself
_MYSELF = re.compile(r"我(?:[同和与][^，。；]{2,14})?$")


def alluded_people(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Adds to the meetings of ``drafts`` that the article only speaks of who is told to have been there."""
    meetings = [d for d in drafts if d.kind in (EventKind.MEETING, EventKind.CEREMONY)]
    for draft in meetings:
        _attended(scene, draft)
    for _, sentence, found in scene.matches([(_SPOKE, None)]) if meetings else ():
        people = _speaker(scene, sentence, found.start())
        meant = _meant(scene, meetings, sentence, found) if people else None
        if meant is not None:
            meant.attended(scene.persons(people, "meeting:alluded-speaker", 0.7))
    _deliberated(drafts)


def _attended(scene: Scene, draft: Draft) -> None:
    """甲主席出席某开幕式: who attends it by the words right before its name."""
    sentence = scene.sentence_at(draft.evidence.span.start)
    if sentence is None:
        return
    if _GLAD.search(scene.text, sentence.span.start, draft.evidence.span.start) and (
        speaker := turn_of(scene, sentence)
    ):
        draft.attended([scene.person(speaker, "meeting:alluded-guest", 0.7)])
        return
    verb = _ATTENDED.search(scene.text, sentence.span.start, draft.evidence.span.start)
    people = scene.within("people", sentence.span.start, verb.start())[-1:] if verb else []
    if people and verb and _TITLE.fullmatch(scene.text, people[0].span.end, verb.start()):
        draft.attended(scene.persons(people, "meeting:alluded-guest", 0.7))


def _speaker(scene: Scene, sentence: Sentence, at: int) -> list[Mention]:
    """Whose name and title end at ``at``, or the speaker of the paragraph where he calls himself 我."""
    people = scene.within("people", sentence.span.start, at)[-1:]
    if people and _TITLE.fullmatch(scene.text, people[0].span.end, at):
        return people
    speaker = turn_of(scene, sentence) if _MYSELF.search(scene.text, sentence.span.start, at) else None
    return [speaker] if speaker else []


def _meant(scene: Scene, drafts: Sequence[Draft], sentence: Sentence, found: re.Match[str]) -> Draft | None:
    """The meeting that the words name, or the last one of its kind that was spoken of before."""
    words, head = found["w"], found["h"]
    named = [d for d in drafts if d.sentence == sentence.index and found.start() < d.evidence.span.end <= found.end()]
    if named:
        return named[-1]
    before = [d for d in drafts if d.evidence.span.end <= found.start()]
    if words == head and head != "会议":
        before = [d for d in before if not d.live or told_of(scene, d, ())]
        before = [d for d in before if any(n.endswith((head, *_SAME.get(head, ()))) for n in d.names)]
        return before[-1] if before else None
    return next(
        (d for d in reversed(before) if len(words) > len(head) and any(n.endswith(words) for n in d.names)), None
    )


_SAME = {"全会": ("全体会议",)}


def _deliberated(drafts: Sequence[Draft]) -> None:
    """甲参加某代表团审议: who deliberates with a delegation takes part in the session that the article tells."""
    sittings = [d for d in drafts if d.head == "审议" and d.evidence.rule == "meeting:session"]
    session = next((d for d in drafts if d.evidence.rule == "meeting:congress" and d.head != "审议"), None)
    if session is not None and any("人民代表大会" in n or "人大" in n or "政协" in n for n in session.names):
        for sitting in sittings:
            session.attended(sitting.participants)
