"""What stands beside a body: which lines before or after it are its headline, its bylines, or none of its business."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from kg.page.evidence import Evidence
from kg.page.unit import Unit, UnitKind
from kg.page.weights import Weights

_NEVER = -1e9
_MOST_LINES = 3  # of a headline, without a loss
_SILENT = -1.5  # the evidence of a headline of whose words almost none recur
_BESIDE = 0.9  # the last line before an advertisement that is known by its words
_NAME = 8  # characters of who advertises, at most
_PAIR = 6  # characters of each line of a pair, at least


class Role(Enum):
    """What a unit beside a body is to it."""

    HEADLINE = "headline"
    BYLINE = "byline"
    RUBRIC = "rubric"


@dataclass(slots=True)
class Placed:
    """A unit beside a body: its role, what that gains, and what it would gain as the headline instead."""

    role: Role
    gain: float
    unit: int
    spare: float = _NEVER


@dataclass(frozen=True, slots=True)
class Side:
    """The units before or after a body: their gain in all, whether one is a headline, and the best spare one."""

    gain: float
    headed: bool
    spare: float


_EMPTY = Side(0.0, False, _NEVER)


class Heads:
    """The roles of units beside bodies, worked out once for every run of units and body that are asked for."""

    def __init__(self, units: Sequence[Unit], evidence: Evidence, weights: Weights, rubrics: Sequence[bool]) -> None:
        self.units, self.evidence, self.w, self.rubrics = units, evidence, weights, rubrics
        self.level = min((u.level for u in units if u.level and u.kind is UnitKind.DISPLAY), default=0)
        self.paragraphs = [i for i, u in enumerate(units) if u.kind is UnitKind.PARAGRAPH]
        self._known: dict[tuple[int, int, int], float] = {}
        self._sides: dict[tuple[int, int, int], Side] = {}

    def side(self, start: int, end: int, first: int, last: int, *, after: bool) -> Side:
        """What the units ``start`` to ``end`` before or after the body ``first`` to ``last`` gain."""
        if start == end:
            return _EMPTY
        key = (start, end, first if after else last)
        side = self._sides.get(key)
        if side is None:
            placed = self.roles(range(start, end), first, last, after=after)
            headed = any(p.role is Role.HEADLINE for p in placed)
            spare = _NEVER if headed else max(p.spare - p.gain for p in placed)
            side = self._sides[key] = Side(sum(p.gain for p in placed), headed, spare)
        return side

    def roles(self, run: range, first: int, last: int, *, after: bool) -> list[Placed]:
        """Each unit of a run beside a body with the role it plays there best, in the run's order."""
        out: list[Placed] = []
        bylines = [i for i in run if self.units[i].kind is UnitKind.BYLINE]
        noted = max((i for i in run if self.units[i].note), default=-1)
        lines = 0
        # From the far end on: what stands between a headline and its body belongs to the headline.
        for i in reversed(run) if after else run:
            if self.units[i].kind is UnitKind.BYLINE:
                out.append(self._byline(i, first, alone=len(bylines) == len(run), after=after))
                continue
            # Between byline and body stands a column's name; after the byline of a headline below, nothing.
            # What stands over an editors' note is of the article above.
            beyond = (bool(bylines) and bylines[0] < i) or (not after and i < noted)
            out.append(self._display(i, first, last, lines, beyond=beyond, after=after))
            lines += out[-1].role is Role.HEADLINE
        if after:
            out.reverse()
        return self._with_subtitle(out) if len(out) > 1 else out

    def _byline(self, i: int, first: int, *, alone: bool, after: bool) -> Placed:
        w = self.w
        if alone:
            return Placed(Role.BYLINE, w.skipped_byline / 2, i)
        doubled = self.units[first].lead and not after
        return Placed(Role.BYLINE, w.byline_in_place + (w.byline_and_lead if doubled else 0.0), i)

    def _display(self, i: int, first: int, last: int, lines: int, *, beyond: bool, after: bool) -> Placed:
        w, unit = self.w, self.units[i]
        gain = self._headline(i, first, last) + self._place(unit, self.rubrics[i], after=after)
        gain += (w.beyond_byline if beyond else 0.0) + (w.many_lines if lines > _MOST_LINES else 0.0)
        other = self.left_out(i, beyond=beyond)
        suspect = self.evidence.beside_advert[i] > 0.5
        if lines and not (self.rubrics[i] or beyond or suspect or unit.note):
            gain = max(gain, other + 0.1)
        if gain > other:
            return Placed(Role.HEADLINE, gain, i)
        # Beside an advertisement, a line that says nothing of the body is who advertises.
        stranger = self.rubrics[i] or (self._advertises(i) and self._headline(i, first, last) <= _SILENT)
        return Placed(Role.RUBRIC, other, i, _NEVER if stranger else gain)

    def _advertises(self, i: int) -> bool:
        """Whether the line is likely who advertises: just above an advertisement, or short and near one."""
        beside, unit = self.evidence.beside_advert[i], self.units[i]
        return beside > _BESIDE or (beside > 0.5 and (unit.advert > 0 or len(unit.text) <= _NAME))

    def left_out(self, d: int, *, beyond: bool = False) -> float:
        """What it costs to give a display line to no article: less for a standing head and beside an advert."""
        w = self.w
        if self.rubrics[d] or beyond:
            return w.skipped_rubric
        return w.skipped_display + (w.skipped_rubric - w.skipped_display) * self.evidence.beside_advert[d]

    def _place(self, unit: Unit, rubric: bool, *, after: bool) -> float:
        """What a display line's looks say of being a headline before or after a body."""
        w, gain = self.w, 0.0
        if unit.level:
            gain += w.heading if not after and unit.level <= self.level + 1 else -w.heading
        gain += w.letter_spaced if unit.lines == 1 and len(unit.pieces) > 3 else 0.0
        if unit.note:
            gain += -w.note if after else w.note
        return gain - (1.5 if rubric else 0.0)

    def _headline(self, d: int, first: int, last: int) -> float:
        key = (d, first, last)
        known = self._known.get(key)
        if known is None:
            inside = self.paragraphs[bisect_left(self.paragraphs, first) : bisect_left(self.paragraphs, last + 1)]
            known = self._known[key] = self.evidence.headline(d, inside)
        return known

    def _with_subtitle(self, placed: list[Placed]) -> list[Placed]:
        """A line over a subtitle (——…) and the other line of a pair are headlines whatever their words."""
        for upper, lower in pairwise(placed):
            if {upper.role, lower.role} != {Role.RUBRIC, Role.HEADLINE}:
                continue
            above, below = self.units[upper.unit], self.units[lower.unit]
            if below.note:
                continue
            if below.glued or is_open(above.text) or self._one_block(upper.unit, lower.unit):
                upper.role = lower.role = Role.HEADLINE
                continue
            pair = len(above.text) == len(below.text) >= _PAIR
            pair = pair and not self.rubrics[upper.unit] and not self.rubrics[lower.unit]
            if upper.role is Role.RUBRIC and (below.text.startswith("—") or pair):
                upper.role = Role.HEADLINE
            elif lower.role is Role.RUBRIC and pair:
                lower.role = Role.HEADLINE
        return placed

    def _one_block(self, upper: int, lower: int) -> bool:
        """Whether two display lines stand together: no blank line, advertisement or standing head is near."""
        if self.units[lower].gap > 0 or lower != upper + 1:
            return False
        if not self.evidence.parted_by_blanks and max(self.evidence.beside_advert[upper : lower + 1]) > 0:
            return False
        return not any(self.rubrics[i] or self._advertises(i) for i in (upper, lower))


def is_open(text: str) -> bool:
    """【锚定现代化: a bracket or quotation mark is open at the end."""
    return any(text.count(left) > text.count(right) for left, right in ("【】", "（）", "《》", "“”"))
