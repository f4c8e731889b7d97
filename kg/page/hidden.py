"""Headlines that look like the first line of a body, because they are as wide as the column that they stand over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.page.evidence import bigrams
from kg.page.unit import Segment, Unit, UnitKind
from kg.page.units import split_headline

_ENOUGH, _SURELY, _HARDLY = 0.5, 0.7, 0.25  # shares of the line's pairs of characters that recur
_NEAR = 3  # paragraphs


def find_hidden_headlines(units: Sequence[Unit], segments: Sequence[Segment]) -> dict[int, int]:
    """Paragraphs that begin with the missing headline of their own article or of the one before it, and where it ends.

    A headline as wide as its column looks like the start of the body that follows it; what it says recurs in the
    body that has no headline.
    """
    found: dict[int, int] = {}
    for at, segment in enumerate(segments):
        if segment.headline or units[segment.body[0]].caption:
            continue
        texts = [units[i].text for i in segment.body]
        below = segments[at + 1] if at + 1 < len(segments) else None
        mine, end = max(
            ((_recurs(units[segment.body[0]], e, texts), e) for e in units[segment.body[0]].softs), default=(0.0, 0)
        )
        if below:
            first, rest = units[below.body[0]], [units[i].text for i in below.body]
            here, theirs = max(((_recurs(first, e, texts, own=False), e) for e in first.softs), default=(0.0, 0))
            if here >= _ENOUGH and here >= mine and here > _recurs(first, theirs, rest):
                found[below.body[0]] = theirs
                continue
        if mine >= _ENOUGH:
            found[segment.body[0]] = end
    return found


def find_stray_headlines(units: Sequence[Unit]) -> dict[int, int]:
    """Paragraphs whose first lines speak of the paragraphs before them and of nothing that follows; where they end."""
    found: dict[int, int] = {}
    for i, unit in enumerate(units):
        if unit.kind is not UnitKind.PARAGRAPH or not i:
            continue
        before = [u.text for u in units[max(0, i - _NEAR) : i]]
        after = [u.text for u in units[i : i + _NEAR]]
        for end in unit.softs:
            if _recurs(unit, end, before, own=False) >= _SURELY and _recurs(unit, end, after) <= _HARDLY:
                found[i] = end
    return found


def split_headlines(units: Sequence[Unit], ends: Mapping[int, int]) -> list[Unit]:
    """The units, those in ``ends`` as a display line and the rest."""
    return [piece for i, u in enumerate(units) for piece in (split_headline(u, ends[i]) if i in ends else (u,))]


def _recurs(unit: Unit, end: int, texts: Sequence[str], *, own: bool = True) -> float:
    """The share of the pairs up to ``end`` that occur in ``texts``, the first of which is the unit's if ``own``."""
    pairs = bigrams(unit.text[:end])
    told = [unit.text[end:], *texts[1:]] if own else texts
    return len(pairs & set().union(*map(bigrams, told))) / len(pairs) if len(pairs) > 3 else 0.0
