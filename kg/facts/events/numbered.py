"""Numbered sessions (党的二十大, 某省十二届人大三次会议), reported or alluded to."""

from __future__ import annotations

import re

from kg.facts.events.draft import Draft
from kg.facts.events.guests import POSTS_ONLY
from kg.facts.events.holders import HOLDER
from kg.facts.events.scene import Scene
from kg.facts.events.telling import clause_start, held_after
from kg.facts.events.when import date_across, date_for
from kg.facts.events.where import places_for
from kg.mentions.numbered_sessions import Congress
from kg.model import Claim, EventKind, Mention, Sentence, Span

#: 参加某次会议|某省|代表团审议
_DELEGATION = re.compile(r"[\u4e00-\u9fff]{2,8}代表团(?:审议|讨论|全体)")
#: 某大会闭幕不到一周, 某大会召开以来: the day told is not the congress's.
_AFTERMATH = re.compile(
    r"[^，。]{0,8}(?:闭幕|召开|结束|举行)(?:不到|后|以来|之后|以后|前|[^，。]{0,8}(?:周年|周|之际))"
)


def numbered_session(scene: Scene, congress: Congress) -> Draft:
    """A numbered session, reported or alluded to. A day counts only where it is told of the session itself."""
    text = scene.text
    draft = Draft(
        EventKind.MEETING,
        list(congress.names),
        "会议",
        scene.evidence(congress.span, "meeting:congress", 0.95),
        sentence.index if (sentence := scene.sentence_at(congress.span.start)) else 0,
    )
    if congress.organizer:
        draft.organized([Claim(congress.organizer, scene.evidence(congress.span, "meeting:congress"))])
    before = text[max(0, congress.span.start - 12) : congress.span.start]
    after = text[congress.span.end : congress.span.end + 24]
    _year_within(scene, draft, congress.span)
    _spoken_there(scene, draft, congress.span)
    if HOLDER.search(before.removesuffix("的")) or _DECIDES.match(after):
        date_for(scene, draft, congress.span, near=24, after=0)
    elif sentence is not None and held_after(scene, sentence, congress.span):
        if _AFTERMATH.match(after):
            return draft
        date_for(scene, draft, congress.span, near=0, after=60)
        if draft.date is None:
            date_across(scene, draft, congress.span)
        if draft.date is None:
            date_for(scene, draft, congress.span, near=60, after=0)
        draft.live = draft.date is not None
    elif before.endswith(("在", "出席", "列席", "参加", "主持")) and (
        after.startswith(("上", "报告中", "，", "。", "并", "开幕", "闭幕", "第", "举行", "主席团", "期间", "时"))
        or _DELEGATION.match(after)
    ):
        date_for(scene, draft, congress.span, near=80, after=0)
        _attend(scene, draft, congress.span, before)
    if sentence is not None and before.endswith(("参加", "出席")):
        draft.attended(scene.persons(_delegates(scene, congress.span, sentence), "meeting:delegates", 0.8))
    if draft.live and sentence is not None:
        draft.placed(places_for(scene, congress.span.end, sentence.span.end, "meeting:place"))
    return draft


def _year_within(scene: Scene, draft: Draft, span: Span) -> None:
    """今年全国两会: the year in a session's name dates it."""
    for mention in scene.within("dates", span.start, span.end):
        if mention.date is not None:
            draft.dated(mention.date, scene.evidence(mention.span, mention.source))
            if re.fullmatch(r"\d{4}", mention.date.start):
                draft.name(f"{mention.date.start}年{draft.names[0]}")


def _spoken_there(scene: Scene, draft: Draft, span: Span) -> None:
    """某次两会期间，甲强调: who speaks there took part."""
    sentence = scene.sentence_at(span.start)
    if sentence is None or re.match(r"(?:期间|上)，", scene.text[span.end : span.end + 3]) is None:
        return
    people = scene.present(span.end, min(sentence.span.end, span.end + 36))[:1]
    if people and re.match(
        r"[^，。；]{0,6}(?:再次)?(?:说|强调|指出|表示|将|就|提出|呼吁|建议)", scene.text[people[0].span.end :][:10]
    ):
        draft.attended(scene.persons(people, "meeting:speaker", 0.8))


#: 参加某次会议|的全国人大代表，|某省委书记甲、乙
_AS_DELEGATES = re.compile(
    r"的(?:在[^，。；]{1,6})?(?:[\u4e00-\u9fff]{0,6}(?:代表|委员))(?:[，、：]|(?=[\u4e00-\u9fff]))"
)


def _delegates(scene: Scene, span: Span, sentence: Sentence) -> list[Mention]:
    """Those whom the words after a session's name list as its delegates."""
    found = _AS_DELEGATES.match(scene.text, span.end, sentence.span.end)
    listed: list[Mention] = []
    at = found.end() if found else sentence.span.end
    for mention in scene.within("people", at, sentence.span.end):
        if not POSTS_ONLY.fullmatch(scene.text, at, mention.span.start):
            break
        listed.append(mention)
        at = mention.span.end
    return listed


#: 11月27日，省十三届人大常委会第二十八次会议|通过
_DECIDES = re.compile(r"(?:第[^，。]{1,6}次(?:全体)?会议)?(?:通过|批准|表决|审议|任免|听取|决定)")
_CLOCK = re.compile(r"[\d年月日上下午晚]+")


def _attend(scene: Scene, draft: Draft, span: Span, before: str) -> None:
    sentence = scene.sentence_at(span.start)
    if sentence is not None:
        start = clause_start(scene, sentence, span.start)
        people = scene.present(start, span.start)
        if before.endswith("在"):  # 学习甲|在某次会议上的讲话: whose words are studied was there
            near = scene.within("people", start, span.start)[-1:]
            people = [m for m in near if len(_CLOCK.sub("", scene.text[m.span.end : span.start])) <= 8]
        draft.attended(scene.persons(people, "meeting:speaker"))
