"""A unit: what a page is made of once its lines are joined."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Piece, Span


class UnitKind(StrEnum):
    """What a unit is by its own looks, before its neighbours are asked."""

    PARAGRAPH = "paragraph"
    DISPLAY = "display"
    BYLINE = "byline"
    JUMP = "jump"
    IMPRINT = "imprint"
    ADVERT = "advert"
    GUIDE = "guide"


@dataclass(slots=True)
class Unit:
    """A joined stretch of the page. ``pieces`` lead from ``text`` to the raw page."""

    kind: UnitKind
    text: str
    pieces: list[Piece]
    raw: Span
    column: float = 0.0
    spaced: int = 0
    gap: int = 0
    level: int = 0
    bold: bool = False
    lines: int = 1
    lead: bool = False
    own_lead: bool = False
    caption: bool = False
    closes: bool = False
    opens: bool = False
    goes_on: bool = False
    dated: bool = False
    last: bool = False
    note: bool = False
    wrapped: bool = False
    softs: tuple[int, ...] = ()
    glued: bool = False
    broken: bool = False
    advert: float = 0.0
    continued_to: str | None = None
    continued_from: str | None = None
    marks: frozenset[str] = frozenset()
    marks_after: frozenset[str] = frozenset()
    start: int = 0
    end: int = -1

    @property
    def body(self) -> tuple[int, int]:
        """The range of ``text`` without the jump line that may stand before or after it."""
        return self.start, self.end if self.end >= 0 else len(self.text)


@dataclass(frozen=True, slots=True)
class Segment:
    """One article as indexes of units: headline lines, bylines, standing heads, and the body with its subheads."""

    headline: tuple[int, ...]
    bylines: tuple[int, ...]
    rubrics: tuple[int, ...]
    body: tuple[int, ...]
    headline_after: bool = False

    def shift(self, by: int) -> Segment:
        """The segment with every index ``by`` higher."""
        if not by:
            return self
        headline, bylines, rubrics, body = (
            tuple(i + by for i in indexes) for indexes in (self.headline, self.bylines, self.rubrics, self.body)
        )
        return Segment(headline, bylines, rubrics, body, self.headline_after)

    def and_then(self, rest: Segment) -> Segment:
        """This article with another segment's body after its own."""
        return Segment(
            self.headline,
            self.bylines + rest.bylines,
            self.rubrics + rest.rubrics,
            self.body + rest.body,
            self.headline_after,
        )
