"""Which day an event took place: the date that governs its telling, read from the sentence and what came before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.telling import HOSTED
from kg.mentions.calendar import Moment
from kg.model import DateValue, EventKind, Mention, Sentence, Span

#: A date that is no occasion's: 12月1日起施行, 4月16日出版的, 2005年以来.
_OF_OTHER = re.compile(
    r"^(?:起|出版|以来|公布|发布|印发|生效|颁布|报道|成立|出生|逝世|签署的|通过的|发表|之?前(?![往来去赴])|前后|，?据)"
)
_OF_OTHER_BEFORE = re.compile(r"(?:自|截至|截止|自从|始于|据[^，。]{0,8}|建于|早在)$")
#: Between a date and the event that it dates there is no other event, no end of a statement.
_BREAK = re.compile(r"[。！？；]|会见时|会谈时|指出，|强调，|表示，|宣布：|表示：|”")


def date_for(scene: Scene, draft: Draft, trigger: Span, *, near: int = 200, after: int = 24) -> None:
    """Dates ``draft`` from the sentence of its ``trigger``.

    The last date before the trigger counts if it stands within ``near`` characters and nothing parts them, else the
    first after it within ``after`` characters (某会议28日在某地举行). 日前 leaves the event undated for good.
    """
    sentence = scene.sentence_at(trigger.start)
    if sentence is None or draft.undated or scene.text.startswith(("前夕", "之前"), trigger.end):
        return
    if scene.text.startswith(("”", "』", "》"), trigger.end):  # “某研讨会”|8日在某地举行
        trigger = Span(trigger.start, trigger.end + 1)
    before = [
        m
        for m in scene.within("dates", max(sentence.span.start, trigger.start - near), trigger.start)
        if _dates(scene, m)
    ]
    later = [
        m for m in scene.within("dates", trigger.end, min(sentence.span.end, trigger.end + after)) if _dates(scene, m)
    ]
    chosen = _nearest(scene, before, trigger)
    bare = chosen is not None and chosen.source.endswith(":year")  # 迈向2031年之际，某音乐会|今晚举行
    gap = scene.text[trigger.end : later[0].span.start] if later else "，"
    if (bare or _SET.fullmatch(gap)) and gap.strip("于在将") in _FOR_IT:
        chosen = later[0] if not later[0].source.endswith((":year", ":vague")) else chosen
    if chosen is None and later and _BREAK.search(scene.text, trigger.end, later[0].span.start) is None:
        gap = scene.text[trigger.end : later[0].span.start]
        if ("，" not in gap and "、" not in gap) or gap.startswith("（"):
            chosen = later[0]
    if chosen is None:
        return
    if chosen.date is None:
        draft.undated = draft.undated or chosen.source.endswith(":vague")
        return
    draft.dated(chosen.date, scene.evidence(chosen.span, chosen.source))


#: 甲9日宣布，某年会|将于|月底举行: its own day, whatever day that is told on
_SET = re.compile(r"(?:定|拟|预定|计划|将|已)*于")
_FOR_IT = ("", "定", "拟", "预定", "计划", "已")


#: 某会议|在完成各项议程后，今天上午在某地|闭会
_HELD_ON = re.compile(r"[^，。；]{0,24}(?:召开|举行|举办|开幕|闭幕|闭会|落幕|启幕|开班|结业)")


_QUOTED = re.compile(r"“[^“”]*”")


def date_across(scene: Scene, draft: Draft, trigger: Span) -> None:
    """Dates ``draft`` by a day in a later clause of the sentence, right before the verb that tells it was held."""
    sentence = scene.sentence_at(trigger.start)
    if sentence is None:
        return
    hosted = HOSTED.match(scene.text, trigger.end, sentence.span.end)
    start = hosted.end() if hosted else trigger.end
    for mention in scene.within("dates", start, min(sentence.span.end, start + 80)):
        if mention.date is not None and _HELD_ON.match(scene.text, mention.span.end, sentence.span.end):
            gap = _QUOTED.sub("", scene.text[start : mention.span.start])
            if _BREAK.search(gap) is None and _dates(scene, mention):
                draft.dated(mention.date, scene.evidence(mention.span, mention.source))
            return


def _nearest(scene: Scene, before: list[Mention], trigger: Span) -> Mention | None:
    """The date that stands last before the trigger; a day rather than the bare year behind it."""
    parted = [m for m in before if _BREAK.search(scene.text, m.span.end, trigger.start) is None]
    if not parted:
        return None
    last = parted[-1]
    if last.source.endswith(":year") and len(parted) > 1 and not parted[-2].source.endswith((":year", ":vague")):
        return parted[-2]
    return last


def _dates(scene: Scene, mention: Mention) -> bool:
    """Whether a date mention can date an event."""
    if mention.source.endswith(":dateline"):
        return False
    text, span = scene.text, mention.span
    after = text[span.end : span.end + 6]
    if _OF_OTHER.match(after):
        return False
    return after.startswith(("召开", "举行")) or not _OF_OTHER_BEFORE.search(text[max(0, span.start - 12) : span.start])


def year_of_name(scene: Scene, draft: Draft, span: Span) -> None:
    """Dates an event that the text dates no closer by the year in its name (2024年某峰会, 某论坛2031年年会)."""
    found = re.match(r"(?P<y>[12]\d{3})年?", span.of(scene.text)) or _YEAR_IN.search(span.of(scene.text))
    if found and draft.date is None and not draft.undated:
        at = span.start + found.start("y")
        draft.dated(DateValue(found["y"], basis="text"), scene.evidence(Span(at, at + 4), "date:name"))


#: 某论坛|2031年年会
_YEAR_IN = re.compile(r"(?<=[\u4e00-\u9fff])(?P<y>[12]\d{3})年?(?=年会|峰会|会议|大会|论坛)")


def settle(scene: Scene, draft: Draft) -> None:
    """Dates a reported event whose sentence tells no day by the last day that its paragraph tells before it."""
    sentence = scene.sentence_at(draft.evidence.span.start)
    named = draft.date_evidence is not None and draft.date_evidence.rule == "date:name"
    if (draft.date is not None and not named) or draft.undated or sentence is None:
        return
    goes_on = _GOES_ON.match(sentence.text) is not None
    if _SAID_THERE.search(sentence.text):  # 甲9日说，…。|他是在某会上作上述表示的。
        _day_said(scene, draft, sentence)
        return
    if not draft.live and not goes_on:
        if sentence.index == 0 and draft.date is None and draft.kind is EventKind.MEETING:
            _now_on(scene, draft, sentence)
            if draft.date is None and _GREETED.match(scene.text, draft.evidence.span.end, sentence.span.end):
                date_for(scene, draft, draft.evidence.span, after=0)
        return
    if draft.kind is EventKind.VISIT and draft.head.endswith("访问"):
        if _AT_VISIT.search(scene.text, draft.evidence.span.start, draft.evidence.span.end + 2):
            under_way(scene, draft)
        return
    if draft.kind is EventKind.TALKS and "期间，" in sentence.text and to_come(scene, draft):
        under_way(scene, draft)
        return
    first = next(s for s in scene.sentences if s.paragraph == sentence.paragraph or goes_on)
    days = [
        m
        for m in scene.within("dates", first.span.start, draft.evidence.span.start)
        if m.date is not None and _WHOLE.search(m.date.start) and m.date.end is None and _dates(scene, m)
    ]
    if days and _SAID.search(scene.text, days[-1].span.end, draft.evidence.span.start) is None:
        draft.dated(days[-1].date, scene.evidence(days[-1].span, days[-1].source, 0.6))


#: 甲|是在某会上作上述表示的: on the day on which he said it
_SAID_THERE = re.compile(
    r"是[^。；，]{0,12}在[^。]{4,60}?(?:[作说讲]|宣布|提出|表示|透露|发表|发出|谈到|披露)[^。；，]{0,10}的[。”]*$"
)
#: It is told so many sentences before.
_SAID_BEFORE = 2


def _day_said(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """Dates where somebody said something by the day told in the sentences before."""
    for before in reversed([s for s in scene.sentences if 0 < sentence.index - s.index <= _SAID_BEFORE]):
        days = [
            m
            for m in scene.within("dates", before.span.start, before.span.end)
            if m.date is not None and _WHOLE.search(m.date.start) and m.date.end is None and _dates(scene, m)
        ]
        if days:
            draft.dated(days[0].date, scene.evidence(days[0].span, days[0].source, 0.6))
            return


#: 在对某国访问|之际, 某主席|此访
_AT_VISIT = re.compile(r"(?:此|[这此]次)访|之际$|前夕$")
#: 访问期间，甲|将会见乙
_WILL = re.compile(r"将(?:会|在|于|同|与|和|分别|先后|出席|举行|访问|赴|前往|参加|继续)")


def to_come(scene: Scene, draft: Draft) -> bool:
    """Whether the sentence tells the event as one that will take place, without its day."""
    sentence = scene.sentence_at(draft.evidence.span.start)
    if sentence is None or "了" in scene.text[sentence.span.start : draft.evidence.span.end]:
        return False
    return _WILL.search(scene.text, sentence.span.start, draft.evidence.span.end) is not None


#: 中午，|甲会见了乙: later on the day that the paragraph before tells
_GOES_ON = re.compile(
    r"(?:当?[中下]午|傍晚|当?晚上?|随后|稍后|之后|接着|会[前后]|(?:演出|会议|会谈|会见|仪式|活动|座谈会|[开闭]幕式)[前后])，"
)


#: 出席|某会议|的代表
_AT_IT = re.compile(r"出席|参加|与会|嘉宾|代表|人士|正在(?:[^，。]{2,12})?(?:召开|举行|举办)的")
#: 向|某会议|致贺信: sent on the day on which it opens
_GREETED = re.compile(r"(?:[（(][^）)]{1,12}[）)])?(?:致|发来|发)贺[信电词]")
#: 祝贺|某党刚刚召开的大会: over, or still to come.
_NOT_NOW = re.compile(r"[去前明]年|曾|此前|刚|历次|即将|将|上[次一届]|首次|第一次|精神|以来|后|(?<!正在)召开")


def _now_on(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """Dates by its month what the lead only alludes to: the meeting that its guests or reporters are at."""
    at = draft.evidence.span
    around = scene.text[max(sentence.span.start, at.start - 16) : at.start] + scene.text[at.end : at.end + 6]
    if _AT_IT.search(around) is not None and _NOT_NOW.search(around) is None:
        under_way(scene, draft)


#: After these it is others who tell of other days.
_SAID = re.compile(r"(?:指出|强调|表示|说|认为|回忆)[，：]")


#: 结束|出席某峰会并对某国进行国事访问|后启程回国: the day told is that of the way home.
_OVER = re.compile(r"结束(?:了)?(?:出席|参加|对|在)[^。；]{0,60}$")


def homeward(scene: Scene, draft: Draft, at: int) -> None:
    """Leaves only the month of a journey, or of a meeting on it, of which the text tells the way home."""
    sentence = scene.sentence_at(at)
    day = draft.date
    if sentence is None or day is None or day.end is not None or len(day.start) != _DAY:
        return
    if _OVER.search(scene.text, sentence.span.start, at) and _HOME.search(scene.text, at, sentence.span.end):
        draft.date = DateValue(day.start[:-3], basis=day.basis)


#: 10日结束了|为期四天|的某地之行
_LASTED = re.compile(r"结束(?:了)?[^，。；]{0,16}?为期(?P<n>[一二两三四五六七八九十\d]{1,3})[天日]")


def lasted(scene: Scene, draft: Draft, start: int, end: int) -> None:
    """Gives a journey that ended on its day the days before, where [start, end) tells how many there were."""
    found, day = _LASTED.search(scene.text, start, end), draft.date
    last = Moment.read(day.start) if day and day.end is None else None
    if found is None or day is None or last is None or last.day is None or (ended := last.date()) is None:
        return
    days = int(found["n"]) if found["n"].isdigit() else "零一二三四五六七八九十".find(found["n"].replace("两", "二"))
    if days > 1:
        first = ended - timedelta(days=days - 1)
        draft.date = DateValue(first.isoformat(), end=day.start, basis=day.basis)


_HOME = re.compile(r"回国|启程|离开|返回|回到|抵达北京|乘(?:专机|飞机)")


def under_way(scene: Scene, draft: Draft) -> None:
    """Dates by the month of issue what guests who are met have come for; its very day is not told."""
    issued = scene.article.published
    if draft.date is None and not draft.undated and issued is not None and len(issued.start) == _DAY:
        draft.dated(DateValue(issued.start[:-3], basis=issued.basis), replace(draft.evidence, rule="date:under-way"))


#: A whole day, with its year or without: 2031-05-06, --05-06.
_WHOLE = re.compile(r"-\d\d-\d\d$")
#: A whole day with its year has so many characters.
_DAY = 10


def inherit(draft: Draft, main: Draft) -> None:
    """Gives an event told beside the main one (会前, 随后) its day."""
    if draft.date is None and not draft.undated and main.date is not None:
        draft.dated(main.date, main.date_evidence)
