"""Who speaks at the one meeting that an article reports: 甲指出, 乙在会上介绍."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.holders import BRIEFINGS
from kg.facts.events.pointing import report_start
from kg.facts.events.scene import Scene
from kg.model import EventKind, Mention, Sentence

_SPEAKS = re.compile(
    r"(?:在(?P<where>[^，。；]{0,20}?(?:会|会议|仪式|论坛|讲话|发言|致辞|演讲)(?:上|中|时|期间)))?[^，。；：]{0,6}(?:说|指出|强调|表示|认为|介绍|谈到|提出|回顾|宣布|透露|通报|称)"
)
#: 甲说：…。某主席指出…: in what another says, and said as a rule by those who were not there.
_OPENS_SPEECH = re.compile(r"[^，。；]{0,8}(?:说|指出|强调|表示|认为)，?")


def _quoted(scene: Scene, sentence: Sentence, mention: Mention, draft: Draft) -> bool:
    """Whether somebody else speaks since the paragraph's beginning, so that this speech is told by them."""
    if {n for c in draft.participants for n in c.names}.intersection(scene.names(mention)):
        return False
    first = next(s for s in scene.sentences if s.paragraph == sentence.paragraph)
    return any(
        scene.names(m)[0] != scene.names(mention)[0] and _OPENS_SPEECH.match(scene.text, m.span.end)
        for m in scene.present(first.span.start, min(first.span.start + 40, mention.span.start))
    )


#: 甲说，…: what is said there tells of no act of the day.
IN_SPEECH = re.compile(r"(?:说|表示|指出|强调|认为)，")


#: 某主席|向大会致贺信, 甲对某会议|作出重要指示: who writes is not there.
WRITES = re.compile(r"[^，。；：]{0,40}?(?:贺[信电词]|致[信电]|来[信电]|慰问[信电]|作出(?:重要)?(?:指示|批示))")


#: 某市召开某会|，市长甲|号召干部行动起来
_IN_NEXT_CLAUSE = re.compile(
    r"(?:并|先后|分别|也|还|郑重|在会上|到会)*(?:号召|要求|强调|指出|表示|讲话|致辞|作|介绍|宣布|主持|发言|通报|总结|部署|说)"
)


def next_clause(scene: Scene, live: Sequence[Draft]) -> None:
    """Who speaks in the clause after the one that tells a meeting was held took part in it."""
    for draft in live:
        sentence = scene.sentence_at(draft.evidence.span.start)
        if not scene.text.startswith("，", draft.evidence.span.end):
            continue
        if not draft.held or sentence is None or draft.kind not in (EventKind.MEETING, EventKind.CEREMONY):
            continue
        comma = scene.text.find("，", draft.evidence.span.end, sentence.span.end)
        stop = scene.text.find("，", comma + 1, sentence.span.end) if comma >= 0 else -1
        end = stop if stop >= 0 else sentence.span.end
        people = scene.present(comma, end) if comma >= 0 else []
        told = people and _IN_NEXT_CLAUSE.match(scene.text, people[-1].span.end, end)
        if told and scene.holds_office(people[-1]):
            draft.attended(scene.persons(people, "meeting:speaker", 0.7))


def speakers(scene: Scene, live: Sequence[Draft]) -> None:
    """Who speaks at the one meeting that an article reports took part in it."""
    meetings = [d for d in live if d.kind in (EventKind.MEETING, EventKind.CEREMONY) and d.held and d.sentence <= 2]
    spoken_there = not scene.article.headline or any(d.head in scene.article.headline for d in meetings)
    paragraphs = {s.paragraph for s in scene.sentences if s.index in {d.sentence for d in meetings}}
    issued = scene.article.published
    if len(meetings) != 1 or (issued and meetings[0].date and meetings[0].date.start > issued.start):
        return  # nobody has spoken at what is to come
    alone = not any(d.kind is EventKind.TALKS or d.kind is EventKind.VISIT for d in live)
    writers = {
        name
        for m in scene.people
        if WRITES.match(scene.text, m.span.end) and not scene.absent(m.span)
        for name in scene.names(m)
    }
    for mention in scene.people:
        if scene.absent(mention.span) or scene.text[mention.span.end : mention.span.end + 1] == "的":
            continue
        if writers.intersection(scene.names(mention)):
            continue
        spoken = _SPEAKS.match(scene.text, mention.span.end)
        sentence = scene.sentence_at(mention.span.start)
        heard = meetings[0].head in BRIEFINGS and scene.holds_office(mention)
        near = (spoken_there and alone) or heard or (sentence is not None and sentence.paragraph in paragraphs)
        there = spoken is not None and (
            near or (spoken["where"] or "").endswith(("会上", "会议上", "会议期间", "论坛上", "仪式上"))
        )
        if spoken and there and sentence is not None and sentence.index >= meetings[0].sentence:
            if meetings[0].evidence.span.start < report_start(scene, mention.span.start):
                continue
            told = IN_SPEECH.search(scene.text, sentence.span.start, mention.span.start)
            if told or _quoted(scene, sentence, mention, meetings[0]):
                continue
            meetings[0].attended([scene.person(mention, "meeting:speaker", 0.7)])
