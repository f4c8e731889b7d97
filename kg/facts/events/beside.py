"""Events told beside the main one (会前, 随后, 会谈后, on the way of a tour): on its day, and where it was."""

from __future__ import annotations

import re

from kg.facts.events.draft import Draft
from kg.facts.events.pointing import told_of
from kg.facts.events.scene import Scene
from kg.facts.events.visits import HOME
from kg.facts.events.when import inherit, to_come, under_way
from kg.model import EventKind

#: Told beside the main event: 会前, 随后, 签约仪式前, 会谈结束后.
_BESIDE = re.compile(r"(?:会[前后]|随后|其间|抵达时|到达时|离开时|[^，。]{1,8}(?:前|后|期间|之余))，")


#: 与会期间，|甲会见了乙
_DURING = re.compile(r"(?:与会|会议|论坛|峰会|出席[^，。]{2,16})期间，")
#: 在某活动后举行的|记者招待会上
_AFTER_TALKS = re.compile(r"(?:会谈|会见|会晤|会议)(?:结束)?[后前](?:共同)?(?:举行|召开)的(?:联合)?$")


def beside(scene: Scene, drafts: list[Draft]) -> None:
    """Dates what is told beside the main event (会前, 随后) by it."""
    told = (d for d in drafts if d.live and d.date and _DAY.search(d.date.start) and not told_of(scene, d, ()))
    main = next(told, None) or _todays(scene, drafts)
    if main is None:
        return
    for draft in drafts:
        if draft is not main and draft.date is None and draft.sentence >= main.sentence and not draft.undated:
            _follow(scene, draft, main)
    for draft in drafts:
        fresh = draft.kind is EventKind.TALKS or draft.evidence.rule == "ceremony:welcome"
        if draft.live and fresh and draft.sentence == 0 and people_of(draft) & people_of(main):
            inherit(draft, main)


def _follow(scene: Scene, draft: Draft, main: Draft) -> None:
    """Gives an undated event the day of ``main`` where its words say that it belongs to that."""
    at = draft.evidence.span.start
    start = max(scene.text.rfind("\n", 0, at), scene.text.rfind("。", 0, at)) + 1
    lead = scene.text[start : max(start, at)]
    together = bool(people_of(draft) & people_of(main))
    guest = draft.kind is EventKind.VISIT and any("中国" in c.names for c in draft.places)
    if guest and main.kind is EventKind.TALKS and together:
        inherit(draft, main)
    if _BESIDE.match(lead) and draft.kind is EventKind.TALKS and to_come(scene, draft):
        under_way(scene, draft)
        draft.placed(main.places[:1] if main.kind is EventKind.VISIT else [])
        draft.live = False
    elif _BESIDE.match(lead):
        inherit(draft, main)
        draft.live = True
        if _DURING.match(lead) and not draft.places and main.kind is EventKind.MEETING and draft.date == main.date:
            draft.placed(main.places[:1])
    if _AFTER_TALKS.search(lead):
        inherit(draft, main)
    abroad = main.kind is EventKind.VISIT and main.date is not None and main.date.end is not None
    if abroad and draft.kind is EventKind.TALKS and together and "还赴" in draft.evidence.text + lead:
        inherit(draft, main)
    if _on_tour(draft, main):
        inherit(draft, main)
        if not draft.places:
            draft.placed(main.places[:1])


def people_of(draft: Draft) -> set[str]:
    """The names by which an event's participants are claimed first."""
    return {claim.names[0] for claim in draft.participants}


def _on_tour(draft: Draft, main: Draft) -> bool:
    """Whether a sitting without a name of its own was chaired on the way by who travels (并主持召开座谈会)."""
    touring = main.kind is EventKind.VISIT and main.head in HOME and main.live
    sits = draft.kind is EventKind.MEETING and draft.head == "座谈会" and draft.names[-1].endswith(draft.head)
    chairs = {claim.names[0] for claim in draft.chairs} or people_of(draft)
    return touring and sits and len(draft.names[-1]) <= len(draft.head) + _FEW and bool(chairs & people_of(main))


#: 座谈会 with so few characters before it has no name of its own.
_FEW = 4
#: A whole day, with its year or without: 2031-05-06, --05-06.
_DAY = re.compile(r"-\d\d-\d\d$")


def _todays(scene: Scene, drafts: list[Draft]) -> Draft | None:
    """The event of the day of issue that is told last: what an undated one in the lead took place with."""
    issued = scene.article.published.start if scene.article.published else None
    return next((d for d in drafts if d.date is not None and d.date.start == issued), None)
