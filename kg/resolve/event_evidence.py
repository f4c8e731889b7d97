"""What speaks for and against two tellings being of one event: reasons with scores that add up like log odds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from kg.model import Occasion, Reason
from kg.resolve.event_names import EventName, event_name, likeness

NEVER: Final = -100.0
ALIKE: Final = 0.6
"""From so alike on two names may be one event's."""
HEAD: Final = 2
"""Characters that such names must begin with alike: there stands whose event it is (云州省…, 陆远舟…)."""
BY_ALIAS: Final = 3.0
"""What names in common say at most where the fuller ones may say otherwise; numbers and years say more."""
SHORTEST: Final = 4
"""A name within another says something from this length on."""
NEWS: Final = 7
"""Days around an article in which an event that it dates not is looked for."""
ANNOUNCED: Final = 60
TERM: Final = 400
"""Days within which a number that is counted anew in each term comes once."""
STAY: Final = 5
"""Days by which two papers may disagree on when a visit began."""
MEETINGS: Final = frozenset({"meeting", "ceremony"})


@dataclass(frozen=True)
class Telling:
    """Occasions taken for one event: all that they say of it."""

    occasions: tuple[Occasion, ...]

    @classmethod
    def of(cls, occasions: Iterable[Occasion]) -> Telling:
        """The occasions in their order."""
        return cls(tuple(sorted(occasions, key=lambda o: o.order)))

    def joined(self, other: Telling) -> Telling:
        """Both as one."""
        return Telling.of((*self.occasions, *other.occasions))

    @property
    def order(self) -> tuple[int, str, str]:
        """That of the earliest occasion."""
        return self.occasions[0].order

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that tell it."""
        return frozenset(o.article for o in self.occasions)

    @cached_property
    def names(self) -> tuple[EventName, ...]:
        """All its names."""
        return tuple(event_name(n) for n in sorted({name for o in self.occasions for name in o.names}))

    @cached_property
    def label(self) -> EventName:
        """What the earliest article calls it in full."""
        return event_name(self.occasions[0].names[0])

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Its kinds as told."""
        return frozenset(o.kind for o in self.occasions)

    @cached_property
    def when(self) -> Occasion:
        """The occasion whose days most tell, those to the day before others."""
        told = Counter((o.exact, o.span) for o in self.occasions if o.span)
        best = max(told, key=lambda k: (k[0], told[k], [-d for d in k[1] or ()]), default=(False, None))
        return next(o for o in self.occasions if best[1] is None or (o.exact, o.span) == best)

    @cached_property
    def chairs(self) -> frozenset[str]:
        """Keys of who chaired it."""
        return frozenset(key for o in self.occasions for key in o.chairs)

    @cached_property
    def people(self) -> frozenset[str]:
        """Keys of who took part, chairs too."""
        return frozenset(key for o in self.occasions for key in o.people) | self.chairs

    @cached_property
    def places(self) -> frozenset[str]:
        """Where it took place."""
        return frozenset(place for o in self.occasions for place in o.places)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Keys of its organisers."""
        return frozenset(key for o in self.occasions for key in o.bodies)

    @cached_property
    def regions(self) -> frozenset[str]:
        """Where the papers write from that tell it by a name that has no place in it."""
        return frozenset(o.region for o in self.occasions if o.region)


def score(reasons: Iterable[Reason]) -> float:
    """The sum of the reasons' scores."""
    return sum(reason.score for reason in reasons)


def evidence(one: Telling, other: Telling) -> tuple[Reason, ...]:
    """What speaks for and against the two being one event, what weighs most first; nothing after what excludes it."""
    one, other = (one, other) if one.order <= other.order else (other, one)
    if both := one.articles & other.articles:
        return (Reason("same-article-event", NEVER, (min(both).rpartition("/")[2],)),)
    names = _names(one, other)
    if names[0].score <= NEVER:
        return names
    numbered = names[0].code == "same-numbered-event"
    days = _days(one, other, numbered=numbered, named=names[0].score)
    reasons = [*names, *days, *_kinds(one, other), *_people(one, other, numbered=numbered, alike=names[0].score > 0)]
    reasons += [*_places(one, other), *_bodies(one, other)]
    return tuple(sorted(reasons, key=lambda r: (-abs(r.score), r.code)))


# ---- names


