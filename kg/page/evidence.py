"""What speaks for a boundary between two units, and for a line being the headline of a body: counted once a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from math import fsum, log
from operator import add, or_

from kg.page.kinds import is_rubric
from kg.page.unit import Unit, UnitKind
from kg.page.weights import Weights
from kg.page.words import NO_WORD, word_pairs

_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9０-９]+")
_TURN = re.compile(r"[\u4e00-\u9fff·]{1,6}[：:]")
_FAR = 4  # paragraphs from a headline on
_TELLING = 5  # pairs of a headline, at least
_SAID, _UNSAID = 0.6, 0.35  # shares of a headline's pairs that a body says, and that one does not
_TURNS = 2  # units since the last turn of a conversation
_NEAR = 3
_LEAD_PARAGRAPHS = 2
_LEAST = 0.01
_AROUND = 3
_RARE = 3  # one in so many, at most


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring characters, punctuation aside."""
    bare = _NOT_WORDS.sub("", text)
    return set(map(add, bare, bare[1:]))


class Evidence:
    """Bit masks of which pairs of a display line recur in which paragraph, and how alike neighbours are."""

    def __init__(self, units: Sequence[Unit], weights: Weights) -> None:
        self.units = units
        self.weights = weights
        self.pairs = [bigrams(u.text) if u.kind in (UnitKind.PARAGRAPH, UnitKind.DISPLAY) else set() for u in units]
        self.common = self._common()
        known = self.common.keys()
        self.telling = [
            p & known if u.kind is UnitKind.PARAGRAPH else set() for u, p in zip(units, self.pairs, strict=True)
        ]
        self.masks = self._masks()
        self.totals = [len(p) for p in self.pairs]
        self.usual_gap, self.parted_by_blanks = self._blanks()
        self.beside_advert = self._beside_advert()
        self.standing = self._standing()
        self.turns = self._turns()

    def _common(self) -> dict[str, float]:
        """How telling each pair is that is in more than one paragraph; the commonest tell nothing."""
        paragraphs = [pairs for u, pairs in zip(self.units, self.pairs, strict=True) if u.kind is UnitKind.PARAGRAPH]
        seen: set[str] = set()
        again: set[str] = set()
        for pairs in paragraphs:
            again |= seen & pairs
            seen |= pairs
        counts: Counter[str] = Counter()
        for pairs in paragraphs:
            counts.update(pairs & again)
        most = max(2, len(paragraphs) // 2)
        rarity = [0.0, 0.0, *(log(max(len(paragraphs), n) / n) + 0.1 for n in range(2, most + 1))]
        words = word_pairs()
        return {pair: rarity[n] * words.get(pair, NO_WORD) for pair, n in counts.items() if n <= most}

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
        w, total = self.weights, self.totals[d]
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
        return max(-2.0, score) + self.standing[d]

    def announced(self, paragraphs: Sequence[int]) -> set[int]:
        """The paragraphs with which, by their words, articles begin whose headlines stand far away."""
        found = set()
        for d, unit in enumerate(self.units):
            if unit.kind is not UnitKind.DISPLAY or self.totals[d] < _TELLING or is_rubric(unit):
                continue
            mask, at = self.masks[d], bisect_left(paragraphs, d)
            said = [mask[p] for p in paragraphs]
            near, whole = reduce(or_, said[max(0, at - _FAR) : at + _FAR], 0), reduce(or_, said, 0)
            if near.bit_count() > _UNSAID * self.totals[d] or whole.bit_count() < _SAID * self.totals[d]:
                continue
            best = max(range(len(said)), key=lambda i: (said[i].bit_count(), -i))
            if said[best].bit_count() >= _SAID * self.totals[d]:
                found.add(paragraphs[best])
        return found

    def _blanks(self) -> tuple[int, bool]:
        """The usual blank lines between two paragraphs beyond those between lines; whether more of them part articles.

        They do where they are rare, but not where there are none at all.
        """
        gaps = [
            b.gap
            for a, b in pairwise(self.units)
            if a.kind is UnitKind.PARAGRAPH and b.kind is UnitKind.PARAGRAPH and not b.marks
        ]
        if not gaps:
            return 0, True
        usual = max(set(gaps), key=lambda g: (gaps.count(g), -g))
        if not any(u.gap > usual for u in self.units[1:]):
            return max(0, usual), False
        return max(0, usual), sum(g > usual for g in gaps) * _RARE <= len(gaps)

    def _turns(self) -> list[bool]:
        """Whether each unit is said by one of several who talk by turns: 问：…, 答：…."""
        labels = [_TURN.match(u.text) if u.kind is UnitKind.PARAGRAPH else None for u in self.units]
        counts = Counter(label[0] for label in labels if label)
        return [label is not None and counts[label[0]] > 1 for label in labels]

    def _beside_advert(self) -> list[float]:
        """For display lines, 1 to 0.1 by how near an advertisement is, most just before one; 0 where none is near."""
        beside = [0.0] * len(self.units)
        for i, unit in enumerate(self.units):
            if "advert" in unit.marks:
                self._spread(beside, i, unit.marks, 1)
                self._spread(beside, i - 1, unit.marks, -1)
        if self.units and "advert" in self.units[-1].marks_after:
            self._spread(beside, len(self.units) - 1, self.units[-1].marks_after, -1)
        return beside

    def _spread(self, beside: list[float], start: int, marks: frozenset[str], step: int) -> None:
        """Rates the display lines from ``start`` on, away from the advertisement that left ``marks``."""
        for far in range(4):
            d = start + step * far
            if not 0 <= d < len(self.units) or self.units[d].kind is not UnitKind.DISPLAY:
                return
            if self._is_apart(marks, d, far, step):
                return
            # An advertisement begins with who advertises and ends with how to get there.
            beside[d] = max(beside[d], 1.0 - 0.2 * far if step < 0 else 0.4 - 0.1 * far)

    def _is_apart(self, marks: frozenset[str], d: int, far: int, step: int) -> bool:
        """Whether blank lines part display line ``d`` from the advertisement ``far`` lines away."""
        if step > 0:
            return self.units[d].gap > 0 and (far > 0 or self.parted_by_blanks)
        return self.parted_by_blanks and (self.units[d + 1].gap > 0 if far else "apart" in marks)

    def _standing(self) -> list[float]:
        """What a display line is by itself: less of a headline if it advertises or names a column of the page."""
        out = []
        dashed = [d for d, u in enumerate(self.units) if u.kind is UnitKind.DISPLAY and u.text.startswith("—")]
        for d, unit in enumerate(self.units):
            if unit.kind is not UnitKind.DISPLAY:
                out.append(0.0)
                continue
            score = self.weights.advert_in_article * (min(2.0, unit.advert) + self.beside_advert[d])
            pairs = self.pairs[d]
            repeated = any(o != d and len(pairs & self.pairs[o]) * 4 >= len(pairs) * 3 for o in dashed)
            out.append(score + (self.weights.named_column if repeated and unit.text[0] != "—" else 0.0))
        return out

    def boundary(self, left: int, right: int, between: Sequence[int], marks: frozenset[str]) -> float:
        """How much speaks for an article ending with paragraph ``left`` and one starting with ``right``."""
        w, a, b = self.weights, self.units[left], self.units[right]
        score = w.display_gap if between else w.plain_gap
        score += w.lead if b.lead else 0.0
        score += w.own_lead if b.own_lead else 0.0
        score += w.closing if a.closes else 0.0
        score += w.opens if b.opens else w.goes_on if b.goes_on else 0.0
        score += w.dated if b.dated else 0.0
        score += w.turn if self.turns[right] and any(self.turns[max(0, left - _TURNS) : left + 1]) else 0.0
        score += w.last if a.last else 0.0
        score += w.jump_to if a.continued_to else 0.0
        score += w.jump_from if b.continued_from else 0.0
        score += w.jump_from if "jump" in marks and not b.continued_from else 0.0
        score += w.advert if "advert" in marks else 0.0
        score += w.rubric_between if any(is_rubric(self.units[i]) for i in between) else 0.0
        score += w.imprint if "imprint" in marks or "guide" in marks else 0.0
        score += w.caption_pair if a.caption and b.caption else w.caption * (a.caption or b.caption)
        # A credit without brackets ends a caption that stands by a picture, not in a body.
        score += w.credit if self._is_credited(left) or self._is_credited(right) else 0.0
        above, below = self._set_like(left, -1), self._set_like(right, 1)
        if above and below:
            score += w.column if abs(above.column - below.column) >= 1.5 else 0.0
            score += w.spacing if above.spaced != below.spaced else 0.0
        score += (w.blank if self.parted_by_blanks else w.stray_blank) * min(2, max(0, b.gap - self.usual_gap))
        return score

    def _is_credited(self, at: int) -> bool:
        """Whether the paragraph is a caption with its credit at its end or on the line below."""
        last = self.units[min(at + 1, len(self.units) - 1)]
        below = last.kind is UnitKind.BYLINE and last.text.endswith("摄")
        return self.units[at].caption and (below or self.units[at].text.endswith("摄"))

    def _set_like(self, at: int, step: int) -> Unit | None:
        """The paragraph ``at``, or one of its own article most likely, that is long enough to show how it is set."""
        for i in range(at, at + 3 * step, step):
            if not 0 <= i < len(self.units) or self.units[i].kind is not UnitKind.PARAGRAPH:
                return None
            if self.units[i].lines > 2:
                return self.units[i]
        return None

    def topic_changes(self, paragraphs: Sequence[int]) -> list[float]:
        """For each gap between two of the paragraphs, how much their words speak for another topic.

        Three signs: few telling pairs shared by the three paragraphs on either side, few by the two next to the
        gap, and fewer than at the gaps around it.
        """
        w = self.weights
        wide = self._shared(paragraphs, _NEAR)
        close = self._shared(paragraphs, 1)
        out = []
        for g, value in enumerate(wide):
            around = max(wide[max(0, g - _AROUND) : g] or [value]) + max(wide[g + 1 : g + 1 + _AROUND] or [value])
            out.append(
                w.cohesion * (w.cohesion_usual - value)
                + w.cohesion_close * (w.cohesion_usual - close[g])
                + w.cohesion_depth * (around - 2 * value - w.depth_usual)
            )
        return out

    def _shared(self, paragraphs: Sequence[int], near: int) -> list[float]:
        """The logarithm of the share of telling pairs that both sides of each gap have."""
        telling = [self.telling[p] for p in paragraphs]
        sizes = [self.totals[p] for p in paragraphs]
        out = []
        for g in range(1, len(paragraphs)):
            before, after = slice(max(0, g - near), g), slice(g, g + near)
            shared = set().union(*telling[before]) & set().union(*telling[after])
            # An exact sum: sets have no order, and the outcome must not depend on it.
            value = fsum(map(self.common.__getitem__, shared))
            out.append(log(value / max(1, min(sum(sizes[before]), sum(sizes[after]))) + _LEAST))
        return out
