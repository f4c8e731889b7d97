"""Reads annotated sentences for training and measuring: BIO files, one character and its tag a line.

Corpora name their classes differently; what they call people, bodies and places is mapped to ``PER``, ``ORG`` and
``LOC``, and every other class to ``O``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.language.features import normal_codes

CLASSES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GOV": "ORG", "COMPANY": "ORG"}
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with one label of :data:`LABELS` for each character."""

    text: str
    labels: tuple[str, ...]


def _label(tag: str, classes: Mapping[str, str]) -> str:
    place, _, name = tag.partition("-")
    kind = classes.get(name)
    return f"{place}-{kind}" if kind else "O"


def read_bio(path: Path, classes: Mapping[str, str] = CLASSES) -> Iterator[Tagged]:
    """The sentences of a ``.bio.gz`` file, with what ``classes`` calls the corpus's classes.

    Raises ``ValueError`` with the line where a line has no tag.
    """
    chars: list[str] = []
    labels: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            char, tab, tag = line.rstrip("\n").partition("\t")
            if tab:
                chars.append(char)
                labels.append(_label(tag, classes))
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


def read_annotations(annotations: Path, news: Path) -> Iterator[Tagged]:
    """The sentences that ``annotations`` (article id, start, end, names by offset) mark in the articles of ``news``.

    Raises ``KeyError`` with the id where ``news`` lacks an article.
    """
    with gzip.open(annotations, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    wanted = {row[0] for row in rows}
    texts: dict[str, str] = {}
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item["id"] in wanted:
                texts[item["id"]] = item["text"]
    for identifier, start, end, names in rows:
        first, last = int(start), int(end)
        labels = ["O"] * (last - first)
        for name in names.split():
            at, to, kind = name.split(":")
            labels[int(at) - first : int(to) - first] = [f"B-{kind}"] + [f"I-{kind}"] * (int(to) - int(at) - 1)
        yield Tagged(texts[identifier][first:last], tuple(labels))


def thinned(sentences: Iterable[Tagged], one_in: int = 2) -> list[Tagged]:
    """``sentences`` with one in ``one_in`` of those that name nothing."""
    kept: list[Tagged] = []
    empty = 0
    for sentence in sentences:
        if set(sentence.labels) == {"O"}:
            empty += 1
            if empty % one_in:
                continue
        kept.append(sentence)
    return kept


def texts_of(paths: Iterable[Path]) -> str:
    """The texts and titles of the annotated articles (JSON) in ``paths``, files or folders, normalised and joined."""
    files = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    loaded = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return "\0".join(_normal(f"{a.get('title') or ''}\0{a['text']}") for a in loaded if "text" in a)


def without(sentences: Sequence[Tagged], withheld: str, longest: int = 11) -> list[Tagged]:
    """``sentences`` without those that stand in ``withheld``; up to ``longest`` characters may do so by chance."""
    return [s for s in sentences if len(s.text) <= longest or _normal(s.text) not in withheld]


def _normal(text: str) -> str:
    return "".join(map(chr, normal_codes("".join(text.split())).tolist()))