def _names(one: Telling, other: Telling) -> tuple[Reason, ...]:
    """The best that a name of the one and a name of the other say of each other; what excludes goes first."""
    pairs = [(a, b) for a in one.names for b in other.names]
    found = [_pair(a, b) for a, b in pairs if a.tells or b.tells or a.is_unique or b.is_unique] or [
        _common(a, b) for a, b in pairs
    ]
    best = max(found, key=lambda r: (r.score, r.code, r.values))
    if best.score > 0 and (against := _excluded(one, other)):
        return (against,)
    if 0 < best.score <= BY_ALIAS and "talks" not in one.kinds | other.kinds and _fuller_differ(one, other):
        return (Reason("fuller-names-differ", -4.0, (one.label.text, other.label.text)),)
    if best.code == "unlike-name" and one.kinds == other.kinds == {"talks"}:
        # 陆远舟会见贝朗, 贝朗拜会陆远舟: who met tells more than the words.
        return (replace(best, score=-0.5),)
    return (best,)


def _fuller_differ(one: Telling, other: Telling) -> bool:
    """Receptions of two embassies are both called 招待会 for short: what they are called in full tells them apart."""
    a, b = one.label, other.label
    if not (a.tells and b.tells):
        return False
    alike = likeness(a.series, b.series)
    return alike < 1.0 and (alike < ALIKE or a.series[:HEAD] != b.series[:HEAD])


def _pair(one: EventName, other: EventName) -> Reason:
    shown = (one.text, other.text)
    if one.part != other.part:
        return Reason("part-of-event", -6.0, shown)
    if one.series == other.series:
        same = one.numbers == other.numbers and one.year == other.year
        if same and one.is_unique:
            return Reason("same-numbered-event", 6.0, shown[:1])
        if same and one.numbers:
            return Reason("same-number", 4.0, shown[:1])
        return Reason("same-name", 3.0, shown[:1]) if same and one.tells else Reason("same-series", 2.0, shown)
    alike = likeness(one.series, other.series)
    short = min(one.series, other.series, key=len)
    if not (one.tells and other.tells):
        # 会议, 座谈会 for 青澜市水利座谈会: says little, and nothing against it.
        return Reason("common-name-within", 0.5 if alike == 1.0 else -2.0, shown)
    if alike == 1.0 and len(short) >= SHORTEST:
        return Reason("name-within", 2.5, shown)
    if alike >= ALIKE and one.numbers == other.numbers and one.series[:HEAD] == other.series[:HEAD]:
        return Reason("like-name", 4 * alike - 2, shown)
    return Reason("unlike-name", -4.0, shown)


def _common(one: EventName, other: EventName) -> Reason:
    shown = (one.text, other.text)
    if one.part != other.part:
        return Reason("part-of-event", -6.0, shown)
    if one.text == other.text:
        return Reason("same-common-name", 0.5, shown[:1])
    alike = likeness(one.series, other.series)
    return Reason("common-name-within", 0.0 if alike >= ALIKE else -2.0, shown)


def _excluded(one: Telling, other: Telling) -> Reason | None:
    """Other numbers or other years in names of one series."""
    for a in one.names:
        for b in other.names:
            if not (a.tells or a.is_unique) or likeness(a.series, b.series) < ALIKE:
                continue
            ours, theirs = dict(a.numbers), dict(b.numbers)
            if any(ours[unit] != theirs[unit] for unit in ours.keys() & theirs.keys()):
                return Reason("other-number", NEVER, (a.text, b.text))
            if a.year and b.year and a.year != b.year:
                return Reason("other-year", NEVER, (a.text, b.text))
    return None


# ---- days


def _days(one: Telling, other: Telling, *, numbered: bool, named: float) -> list[Reason]:
    a, b = one.when, other.when
    if a.without_year or b.without_year:
        return [_without_year(a, b)]
    if a.span and b.span:
        apart = max(a.span[0], b.span[0]) - min(a.span[1], b.span[1])
        if apart <= 0:
            exact = a.exact and b.exact
            weight = (2.0 if a.span[0] == b.span[0] else 1.5) if exact else 0.5
            return [Reason("same-day" if exact else "days-overlap", weight)]
        stays = "visit" in one.kinds & other.kinds and apart <= STAY and named > 0
        return [_apart(apart, numbered=numbered, stays=stays, again=named >= 4.0)]
    dated, loose = (a, b) if a.span else (b, a)
    if dated.day is None or loose.day is None:
        return [Reason("day-unknown", -1.0)]
    first, last = dated.span or (dated.day, dated.day)
    gap = max(first - loose.day, loose.day - last, 0)
    if numbered or gap <= NEWS:
        return [Reason("day-unknown", 0.0 if numbered or dated.span else -0.5)]
    if gap <= (TERM if named >= 4.0 else 0 if "talks" in one.kinds | other.kinds else ANNOUNCED):
        return [Reason("day-unknown-later", -1.5 if named >= 4.0 else -2.0, (str(gap),))]
    return [Reason("other-day", -8.0, (str(gap),))]


