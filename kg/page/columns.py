"""How the text around each line is set: the width of its column, the usual blank lines, what became of indents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.page.line_signs import ends_sentence
from kg.page.lines import Line

WIDEST_COLUMN, NARROWEST_COLUMN = 45, 7
_WINDOW = 8
_SAMPLE = 2000  # lines
_MOST = 255  # in a byte; no column is as wide
_ENOUGH = 3  # indented lines that make it a habit


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text around each line is set: column widths ahead and behind (0: not wrapped), usual blank lines.

    ``indents``: the first line of a paragraph is two characters short of the column, because its indent was cut or
    is counted by itself. ``kept``: the dump has an indent before every paragraph.
    """

    ahead: Sequence[float]
    behind: Sequence[float]
    blanks: Sequence[int]
    indents: bool
    kept: bool

    def column(self, i: int, size: float, after: float = 0.0) -> float:
        """The column of line ``i``: the narrower one that holds ``size`` and the line ``after``, else the wider."""
        ahead, behind = self.ahead[i], self.behind[i]
        fitting = [c for c in (ahead, behind) if c and max(size, after) <= c + 1.5]
        return min(fitting) if fitting else max(ahead, behind)


def measure(lines: Sequence[Line]) -> None:
    """Sets the lines' widths to their characters, where the page counts a Latin letter or digit as a whole one.

    The measure in which more lines are as wide as their neighbours is the page's.
    """
    by_width = _evenness([round(line.width) for line in lines])
    by_chars = _evenness([line.chars for line in lines])
    if by_chars > by_width:
        for line in lines:
            line.width = float(line.chars)


def _evenness(sizes: Sequence[int]) -> int:
    """How many lines are exactly as wide as one of the two before them."""
    triples = zip(sizes, [0, *sizes], [0, 0, *sizes], strict=False)
    return sum(size in (before, earlier) for size, before, earlier in triples if size > NARROWEST_COLUMN)


def find_setting(lines: Sequence[Line]) -> Setting:
    """The setting around each line, from the widths and gaps of its neighbours."""
    sizes = [round(line.width) for line in lines]
    indented = _indented(lines)
    for i in indented:
        sizes[i] += 2
    # As bytes: their stretches are made and compared fastest.
    packed = bytes(min(size, _MOST) for size in sizes)
    page = usual_column(packed[:_SAMPLE]) or _edge(packed[:_SAMPLE])
    windows = [usual_column(packed[i : i + _WINDOW]) or page for i in range(len(lines))]
    behind = [windows[max(0, i - _WINDOW + 1)] for i in range(len(lines))]
    gaps = bytes(min(line.blanks, _MOST) for line in lines)
    # The gap before the first line of a window belongs to what was before it.
    blanks = [_usual(gaps[max(1, i - 5) : i + 6]) for i in range(len(lines))]
    return Setting(windows, behind, blanks, bool(indented), _kept(lines))


def _edge(sizes: bytes) -> float:
    """The width that several lines fill and hardly one exceeds, where most end before it, as in talks; 0 for none."""
    for size in range(WIDEST_COLUMN, NARROWEST_COLUMN, -1):
        full = sizes.count(size) + sizes.count(size - 1)
        if full >= max(_ENOUGH, len(sizes) // 6) and sizes.count(size):
            return float(size) if sum(other > size for other in sizes) * 10 <= len(sizes) else 0.0
    return 0.0


def _indented(lines: Sequence[Line]) -> list[int]:
    """First lines that are two characters short of the line after; none where as many are as wide as it."""
    short, full = [], 0
    for i in range(len(lines) - 1):
        if lines[i].width > NARROWEST_COLUMN and (not i or ends_sentence(lines[i - 1].text)):
            missing = lines[i + 1].width - lines[i].width
            if 1.5 <= missing <= 3.2:
                short.append(i)
            full += -1 <= missing <= 1
    return short if len(short) > full else []


def _kept(lines: Sequence[Line]) -> bool:
    """Whether the lines after short last lines of paragraphs are indented, as others are not."""
    starts = [b for a, b in pairwise(lines) if ends_sentence(a.text)]
    indented = sum(line.indented for line in lines)
    return indented >= _ENOUGH and indented * 4 <= len(lines) * 3 and sum(b.indented for b in starts) * 3 >= len(starts)


@lru_cache(maxsize=4096)
def _usual(gaps: bytes) -> int:
    """The commonest number of blank lines, the smaller one where two are as common."""
    return max(set(gaps), key=lambda b: (gaps.count(b), -b)) if gaps else 0


@lru_cache(maxsize=4096)
def usual_column(sizes: bytes) -> float:
    """The width that most of these lines fill, 0 if there is none."""
    votes, column = max(((sizes.count(s) + (sizes.count(s - 1) if s else 0), s) for s in set(sizes)), default=(0, 0))
    return column if votes >= 3 and votes * 2 >= len(sizes) and NARROWEST_COLUMN <= column <= WIDEST_COLUMN else 0.0
