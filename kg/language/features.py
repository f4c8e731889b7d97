"""What the recogniser looks at: each character as a row of integer feature keys, made without a Python loop.

A text is read as one array of normalised character codes. Characters, their neighbours and the dictionary words
that they stand in are combined into 64-bit keys, one per template; the trainer uses the keys as feature names and
the recogniser as addresses in its weight table, so both see exactly the same features.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

PAD = "\x00"
GAP = PAD * 2
"""What is put between sentences, so that no feature looks from one into the next."""

_ALIKE = str.maketrans(
    {**{chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)}, "〇": "○", "•": "·", "・": "·", "．": "·", "\u3000": " "}
)


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
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_SALT = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(29)

# Each template names the columns that it joins: c-2..c2 characters, w-1 w0 w1 words (w0 with the place in the word),
# t-1 t0 t1 the words' classes in jieba's dictionary (t0 with the place in the word).
TEMPLATES: tuple[tuple[str, ...], ...] = (
    ("c-2",), ("c-1",), ("c0",), ("c1",), ("c2",),
    ("c-2", "c-1"), ("c-1", "c0"), ("c0", "c1"), ("c1", "c2"), ("c-1", "c1"),
    ("c-2", "c-1", "c0"), ("c-1", "c0", "c1"), ("c0", "c1", "c2"),
    ("w0",), ("w-1", "s0"), ("w1", "s0"), ("t0",), ("t-1", "t0"), ("t0", "t1"), ("t-1", "t0", "t1"),
)  # fmt: skip


def codes_of(text: str) -> Keys:
    """The normalised character codes of ``text``, one per character."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _NORMAL[np.minimum(raw, 0xFFFF)]


@lru_cache(maxsize=1 << 17)
def _word_id(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1


@lru_cache(maxsize=256)
def _class_id(name: str) -> int:
    return zlib.crc32(name.encode()) + 1


def tag_words(text: str) -> list[tuple[str, str]]:
    """The words of ``text`` with their classes, by jieba's dictionary and its model for unknown words."""
    tagged: list[tuple[str, str]] = rjieba.tag(text)
    return tagged


def _shifted(row: Keys, by: int) -> Keys:
    """``row`` moved so that position i holds what stood at i + by; 0 beyond the ends."""
    moved = np.zeros_like(row)
    if by == 0:
        return row
    if by > 0:
        moved[:-by] = row[by:]
    else:
        moved[-by:] = row[:by]
    return moved


def _columns(text: str, words: Sequence[tuple[str, str]]) -> dict[str, Keys]:
    codes = codes_of(text)
    columns = {f"c{k}": _shifted(codes, k) for k in range(-2, 3)}
    lengths = np.array([len(word) for word, _ in words], dtype=np.intp)
    starts = np.cumsum(lengths) - lengths
    place = np.arange(len(codes)) - np.repeat(starts, lengths)
    left = np.repeat(lengths, lengths) - place - 1
    # 0 a word of one character, else 1 first, 2 within, 3 last
    shape = np.where(place > 0, np.where(left > 0, 2, 3), np.where(left > 0, 1, 0)).astype(np.uint64)
    columns["s0"] = shape
    for letter, row in (
        ("w", np.array([_word_id(word) for word, _ in words], dtype=np.uint64)),
        ("t", np.array([_class_id(name) for _, name in words], dtype=np.uint64)),
    ):
        columns[f"{letter}0"] = np.repeat(row, lengths) * np.uint64(4) + shape
        columns[f"{letter}-1"] = np.repeat(_shifted(row, -1), lengths)
        columns[f"{letter}1"] = np.repeat(_shifted(row, 1), lengths)
    return columns


def feature_keys(text: str, words: Sequence[tuple[str, str]]) -> Keys:
    """The keys of every character of ``text``: shape (templates, characters). ``words`` must cover the text."""
    columns = _columns(text, words)
    keys = np.empty((len(TEMPLATES), len(text)), dtype=np.uint64)
    for number, template in enumerate(TEMPLATES):
        row = keys[number]
        row[:] = (number + 1) * int(_SALT) & 0xFFFF_FFFF_FFFF_FFFF
        for multiplier, name in zip(_MULTIPLIERS, template, strict=False):
            row += columns[name] * multiplier
            row ^= row >> _SHIFT
            row *= _SALT
    keys ^= keys >> np.uint64(32)
    return keys
