"""Days that an event's own telling leaves open: spans told by their length, journeys, sessions, days told in pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.when import homeward, to_come, under_way
from kg.facts.events.where import places_for
from kg.mentions.calendar import Moment, number
from kg.model import DateValue, EventKind, Mention, Span

#: 为期两天的某会议今天闭幕 · 某会议历时4天，18日闭幕
_LASTS = re.compile(r"(?:为期|历时|会期)(?:共)?(?P<n>[两\d一二三四五六七八九十]{1,2})天")
_ENDS = re.compile(r"闭幕|结束|落幕|闭会|落下帷幕")
_BEGINS = re.compile(r"抵达|到达|开始|来到|飞抵")
#: Longer spans are campaigns.
_LONGEST = 15


def spread(scene: Scene, draft: Draft) -> None:
    """Gives an event whose last or first day is told with its length both its days."""
    day, sentence = draft.date, scene.sentence_at(draft.evidence.span.start)
    if day is None or day.end is not None or sentence is None or draft.kind is EventKind.TALKS:
        return
    found = _LASTS.search(scene.text, sentence.span.start, sentence.span.end)
    first = Moment.read(day.start)
    if found is None or first is None or first.day is None:
        return
    days = number(found["n"].replace("两", "二")) - 1
    ends = _ENDS.search(scene.text, sentence.span.start, sentence.span.end)
    if not 0 < days < _LONGEST:
        return
    if draft.kind is EventKind.VISIT:
        if _BEGINS.search(scene.text, sentence.span.start, sentence.span.end) and not ends:
            draft.date = DateValue(day.start, str(first.plus_days(days)), day.basis)
    elif ends:
        draft.date = DateValue(str(first.plus_days(-days)), day.start, day.basis)


#: 甲20日抵达某城，将出席|某峰会: the day is that of the journey
_SETS_OUT = re.compile(r"(?:离京|离开|启程|乘(?:坐)?(?:专机|包机|飞机)|抵达)[^。；]*(?:出席|参加)(?:了)?[^。；]*$")


def on_journey(scene: Scene, draft: Draft, trigger: Span) -> None:
    """Leaves only the month of what somebody sets out or arrives for, and of the way home."""
    homeward(scene, draft, trigger.end)
    sentence = scene.sentence_at(trigger.start)
    day = draft.date_evidence.span if draft.date_evidence else None
    if sentence is None or day is None or draft.kind is EventKind.VISIT or not day.end <= trigger.start:
        return
    if _SETS_OUT.search(scene.text, day.end, trigger.start):
        month(draft)


def month(draft: Draft) -> None:
    """Takes the day off a date of year, month and day."""
    day = draft.date
    if day is not None and day.end is None and re.fullmatch(r"\d{4}-\d\d-\d\d", day.start):
        draft.date = DateValue(day.start[:-3], basis=day.basis)


#: 欢迎仪式后，两国领导人举行会谈 in the lead of a report without any day: it is of the day of issue.
def of_the_issue(scene: Scene, draft: Draft) -> None:
    """Dates talks that open a report of the day without any day told in its first sentences."""
    issued = scene.article.published
    if draft.date is not None or draft.undated or issued is None or len(issued.start) != _DAY:
        return
    if draft.kind is EventKind.VISIT or draft.sentence > 0:
        return
    line = scene.article.dateline
    if (line is not None and line.date is not None) or len(draft.participants) < _SIDES:
        return
    lead = [s for s in scene.sentences if s.index <= _LEAD]
    days = [m for s in lead for m in scene.within("dates", s.span.start, s.span.end) if _is_day(m)]
    if not days and not to_come(scene, draft):
        draft.dated(
            DateValue(issued.start, basis=issued.basis), replace(draft.evidence, rule="date:issue", confidence=0.7)
        )


def _is_day(mention: Mention) -> bool:
    return mention.date is None or re.search(r"-\d\d-\d\d$", mention.date.start) is not None


#: A whole day with its year has so many characters.
_DAY = 10
_SIDES = 2
_LEAD = 2


#: 甲会议和乙会议|将分别于5日和4日在某地开幕
_APART = re.compile(r"[^，。；]{0,4}，?(?:将|已)?分别(?:将)?(?:于|在)?(?=[^。；]{1,60}(?:开幕|召开|举行|举办|闭幕))")


def paired(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives the events of a list the days that are told for them in the same order, and the place of all."""
    for sentence in scene.sentences if "分别" in scene.text else ():
        here = sorted((d for d in drafts if d.sentence == sentence.index), key=lambda d: d.evidence.span)
        found = _APART.search(scene.text, sentence.span.start, sentence.span.end)
        listed = [d for d in here if found and d.evidence.span.end <= found.end() and d.kind is EventKind.MEETING]
        if found is None or len(listed) < 2 or found.start() - listed[-1].evidence.span.end > _GAP:
            continue
        days = [m for m in scene.within("dates", found.end(), sentence.span.end) if m.date is not None]
        if len(days) != len(listed):
            continue
        for draft, day in zip(listed, days, strict=True):
            if draft.date is None or draft.date == days[-1].date or draft.date == days[0].date:
                draft.date, draft.date_evidence = day.date, scene.evidence(day.span, day.source)
            draft.placed(places_for(scene, days[-1].span.end, sentence.span.end, "meeting:place", holding=True)[:1])


