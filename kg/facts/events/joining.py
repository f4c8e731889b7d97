"""Tellings of one event made one: headline, lead and body, full name and short name, both orders of two sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.events.beside import beside, people_of
from kg.facts.events.convenors import CONVENOR
from kg.facts.events.draft import Draft
from kg.facts.events.meetings import POINTER
from kg.facts.events.naming import abbreviates, plain, same_name
from kg.facts.events.scene import Scene
from kg.facts.events.visits import HOME
from kg.mentions.calendar import Moment
from kg.model import EventKind


def join(scene: Scene, tellings: Sequence[Draft]) -> list[Draft]:
    """The events behind the tellings, in order; each has the union of what its tellings know."""
    drafts: list[Draft] = []
    for telling in sorted(tellings, key=lambda d: d.evidence.span):
        if telling.evidence.rule == POINTER:
            _add_to_pointed(drafts, telling)
            continue
        same = next((d for d in drafts if _same(scene, d, telling)), None)
        if same is None:
            drafts.append(telling)
        else:
            same.absorb(telling)
            same.name(*_fullest(same, telling), first=True)
    beside(scene, drafts)
    return [d for d in drafts if _stands(scene, d, drafts)]


def _stands(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a draft is an event of its own: not a sitting within a visit or meeting that is told, nor a bare word."""
    if draft.kind in (EventKind.TALKS, EventKind.VISIT):
        return bool(draft.participants)
    if draft.evidence.rule == "talks:joint" and len(draft.participants) < 2:
        return not any(
            d is not draft and d.live and (d.kind is EventKind.VISIT or d.head == draft.head) for d in drafts
        )
    if draft.evidence.rule in ("meeting:congress", "meeting:session") or draft.names[0].startswith(_WIDE):
        return True
    known = draft.date or draft.places or draft.participants or draft.organizers
    sentence = scene.sentence_at(draft.evidence.span.start)
    if draft.live and sentence and scene.present(sentence.span.start, draft.evidence.span.start):
        return True
    return (
        bool(known)
        or len(draft.names[0]) - len(draft.head) >= (_BARE if draft.head in ("会谈", "会晤", "峰会") else _BARE + 1)
        or _NUMBERED.search(draft.names[0]) is not None
    )


_NUMBERED = re.compile(r"[\d第届]|中全会")
#: Meetings of a whole territory or of who governs it, or of the world, are particular by that alone.
_WIDE = (
    "全球",
    "世界",
    "国际",
    "亚太",
    "中央",
    "全国",
    "全省",
    "全市",
    "全区",
    "全县",
    "省委",
    "市委",
    "县委",
    "区委",
    "州委",
    "国务院",
)
#: A name whose head is told by fewer characters (技术培训班) needs a fact to stand.
_BARE = 4


def _add_to_pointed(drafts: list[Draft], telling: Draft) -> None:
    """Gives the event that 会议 or 本届论坛 points to the day and place told of it, where it has none."""
    fit = [d for d in drafts if d.kind in (EventKind.MEETING, EventKind.CEREMONY) and "congress" not in d.evidence.rule]
    fit = [d for d in fit if d.head.endswith(telling.head[-2:])] or (
        [d for d in fit if d.live][-1:] if telling.head in ("会议", "大会", "活动") else []
    )
    if not fit:
        return
    draft = fit[-1]
    if draft.date is None or (draft.date_evidence and draft.date_evidence.rule == "date:name"):
        draft.dated(telling.date, telling.date_evidence)
    draft.organized(telling.organizers)
    if not draft.places and telling.date in (None, draft.date):
        draft.placed(telling.places)


def _fullest(draft: Draft, other: Draft) -> list[str]:
    if draft.kind in (EventKind.TALKS, EventKind.VISIT) or draft.evidence.rule == "meeting:congress":
        return []
    return [max((*draft.names, *other.names), key=lambda n: (len(n) <= 50, len(n)))]


def _same(scene: Scene, left: Draft, right: Draft) -> bool:
    talk = (EventKind.TALKS, EventKind.VISIT)
    if (left.kind in talk or right.kind in talk) and left.kind is not right.kind:
        return False
    if left.kind is EventKind.TALKS:
        return _same_talks(left, right)
    if left.kind is EventKind.VISIT:
        return _same_visit(scene, left, right)
    if _apart(left, right):
        return False
    if left.organizers and right.organizers and _other_holders(left, right):
        return False
    names = {plain(n) for n in left.names}
    if any(plain(n) in names for n in right.names):
        return True
    if "congress" in left.evidence.rule and "congress" in right.evidence.rule:
        return False
    return any(
        same_name(a, b, right.head if b.endswith(right.head) else left.head) for a in left.names for b in right.names
    )


