"""Which event 会议, 会见 or 上述活动 points to from a later sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from kg.facts.events.draft import Draft
from kg.facts.events.scene import Scene
from kg.facts.events.where import DATELINE
from kg.lexicon.events import event_words
from kg.model import EventKind, Sentence


def told_so_far(scene: Scene, live: Sequence[Draft], sentence: Sentence) -> list[Draft]:
    """The events told up to the sentence, the latest first; those to come only where there are no others."""
    issued = scene.article.published.start if scene.article.published else None
    line = report_start(scene, sentence.span.start)
    told = [d for d in reversed(live) if d.sentence <= sentence.index and d.evidence.span.start >= line]
    past = [d for d in told if d.date is None or issued is None or d.date.start <= issued]
    return past or told


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[int, ...]:
    return tuple(m.start() for m in DATELINE.finditer(text))


def report_start(scene: Scene, at: int) -> int:
    """Where the report that holds ``at`` begins if several stand in the article, each with a dateline; else 0."""
    lines = _lines(scene.text)
    before = bisect_right(lines, at) if len(lines) > 1 else 0
    return lines[before - 1] if before > 1 else 0


def pointed(scene: Scene, live: Sequence[Draft], sentence: Sentence, head: str, words: str) -> list[Draft]:
    """The events that 会议, 会见 or 上述活动 points to from the sentence."""
    before = told_so_far(scene, live, sentence)
    if "上述" in words or (head == "活动" and not words.strip("了的活动有关相系列")):
        return _activities(scene, before, words)
    named = [d for d in before if any(_names(words, n) for n in d.names)] if len(words) > 2 else []
    if named:
        return named[:1]
    kinds = _KINDS.get(head)
    if kinds is None:
        kinds = (EventKind.MEETING, EventKind.CEREMONY)
    opened = [d for d in before if words.endswith(_OPENINGS) and any(words[-3:] in n for n in d.names)]
    if opened:  # 某展开幕式暨某论坛: 在开幕式上 points to it, not to the fair
        return opened[:1]
    if words.endswith(("幕会", "幕式", "班式", "业式", "学式")) and not any(
        d.head.endswith(words[-2:]) for d in before
    ):
        head = words = "会议"
    exact = [
        d for d in before if d.kind in kinds and head and (d.head == head or (head == "会议" and d.head.endswith(head)))
    ]
    if exact and exact[0].kind not in (EventKind.TALKS, EventKind.VISIT):
        return exact[:1]
    fit = [
        d
        for d in before
        if d.kind in kinds
        and (
            not head
            or d.head == head
            or head in ("会议", "活动", "拉练", "观摩", "")
            or (head == "座谈" and d.head.startswith(head))
            or d.head.endswith(head)
            or (head in ("仪式", "典礼") and d.kind is EventKind.CEREMONY)
            or d.kind in (EventKind.TALKS, EventKind.VISIT)
        )
    ]
    if not fit and re.search("会见|会谈", words):
        fit = [d for d in before if d.kind is EventKind.TALKS]
    if not fit:
        return []
    if fit[0].kind is EventKind.TALKS and head in ("会见", "会谈"):
        line = max((m.end() for m in DATELINE.finditer(scene.text, 0, sentence.span.start)), default=0)
        first = [d for d in fit if d.head == head] or fit
        first = [d for d in first if d.evidence.span.start >= line] or first  # of one report among several
        return [d for d in first if d.sentence == first[-1].sentence or d.date is not None] or first[:1]
    return fit[:1]


def _activities(scene: Scene, before: Sequence[Draft], words: str) -> list[Draft]:
    """上述活动, 有关活动: all of the day of those told ``before``, or the one that is called so."""
    own = [d for d in before if d.head == "活动"]
    if own and not re.match("上述|相关|有关", words):
        return own[-1:]
    main = before[-1] if before else None
    if main is not None and main.kind is EventKind.VISIT and re.match("(?:相关|有关)", words):
        return [main]
    mine = [d for d in before if main is not None and _of_the_day(d, main) and not told_of(scene, d, ())]
    # 甲出席某峰会|期间会见乙: the summit only tells when
    return [d for d in mine if not scene.text.startswith("期间", d.evidence.span.end)] or mine


_OPENINGS = ("开幕式", "闭幕式", "开幕会", "闭幕会", "开班式", "结业式", "开学式")
#: 参加会见|和签约仪式
_ALSO = re.compile(
    r"(?:以及|[和、及])(?P<obj>(?P<head>会见|会谈|会议|(?:[\u4e00-\u9fff]{2})?(?:仪式|座谈会)))(?=[，。；]|$)"
)


def also_pointed(scene: Scene, live: Sequence[Draft], sentence: Sentence, at: int) -> list[Draft]:
    """The second event of 参加会见和签约仪式, whose first ends at ``at``."""
    also = _ALSO.match(scene.text, at, sentence.span.end)
    return pointed(scene, live, sentence, also["head"], also["obj"]) if also else []


def _names(words: str, name: str) -> bool:
    """Whether the words are a telling of the name: one ends the other or, if long, stands in it."""
    if words.endswith(name) or name.endswith(words):
        return True
    return (len(name) > _TELLING and name in words) or (len(words) > _TELLING and words in name)


#: A name of so many characters is an event's own wherever it stands.
_TELLING = 5
_KINDS = {
    **dict.fromkeys(("会见", "会谈", "会晤", "通话"), (EventKind.TALKS,)),
    **dict.fromkeys(("调研", "考察", "视察", "检查", "访问", "慰问", "看望"), (EventKind.VISIT,)),
    "座谈": (EventKind.TALKS, EventKind.MEETING),
    **dict.fromkeys(("拉练", "观摩"), (EventKind.MEETING, EventKind.CEREMONY, EventKind.VISIT)),
    **dict.fromkeys(("巡察", "接访"), (EventKind.VISIT,)),
    "": (EventKind.MEETING, EventKind.CEREMONY, EventKind.TALKS, EventKind.VISIT),
    "活动": (EventKind.MEETING, EventKind.CEREMONY, EventKind.TALKS, EventKind.VISIT),
}


#: 学习某主席在参加|某活动|时的重要讲话
_RECALLED = re.compile(r"(?:时|期间|上)(?:发表)?的(?:系列)?重要(?:讲话|指示)")
#: 甲表示，今天上午某主席同…会晤: told in a speech, not by the article.
_IN_SPEECH = re.compile(r"(?:表示|指出|强调|说)，[^。]*$")


#: 甲指出，…。…: a paragraph that a verb of saying opens is his words to its end.
_OPENS_SPEECH = re.compile(r"[^，。；：“”\n]{2,16}?(?:表示|指出|强调|说|认为)，")


def _spoken(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence is of somebody's words, as the paragraph's first tells."""
    first = next(s for s in scene.sentences if s.paragraph == sentence.paragraph)
    opens = _OPENS_SPEECH.match(scene.text, first.span.start, first.span.end)
    return opens is not None and sentence.index > 0 and bool(scene.within("people", first.span.start, opens.end()))


