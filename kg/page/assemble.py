"""Segments become articles: clean text, headline, parts with their spans, and the offset map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import OffsetMap, Part, PartKind, Piece, Span
from kg.page.patterns import patterns
from kg.page.unit import Segment, Unit, UnitKind


@dataclass(slots=True)
class Builder:
    """A clean text under construction with the pieces that lead back."""

    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def add(self, unit: Unit, start: int = 0, end: int | None = None) -> Span:
        """Appends ``unit.text[start:end]``; its span in the clean text."""
        end = len(unit.text) if end is None else end
        begun = self.length
        if not start and end == len(unit.text):
            self.pieces.extend([Piece(begun + p.clean, p.raw, p.length) for p in unit.pieces])
            self.texts.append(unit.text)
            self.length += end
            return Span(begun, self.length)
        for piece in unit.pieces:
            first, last = max(start, piece.clean), min(end, piece.clean + piece.length)
            if first < last:
                self.pieces.append(Piece(begun + first - start, piece.raw + first - piece.clean, last - first))
        self.texts.append(unit.text[start:end])
        self.length += end - start
        return Span(begun, self.length)

    def put(self, text: str) -> None:
        """Appends text that has no place on the page (a paragraph break, a space)."""
        self.texts.append(text)
        self.length += len(text)

    def done(self) -> tuple[str, OffsetMap]:
        """The text and its map."""
        return "".join(self.texts), OffsetMap(tuple(self.pieces))


def raw_spans(unit: Unit, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The raw spans of ``unit.text[start:end]``."""
    end = len(unit.text) if end is None else end
    if not start and end == len(unit.text):
        return tuple(_joined(unit.pieces))
    return tuple(OffsetMap(tuple(unit.pieces)).raw_spans(Span(start, end)))


def _joined(pieces: Sequence[Piece]) -> Iterator[Span]:
    """The raw spans of whole pieces; adjacent ones are joined."""
    begun = ended = -1
    for piece in pieces:
        if piece.raw != ended:
            if ended >= 0:
                yield Span(begun, ended)
            begun = piece.raw
        ended = piece.raw + piece.length
    if ended >= 0:
        yield Span(begun, ended)


def body_of(units: Sequence[Unit], segment: Segment) -> tuple[str, OffsetMap, list[Part]]:
    """The body's clean text, its offset map, and the parts in it."""
    builder, parts = Builder(), []
    glue = True
    for i in segment.body:
        unit = units[i]
        start, end = unit.body
        if not glue:
            builder.put("\n")
        span = builder.add(unit, start, end)
        kind = PartKind.CAPTION if unit.caption else PartKind.BODY
        # A line that breaks off within a sentence is the start of the paragraph after it.
        glue = unit.broken
        if unit.kind is UnitKind.DISPLAY:
            kind = PartKind.SUBHEAD
        elif unit.kind is UnitKind.BYLINE:
            kind = PartKind.BYLINE
        parts.append(Part(kind, raw_spans(unit, start, end), span))
        if unit.continued_from:
            parts.append(Part(PartKind.JUMP_LINE, raw_spans(unit, 0, start), note=f"上接{unit.continued_from}"))
        if unit.continued_to:
            parts.append(Part(PartKind.JUMP_LINE, raw_spans(unit, end), note=f"下转{unit.continued_to}"))
    text, offsets = builder.done()
    return text, offsets, parts


def headline_of(units: Sequence[Unit], segment: Segment) -> tuple[str | None, OffsetMap, list[Part]]:
    """The headline (its lines joined by a space), its offset map, and its parts."""
    builder, parts = Builder(), []
    for order, i in enumerate(segment.headline):
        if order and not (units[i].glued and segment.headline[order - 1] == i - 1):
            builder.put(" ")
        builder.add(units[i])
        shoulder = order == 0 and _is_shoulder([units[j] for j in segment.headline])
        parts.append(Part(PartKind.SHOULDER if shoulder else PartKind.HEADLINE, raw_spans(units[i])))
    text, offsets = builder.done()
    return (text or None), offsets, parts


def _is_shoulder(lines: Sequence[Unit]) -> bool:
    """Whether the first of a headline's lines leads up to the main one: 在某会上强调 · a plain line over a heading."""
    first, *rest = lines
    if not rest or first.text.startswith("—"):
        return False
    if (not first.level and any(line.level for line in rest)) or first.level > rest[0].level > 0:
        return True
    return patterns().shoulder.search(first.text) is not None
