"""Parts a page's units into articles: the best reading of all, by what headlines and bodies say to each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from kg.page.evidence import Evidence
from kg.page.heads import Heads, Role, is_open
from kg.page.kinds import is_rubric
from kg.page.unit import Segment, Unit, UnitKind
from kg.page.weights import WEIGHTS, Weights
from kg.page.words import word_pairs

_UNLIKELY = -5.0
_CERTAIN = 12.0  # more than an article gains by anything else
_MOST_CUTS = 90
_IMPOSSIBLE = -1e9
_SHORT = 45
_MOST_UNITS = 500
_NEAR = 3


def part(units: Sequence[Unit], weights: Weights = WEIGHTS) -> tuple[list[Segment], list[int]]:
    """The articles of a page in order, and the indexes of the units that belong to none.

    ``units`` are paragraphs, display lines and bylines only; their ``marks`` tell what stood before them.
    """
    segments: list[Segment] = []
    skipped: list[int] = []
    start, parted = 0, True
    while start < len(units):
        end, sure = _seam(units, start)
        found, lost = _Partition(units[start:end], weights).best()
        found = [segment.shift(start) for segment in found]
        if segments and found and not parted and not found[0].headline:
            segments[-1:] = [segments[-1].and_then(found.pop(0))]
        segments += found
        skipped += [start + i for i in lost]
        start, parted = end, sure
    return segments, skipped


def _seam(units: Sequence[Unit], start: int) -> tuple[int, bool]:
    """Where to stop when all the units are too many to weigh at once, and whether an article surely starts there."""
    end = start + _MOST_UNITS
    if end >= len(units):
        return len(units), True
    for i in range(end, start + _MOST_UNITS // 2, -1):
        if units[i].lead or units[i].marks:
            return i, True
    return end, False


class _Partition:
    def __init__(self, units: Sequence[Unit], weights: Weights) -> None:
        self.units, self.w = units, weights
        self.evidence = Evidence(units, weights)
        self.paragraphs = [i for i, u in enumerate(units) if u.kind is UnitKind.PARAGRAPH]
        self.rubrics = [u.kind is UnitKind.DISPLAY and is_rubric(u) for u in units]
        self.lengths = [0, *accumulate(len(u.text) for u in units)]
        self.next_paragraph, self.last_paragraph = self._neighbours()
        self.gaps = self._gap_scores()
        self.cuts = self._cuts()
        self.inner = self._inner_costs()
        self.heads = Heads(units, self.evidence, weights, self.rubrics)

    def _neighbours(self) -> tuple[list[int], list[int]]:
        """For each place between units the paragraph that follows next and the one that came last."""
        size = len(self.units)
        following, before = [size] * (size + 1), [-1] * (size + 1)
        for i in range(size):
            before[i + 1] = i if self.units[i].kind is UnitKind.PARAGRAPH else before[i]
            j = size - 1 - i
            following[j] = j if self.units[j].kind is UnitKind.PARAGRAPH else following[j + 1]
        return following, before

    def _gap_scores(self) -> dict[int, float]:
        """For each paragraph but the first: how much speaks for an article starting with it."""
        gaps: dict[int, float] = {}
        changes = self.evidence.topic_changes(self.paragraphs)
        for left, right, change in zip(self.paragraphs, self.paragraphs[1:], changes, strict=False):
            marks = frozenset().union(*(self.units[i].marks for i in range(left + 1, right + 1)))
            between = [i for i in range(left + 1, right) if self.units[i].kind is UnitKind.DISPLAY]
            gaps[right] = change + self.evidence.boundary(left, right, between, marks)
        for right in self.evidence.announced(self.paragraphs) & gaps.keys():
            gaps[right] += self.w.announced
        return gaps

    def _cuts(self) -> list[int]:
        """The places where an article may start or end: around the units between paragraphs that may be parted."""
        cuts = {0, len(self.units)}
        cuts.update(range(self.paragraphs[0] + 1 if self.paragraphs else len(self.units) + 1))
        for left, right in zip(self.paragraphs, self.paragraphs[1:], strict=False):
            if self.gaps[right] > _UNLIKELY:
                cuts.update(range(left + 1, right + 1))
        # A subtitle is never parted from its headline, nor a bracket from its end.
        joined = {i for i in range(1, len(self.units)) if self._is_joined(i)}
        cuts.update(range(self.paragraphs[-1] + 1 if self.paragraphs else 0, len(self.units) + 1))
        return sorted(cuts - joined)

    def _is_joined(self, i: int) -> bool:
        """Whether display line ``i`` cannot be parted from the one before it."""
        upper, lower = self.units[i - 1], self.units[i]
        if upper.kind is not UnitKind.DISPLAY or lower.kind is not UnitKind.DISPLAY:
            return False
        if lower.glued and not lower.advert and self._breaks_off(upper, lower):
            return True
        return lower.text.startswith("—") or is_open(upper.text)

    def _breaks_off(self, upper: Unit, lower: Unit) -> bool:
        """Whether a headline's line ends within a word, or is full and would have blank lines below it."""
        if upper.text[-1] + lower.text[0] in word_pairs():
            return True
        return self.evidence.parted_by_blanks and len(upper.text) >= upper.column - 1

    def _inner_costs(self) -> list[float]:
        """Running sum of what the display lines gain or cost as subheads inside a body."""
        sums, streak, w = [0.0], False, self.w
        for i, unit in enumerate(self.units):
            cost = 0.0
            if unit.kind is UnitKind.DISPLAY:
                cost = w.next_subhead if streak else w.subhead
                cost += -3.0 if unit.note or self.rubrics[i] else 0.6 if unit.bold or unit.level > 2 else 0.0
                below = [
                    p for p in range(i + 1, min(i + 5, len(self.units))) if self.units[p].kind is UnitKind.PARAGRAPH
                ][:_NEAR]
                cost += w.subhead_coverage * self.evidence.headline(i, below)
            elif unit.kind is UnitKind.BYLINE and not unit.text.rstrip("）)").endswith("摄"):
                cost = w.skipped_byline
            streak = unit.kind is UnitKind.DISPLAY
            sums.append(sums[-1] + cost)
        return sums

    def best(self) -> tuple[list[Segment], list[int]]:
        cuts, scores, back, walls = self.cuts, [0.0], [-1], self._walls()
        for e in range(1, len(cuts)):
            end = cuts[e]
            best, came = scores[e - 1] + sum(self._skip(i) for i in range(cuts[e - 1], end)), -1
            for s in range(e - 1, max(-1, e - 1 - _MOST_CUTS), -1):
                if self.next_paragraph[cuts[s]] < walls[end]:
                    break
                score = scores[s] + self._article(cuts[s], end)
                if score > best:
                    best, came = score, s
            scores.append(best)
            back.append(came)
        return self._read_back(back)

    def _walls(self) -> list[int]:
        """For each place between units the last paragraph before it that surely begins an article, so none spans it."""
        walls, wall = [0], 0
        for i in range(len(self.units)):
            wall = i if self.gaps.get(i, 0.0) > _CERTAIN else wall
            walls.append(wall)
        return walls

    def _read_back(self, back: Sequence[int]) -> tuple[list[Segment], list[int]]:
        segments: list[Segment] = []
        skipped: list[int] = []
        e = len(self.cuts) - 1
        while e > 0:
            if back[e] < 0:
                skipped.extend(range(self.cuts[e - 1], self.cuts[e]))
                e -= 1
            else:
                segments.append(self._segment(self.cuts[back[e]], self.cuts[e]))
                e = back[e]
        return segments[::-1], sorted(skipped)

    def _skip(self, i: int) -> float:
        unit, w = self.units[i], self.w
        if unit.kind is UnitKind.BYLINE:
            return w.skipped_byline
        if unit.kind is UnitKind.DISPLAY:
            return self.heads.left_out(i)
        below = self.units[i + 1].marks if i + 1 < len(self.units) else unit.marks_after
        beside = "advert" in unit.marks or "advert" in below
        return w.skipped_paragraph + w.advert_paragraph * (min(2.0, unit.advert) + (1.0 if beside else 0.0))

    def _bounds(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last paragraph between two cuts."""
        first, last = self.next_paragraph[start], self.last_paragraph[end]
        return (first, last) if start <= first <= last < end else None

    def _article(self, start: int, end: int) -> float:
        bounds = self._bounds(start, end)
        if bounds is None:
            return _IMPOSSIBLE
        first, last = bounds
        w, unit = self.w, self.units[first]
        score = self.gaps.get(first, 0.0) + self._torn(start)
        score += self.inner[last + 1] - self.inner[first] + self._headed(start, end, first, last)
        score += w.advert_in_article * min(2.0, unit.advert) if unit.advert > 0.7 else 0.0
        short = last < first + 3 and self.lengths[last + 1] - self.lengths[first] < _SHORT
        return score + (w.short_article if short and not (unit.caption or unit.continued_from) else 0.0)

    def _headed(self, start: int, end: int, first: int, last: int) -> float:
        """What the units around a body are worth to it: best one headline, before it or after it."""
        w, unit = self.w, self.units[first]
        before = self.heads.side(start, first, first, last, after=False)
        after = self.heads.side(last + 1, end, first, last, after=True)
        score = before.gain + after.gain
        if before.headed and after.headed:
            score += w.second_place
        elif not before.headed and not after.headed:
            alone = unit.caption or unit.continued_from
            # A line that says nothing of the body is a better headline than none.
            spare = max(before.spare, after.spare)
            score += w.no_headline + w.caption_article if alone else max(w.no_headline, spare)
        elif unit.caption and self.units[last].caption:
            score += w.caption_headline
        return score

    def _torn(self, start: int) -> float:
        """What it costs to start an article within lines that stand together."""
        if self.units[start].glued:
            return self.w.torn
        if not start or not self.evidence.parted_by_blanks or self.units[start].gap > 0 or self.units[start].note:
            return 0.0
        both = self.units[start].kind is self.units[start - 1].kind is UnitKind.DISPLAY
        return self.w.torn_block if both and not self.units[start].marks else 0.0

    def _segment(self, start: int, end: int) -> Segment:
        bounds = self._bounds(start, end)
        if bounds is None:
            raise ValueError(f"no body between {start} and {end}")
        first, last = bounds
        before = self.heads.roles(range(start, first), first, last, after=False)
        after = self.heads.roles(range(last + 1, end), first, last, after=True)
        placed = [*before, *after]
        alone = self.units[first].caption or self.units[first].continued_from
        if not alone and not any(p.role is Role.HEADLINE for p in placed):
            best = max(placed, key=lambda p: p.spare - p.gain, default=None)
            if best and best.spare - best.gain > self.w.no_headline:
                best.role = Role.HEADLINE

        def of(role: Role) -> tuple[int, ...]:
            return tuple(p.unit for p in placed if p.role is role)

        bylines = of(Role.BYLINE)
        if last + 1 in bylines and self.units[last].caption and self.units[last + 1].text.endswith("摄"):
            # The credit below a caption is its end.
            last, bylines = last + 1, tuple(i for i in bylines if i != last + 1)
        return Segment(
            of(Role.HEADLINE),
            bylines,
            of(Role.RUBRIC),
            tuple(range(first, last + 1)),
            any(p.role is Role.HEADLINE for p in after),
        )
