"""What the lexicons know of each character of a text, as small numbers for the recogniser's features."""

from __future__ import annotations

from functools import cache

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind
from numpy.typing import NDArray

from kg.lexicon.gazetteer import find_divisions, surnames
from kg.lexicon.lands import find_countries
from kg.lexicon.people import transliterating
from kg.lexicon.titles import heads

Marks = NDArray[np.uint64]

_REACH = 4
"""How many characters away a title is still seen."""


@cache
def _classes() -> Marks:
    """For each code below 65536: 1 for a surname, 2 for a transliterating character, 3 for both, 4 and up for signs."""
    classes = np.full(0x10000, 9, dtype=np.uint64)
    for ranges, number in (("09０９", 4), ("AZaz", 5), ("一鿿", 0)):
        for first, last in zip(ranges[::2], ranges[1::2], strict=True):
            classes[ord(first) : ord(last) + 1] = number
    for chars, number in (("·•・", 6), ("、，,", 7), ("（）()", 8)):
        for char in chars:
            classes[ord(char)] = number
    for char in transliterating():
        classes[ord(char)] = 2
    for name in surnames():
        if len(name) == 1:
            classes[ord(name)] |= np.uint64(1)
    return classes


@cache
def _compound_surnames() -> AhoCorasick:
    return AhoCorasick(sorted(name for name in surnames() if len(name) > 1), matchkind=MatchKind.LeftmostLongest)


@cache
def _titles() -> AhoCorasick:
    return AhoCorasick(sorted(heads()), matchkind=MatchKind.LeftmostLongest)


def character_classes(raw: NDArray[np.uint32], text: str) -> Marks:
    """The class of each character; the first of a compound surname has one of its own. ``raw`` are its code points."""
    found = _classes()[np.minimum(raw, 0xFFFF)]
    for _, start, _ in _compound_surnames().find_matches_as_indexes(text):
        found[start] = 10
    return found


def place_marks(text: str) -> Marks:
    """Where names of places stand: 1 first, 2 within, 3 last of a division's name; 4, 5, 6 of a country's."""
    marks = np.zeros(len(text), dtype=np.uint64)
    spans = [(found.span.start, found.span.end, 1) for found in find_divisions(text)]
    spans += [(span.start, span.end, 4) for span in find_countries(text)]
    for start, end, number in spans:
        marks[start:end] = number + 1
        marks[start] = number
        marks[end - 1] = number + 2
    return marks


def title_marks(text: str) -> tuple[Marks, Marks]:
    """How far each character stands behind the end of a title, and before its beginning: 1 next to it, 0 if far."""
    behind = np.zeros(len(text), dtype=np.uint64)
    before = np.zeros(len(text), dtype=np.uint64)
    matches = _titles().find_matches_as_indexes(text)
    starts = np.array([start for _, start, _ in matches], dtype=np.intp)
    ends = np.array([end for _, _, end in matches], dtype=np.intp)
    for distance in range(_REACH, 0, -1):
        places = ends + (distance - 1)
        behind[places[places < len(text)]] = distance
        places = starts - distance
        before[places[places >= 0]] = distance
    return behind, before
