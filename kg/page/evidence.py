"""What speaks for a boundary between two units, and for a line being the headline of a body: counted once a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.page.units import Unit, UnitKind
from kg.page.weights import Weights

_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9０-９]+")
_NEAR = 3
_LEAD_PARAGRAPHS = 2


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring characters, punctuation aside."""
    bare = _NOT_WORDS.sub("", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


class Evidence:
    """Bit masks of which pairs of a display line recur in which paragraph, and how alike neighbours are."""

    def __init__(self, units: Sequence[Unit], weights: Weights) -> None:
        self.units = units
        self.weights = weights
        self.pairs = [bigrams(u.text) if u.kind in (UnitKind.PARAGRAPH, UnitKind.DISPLAY) else set() for u in units]
        self.common = self._common()
        self.masks = self._masks()
        self.totals = [len(p) for p in self.pairs]

    def _common(self) -> dict[str, float]:
        """How telling each pair is that is in more than one paragraph; the commonest tell nothing."""
        counts: Counter[str] = Counter()
        paragraphs = 0
        for unit, pairs in zip(self.units, self.pairs, strict=True):
            if unit.kind is UnitKind.PARAGRAPH:
                counts.update(pairs)
                paragraphs += 1
        return {pair: 1.0 / n for pair, n in counts.items() if n > 1 and n <= max(2, paragraphs // 2)}

    def _masks(self) -> list[list[int]]:
        """``masks[d][p]``: which pairs of display unit ``d`` occur in paragraph ``p``, one bit a pair."""
        users: dict[str, list[tuple[int, int]]] = {}
        for d, unit in enumerate(self.units):
            if unit.kind is UnitKind.DISPLAY:
                for bit, pair in enumerate(sorted(self.pairs[d])):
                    users.setdefault(pair, []).append((d, 1 << bit))
        masks: list[list[int]] = [[] for _ in self.units]
        for d, unit in enumerate(self.units):
            if unit.kind is UnitKind.DISPLAY:
                masks[d] = [0] * len(self.units)
        known = users.keys()
        for p, unit in enumerate(self.units):
            if unit.kind is UnitKind.PARAGRAPH:
                for pair in self.pairs[p] & known:
                    for d, bit in users[pair]:
                        masks[d][p] |= bit
        return masks

    def headline(self, d: int, paragraphs: Sequence[int]) -> float:
        """How much speaks for display unit ``d`` being a headline over these paragraphs."""
        w, unit = self.weights, self.units[d]
        total = self.totals[d]
        if total < 2:
            return 0.0
        lead = whole = 0
        mask = self.masks[d]
        for order, p in enumerate(paragraphs):
            whole |= mask[p]
            if order < _LEAD_PARAGRAPHS:
                lead |= mask[p]
        score = w.coverage * (whole.bit_count() / total - w.coverage_usual)
        score += w.lead_coverage * (lead.bit_count() / total)
        return max(-2.0, score) + (w.note if unit.note else 0.0)

    def boundary(self, left: int, right: int, between: Sequence[int], marks: frozenset[str]) -> float:
        """How much speaks for an article ending with paragraph ``left`` and one starting with ``right``."""
        w, a, b = self.weights, self.units[left], self.units[right]
        score = w.display_gap if between else w.plain_gap
        score += w.lead if b.lead else 0.0
        score += w.closing if a.closes else 0.0
        score += w.jump_to if a.continued_to else 0.0
        score += w.jump_from if b.continued_from else 0.0
        score += w.advert if "advert" in marks else 0.0
        score += w.imprint if "imprint" in marks or "guide" in marks else 0.0
        score += w.caption if a.caption != b.caption else 0.0
        if a.lines > 2 and b.lines > 2 and abs(a.column - b.column) >= 1.5:
            score += w.column
        if a.lines > 1 and b.lines > 1 and a.spaced != b.spaced:
            score += w.spacing
        score += w.blank * min(2, max(0, b.gap))
        return score + w.cohesion * (w.cohesion_usual - self.cohesion(left, right))

    def cohesion(self, left: int, right: int) -> float:
        """How many telling pairs the paragraphs up to ``left`` share with those from ``right`` on, by their size."""
        before = self._near(left, -1)
        after = self._near(right, 1)
        if not before or not after:
            return self.weights.cohesion_usual
        common = self.common
        shared = sum(common[pair] for pair in before & after if pair in common)
        return shared / min(len(before), len(after))

    def _near(self, start: int, step: int) -> set[str]:
        found: set[str] = set()
        at, taken = start, 0
        while 0 <= at < len(self.units) and taken < _NEAR:
            if self.units[at].kind is UnitKind.PARAGRAPH:
                found |= self.pairs[at]
                taken += 1
            at += step
        return found
