"""Lines become units: paragraphs joined across lines, display lines, bylines, and the furniture of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from kg.model import Piece, Span
from kg.page.columns import find_setting, measure
from kg.page.kinds import advert_score, are_names, kind_of
from kg.page.line_signs import has_glued_report, is_byline
from kg.page.lines import Line, pieces_of
from kg.page.patterns import patterns
from kg.page.unit import Unit, UnitKind
from kg.page.words import word_pairs
from kg.page.wrap import paragraph_end

_INNER = frozenset("，。；：、,;:")
_MOST_HIDDEN, _SHORTEST_HIDDEN = 3, 6  # lines and characters of a headline that looks like the start of a body


def make_units(lines: Sequence[Line]) -> list[Unit]:
    """The units of a page in reading order; every line is in exactly one of them."""
    measure(lines)
    setting = find_setting(lines)
    units: list[Unit] = []
    at = 0
    while at < len(lines):
        end = paragraph_end(lines, setting, at)
        column = setting.column(at, lines[at].width)
        if column and end - at > 2:
            # The first line may lack its indent, and the last one ends where the text does.
            column = median(line.width for line in lines[at + 1 : end - 1])
        units.extend(_units_of(lines[at:end], column, setting.blanks[at]))
        at = end
    return units


def single_unit(line: Line) -> Unit:
    """A line of running text as a paragraph of its own, with nothing of its spacing changed."""
    text, pieces = _join([line], justified=False)
    unit = Unit(UnitKind.PARAGRAPH, text, pieces, Span(line.start, line.end))
    if is_byline(text):
        unit.kind = UnitKind.BYLINE
    elif len(text) <= 24 and "版" in text and patterns().jump_line.fullmatch(text):
        unit.kind = UnitKind.JUMP
    else:
        unit.caption = len(text) < 400 and bool(patterns().caption.search(text))
        _find_jumps(unit)
    return unit


def _units_of(lines: Sequence[Line], column: float, blanks: int) -> Iterator[Unit]:
    """The unit of the lines, or two where a headline and a body are glued together on the first one."""
    text, pieces = _join(lines, justified=True)
    known = patterns()
    if has_glued_report(text[:48]):
        glued = known.glued_lead.match(text)
        if glued and len(text) > glued.end() + 20:
            yield _unit(text[: glued.end()], _cut(pieces, 0, glued.end()), lines[:1], column, blanks)
            yield _unit(text[glued.end() :], _cut(pieces, glued.end(), len(text)), lines, column, blanks)
            return
    unit = _unit(text, pieces, lines, column, blanks)
    if unit.kind is not UnitKind.DISPLAY or len(lines) == 1:
        yield unit
        return
    # Two headlines may stand one below the other: which belongs where is told by the bodies, not by the lines.
    for order, line in enumerate(lines):
        part = _unit(*_join([line], justified=True), [line], column, blanks)
        part.kind, part.glued = UnitKind.DISPLAY, order > 0
        yield part


def _join(lines: Sequence[Line], *, justified: bool) -> tuple[str, list[Piece]]:
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for line in lines:
        if texts and _parts_words(texts[-1], line.text):
            texts.append(" ")
            length += 1
        text, found = pieces_of(line, justified=justified, at=length)
        pieces += found
        texts.append(text)
        length += len(text)
    return "".join(texts), pieces


def _parts_words(upper: str, lower: str) -> bool:
    """Whether a line's end between two lines stands for the space between two Latin words."""
    if not (upper and lower):
        return False
    last, first = upper[-1], lower[0]
    return last.isascii() and last.isalpha() and first.isascii() and first.isalpha()