def _other_holders(left: Draft, right: Draft) -> bool:
    """Whether two bodies each hold one of their own (two embassies' receptions)."""
    a = {n for c in left.organizers for n in c.names}
    b = {n for c in right.organizers for n in c.names}
    loose = any(c.evidence.rule == CONVENOR for c in (*left.organizers, *right.organizers))
    return not a & b and not any(
        x.endswith(y) or y.endswith(x) or (loose and (_shortened(x, y) or _shortened(y, x))) for x in a for y in b
    )


def _shortened(short: str, long: str) -> bool:
    """某国多个团体 of 某国多个和平团体, where no list has either."""
    return len(short) > _BARE and abbreviates(short, long)


def _apart(left: Draft, right: Draft) -> bool:
    """Whether two dates exclude that it is one event: neither is a part of the other."""
    if left.date is None or right.date is None:
        return False
    a, b = left.date, right.date
    if a.start.startswith(b.start) or b.start.startswith(a.start):
        return False
    lo, hi = sorted((a, b), key=lambda d: d.end is None)
    return not (lo.end is not None and lo.start <= hi.start <= lo.end)


def _same_talks(left: Draft, right: Draft) -> bool:
    a, b = people_of(left), people_of(right)
    if _apart(left, right) or (
        left.live != right.live and "talks:recalled" in (left.evidence.rule, right.evidence.rule)
    ):
        return False
    if left.evidence.rule == right.evidence.rule == "talks:recalled" and left.places != right.places:
        return False
    if left.head == right.head and (a <= b or b <= a) and _of_one_group(left.names[0], right.names[0], left.head):
        return True
    if a == b and len(a) > 1:
        return (left.date is None) == (right.date is None) or left.live or right.live
    if len(a) == 1 and a == b:
        return plain(left.names[0]) == plain(right.names[0])
    return False


def _of_one_group(left: str, right: str, verb: str) -> bool:
    """Whether both name a group as whom they meet, the one in fewer words (甲会见某会代表; 甲、乙会见全体代表)."""
    a, b = (name.rpartition(verb)[2] for name in (left, right))
    return len(a) > 1 and a[-2:] == b[-2:] and a[-2:] in _GROUPS


_GROUPS = frozenset(("代表", "人员", "成员", "官兵", "队员", "同志", "人士", "演员", "委员", "客人", "团员"))


def _same_visit(scene: Scene, left: Draft, right: Draft) -> bool:
    """Whether two tellings are one visit: of the same person, to one place or, at home, from stop to stop."""
    if not people_of(left) & people_of(right):
        return False
    where = {n for c in left.places for n in c.names}
    there = {n for c in right.places for n in c.names}
    if _apart(left, right):
        return bool(where & there) and _days_apart(left, right) <= _STAY
    if left.live and left.head not in HOME and right.date is None and _FURTHER.search(right.evidence.text):
        return True
    touring = left.live and left.head in HOME and right.head in HOME and right.sentence - left.sentence <= _TOUR
    if touring and not {"中国", "华"} & (where | there):
        again = left.date is not None and right.date is not None and left.date.start.startswith(right.date.start)
        return right.date is None or again or _recent(scene, right)
    if right.date is not None and left.date is None and not _recent(scene, right):
        return False
    return bool(where & there) or (left.live and not there and right.sentence - left.sentence <= _TOUR)


#: 甲|还赴某城访问: a further stop of the journey
_FURTHER = re.compile(r"(?:还|随后|之后)(?:专程|先后)?(?:赴|到|前往|访问|抵达)")
#: A reported tour is told within so many sentences.
_TOUR = 20


def _recent(scene: Scene, draft: Draft) -> bool:
    """Whether a day told lies in the weeks before the issue, so that it is not an old visit's."""
    day = Moment.read(draft.date.start) if draft.date else None
    issued = Moment.read(scene.article.published.start) if scene.article.published else None
    if day is None or day.day is None:
        return False
    first, last = day.date(), issued.date() if issued else None
    return last is None or first is None or abs((last - first).days) <= _WEEKS


_WEEKS = 31


#: Two days of one stay lie no further apart.
_STAY = 4


def _days_apart(left: Draft, right: Draft) -> int:
    days = [Moment.read(d.date.start) if d.date else None for d in (left, right)]
    first, second = (m.date() if m else None for m in days)
    return abs((first - second).days) if first and second else _STAY + 1
