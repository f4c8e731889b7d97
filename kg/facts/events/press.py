"""Leaders who face the press together after their talks: 会谈后，双方首脑一同会见记者."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.when import date_for, inherit
from kg.lexicon.searching import Keyed
from kg.model import Claim, EventKind, Sentence, Span

_MEETS = Keyed.of(
    r"(?P<o>[两二三四五]国(?:领导人|元首|总理|外长|防长)|双方(?:领导人)?|[两二三]位(?:领导人|总理|元首|外长)|)"
    r"(?:还|并|一同|一起)?(?P<v>共同会见(?:了)?(?:中外)?记者)(?!时)",
    "共同会见",
)
#: 在会谈后的|记者会|上，甲表示
_AFTER = Keyed.of(
    r"在(?:[两双]?[国方]?(?:元首|总理|外长)?)?(?P<t>会谈|会见|会晤)(?:结束)?后的(?:联合|共同)?(?P<v>记者会|记者招待会|新闻发布会)上",
    "记者会上",
    "记者招待会上",
    "新闻发布会上",
)
_COUNT = {"两": 2, "二": 2, "双": 2, "三": 3, "四": 4, "五": 5}


def find_press(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Each meeting with the press of several leaders, told once."""
    for _, sentence, found in scene.matches([(_MEETS, None)]):
        before = [d for d in reversed(drafts) if d.live and d.sentence <= sentence.index and d.participants]
        main = next((d for d in before if len(d.participants) > 1), before[0] if before else None)
        people = _leaders(scene, sentence, found, main)
        if len(people) < (1 if found["o"] else 2):
            continue
        who = "、".join(next((n for n in reversed(c.names) if len(n) > 1), c.name) for c in people)
        words = scene.article.text
        names = [f"{who}{words[found.start('v') : found.end('v')]}"] if len(people) > 1 else []
        if found["o"]:
            names.append(found["o"] + words[found.start("v") : found.end("v")])
        evidence = scene.evidence(Span(found.start(), found.end()), "meeting:press", 0.7)
        draft = Draft(EventKind.MEETING, names, "记者会", evidence, sentence.index)
        draft.attended(people)
        date_for(scene, draft, Span(found.start(), found.end()))
        if draft.date is None and main is not None and main.date is not None:
            inherit(draft, main)
        yield draft
        return


def find_after_talks(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The briefing after the talks that the article tells, with their people, on their day and in their place."""
    for _, sentence, found in scene.matches([(_AFTER, None)]):
        talks = next((d for d in reversed(drafts) if _is_main(d) and d.sentence <= sentence.index), None)
        spoken = scene.present(found.end(), sentence.span.end)[:1]
        if talks is None or not spoken:
            continue
        who = "与".join(next((n for n in reversed(c.names) if len(n) > 1), c.name) for c in talks.participants[:2])
        words = f"{who}{found['t']}后{found['v']}"
        evidence = scene.evidence(Span(*found.span("v")), "meeting:press", 0.7)
        draft = Draft(EventKind.MEETING, [words, found["v"]], found["v"], evidence, sentence.index, live=True)
        draft.attended(talks.participants[:2])
        draft.attended(scene.persons(spoken, "meeting:press", 0.7))
        date_for(scene, draft, Span(found.start(), found.end()))
        inherit(draft, talks)
        draft.placed(talks.places[:1])
        yield draft
        return


def _is_main(draft: Draft) -> bool:
    return draft.kind is EventKind.TALKS and draft.live and len(draft.participants) > 1


def _leaders(scene: Scene, sentence: Sentence, found: re.Match[str], main: Draft | None) -> list[Claim]:
    """Those named before the verb, or of the talks before as many as are told."""
    named = scene.present(sentence.span.start, found.start())
    if not found["o"] and len(named) > 1:
        return scene.persons(named, "meeting:press", 0.7)
    if main is None:
        return []
    return main.participants[: _COUNT.get(found["o"][:1], 2)]
