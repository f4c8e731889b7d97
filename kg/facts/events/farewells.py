"""Rites that the text tells beside its matter: a farewell to the dead, and the welcome before the talks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.when import date_for, inherit
from kg.facts.events.where import place_claim
from kg.model import EventKind, Mention, Span

#: 某某同志(的)遗体，20日在|某公墓|火化
_CREMATED = re.compile(r"(?:同志|先生|女士)?的?遗体(?P<t>[^。；]{0,24}?)在(?P<p>[^，。；]{1,20}?)(?:大?礼堂)?火化")
#: Who stood there: 来到某某遗体前, 前往送别, 三鞠躬.
_STOOD = re.compile(r"送别|遗体[前旁]|三鞠躬|默哀|告别")
#: Who only sent a wreath or called before.
_AFAR = re.compile(r"送花圈|敬献花圈|通过各种形式|以各种方式|发唁电|前往医院|病重期间|慰问")
#: 欢迎仪式后，甲同乙举行会谈
_WELCOMED = re.compile(r"(?P<v>欢迎仪式)(?:后|前|结束后)，")


def find_farewells(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The farewell that an obituary's report tells, and the welcome that talks follow."""
    told: list[Draft] = []
    for sentence in scene.sentences[:4] if "火化" in scene.text else ():
        found = _CREMATED.search(scene.text, sentence.span.start, sentence.span.end)
        dead = scene.within("people", sentence.span.start, found.start()) if found else []
        if found and dead and found.start() - dead[-1].span.end <= 1:
            told.append(_farewell(scene, found, dead[-1], sentence.index))
    yield from told[:1] if not any(d.date for d in told) else [d for d in told if d.date][:1]
    for sentence in scene.sentences if "欢迎仪式" in scene.text else ():
        found = _WELCOMED.search(scene.text, sentence.span.start, sentence.span.end)
        draft = _welcome(scene, found, drafts, sentence.index) if found else None
        if draft is not None:
            yield draft


def _farewell(scene: Scene, found: re.Match[str], dead: Mention, index: int) -> Draft:
    """The farewell before a cremation: its day and place, and who is told to have stood there."""
    called = dead.text
    span = Span(dead.span.start, found.end())
    names = [f"{called}同志遗体在{found['p']}火化", f"{called}同志遗体送别", f"送别{called}同志"]
    draft = Draft(EventKind.CEREMONY, names, "送别", scene.evidence(span, "ceremony:farewell", 0.8), index, live=False)
    date_for(scene, draft, Span(found.start("p"), found.end()), near=24, after=0)
    if draft.date is None:
        date_for(scene, draft, Span(found.start("p"), found.end()))
    draft.placed([place_claim(scene, Span(*found.span("p")), "ceremony:place")])
    own = set(scene.names(dead))
    for sentence in scene.sentences:
        start, end = sentence.span.start, sentence.span.end
        stood = _STOOD.search(scene.text, start, end)
        if sentence.index <= index or stood is None:
            continue
        people = [m for m in scene.within("people", start, stood.start()) if not own.intersection(scene.names(m))]
        afar = _AFAR.search(scene.text, start, stood.start())
        if people and afar is None:
            draft.attended(scene.persons(people, "ceremony:farewell", 0.8))
    return draft


def _welcome(scene: Scene, found: re.Match[str], drafts: Sequence[Draft], index: int) -> Draft | None:
    """欢迎仪式后，甲同乙会谈: the host's rite for the guest of these talks, unless the article tells it itself."""
    talks = [d for d in drafts if d.kind is EventKind.TALKS and d.sentence == index and len(d.participants) == 2]
    if not talks or any("欢迎仪式" in n for d in drafts for n in d.names):
        return None
    host, guest = (c.names[-1] for c in talks[0].participants)
    span = Span(*found.span("v"))
    draft = Draft(
        EventKind.CEREMONY,
        [f"{host}为{guest}举行欢迎仪式", "欢迎仪式"],
        "仪式",
        scene.evidence(span, "ceremony:welcome", 0.7),
        index,
    )
    draft.attended(talks[0].participants)
    inherit(draft, talks[0])
    draft.live = True
    return draft