def _apart(days: int, *, numbered: bool, stays: bool, again: bool) -> Reason:
    if numbered:
        return Reason("days-differ", -1.0, (str(days),))
    if again and days <= TERM:
        return Reason("days-differ", -2.0, (str(days),))
    return Reason("days-differ", -0.5, (str(days),)) if stays else Reason("other-day", -8.0, (str(days),))


def _without_year(a: Occasion, b: Occasion) -> Reason:
    if a.without_year and a.without_year == b.without_year:
        return Reason("same-day-no-year", 1.0)
    return Reason("other-day", -8.0, ("?",)) if a.without_year and b.without_year else Reason("day-unknown", -2.0)


# ---- who, where, what


def _kinds(one: Telling, other: Telling) -> list[Reason]:
    if one.kinds & other.kinds:
        return []
    near = one.kinds | other.kinds <= MEETINGS
    return [Reason("other-kind", -1.0 if near else -4.0, (min(one.kinds), min(other.kinds)))]


def _people(one: Telling, other: Telling, *, numbered: bool, alike: bool) -> list[Reason]:
    shared = {key for key in one.people if any(_is_one(key, k) for k in other.people)}
    ours = one.people - shared
    theirs = {key for key in other.people if not any(_is_one(key, k) for k in one.people)}
    out: list[Reason] = []
    if one.chairs & other.chairs:
        out.append(Reason("same-chair", 2.0, (min(one.chairs & other.chairs),)))
    elif one.chairs and other.chairs and not numbered:
        out.append(Reason("other-chair", -2.0, (min(one.chairs), min(other.chairs))))
    if shared - one.chairs:
        out.append(Reason("same-people", min(3.0, 0.8 * len(shared - one.chairs)), ("、".join(sorted(shared)[:3]),)))
    unmatched = (ours and theirs) or (len(shared) == 1 and (ours or theirs) and not alike)
    if "talks" in one.kinds | other.kinds and unmatched:
        out.append(Reason("other-people", -5.0, (min(ours, default="—"), min(theirs, default="—"))))
    elif not shared and len(ours) > 1 and len(theirs) > 1 and not numbered:
        out.append(Reason("other-people", -1.5, (min(ours), min(theirs))))
    return out


def _is_one(one: str, other: str) -> bool:
    """Whether two keys of people may be one: the same, or the last part of a foreign name."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(long) >= SHORTEST and len(short) > 1 and long.endswith(short))


def _places(one: Telling, other: Telling) -> list[Reason]:
    if one.places & other.places:
        return [Reason("same-place", 0.7, (min(one.places & other.places),))]
    codes = [{p for p in t.places if p.isdigit()} for t in (one, other)]
    if all(codes) and not any(_within(a, b) or _within(b, a) for a in codes[0] for b in codes[1]):
        return [Reason("other-place", -2.0, (min(codes[0]), min(codes[1])))]
    return []


def _within(code: str, whole: str) -> bool:
    return code.startswith(whole.removesuffix("00").removesuffix("00"))


def _bodies(one: Telling, other: Telling) -> list[Reason]:
    out: list[Reason] = []
    if one.bodies & other.bodies:
        out.append(Reason("same-organizer", 1.0, (min(one.bodies & other.bodies),)))
    elif one.bodies and other.bodies:
        out.append(Reason("other-organizer", -0.5, (min(one.bodies), min(other.bodies))))
    tell = any(n.tells or n.is_unique for n in one.names) and any(n.tells or n.is_unique for n in other.names)
    # Who chairs it tells where; a paper writes of its neighbours, too.
    known = tell or one.chairs & other.chairs
    if not known and one.regions and other.regions and one.regions.isdisjoint(other.regions):
        out.append(Reason("other-territory", -4.0, (min(one.regions), min(other.regions))))
    return out
