"""Places in text: spans, and the map that leads from a clean text back to the raw one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in the span."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The span moved by ``by`` characters; raises ``ValueError`` where it would begin before 0."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` clean characters from ``clean`` on that stand in the raw text from ``raw`` on, one to one."""

    clean: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from a clean text back to the raw text that it was made from.

    ``pieces`` are sorted by ``clean`` and do not overlap; raw positions need not ascend (moved pieces).
    A clean character outside every piece was inserted by cleaning and has no raw place.
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text that cleaning left as it was, ``length`` characters long."""
        return cls((Piece(0, 0, length),) if length else ())

    def raw_spans(self, span: Span) -> Iterator[Span]:
        """The raw spans, in clean order, that the clean ``span`` was made from; adjacent ones are joined."""
        at = max(0, bisect_right(self.pieces, span.start, key=lambda p: p.clean) - 1)
        held: Span | None = None
        for piece in islice(self.pieces, at, None):
            if piece.clean >= span.end:
                break
            start, end = max(span.start, piece.clean), min(span.end, piece.clean + piece.length)
            if start >= end:
                continue
            raw = Span(piece.raw + start - piece.clean, piece.raw + end - piece.clean)
            if held is not None and held.end == raw.start:
                held = Span(held.start, raw.end)
                continue
            if held is not None:
                yield held
            held = raw
        if held is not None:
            yield held