def shared(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives the events of a list the place that only its first is told with (在某地出席甲会议、乙会议和丙会议)."""
    last: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.evidence.span):
        if last is not None and last.places and not draft.places and draft.date == last.date:
            gap = scene.text[last.evidence.span.end : draft.evidence.span.start]
            if _BRACKET.sub("", gap) in _JOINS and draft.kind is last.kind is EventKind.MEETING:
                draft.placed([c for c in last.places if not c.evidence.rule.endswith("in-name")])
        last = draft


_BRACKET = re.compile(r"（[^）]{1,12}）")
_JOINS = ("、", "和", "及", "与", "以及")
#: What parts the list from its verb is no longer.
_GAP = 4


#: Where the sessions of spring are under way: 参加|全国两会|的代表, 全国两会|第三场通道
_UNDER_WAY = re.compile(r"第[一二三四五六七八九十]场|首场|正在|今天|的(?:女?代表|委员)")
#: 某次会议|主席团某次会议今天举行, 某次会议|最后一场通道: the session is going on
_ITS_SITTING = re.compile(r"(?:主席团|第[一二三四五六七八九十]场|首场|最后一场)[^，。]{0,30}(?:举行|召开|开启|今天|日)")
_NATIONAL = re.compile(r"(?:中国人民政治协商会议)?第[一二三四五六七八九十]+届全国(?:人民代表大会|委员会)第")
_OVER = re.compile(r"(?:的)?精神|成功|让世界|胜利|闭幕")


def in_the_year(scene: Scene, draft: Draft) -> None:
    """Dates by the year of issue the anniversary for which a guest has come."""
    issued = scene.article.published
    if draft.date is None and not draft.undated and issued is not None and len(issued.start) == _DAY:
        evidence = replace(draft.evidence, rule="date:session", confidence=0.7)
        draft.dated(DateValue(issued.start[:4], basis=issued.basis), evidence)


def of_spring(scene: Scene, draft: Draft) -> None:
    """Dates the yearly sessions (全国两会) by the year of issue, by its month where they are under way."""
    issued = scene.article.published
    if draft.date is not None or issued is None or len(issued.start) != _DAY:
        return
    if "全国两会" not in draft.names:
        if _NATIONAL.match(draft.names[0]) and _ITS_SITTING.match(scene.text, draft.evidence.span.end):
            under_way(scene, draft)
        return
    span = draft.evidence.span
    after = scene.text[span.end : span.end + 12]
    if _OVER.match(after) or scene.text[max(0, span.start - 8) : span.start].endswith(("历年", "每年", "历次")):
        return
    now = issued.start[5:7] == "03" and _UNDER_WAY.search(after)
    if now:
        under_way(scene, draft)
    else:
        in_the_year(scene, draft)
