"""Headlines that stand away from their bodies: lines that no neighbour needs go to the body that says their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.page.evidence import bigrams
from kg.page.kinds import is_rubric
from kg.page.patterns import patterns
from kg.page.unit import Segment, Unit, UnitKind

_ENOUGH = 0.5  # the share of a line's pairs of characters that recur in a body far away, at least
_STAY = 0.15  # how much better a far body must fit than the one beside the line
_CHANGE = 0.1  # what it costs that neighbouring lines belong to different articles
_FEWEST = 3  # pairs that tell something
_ELSEWHERE = 0.5  # what it counts against an article that another body says the words, too

_TORN = 1.0  # what it costs more where the lines are one headline by their looks

_NOWHERE = -1


def place_headlines(
    units: Sequence[Unit], segments: Sequence[Segment], skipped: Sequence[int]
) -> tuple[list[Segment], list[int]]:
    """The segments, those without a headline given lines that stand elsewhere, and what is skipped still."""
    bare = [n for n, s in enumerate(segments) if not s.headline and _wants(units, s)]
    if not bare:
        return list(segments), list(skipped)
    owner = {i: n for n, s in enumerate(segments) for i in s.headline}
    owner |= {i: _NOWHERE for s in segments for i in s.rubrics} | dict.fromkeys(skipped, _NOWHERE)
    lines = sorted(i for i in owner if _may_move(units, i))
    fits = _Fits(units, segments, bare)
    chosen: dict[int, list[int]] = {}
    for run in _runs(lines):
        for n, group in _groups(run, _assign(run, owner, fits, _tied(units, run))):
            if n in bare and fits.sum(group, n) > fits.sum(chosen.get(n, []), n):
                chosen[n] = group
    moved = {i for group in chosen.values() for i in group}
    placed = []
    for n, segment in enumerate(segments):
        rest = replace(
            segment,
            headline=tuple(i for i in segment.headline if i not in moved),
            rubrics=tuple(i for i in segment.rubrics if i not in moved),
        )
        placed.append(replace(rest, headline=tuple(chosen[n])) if n in chosen else rest)
    return placed, [i for i in skipped if i not in moved]


def _wants(units: Sequence[Unit], segment: Segment) -> bool:
    first = units[segment.body[0]]
    return not (first.caption or first.continued_from)


def _may_move(units: Sequence[Unit], i: int) -> bool:
    unit = units[i]
    return unit.kind is UnitKind.DISPLAY and not is_rubric(unit) and not unit.note and unit.advert < 0.5


class _Fits:
    """How much of a line's words each article's body says."""

    def __init__(self, units: Sequence[Unit], segments: Sequence[Segment], bare: Sequence[int]) -> None:
        self.units, self.bare = units, bare
        self.bodies = [
            set().union(*(bigrams(units[i].text) for i in s.body if units[i].kind is UnitKind.PARAGRAPH))
            for s in segments
        ]
        self._shares: dict[int, list[float]] = {}

    def share(self, line: int, n: int) -> float:
        """The share of the line's pairs that article ``n`` has, less half of what the next best article has."""
        if line not in self._shares:
            pairs = bigrams(self.units[line].text)
            enough = len(pairs) >= _FEWEST
            self._shares[line] = [len(pairs & body) / len(pairs) if enough else 0.0 for body in self.bodies]
        shares = self._shares[line]
        return shares[n] - _ELSEWHERE * max((share for m, share in enumerate(shares) if m != n), default=0.0)

    def sum(self, lines: Sequence[int], n: int) -> float:
        """The shares of several lines together, longer lines counting more."""
        return sum(self.share(i, n) * len(self.units[i].text) for i in lines)


def _runs(lines: Sequence[int]) -> list[list[int]]:
    """Lines that follow each other without text between them."""
    runs: list[list[int]] = []
    for i in lines:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _tied(units: Sequence[Unit], run: Sequence[int]) -> set[int]:
    """The lines of a run that are of one headline with the line above: subtitles, and where blank lines part others."""
    blanks = {i: units[i].gap + units[i].spaced for i in run[1:]}
    least, most = min(blanks.values(), default=0), max(blanks.values(), default=0)
    tied = {i for i, size in blanks.items() if size == least < most}
    shoulder = patterns().shoulder
    return tied | {i for i in run[1:] if units[i].text.startswith("—") or shoulder.search(units[i - 1].text)}


def _assign(run: Sequence[int], owner: dict[int, int], fits: _Fits, tied: set[int]) -> list[int]:
    """For each line of a run the article it belongs to, the best choice for all together."""
    states = [_NOWHERE, *dict.fromkeys(n for n in (*(owner[i] for i in run), *fits.bare) if n != _NOWHERE)]
    best: list[dict[int, tuple[float, int]]] = []
    for order, line in enumerate(run):
        reached = {}
        change = _CHANGE + (_TORN if line in tied else 0.0)
        for n in states:
            came, before = (
                max((score - (change if m != n else 0.0), m) for m, (score, _) in best[-1].items())
                if order
                else (0.0, n)
            )
            reached[n] = came + _worth(line, n, owner, fits), before
        best.append(reached)
    at = max(best[-1], key=lambda n: best[-1][n][0])
    out = [at]
    for reached in reversed(best[1:]):
        at = reached[at][1]
        out.append(at)
    return out[::-1]


def _worth(line: int, n: int, owner: dict[int, int], fits: _Fits) -> float:
    """What it is worth that a line belongs to article ``n``."""
    own = owner[line] == n
    if n == _NOWHERE:
        return -_STAY if own else -1.0
    share = fits.share(line, n) - _ENOUGH
    return share + _STAY if own else share if n in fits.bare else -1.0


def _groups(run: Sequence[int], owners: Sequence[int]) -> list[tuple[int, list[int]]]:
    """The neighbouring lines of one article each."""
    groups = [(owners[0], [run[0]])]
    for (_, before), (line, n) in pairwise(zip(run, owners, strict=True)):
        if n == before:
            groups[-1][1].append(line)
        else:
            groups.append((n, [line]))
    return groups
