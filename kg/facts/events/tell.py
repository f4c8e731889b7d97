"""What one telling of a meeting says: its names, day, place, host and guests."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.facts.events.convenors import convening
from kg.facts.events.days import in_the_year, on_journey
from kg.facts.events.draft import Draft
from kg.facts.events.holders import named_hosts, unlisted_holder
from kg.facts.events.naming import place_in, without_part
from kg.facts.events.owners import PARTY_PARTS, own_body
from kg.facts.events.present import called_by_matter, convened, hosted, presided, speaker_at
from kg.facts.events.scene import Scene
from kg.facts.events.stops import stops_of_tour
from kg.facts.events.telling import HOLDS, TAKES_PART, Telling, clause_start
from kg.facts.events.venues import at_home, everywhere, place, place_named
from kg.facts.events.when import date_across, date_for, under_way, year_of_name
from kg.facts.events.where import places_for
from kg.mentions.places import place_names
from kg.model import Claim, EventKind, Mention, Span

#: Who is wished to come has not come: 欢迎贵方积极参加某论坛.
_WISH = re.compile(r"(?:欢迎|支持|期待|希望|[愿盼]|预祝|邀请)[^，。；]{0,30}$")
#: 出席某峰会|和某活动的|某总统
_RELATIVE = re.compile(r"(?:、[^，。]{2,30})*(?:[和及][^，。]{2,40}?)?(?:并[^，。的]{2,20})?的(?=[^，。]{2,})")


#: 参加某仪式的人士|在某人塑像前|肃立: of whom something else is told
_BESIDE = re.compile(r"[在向对同与为]")


#: 甲从|刚刚结束的|某会上赶来: the day told is not that meeting's.
_JUST_OVER = re.compile(r"(?:刚刚|刚|不久前|前不久)(?:结束|闭幕|召开|举行)的$")
#: 在某座谈会|上的重要讲话
_SPOKEN_OF = re.compile(r"上(?:的|所作的|发表的|作的|所作|强调的|提出的)")


_WHO_ACTED = re.compile(r"上(?:作|发|演|致|讲|获|当选|领|亮相)[^，。；的]{0,10}的")
_WHILE = re.compile(r"时(?:所作|发表)?的(?:系列)?(?:重要)?(?:讲话|指示)")


def tell(scene: Scene, told: Telling) -> Draft:
    """The draft of an event from one telling."""
    phrase, sentence = told.phrase, told.sentence
    kind = EventKind.MEETING if phrase.kind is EventKind.TALKS else phrase.kind
    own = own_body(scene, told)
    hosts = named_hosts(scene, told)
    draft = Draft(
        kind,
        _names(told if not hosts else replace(told, holder=()), own),
        phrase.head,
        scene.evidence(phrase.span, "meeting:name", 0.85),
        sentence.index,
    )
    draft.name(*called_by_matter(scene, told), first=True)
    draft.organized(hosts)
    _held_by(scene, told, draft, hosts)
    draft.organized(own)
    if _recalled(scene, told, draft):
        return draft
    if told.held or told.joined:
        draft.undated = _JUST_OVER.search(scene.text, sentence.span.start, phrase.span.start) is not None
        date_for(scene, draft, phrase.span, after=0 if phrase.after.startswith(("后", "前", "期间", "并")) else 24)
        if draft.date is None and not draft.undated and told.held:
            date_across(scene, draft, phrase.span)
        on_journey(scene, draft, phrase.span)
        place(scene, told, draft)
        everywhere(scene, told, draft)
        if _TOURING.search(told.name):
            draft.placed(stops_of_tour(scene, sentence.index))
        at_home(draft)
        hosted(scene, told, draft)
        presided(scene, told, draft)
        if told.held and not draft.organizers:
            convened(scene, told, draft)
    elif not phrase.after.startswith(("精神", "以来", "部署", "提出", "确定", "的")):
        leads = 12 if scene.text[phrase.span.start - 1] == "，" else 4  # 今年9月，|某峰会
        date_for(scene, draft, phrase.span, near=60 if _NOW.match(phrase.after) else leads, after=16)
        if _HERE_TOO.match(scene.text, phrase.span.end):
            draft.placed(places_for(scene, phrase.span.end, phrase.span.end + 16, "meeting:place"))
    _by_name(scene, told, draft)
    if told.phrase.opener in ("在", "于") and told.joined:
        draft.attended(scene.persons(speaker_at(scene, phrase, sentence), "meeting:speaker"))
        draft.live = draft.date is not None or sentence.index == 0
    else:
        wished = _WISH.search(scene.text, clause_start(scene, sentence, phrase.span.start), phrase.span.start)
        draft.live, draft.held = wished is None and (told.held or told.joined), wished is None and told.held
    return draft


def _held_by(scene: Scene, told: Telling, draft: Draft, hosts: list[Claim]) -> None:
    """Who convenes it beside the ``hosts`` named with 由."""
    if not hosts:
        draft.organized([Claim(scene.body(m), scene.evidence(m.span, "meeting:holder")) for m in told.holder])
    if told.convenor is not None:
        draft.organized(convening(scene, told.convenor))
        draft.names = [f"{told.convenor.of(scene.article.text)}{told.name}"]
    elif told.held and not told.holder and not draft.organizers:
        draft.organized(unlisted_holder(scene, told))


def _by_name(scene: Scene, told: Telling, draft: Draft) -> None:
    """The year and the place that the name holds, where nothing tells them closer."""
    span = told.phrase.span
    year_of_name(scene, draft, span)
    spot = place_in(told.name, told.phrase.head) or place_named(scene, told.phrase)
    if spot and not draft.places:
        draft.placed([Claim(place_names(spot), scene.evidence(span, "meeting:place-in-name"))])


#: 出席某会的某国总统甲|、某国总理|乙
_JOINED = re.compile(r"(?:总统|总理|主席|首相|国王|外长|议长|先生|女士)?(?:、|和|以及)[^，。；]{0,24}")


def _listed_first(scene: Scene, people: list[Mention]) -> list[Mention]:
    """The first of the people with those whom 、 and 和 join to them."""
    size = next(
        (
            at
            for at in range(1, len(people))
            if not _JOINED.fullmatch(scene.text, people[at - 1].span.end, people[at].span.start)
        ),
        len(people),
    )
    return people[:size]


def _recalled(scene: Scene, told: Telling, draft: Draft) -> bool:
    """Meetings told beside the matter (来华出席某会议的某人, 在某会议上的讲话): their person takes part, no more."""
    text, span = scene.text, told.phrase.span
    stop = re.compile(r"[，。；：]").search(text, span.end)
    end = stop.start() if stop else told.sentence.span.end
    came_to_hold = told.phrase.opener in HOLDS and text[max(0, span.start - 6) : span.start].startswith("来华", 0, 4)
    if (told.phrase.opener in TAKES_PART or came_to_hold) and _RELATIVE.match(text, span.end, end):
        visitor = _listed_first(scene, scene.within("people", span.end, end))
        visitor = [m for m in visitor if _BESIDE.search(text, span.end, m.span.start) is None]
        met = re.search(
            r"来华|来京|前来|会见|会晤|接见|欢迎|应邀",
            text[max(told.sentence.span.start, span.start - 30) : span.start],
        )
        if not visitor and not met:
            return False
        draft.attended(scene.persons(visitor, "meeting:visitor"))
        came = text.rfind("来华", max(told.sentence.span.start, span.start - 40), span.start)
        where = (
            places_for(scene, max(told.sentence.span.start, span.start - 24), span.start, "meeting:place")
            if told.phrase.opener in HOLDS
            else []
        )
        spot = place_in(told.name, told.phrase.head)
        if spot:
            where = [Claim(place_names(spot), scene.evidence(span, "meeting:place-in-name"))]
        if came >= 0 and not where:
            where = [Claim(("中国", "华"), scene.evidence(Span(came, came + 2), "meeting:came"))]
        draft.placed(where)
        year_of_name(scene, draft, span)
        if draft.kind is EventKind.MEETING and (came >= 0 or met):
            under_way(scene, draft)
        elif came >= 0 and "周年" in told.name:
            in_the_year(scene, draft)
        return True
    was_there = _WHO_ACTED.match(text, span.end, end)  # 在某会上作过报告的|甲
    if was_there:
        who = [m for m in scene.within("people", was_there.end(), end)[:1] if m.span.start == was_there.end()]
        draft.attended(scene.persons(who, "meeting:speaker"))
    joined = told.phrase.opener in TAKES_PART and _WHILE.match(text, span.end, end)  # 在参加|某活动|时的讲话
    if joined or (told.phrase.opener in ("在", "于") and _SPOKEN_OF.match(text, span.end, end)):
        opened = span.start - len(told.phrase.opener)
        draft.attended(
            scene.persons(
                scene.within("people", max(told.sentence.span.start, opened - 12), opened)[-1:], "meeting:speaker"
            )
        )
        date_for(scene, draft, span, near=40, after=0)
        return True
    return False


#: What a meeting named as subject does on its day: 某发布会发布了某报告.
_NOW = re.compile(r"(?:发布|通过|审议|听取|决定|选举|表决|强调|指出|认为|要求)")
#: 某会议|５日|在此间|通过了某协议
_HERE_TOO = re.compile(r"[\d月日今昨天上下午晚]{0,8}在(?:此间|这里)")
#: Meetings that go from place to place.
_TOURING = re.compile(r"现场|观摩|拉练|流动")


def _names(told: Telling, own: list[Claim]) -> list[str]:
    """The name with its holder in front where the text has them apart: 省政协 召开 党组会议 → 省政协党组会议."""
    name, phrase = told.name, told.phrase
    names = [name]
    whole = without_part(name)
    if whole:
        names.append(whole)
    if told.holder and not _leads(name, told.holder[0].text) and (phrase.generic or len(phrase.modifiers) <= 8):
        names = [f"{'和'.join(m.text for m in told.holder)}{name}", *names]
        if not phrase.modifiers:
            names = names[:1]
    elif own and name.startswith(PARTY_PARTS):
        part = next(p for p in PARTY_PARTS if name.startswith(p))
        names = [*(n + name.removeprefix(part) for n in own[0].names if n.endswith(part) and n != part), *names]
    return list(dict.fromkeys(names))


def _leads(name: str, body: str) -> bool:
    return name.startswith(body) or (body.endswith(name[:2]) and name.startswith(body[-2:]))
