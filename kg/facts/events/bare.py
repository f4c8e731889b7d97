"""Sittings that only their kind, day and place tell: 首都各界在某会堂举行座谈会，纪念…; 在昨天的通气会上，甲介绍."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.facts.events.draft import Draft
from kg.facts.events.holders import HOLDER
from kg.facts.events.meetings import POINTER, habitual
from kg.facts.events.scene import Scene
from kg.facts.events.telling import HOLDS, MATTER, clause_start
from kg.facts.events.when import date_for
from kg.facts.events.where import place_claim, places_for
from kg.lexicon.events import event_words
from kg.mentions.event_phrases import Phrase
from kg.model import Claim, EventKind, Sentence, Span

#: 首都各界人士|今天在某会堂|隆重|举行
_SUBJECT = re.compile(
    r"(?:^|[，。；：日）讯道\n\u3000 ]|[上下]午)"
    r"(?P<o>(?!由|据|记者|会议|从|对|为|还|并|[另一每]|到)(?:(?![在的将])[\u4e00-\u9fff、“”]){2,20}?)"
    r"(?:（[^）]{2,12}）|今[天日晚]|昨[天日晚]|近日|日前|最近|[\d月]+日|[上下]午|晚上?|于|在[^，。；]{1,24}|共同|联合|隆重|专门|还|也|又)*"
    r"(?:举行|召开|举办)(?:了)?(?:一次|一场)?$"
)
_SPEAKS = re.compile(r"[^，。；：]{0,6}(?:说|指出|强调|表示|认为|介绍|宣布|透露|通报|回答|回应|解读|称)")
#: 某地民众在某处举行|集会: told by who gathers
_RALLY = "集会"
_HELD = re.compile(r"(?:举行|召开|举办)的(?:一次|一场|首场)?$")


def find_bare(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sittings that circles, firms and the like hold, of a kind of which ``drafts`` tell none, in order."""
    done: set[str] = set()
    for phrase, sentence in _generic(scene, drafts):
        held = phrase.opener in HOLDS and not phrase.after.startswith(("的", "上，"))
        draft = _held(scene, phrase, sentence) if held and phrase.head not in done else None
        if draft is not None and phrase.head == _RALLY:
            draft.names.remove(phrase.text)  # each crowd's own
            yield draft
        elif draft is not None:
            done.add(phrase.head)
            yield draft


def find_spoken(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sittings at which an official speaks, of a kind of which ``drafts`` tell none, in order."""
    done: set[str] = set()
    for phrase, sentence in _generic(scene, drafts):
        there = phrase.after.startswith("上，") and phrase.head not in done
        draft = _spoken(scene, phrase, sentence) if there else None
        if draft is not None:
            done.add(phrase.head)
            yield draft


def _generic(scene: Scene, drafts: Sequence[Draft]) -> Iterator[tuple[Phrase, Sentence]]:
    """The first phrase without a name of each kind that ``drafts`` do not tell."""
    told = {draft.head for draft in drafts if draft.evidence.rule != POINTER}
    for phrase in scene.phrases:
        sentence = scene.sentence_at(phrase.span.start)
        if sentence is None or not phrase.generic or phrase.kind is EventKind.TALKS:
            continue
        if (phrase.head in event_words().vague and phrase.head != _RALLY) or habitual(scene, phrase, sentence):
            continue
        if not any(phrase.head.endswith(head) or head.endswith(phrase.head) for head in told if head):
            yield phrase, sentence


def _held(scene: Scene, phrase: Phrase, sentence: Sentence) -> Draft | None:
    """某界人士今天在某地举行座谈会: with a day or a place of its own."""
    start = clause_start(scene, sentence, phrase.span.start)
    found = _SUBJECT.search(scene.text, max(0, start - 1), phrase.span.start)
    if found is None:
        return None
    words = scene.article.text
    span = _holder(scene, start, Span(*found.span("o")))
    who = span.of(words)
    if who in _MEANWHILE or scene.within("people", start, phrase.span.start):
        return None
    matter = MATTER.match(scene.text, phrase.span.end, sentence.span.end)
    topic = words[matter.start("m") : matter.end("m")] if matter else ""
    names = [f"{who}{topic}{phrase.text}", f"{who}{phrase.text}"] if topic else [f"{who}{phrase.text}"]
    draft = _draft(scene, phrase, sentence, names)
    draft.placed(places_for(scene, start, phrase.span.start, "meeting:place"))
    bodies = [m for m in scene.within("bodies", span.start, span.end) if m.span == span]
    spots = [m for m in scene.within("places", span.start, span.end) if m.span.start == span.start]
    if spots and not bodies and not draft.places and not who.endswith(_CROWDS):
        draft.placed([place_claim(scene, span, "meeting:bare", 0.7)])  # 某城某广场举行阅兵式
    if bodies:
        draft.organized([Claim(scene.body(bodies[0]), scene.evidence(span, "meeting:bare", 0.7))])
    return draft if draft.date or draft.places else None


#: Who gathers is no place, though a place's name begins it.
_CROWDS = ("民众", "群众", "市民", "居民", "人士", "各界", "学生", "华侨", "侨胞", "者", "人")
#: 某办公室发布白皮书，|同时|举行发布会
_MEANWHILE = ("同时", "随后", "接着", "此前", "期间", "会后", "当天", "当日", "同日", "之后", "其间")


def _holder(scene: Scene, start: int, subject: Span) -> Span:
    """Who holds it: the subject, or the first body of the sentence where only an adverb stands there."""
    bodies = scene.within("bodies", start, subject.start) if subject.of(scene.text) in _MEANWHILE else []
    return bodies[0].span if bodies else subject


def _spoken(scene: Scene, phrase: Phrase, sentence: Sentence) -> Draft | None:
    """在昨天举行的通气会上，某局局长甲介绍: who speaks there."""
    start = clause_start(scene, sentence, phrase.span.start)
    if phrase.opener not in ("在", "于") and _HELD.search(scene.text, start, phrase.span.start) is None:
        return None
    speaker = next(
        (
            m
            for m in scene.present(phrase.span.end, sentence.span.end)
            if _SPEAKS.match(scene.text, m.span.end) and scene.holds_office(m)
        ),
        None,
    )
    if speaker is None:
        return None
    bodies = [
        m
        for m in scene.within("bodies", start, phrase.span.start)
        if HOLDER.fullmatch(scene.text, m.span.end, phrase.span.start)
    ]
    draft = _draft(scene, phrase, sentence, [f"{m.text}{phrase.text}" for m in bodies])
    draft.attended([scene.person(speaker, "meeting:speaker", 0.7)])
    draft.organized([Claim(scene.body(m), scene.evidence(m.span, "meeting:holder", 0.7)) for m in bodies])
    draft.placed(places_for(scene, start, phrase.span.start, "meeting:place"))
    return draft


def _draft(scene: Scene, phrase: Phrase, sentence: Sentence, names: list[str]) -> Draft:
    evidence = scene.evidence(phrase.span, "meeting:bare", 0.6)
    draft = Draft(phrase.kind, [*names, phrase.text], phrase.head, evidence, sentence.index, live=True, held=True)
    date_for(scene, draft, phrase.span, near=60, after=0)
    return draft
