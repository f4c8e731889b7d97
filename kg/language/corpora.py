"""Reads annotated sentences for training and measuring: BIO files, one character and its tag a line.

Corpora name their classes differently; what they call people, bodies and places is mapped to ``PER``, ``ORG`` and
``LOC``, and every other class to ``O``.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

CLASSES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GOV": "ORG", "COMPANY": "ORG"}
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with one label of :data:`LABELS` for each character."""

    text: str
    labels: tuple[str, ...]


def _label(tag: str) -> str:
    place, _, name = tag.partition("-")
    kind = CLASSES.get(name)
    return f"{place}-{kind}" if kind else "O"


def read_bio(path: Path) -> Iterator[Tagged]:
    """The sentences of a ``.bio.gz`` file. Raises ``ValueError`` with the line where a line has no tag."""
    chars: list[str] = []
    labels: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            char, tab, tag = line.rstrip("\n").partition("\t")
            if tab:
                chars.append(char)
                labels.append(_label(tag))
            elif char:
                raise ValueError(f"{path}:{number}: no tag: {char!r}")
            elif chars:
                yield Tagged("".join(chars), tuple(labels))
                chars, labels = [], []
    if chars:
        yield Tagged("".join(chars), tuple(labels))


def spans_of(labels: Collection[str]) -> set[tuple[int, int, str]]:
    """The entities that BIO ``labels`` mark, as (start, end, class); an I without its B begins one."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for place, label in enumerate([*labels, "O"]):
        mark, _, name = label.partition("-")
        if kind and (mark != "I" or name != kind):
            found.add((start, place, kind))
            kind = ""
        if mark != "O" and not kind:
            start, kind = place, name
    return found