def told_of(scene: Scene, draft: Draft, live: Sequence[Draft]) -> bool:
    """Whether an event is only spoken of, or lies in months before another of the article's: nobody joins it here."""
    sentence = scene.sentence_at(draft.evidence.span.start)
    if sentence is not None and _IN_SPEECH.search(scene.text, sentence.span.start, draft.evidence.span.start):
        return True
    if sentence is not None and draft.date is None and _spoken(scene, sentence):
        return True
    if _RECALLED.match(scene.text, draft.evidence.span.end):
        return True
    issued = scene.article.published.start if scene.article.published else "9"
    newest = max((d.date.start for d in live if d.date is not None and d.date.start <= issued), default="")
    return (
        draft.date is not None
        and (draft.date.end or draft.date.start)[:_MONTH] < newest[:_MONTH]
        and len(newest) > _MONTH
    )


#: So many characters tell year and month.
_MONTH = 7


def _of_the_day(draft: Draft, main: Draft) -> bool:
    """Whether an event is one of 上述活动: of the main one's day, and no journey from or to abroad."""
    if draft.kind is EventKind.VISIT and draft.head not in _AT_HOME:
        return False
    if draft.date is None or main.date is None:
        return draft.date is None
    return draft.date.start[: len(main.date.start)] == main.date.start or draft.date.start == main.date.start


_AT_HOME = frozenset(event_words().visits["field"]) - {"访问", "检阅"}
