"""Sorts the words of papers into classes by the words beside them, for ``kg/lexicon/data/word_classes.tsv``.

    python bench/word_classes.py FILE.jsonl.gz… > kg/lexicon/data/word_classes.tsv

Each line of a file is an article with a ``text``. Words are rows of a table of what stands one and two words before
and after them (pointwise mutual information, what is negative left out), brought down to a few directions; words that
point alike are one class, classes that do one wider class. Names of people are left out: what jieba takes for one, and
what stands in one by the recogniser a third of the time or more. Nothing is drawn by chance but the directions that the
search starts from, and these are the same each time.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import rjieba
from numpy.typing import NDArray

from kg.language import analyse
from kg.lexicon.word_classes import plain_word
from kg.model import Article, MentionKind, OffsetMap

HEAD = """# Words of newspapers by the words that stand beside them: number of the wider class, words of the class.
# Made by bench/word_classes.py; sources: SOURCES.md"""
MOST, BESIDE, LEAST = 22_000, 4_000, 8
DIRECTIONS, CLASSES, WIDER = 80, 320, 48
BLOCK = 100_000

Table = NDArray[np.float64]
Numbers = NDArray[np.intp]


def texts(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def names(paths: list[Path]) -> set[str]:
    """The words that stand in a person's name a third of the time or more."""
    seen: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for text in texts(paths):
        for sentence in analyse(Article("", "", text, OffsetMap.identity(len(text)))):
            people = [m.span for m in sentence.entities if m.kind is MentionKind.PERSON]
            for start, end in pairwise(sentence.edges):
                word = plain_word(text[start:end])
                seen[word] += 1
                inside[word] += any(span.start <= start and end <= span.end for span in people)
    return {word for word, often in inside.items() if 3 * often >= seen[word]}


def articles(paths: list[Path]) -> Iterator[list[str]]:
    """The words of each article, people's names and white space as ""."""
    for text in texts(paths):
        yield ["" if tag.startswith("nr") or word.isspace() else plain_word(word) for word, tag in rjieba.tag(text)]


def beside(words: Numbers, count: int) -> tuple[Numbers, Numbers, Table]:
    """Rows, columns and values of the table of ``count`` words; ``words`` has -1 for what is no word of it."""
    keys, width = [], 4 * BESIDE
    for number, by in enumerate((-2, -1, 1, 2)):
        one, other = words[max(0, -by) : len(words) - max(0, by)], words[max(0, by) : len(words) - max(0, -by)]
        kept = (one >= 0) & (other >= 0) & (other < BESIDE)
        keys.append(one[kept] * width + number * BESIDE + other[kept])
    pairs, seen = np.unique(np.concatenate(keys), return_counts=True)
    rows, columns = np.divmod(pairs, width)
    of_row = np.bincount(rows, seen, count)
    of_column = np.bincount(columns, seen, width) ** 0.75
    of_column *= seen.sum() / of_column.sum()
    values = np.log(seen * seen.sum() / (of_row[rows] * of_column[columns]))
    kept = values > 0
    return rows[kept], columns[kept], values[kept]


def times(rows: Numbers, columns: Numbers, values: Table, other: Table, count: int) -> Table:
    """The sparse table times ``other``, with ``count`` rows; ``rows`` are sorted."""
    found = np.zeros((count, other.shape[1]))
    for at in range(0, len(rows), BLOCK):
        some = rows[at : at + BLOCK]
        starts = np.flatnonzero(np.diff(some, prepend=-1))
        part = values[at : at + BLOCK, None] * other[columns[at : at + BLOCK]]
        found[some[starts]] += np.add.reduceat(part, starts, axis=0)
    return found


def directions(rows: Numbers, columns: Numbers, values: Table, count: int) -> Table:
    """The words as unit vectors along the main directions of the table: shape (words, directions)."""
    turned = np.argsort(columns, kind="stable")
    other = np.random.default_rng(0).standard_normal((4 * BESIDE, DIRECTIONS + 16))
    for _ in range(4):
        basis, _ = np.linalg.qr(times(rows, columns, values, other, count))
        other = times(columns[turned], rows[turned], values[turned], basis, 4 * BESIDE)
    left, sizes, _ = np.linalg.svd(other.T, full_matrices=False)
    return unit((basis @ left)[:, :DIRECTIONS] * np.sqrt(sizes[:DIRECTIONS]))


def unit(table: Table) -> Table:
    lengths: Table = table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-9)
    return lengths


def classes(points: Table, count: int) -> tuple[Numbers, Table]:
    """The class of each of ``points`` and the middles of the classes; the first points are the first middles."""
    middles = points[:count].copy()
    for _ in range(40):
        nearest = np.argmax(points @ middles.T, axis=1)
        for number in range(count):
            if (mine := points[nearest == number]).size:
                middles[number] = mine.mean(axis=0)
        middles = unit(middles)
    return nearest, middles


def main() -> None:
    paths = [Path(path) for path in sys.argv[1:]]
    read = list(articles(paths))
    counts = Counter(chain.from_iterable(read))
    del counts[""]
    words = [word for word, seen in counts.most_common(MOST) if seen >= LEAST and not set(word) & set(" \t\n")]
    places = {word: place for place, word in enumerate(words)}
    running = np.array([places.get(word, -1) for article in read for word in (*article, "", "")], dtype=np.intp)
    points = directions(*beside(running, len(words)), len(words))
    nearest, middles = classes(points, CLASSES)
    wider, _ = classes(middles, WIDER)
    left_out = names(paths)
    print(HEAD)
    for number in np.argsort(wider, kind="stable"):
        if members := [w for place in np.flatnonzero(nearest == number) if (w := words[place]) not in left_out]:
            print(f"{wider[number]}\t{' '.join(members)}")


if __name__ == "__main__":
    main()