def _cut(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of ``text[start:end]``, counted from its start."""
    out = []
    for piece in pieces:
        first, last = max(start, piece.clean), min(end, piece.clean + piece.length)
        if first < last:
            out.append(Piece(first - start, piece.raw + first - piece.clean, last - first))
    return out


def _unit(text: str, pieces: list[Piece], lines: Sequence[Line], column: float, blanks: int) -> Unit:
    first, last = lines[0], lines[-1]
    raw = Span(pieces[0].raw, pieces[-1].raw + pieces[-1].length) if pieces else Span(first.start, last.end)
    unit = Unit(
        UnitKind.PARAGRAPH,
        text,
        pieces,
        raw,
        column or first.width,
        blanks,
        first.blanks - blanks,
        first.level,
        first.bold and len(lines) == 1,
        len(lines),
        wrapped=column > 0,
    )
    unit.advert = advert_score(text)
    unit.kind = kind_of(unit, lines)
    if unit.kind is UnitKind.PARAGRAPH:
        known = patterns()
        unit.lead = bool(known.lead.match(text))
        unit.own_lead = unit.lead and text.startswith("本") and "讯" in text[:24]
        unit.softs = () if unit.lead else _soft_ends(lines)
        unit.caption = len(text) < 400 and bool(known.caption.search(text))
        unit.closes = unit.closes or bool(known.closing_dateline.search(text[-60:]))
        # A paragraph of a page alone: an article needs no such signs.
        unit.opens = not unit.lead and bool(known.opening.match(text))
        unit.goes_on = not unit.opens and bool(known.going_on.match(text))
        unit.dated = not (unit.lead or unit.goes_on) and bool(known.dated.match(text))
        unit.last = bool(known.last_words.search(text[-16:]))
        _find_jumps(unit)
    return unit


def _find_jumps(unit: Unit) -> None:
    """（上接第一版） before the text or （下转第二版） after it: noted and cut from the body."""
    known = patterns()
    if "版" not in unit.text[-30:] and "版" not in unit.text[:20]:
        return
    begun = known.jump.match(unit.text)
    if begun and begun["from"] and begun.end() < len(unit.text):
        unit.continued_from, unit.start = begun["page"], begun.end()
    ended = known.jump_end.search(unit.text, max(unit.start, len(unit.text) - 30))
    if ended and ended["to"]:
        unit.continued_to, unit.end = ended["page"], ended.start()


def settle(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The units that may belong to articles, each with the marks of what stood before it, and the furniture.

    The last one has the marks of what stands after it, too.
    """
    content: list[Unit] = []
    furniture: list[Unit] = []
    marks: set[str] = set()
    jumped: str | None = None
    for at, unit in enumerate(units):
        below = units[at + 1] if at + 1 < len(units) else None
        if unit.kind is UnitKind.BYLINE and below and below.text.startswith("——") and are_names(unit.text):
            # What stands over a subtitle is a headline, even if it could be names.
            unit.kind = UnitKind.DISPLAY
        if unit.kind in (UnitKind.PARAGRAPH, UnitKind.DISPLAY, UnitKind.BYLINE):
            unit.marks, marks = frozenset(marks), set()
            if unit.kind is UnitKind.BYLINE and unit.text.endswith("摄") and content:
                content[-1].caption = content[-1].kind is UnitKind.PARAGRAPH
            if unit.kind is UnitKind.PARAGRAPH and jumped and not unit.caption:
                unit.continued_from, jumped = jumped, None
            content.append(unit)
            continue
        furniture.append(unit)
        marks.add(unit.kind.value)
        if unit.kind is UnitKind.ADVERT and unit.gap > 0:
            marks.add("apart")
        jump = patterns().jump.search(unit.text) if unit.kind is UnitKind.JUMP else None
        if jump and jump["from"]:
            jumped = jump["page"]
        elif jump and content and content[-1].kind is UnitKind.PARAGRAPH:
            content[-1].continued_to = jump["page"]
    if content:
        content[-1].marks_after = frozenset(marks)
    return content, furniture


def _soft_ends(lines: Sequence[Line]) -> tuple[int, ...]:
    """Where the first lines of a paragraph end, if they may be a headline as wide as the column."""
    ends: list[int] = []
    text = ""
    for line, below in pairwise(lines[: _MOST_HIDDEN + 1]):
        text += pieces_of(line, justified=True)[0]
        if not _INNER.isdisjoint(text):
            break
        if len(text) >= _SHORTEST_HIDDEN and _may_end(text, below.text):
            ends.append(len(text))
    return tuple(ends)


def _may_end(text: str, after: str) -> bool:
    """Whether a headline may end between the two: not within a word, a number or brackets."""
    if text[-1] + after[0] in word_pairs() or (text[-1].isdigit() and after[0].isdigit()):
        return False
    return not any(text.count(left) > text.count(right) for left, right in ("“”", "《》", "（）", "『』"))


def split_headline(unit: Unit, end: int) -> tuple[Unit, Unit]:
    """A paragraph as a display line of ``end`` characters and the rest."""
    head = Unit(
        UnitKind.DISPLAY,
        unit.text[:end],
        _cut(unit.pieces, 0, end),
        unit.raw,
        unit.column,
        unit.spaced,
        unit.gap,
        marks=unit.marks,
        wrapped=unit.wrapped,
    )
    rest = replace(
        unit,
        text=unit.text[end:],
        pieces=_cut(unit.pieces, end, len(unit.text)),
        softs=(),
        gap=0,
        lines=unit.lines - sum(soft <= end for soft in unit.softs),
        marks=frozenset(),
        start=0,
        end=unit.end - end if unit.end >= 0 else -1,
    )
    return head, rest
