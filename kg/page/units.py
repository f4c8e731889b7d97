"""Lines become units: paragraphs joined across lines, display lines, bylines, and the furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.lexicon.gazetteer import surnames
from kg.model import Piece, Span
from kg.page.lines import Line, pieces_of
from kg.page.patterns import patterns
from kg.page.words import word_pairs
from kg.page.wrap import ends_sentence, find_setting, has_glued_report, is_byline, paragraph_end

_LONGEST_DISPLAY = 64
_SHORT_CRY = 18  # characters of a headline that ends with ！ or ？
# （附图片１张） · （外一首） · （上）
_NOTE_ON_HEADLINE = re.compile(r"[图首续附篇]|[（(][上中下一二三四五六七八九十0-9０-９ＡＢ、]+[）)]|[0-9０-９年月]")


class UnitKind(StrEnum):
    """What a unit is by its own looks, before its neighbours are asked."""

    PARAGRAPH = "paragraph"
    DISPLAY = "display"
    BYLINE = "byline"
    JUMP = "jump"
    IMPRINT = "imprint"
    ADVERT = "advert"
    GUIDE = "guide"


@dataclass(slots=True)
class Unit:
    """A joined stretch of the page. ``pieces`` lead from ``text`` to the raw page."""

    kind: UnitKind
    text: str
    pieces: list[Piece]
    raw: Span
    column: float = 0.0
    spaced: int = 0
    gap: int = 0
    level: int = 0
    bold: bool = False
    lines: int = 1
    lead: bool = False
    caption: bool = False
    closes: bool = False
    note: bool = False
    wrapped: bool = False
    soft: int = 0
    glued: bool = False
    broken: bool = False
    advert: float = 0.0
    continued_to: str | None = None
    continued_from: str | None = None
    marks: frozenset[str] = frozenset()
    start: int = 0
    end: int = -1

    @property
    def body(self) -> tuple[int, int]:
        """The range of ``text`` without the jump line that may stand before or after it."""
        return self.start, self.end if self.end >= 0 else len(self.text)


def make_units(lines: Sequence[Line]) -> list[Unit]:
    """The units of a page in reading order; every line is in exactly one of them."""
    setting = find_setting(lines)
    units: list[Unit] = []
    at = 0
    while at < len(lines):
        end = paragraph_end(lines, setting, at)
        column = setting.column(at, lines[at].width)
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
        text, found = pieces_of(line, justified=justified)
        if texts and text and texts[-1] and texts[-1][-1].isascii() and texts[-1][-1].isalpha() and (
                text[0].isascii() and text[0].isalpha()):
            texts.append(" ")
            length += 1
        pieces.extend(Piece(p.clean + length, p.raw, p.length) for p in found)
        texts.append(text)
        length += len(text)
    return "".join(texts), pieces


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
    unit = Unit(UnitKind.PARAGRAPH, text, pieces, raw, column or first.width, blanks, first.blanks - blanks,
                first.level, first.bold and len(lines) == 1, len(lines), wrapped=column > 0)
    unit.advert = advert_score(text)
    unit.kind = _kind(unit, lines)
    if unit.kind is UnitKind.PARAGRAPH:
        known = patterns()
        unit.lead = bool(known.lead.match(text))
        unit.soft = 0 if unit.lead else _soft_end(lines)
        unit.caption = len(text) < 400 and bool(known.caption.search(text))
        unit.closes = unit.closes or bool(known.closing_dateline.search(text[-60:]))
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
    """The units that may belong to articles, each with the marks of what stood before it, and the furniture."""
    content: list[Unit] = []
    furniture: list[Unit] = []
    marks: set[str] = set()
    jumped: str | None = None
    for unit in units:
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
        jump = patterns().jump.search(unit.text) if unit.kind is UnitKind.JUMP else None
        if jump and jump["from"]:
            jumped = jump["page"]
        elif jump and content and content[-1].kind is UnitKind.PARAGRAPH:
            content[-1].continued_to = jump["page"]
    return content, furniture


def _soft_end(lines: Sequence[Line]) -> int:
    """Where the first line of a paragraph ends, if it may be a headline as wide as the column; else 0."""
    if len(lines) < 2:
        return 0
    text, after = pieces_of(lines[0], justified=True)[0], lines[1].text
    if len(text) < 6 or any(c in "，。；：、,;:" for c in text) or text[-1] + after[0] in word_pairs():
        return 0
    return 0 if text[-1].isdigit() and after[0].isdigit() else len(text)


def split_first_line(unit: Unit) -> tuple[Unit, Unit]:
    """A paragraph as a display line and the rest."""
    end = unit.soft
    head = Unit(UnitKind.DISPLAY, unit.text[:end], _cut(unit.pieces, 0, end), unit.raw, unit.column, unit.spaced,
                unit.gap, marks=unit.marks, wrapped=unit.wrapped)
    rest = replace(unit, text=unit.text[end:], pieces=_cut(unit.pieces, end, len(unit.text)), soft=0, gap=0,
                   lines=unit.lines - 1, marks=frozenset(), start=0, end=unit.end - end if unit.end >= 0 else -1)
    return head, rest


def advert_score(text: str) -> float:
    """How much of an advertisement the text is: strong words count 1, weak ones a third, per 60 characters."""
    known = patterns()
    strong = len(known.advert_strong.findall(text))
    weak = len(known.advert_weak.findall(text))
    return (strong + weak / 3) / max(1.0, len(text) / 60)


def _kind(unit: Unit, lines: Sequence[Line]) -> UnitKind:
    furniture = _furniture(unit, lines)
    if furniture:
        return furniture
    text, known = unit.text, patterns()
    if text[0] in "（(" and text[-1] in "）)" and len(text) <= 24 and not _NOTE_ON_HEADLINE.search(text):
        # （张三） · （某报李四） below a body
        unit.closes = True
        return UnitKind.PARAGRAPH
    if known.note.fullmatch(text):
        unit.note = True
        return UnitKind.DISPLAY
    bare = not any(c in "，。；：“" for c in text)
    if len(lines) == 1 and len(text) <= _SHORT_CRY and text[-1] in "！？!?…" and bare:
        return UnitKind.DISPLAY
    longest = 99 if unit.level else _LONGEST_DISPLAY
    if ends_sentence(text) or "。" in text or len(text) > longest or text[-1] in "，、；;,：:":
        return UnitKind.PARAGRAPH
    if len(lines) > (5 if bare else 3):
        return UnitKind.PARAGRAPH
    if unit.column and len(lines) == 1 and _is_broken_off(unit, lines[0]):
        return UnitKind.PARAGRAPH
    if known.lead.match(text) or known.caption.search(text) or known.closing_dateline.search(text):
        return UnitKind.PARAGRAPH
    return UnitKind.DISPLAY


def _furniture(unit: Unit, lines: Sequence[Line]) -> UnitKind | None:
    """The kind of a unit that is known by its own words; None for text and display lines."""
    text, known = unit.text, patterns()
    if len(text) <= 24 and "版" in text:
        if known.jump_line.fullmatch(text):
            return UnitKind.JUMP
        if known.guide_pointer.fullmatch(text):
            return UnitKind.GUIDE
    if known.guide.fullmatch(text):
        return UnitKind.GUIDE
    if _is_imprint(text):
        return UnitKind.IMPRINT
    if is_byline(text):
        return UnitKind.BYLINE
    if _is_advert(unit):
        return UnitKind.ADVERT
    return UnitKind.BYLINE if len(lines) == 1 and not unit.level and are_names(text) else None


def _is_broken_off(unit: Unit, line: Line) -> bool:
    """A line of running text whose end was not recognised: punctuation within, nearly as wide as its column."""
    unit.broken = line.bold is False and not line.level and " " not in unit.text and any(
        c in "，；" for c in unit.text) and unit.wrapped and unit.column - 4 <= line.width <= unit.column + 1
    return unit.broken


def _is_imprint(text: str) -> bool:
    if len(text) > 400:
        return False
    if len(text) < 80 and patterns().masthead.search(text) and not ends_sentence(text):
        return True
    strong = len(patterns().imprint_strong.findall(text))
    weak = len(patterns().imprint_weak.findall(text)) if strong or ":" in text or "：" in text else 0
    return (strong >= 1 and (strong + weak >= 2 or len(text) < 40) and not ends_sentence(text)) or (
        weak >= 2 and len(text) < 60 and not ends_sentence(text))


def _is_advert(unit: Unit) -> bool:
    known = patterns()
    if not known.advert_strong.search(unit.text):
        return False
    return unit.advert >= 0.9 or (len(unit.text) < 60 and not ends_sentence(unit.text))


def are_names(text: str) -> bool:
    """章雯 · 张志勇何伟 · 李 娜: nothing but one to three Chinese names."""
    bare = "".join(text.split())
    if not 2 <= len(bare) <= 9 or not all("\u4e00" <= c <= "\u9fff" for c in bare):
        return False
    if len(bare) == 2:
        return bare[0] in surnames() and bare not in word_pairs()
    if len(bare) == 4 and bare[2:] in word_pairs():
        return False
    # Few characters in a row are words, as they would be in a headline.
    if sum(bare[i : i + 2] in word_pairs() for i in range(len(bare) - 1)) > len(bare) // 4:
        return False
    return _parses_as_names(bare)


def _parses_as_names(text: str) -> bool:
    if not text:
        return True
    for family in (2, 1):
        if text[:family] in surnames():
            for given in (2, 1):
                if len(text) >= family + given and _parses_as_names(text[family + given :]):
                    return True
    return False


def is_rubric(unit: Unit) -> bool:
    """学思想 强党性 重实践 建新功 · 新春走基层: a standing head by its own looks."""
    words = unit.text.split()
    if len(words) >= 3 and len({len(w) for w in words}) == 1 and len(words[0]) <= 4:
        return True
    return len(unit.text) <= 12 and patterns().rubric.search(unit.text) is not None
