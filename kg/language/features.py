"""What the recogniser looks at: each character as a row of integer feature keys, made without a Python loop.

A text is read as arrays: normalised character codes, the dictionary words that characters stand in with the
words' classes, and what the lexicons know (``marks``). These columns and their neighbours are combined into 64-bit
keys, one per template. The trainer uses the keys as feature names and the recogniser as addresses in its table of
weights, so both see exactly the same features.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.language.marks import character_classes, place_marks, title_marks
from kg.language.words import Words

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
TEMPLATES: tuple[tuple[str, ...], ...] = tuple(sorted(_CHARACTERS + _WORDS + _LEXICON, key=len))
COLUMNS = tuple(sorted({name for template in TEMPLATES for name in template}))
_COLUMN = {name: number for number, name in enumerate(COLUMNS)}
_COLUMNS_OF = {
    letter: tuple((number, int(name[1:])) for name, number in _COLUMN.items() if name[0] == letter)
    for letter in {name[0] for name in COLUMNS}
}
# The first, the second and the third column of each template that has one; templates stand in the order of length.
_JOINED = tuple(
    np.array([_COLUMN[template[place]] for template in TEMPLATES if len(template) > place]) for place in range(3)
)

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_FINISH = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_SALTS = (np.arange(1, 129, dtype=np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F))[:, None]


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


def _place(columns: Keys, letter: str, row: Keys) -> None:
    """Puts into each column of ``letter`` what stands in ``row`` so far from it; 0 beyond the ends."""
    for number, by in _COLUMNS_OF[letter]:
        column = columns[number]
        if by > 0:
            column[:-by] = row[by:]
            column[-by:] = 0
        elif by < 0:
            column[-by:] = row[:by]
            column[:-by] = 0
        else:
            column[:] = row


def _place_words(columns: Keys, words: Words) -> None:
    lengths = words.lengths
    last = np.repeat(lengths, lengths) - 1
    place = np.arange(columns.shape[1]) - np.repeat(words.starts, lengths)
    # 0 a word of one character, else 1 first, 2 within, 3 last
    shape = np.where(place > 0, np.where(place < last, 2, 3), last > 0).astype(np.uint64)
    columns[_COLUMN["s0"]] = shape
    for letter, row in (("w", words.numbers), ("t", words.classes)):
        moved = np.zeros(len(row) + 2, dtype=np.uint64)
        moved[1:-1] = row
        for number, by in _COLUMNS_OF[letter]:
            columns[number] = np.repeat(moved[1 + by : len(row) + 1 + by], lengths)
            if by == 0:
                columns[number] += shape


def feature_keys(words: Words) -> Keys:
    """The keys of every character of the text of ``words``: shape (templates, characters)."""
    text = words.text
    columns = np.empty((len(COLUMNS), len(text)), dtype=np.uint64)
    raw = code_points(text)
    _place(columns, "c", _NORMAL[np.minimum(raw, 0xFFFF)])
    _place_words(columns, words)
    classes = character_classes(raw, text)
    classes[words.gaps] = 0  # as beyond either end of a text
    _place(columns, "k", classes)
    _place(columns, "g", place_marks(text))
    behind, before = title_marks(text)
    _place(columns, "p", behind)
    _place(columns, "q", before)
    return join_columns(columns, _JOINED)


def join_columns(columns: Keys, joined: Sequence[NDArray[np.intp]]) -> Keys:
    """One key for each template and place; the columns are overwritten.

    ``joined`` holds the first, the second and the third column of each template that has one, templates standing in
    the order of length. A template is the sum of its columns, each mixed with its own number.
    """
    columns += _SALTS[: len(columns)]
    columns *= _MULTIPLIER
    columns ^= columns >> _HALF
    columns *= _FINISH
    columns ^= columns >> _HALF
    keys: Keys = columns.take(joined[0], axis=0)
    for more in joined[1:]:
        keys[-len(more) :] += columns.take(more, axis=0)
    return keys
