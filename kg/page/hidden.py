"""Headlines that look like the first line of a body, because they are as wide as the column that they stand over."""

from __future__ import annotations

from collections.abc import Sequence

from kg.page.evidence import bigrams
from kg.page.unit import Segment, Unit, UnitKind

_ENOUGH, _SURELY, _HARDLY = 0.5, 0.7, 0.25  # shares of the line's pairs of characters that recur
_NEAR = 3  # paragraphs


def find_hidden_headlines(units: Sequence[Unit], segments: Sequence[Segment]) -> list[int]:
    """Paragraphs whose first line is the missing headline of their own article or of the one before it.

    A headline as wide as its column looks like the first line of the body that follows it; what it says recurs
    in the body that has no headline.
    """
    found = []
    for at, segment in enumerate(segments):
        if segment.headline or units[segment.body[0]].caption:
            continue
        own, below = units[segment.body[0]], segments[at + 1] if at + 1 < len(segments) else None
        texts = [units[i].text for i in segment.body]
        mine = _recurs(own, [own.text[own.soft :], *texts[1:]])
        if below:
            next_first = units[below.body[0]]
            rest = [next_first.text[next_first.soft :], *(units[i].text for i in below.body[1:])]
            here, there = _recurs(next_first, texts), _recurs(next_first, rest)
            if here >= _ENOUGH and here >= mine and here > there:
                found.append(below.body[0])
                continue
        if mine >= _ENOUGH:
            found.append(segment.body[0])
    return found


def find_stray_first_lines(units: Sequence[Unit]) -> list[int]:
    """Paragraphs whose first line speaks of the paragraphs before it and of nothing that follows."""
    found = []
    for i, unit in enumerate(units):
        if unit.soft and i and unit.kind is UnitKind.PARAGRAPH:
            before = [u.text for u in units[max(0, i - _NEAR) : i]]
            after = [unit.text[unit.soft :], *(u.text for u in units[i + 1 : i + _NEAR])]
            if _recurs(unit, before) >= _SURELY and _recurs(unit, after) <= _HARDLY:
                found.append(i)
    return found


def _recurs(unit: Unit, texts: Sequence[str]) -> float:
    """The share of the first line's pairs that occur in ``texts``; 0 where the first line cannot be a headline."""
    pairs = bigrams(unit.text[: unit.soft])
    return len(pairs & set().union(*map(bigrams, texts))) / len(pairs) if len(pairs) > 3 else 0.0
