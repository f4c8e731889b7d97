"""An event while it is being put together from the sentences that tell of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.model import Claim, DateValue, EventFact, EventKind, Evidence


@dataclass(slots=True)
class Draft:
    """An event in the making. Names are fullest first in the end; claims of one value are kept once.

    ``head`` is the word by which later sentences point to it (会议, 会见); ``live`` tells that the article reports
    it, not only alludes to it; ``held`` that it is told as taking place (召开, 举行); ``undated`` that the text leaves
    its day open (日前).
    """

    kind: EventKind
    names: list[str]
    head: str
    evidence: Evidence
    sentence: int
    live: bool = False
    held: bool = False
    undated: bool = False
    date: DateValue | None = None
    date_evidence: Evidence | None = None
    places: list[Claim] = field(default_factory=list)
    chairs: list[Claim] = field(default_factory=list)
    participants: list[Claim] = field(default_factory=list)
    organizers: list[Claim] = field(default_factory=list)

    def name(self, *names: str, first: bool = False) -> None:
        """Adds names, before those it has if ``first``."""
        self.names = list(dict.fromkeys((*names, *self.names) if first else (*self.names, *names)))

    def dated(self, date: DateValue | None, evidence: Evidence | None) -> None:
        """Sets the date unless there is one that says as much."""
        if date is not None and (self.date is None or len(date.start) > len(self.date.start) or self._within(date)):
            self.date, self.date_evidence = date, evidence

    def _within(self, date: DateValue) -> bool:
        """Whether a day is told of what so far has only the days of the journey that it is a part of."""
        stay = self.date
        if stay is None or stay.end is None or date.end is not None or self.kind is EventKind.VISIT:
            return False
        return len(date.start) == len(stay.start) and stay.start <= date.start <= stay.end

    def chaired(self, people: list[Claim]) -> None:
        """Adds who chaired it; they take part, too."""
        add(self.chairs, people)
        add(self.participants, people)

    def attended(self, people: list[Claim]) -> None:
        """Adds who took part."""
        add(self.participants, people)

    def placed(self, places: list[Claim]) -> None:
        """Adds where it was held; a place that is the tail of a known one is not new."""
        for claim in places:
            site = next((k for k in self.places if _spot(k) & _spot(claim)), None)
            if site is not None:  # 某工程 and 某工程项目现场 are one stop
                at = self.places.index(site)
                self.places[at] = replace(site, names=tuple(dict.fromkeys((*site.names, *claim.names))))
            elif not any(_tail(a, b) for known in self.places for a in known.names for b in claim.names):
                self.places.append(claim)

    def organized(self, bodies: list[Claim]) -> None:
        """Adds the bodies that convene or host it."""
        for claim in bodies:
            if not any(_tail(a, b) for known in self.organizers for a in known.names for b in claim.names):
                self.organizers.append(claim)

    def absorb(self, other: Draft) -> None:
        """Takes over all that ``other``, another telling of the same event, knows."""
        self.name(*other.names)
        self.dated(other.date, other.date_evidence)
        self.chaired(other.chairs)
        self.attended(other.participants)
        self.placed(other.places)
        self.organized(other.organizers)
        self.live = self.live or other.live
        self.held = self.held or other.held
        self.undated = self.undated or other.undated

    def fact(self) -> EventFact:
        """The event as a fact; 中国 of a visitor who came counts only where nothing nearer is told."""
        places = [c for c in self.places if not c.evidence.rule.endswith(":came")] or self.places
        return EventFact(
            tuple(self.names),
            self.kind,
            self.evidence,
            self.date,
            self.date_evidence,
            tuple(places),
            tuple(self.chairs),
            tuple(self.participants),
            tuple(self.organizers),
        )


#: So long a name inside another is the same place or body told with more words.
_LONG = 6


#: 某工程|项目现场: where the work is done is where the thing is
_SITE = re.compile(r"(?:(?:项目)?(?:施工|建设)?现场|项目)$")


def _spot(claim: Claim) -> set[str]:
    """The names of a place without 项目现场 or 现场 at their end, if one of them says so; else none."""
    return {short for name in claim.names if len(short := _SITE.sub("", name)) > 2}


def _tail(left: str, right: str) -> bool:
    """Whether one place's name is the other's or ends it (某工程现场 in 某市某工程现场)."""
    short, long = sorted((left, right), key=len)
    return short == long or (len(short) > 2 and long.endswith(short)) or (len(short) > _LONG and short in long)


def add(known: list[Claim], more: list[Claim]) -> None:
    """Adds the claims whose value is not there yet; one that has a name in common is not new."""
    names = {name for claim in known for name in claim.names}
    for claim in more:
        if not names.intersection(claim.names):
            known.append(claim)
            names.update(claim.names)
