"""What the recogniser looks at: each character as a row of integer feature keys, made without a Python loop.

A document is read as arrays: normalised character codes, the dictionary words that characters stand in with the
words' classes, and what the lexicons know (``marks``). These columns and their neighbours are combined into 64-bit
keys, one per template. The trainer uses the keys as feature names and the recogniser as addresses in its table of
weights, so both see exactly the same features.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.language.documents import text_of
from kg.language.marks import character_classes, place_marks, title_marks

Keys = NDArray[np.uint64]

GAP = "\n"
"""What stands between the sentences that are trained on together; in an article it stands between paragraphs."""

_ALIKE = str.maketrans(
    {
        **{chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)},
        "〇": "○",
        "•": "·",
        "・": "·",
        "．": "·",
        "\u3000": " ",
        GAP: "\x00",
    }
)

# Each template names the columns that it joins. c: characters; w: words and t: their classes in jieba's dictionary
# (w0 and t0 with the character's place in the word), s0: that place; k: classes of characters; g: names of places;
# p: distance behind a title; q: distance before one. The number tells how far from the character the column looks.
_CHARACTERS = (
    ("c-2",), ("c-1",), ("c0",), ("c1",), ("c2",),
    ("c-2", "c-1"), ("c-1", "c0"), ("c0", "c1"), ("c1", "c2"), ("c-1", "c1"),
    ("c-2", "c-1", "c0"), ("c-1", "c0", "c1"), ("c0", "c1", "c2"),
)  # fmt: skip
_WORDS = (
    ("w0",), ("w-1", "s0"), ("w1", "s0"), ("t0",), ("t-1", "t0"), ("t0", "t1"), ("t-1", "t0", "t1"),
)  # fmt: skip
_LEXICON = (
    ("k-1", "k0", "k1"), ("k0", "k1", "k2"), ("k0", "w1", "s0"), ("g0",), ("g0", "g1"), ("g-1", "g0"),
    ("k0", "p0"), ("k0", "q0"), ("c0", "p0"), ("p0", "q0"),
)  # fmt: skip
TEMPLATES: tuple[tuple[str, ...], ...] = _CHARACTERS + _WORDS + _LEXICON
COLUMNS = tuple(sorted({name for template in TEMPLATES for name in template}))
_COLUMN = {name: number for number, name in enumerate(COLUMNS)}
_JOINED = tuple(tuple(_COLUMN[name] for name in template) for template in TEMPLATES)

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FINISH = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_SALTS = (np.arange(1, len(COLUMNS) + 1, dtype=np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F))[:, None]


def _normal_codes() -> Keys:
    """For each code below 65536 the code it is read as: digits are one, Latin letters are one, widths are equal."""
    codes = np.arange(0x10000, dtype=np.uint64)
    for code in range(0x10000):
        char = chr(code).translate(_ALIKE)
        if "０" <= char <= "９":
            char = "０"
        elif "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ":
            char = "ａ"
        codes[code] = ord(char)
    return codes


_NORMAL = _normal_codes()


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of ``text``, one per character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def normal_codes(text: str) -> Keys:
    """The normalised character codes of ``text``: those that a reader takes for the same are equal."""
    return _NORMAL[np.minimum(code_points(text), 0xFFFF)]


def _set_shifted(target: Keys, row: Keys, by: int) -> None:
    """Sets ``target`` so that position i holds what stands at i + by in ``row``; 0 beyond the ends."""
    size = len(row)
    if by >= 0:
        target[: max(size - by, 0)] = row[by:]
        target[max(size - by, 0) :] = 0
    else:
        target[:-by] = 0
        target[-by:] = row[:by]


def _fill(columns: Keys, letter: str, row: Keys) -> None:
    for name, number in _COLUMN.items():
        if name[0] == letter:
            _set_shifted(columns[number], row, int(name[1:]))


def _fill_words(columns: Keys, doc: Doc) -> None:
    table: Keys = doc.to_array(["LENGTH", "ORTH", "TAG"])  # type: ignore[assignment]  # typed as floats by spaCy
    lengths = table[:, 0].astype(np.intp)
    starts = np.cumsum(lengths) - lengths
    place = np.arange(columns.shape[1]) - np.repeat(starts, lengths)
    left = np.repeat(lengths, lengths) - place - 1
    # 0 a word of one character, else 1 first, 2 within, 3 last
    shape = np.where(place > 0, np.where(left > 0, 2, 3), np.where(left > 0, 1, 0)).astype(np.uint64)
    columns[_COLUMN["s0"]] = shape
    for letter, row in (("w", table[:, 1]), ("t", table[:, 2])):
        moved = np.empty_like(row)
        for by in (-1, 0, 1):
            number = _COLUMN[f"{letter}{by}"]
            _set_shifted(moved, row, by)
            columns[number] = np.repeat(moved, lengths)
            if by == 0:
                columns[number] += shape


def feature_keys(doc: Doc) -> Keys:
    """The keys of every character of ``doc``: shape (templates, characters)."""
    text = text_of(doc)
    columns = np.empty((len(COLUMNS), len(text)), dtype=np.uint64)
    raw = code_points(text)
    _fill(columns, "c", _NORMAL[np.minimum(raw, 0xFFFF)])
    _fill_words(columns, doc)
    _fill(columns, "k", character_classes(raw, text))
    _fill(columns, "g", place_marks(text))
    behind, before = title_marks(text)
    _fill(columns, "p", behind)
    _fill(columns, "q", before)
    columns += _SALTS
    columns *= _MULTIPLIER
    columns ^= columns >> _HALF
    columns *= _FINISH
    columns ^= columns >> _HALF
    keys = np.empty((len(TEMPLATES), len(text)), dtype=np.uint64)
    for row, (first, *others) in zip(keys, _JOINED, strict=True):
        row[:] = columns[first]
        for other in others:
            row += columns[other]
    return keys
