"""Raw text becomes lines: where each stands, how wide it is, what a converter left on it, what to drop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Piece

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})\s+|>\s+")
_EDGES = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"
_MARKS = "#*>_|"
# Zero-width and control characters, and a converter's bold marks, are no part of the text.
_JUNK = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\xad]+|\*\*|__(?=[\u4e00-\u9fff])")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
# 11 月 8日: a justified line puts spaces around digits.
_DIGIT_SPACE = re.compile(
    r"(?<=[\u4e00-\u9fff“（《，。、])[ \xa0]+(?=[0-9０-９])"
    r"|(?<=[0-9０-９%％])[ \xa0]+(?=[\u4e00-\u9fff，。、；）”])"
)


# Not frozen: a page has thousands, and a frozen one takes four times as long to make.
@dataclass(slots=True)
class Line:
    """A line that holds something. ``start`` and ``end`` are raw offsets of its ``text``, marks and edges cut.

    ``level`` is a markdown heading's (0: none), ``blanks`` the blank lines before it, ``chars`` and ``width`` its
    length in characters and in full-width units.
    """

    start: int
    end: int
    text: str
    level: int
    bold: bool
    blanks: int
    indented: bool
    chars: int
    width: float


def split_lines(raw: str) -> list[Line]:
    """The lines of a page that are not blank."""
    lines: list[Line] = []
    breaks, at = 0, 0
    for match in _LINE.finditer(raw):
        if at < match.start():
            breaks += 1 if match.start() - at == 1 else len(_BREAK.findall(raw, at, match.start()))
        at = match.end()
        line = _line(match[0], match.start(), max(0, breaks - 1))
        if line:
            lines.append(line)
            breaks = 0
    return lines


def _line(text: str, start: int, blanks: int) -> Line | None:
    body = text.strip(_EDGES)
    if not body or (not body.isprintable() and not _JUNK.sub("", body).strip(_EDGES)):
        return None
    start += text.index(body[0]) if text[0] in _EDGES else 0
    indented = text[0] == "\u3000" or text.startswith(("  ", "\t"))
    level, bold = 0, False
    if body[0] in _MARKS or body[-1] in "*_":
        heading = _HEADING.match(body)
        if heading:
            level = len(heading[1] or "")
            start, body = start + heading.end(), body[heading.end() :]
        bold = body.startswith("**") and body.endswith("**") and len(body) > 4
        inner = body.strip("*_# ")
        if not _JUNK.sub("", inner).strip(_EDGES):
            return None
        start, body = start + body.index(inner), inner
    chars = len(body)
    return Line(
        start,
        start + chars,
        body,
        level,
        bold,
        blanks,
        indented,
        chars,
        chars - len(body.encode("ascii", "ignore")) / 2,
    )


def pieces_of(line: Line, *, justified: bool, at: int = 0) -> tuple[str, list[Piece]]:
    """The line's clean text, and where its characters stand in the raw page, counted from ``at`` in the clean one.

    ``justified``: spaces that only fill the line out are dropped, too.
    """
    text = line.text
    if text.isprintable() and " " not in text and "*" not in text and "__" not in text:
        # Most lines: nothing to drop. Other spaces and marks are not printable.
        return text, [Piece(at, line.start, line.chars)]
    dropped = sorted(_dropped(text, justified=justified))
    if not dropped:
        return text, [Piece(at, line.start, line.chars)]
    kept: list[str] = []
    pieces: list[Piece] = []
    raw = 0
    for start, end in [*dropped, (line.chars, line.chars)]:
        if start > raw:
            kept.append(text[raw:start])
            pieces.append(Piece(at, line.start + raw, start - raw))
            at += start - raw
        raw = max(raw, end)
    return "".join(kept), pieces


def _dropped(text: str, *, justified: bool) -> Iterator[tuple[int, int]]:
    if not text.isprintable() or "*" in text or "__" in text or "\xad" in text:
        yield from (m.span() for m in _JUNK.finditer(text))
    if " " not in text and "\u3000" not in text and "\xa0" not in text:
        return
    if is_letter_spaced(text):
        gaps = [m.span() for m in _SPACES.finditer(text)]
        narrowest = min(end - start for start, end in gaps)
        # A wider gap parts words: one space of it stays.
        yield from ((start if end - start == narrowest else start + 1, end) for start, end in gaps)
    elif justified:
        yield from (m.span() for m in _DIGIT_SPACE.finditer(text))


def is_letter_spaced(text: str) -> bool:
    """一 鼓 作 气: more than half of the words between spaces are one character."""
    if text.count(" ") + text.count("\u3000") + text.count("\xa0") < 3:
        return False
    words = text.split()
    return len(words) > 3 and sum(len(w) == 1 for w in words) * 2 > len(words)
