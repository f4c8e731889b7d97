"""Receptions that a relative clause names by their host: 出席某总理举行的宴会, 出席某主席为来宾举行的午宴."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.telling import clause_start
from kg.facts.events.when import date_for
from kg.facts.events.where import places_for
from kg.lexicon.events import alternation
from kg.lexicon.searching import Keyed
from kg.model import EventKind, Sentence, Span

_HEADS = (
    "欢迎宴会", "宴会", "晚宴", "午宴", "欢迎晚宴", "国宴", "早餐会", "午餐会", "工作早餐会", "工作午餐", "工作午宴",
    "工作晚宴", "招待会", "欢迎招待会", "茶叙", "酒会", "欢迎仪式", "告别仪式", "欢送仪式", "欢迎会", "家宴",
)  # fmt: skip
_HOSTED = Keyed.of(
    rf"(?:(?:出席|参加)(?:了)?|(?<=[会宴式叙])(?:以及|和|、))(?P<host>[^，。；]{{2,40}}?)(?P<for>为[^，。；]{{2,40}}?)?(?:在[^，。；]{{2,20}}?)?(?:举行|举办|共同举行)的(?P<n>[^，。；]{{0,16}}?{alternation(_HEADS)})",
    "举行的",
    "举办的",
)


def find_receptions(scene: Scene) -> Iterator[Draft]:
    """The receptions of named hosts that named guests attend, in order."""
    for sentence in scene.sentences if _HOSTED.occurs(scene.text) else ():
        first: int | None = None  # where the guests of a list of receptions end
        for found in _HOSTED.finditer(scene.text, sentence.span.start, sentence.span.end):
            if first is None or scene.text[found.start()] in "出参":
                first = found.start()
            draft = _reception(scene, sentence, found, first)
            if draft is not None:
                yield draft


def _reception(scene: Scene, sentence: Sentence, found: re.Match[str], first: int) -> Draft | None:
    hosts = scene.within("people", *found.span("host"))
    if not hosts:
        return None
    hosts = hosts[-1:] if "和" not in scene.text[hosts[0].span.end : hosts[-1].span.start] else hosts
    start = clause_start(scene, sentence, first)
    clause = scene.text.rfind("，", start, first) + 1
    guests = scene.subject(max(start, clause), first) or scene.present(start, first)[:1]
    if not guests and scene.text.startswith(("时，", "期间，"), found.end()):
        guests = scene.present(found.end(), min(sentence.span.end, found.end() + 16))[:1]
    words = scene.article.text
    host, name = words[found.start("host") : found.end("host")], words[found.start("n") : found.end("n")]
    whom = words[found.start("for") : found.end("for")] if found["for"] else ""
    span = Span(found.start("host"), found.end("n"))
    names = [f"{host}{whom}举行的{name}", f"{host}举行的{name}"]
    draft = Draft(
        EventKind.CEREMONY,
        list(dict.fromkeys(names)),
        name[-2:],
        scene.evidence(span, "ceremony:reception", 0.8),
        sentence.index,
    )
    draft.attended(scene.persons([*guests, *hosts], "ceremony:reception"))
    date_for(scene, draft, span)
    draft.placed(places_for(scene, start, found.end(), "ceremony:place"))
    draft.live = sentence.index == 0 and draft.date is not None
    return draft
