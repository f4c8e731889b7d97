"""A text as jieba's words, laid out as arrays, and the spaCy documents made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import rjieba
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

Offsets = NDArray[np.intp]
Numbers = NDArray[np.uint64]

_KEPT = 1 << 17
"""So many different words are kept in memory at once."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``text``, one behind the other without spaces between them.

    ``starts`` and ``lengths`` count characters; ``numbers`` are spaCy's for the words, ``classes`` those for the
    classes that the words have in jieba's dictionary.
    """

    text: str
    starts: Offsets
    lengths: Offsets
    numbers: Numbers
    classes: Numbers


class WordRows:
    """Rows of ``width`` numbers, one for each word, made once and kept."""

    def __init__(self, width: int) -> None:
        self._places: dict[str, int] = {}
        self._rows = np.zeros((1024, width), dtype=np.uint64)

    def of(self, words: Sequence[str], row: Callable[[str], tuple[int, ...]]) -> Numbers:
        """The rows of ``words``, those that are not there yet made by ``row``: shape (width, words)."""
        places = self._places
        if len(places) + len(words) > _KEPT:
            places.clear()
        try:
            found = [places[word] for word in words]
        except KeyError:
            self._add([word for word in dict.fromkeys(words) if word not in places], row)
            found = [places[word] for word in words]
        return self._rows.take(found, axis=0).T

    def _add(self, words: Sequence[str], row: Callable[[str], tuple[int, ...]]) -> None:
        while len(self._places) + len(words) > len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
        begin, end = len(self._places), len(self._places) + len(words)
        self._rows[begin:end] = np.array([row(word) for word in words], dtype=np.uint64)
        self._places.update(zip(words, range(begin, end), strict=True))


class WordReader:
    """Reads texts as words of jieba's dictionary, by jieba's segmenter; ``number`` gives a string's number in spaCy."""

    def __init__(self, number: Callable[[str], int]) -> None:
        self._number = cache(number)
        self._rows = WordRows(3)

    def __call__(self, text: str) -> Words:
        """The words of ``text``."""
        numbers, classes, sizes = self._rows.of(rjieba.cut(text), partial(self._row, text))
        lengths = sizes.astype(np.intp)
        return Words(text, np.cumsum(lengths) - lengths, lengths, numbers, classes)

    def _row(self, text: str, word: str) -> tuple[int, ...]:
        """The numbers of a word of ``text`` and of its class, and its length.

        A word has the same class wherever it stands, but by itself some would be cut.
        """
        tagged: list[tuple[str, str]] = rjieba.tag(word)
        kind = tagged[0][1] if len(tagged) == 1 else dict(rjieba.tag(text))[word]
        return self._number(word), self._number(kind), len(word)


def make_doc(vocab: Vocab, text: str, starts: list[int], classes: Numbers) -> Doc:
    """The document of the words of ``text`` that begin at ``starts``, tagged with ``classes`` of ``vocab.strings``."""
    words = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] if starts else []
    doc = Doc(vocab, words=words, spaces=[False] * len(words))
    if words:
        doc.from_array(["TAG"], classes[:, None])  # type: ignore[arg-type]  # spaCy's own array type
    return doc


def words_of(doc: Doc) -> Words:
    """The words of ``doc``."""
    table: Numbers = doc.to_array(["LENGTH", "ORTH", "TAG"])  # type: ignore[assignment]  # typed as floats by spaCy
    lengths = table[:, 0].astype(np.intp)
    return Words(doc.text, np.cumsum(lengths) - lengths, lengths, table[:, 1], table[:, 2])


def cut(doc: Doc, words: Words, edges: set[int]) -> Doc:
    """``doc``, whose words are ``words``, or one without entities whose words are cut at the offsets ``edges``, too."""
    inside = sorted(edges.difference(words.starts.tolist(), [len(words.text)]))
    if not inside:
        return doc
    before = np.searchsorted(words.starts, inside, side="right") - 1
    starts = np.insert(words.starts, before + 1, inside).tolist()
    classes = np.insert(words.classes, before + 1, words.classes[before])
    return make_doc(doc.vocab, words.text, starts, classes)


def entities_at(doc: Doc, found: Iterable[tuple[int, int, str]]) -> list[Span]:
    """The (start, end, label) by offset as spans of ``doc``, at whose words they begin and end."""
    index = {token.idx: token.i for token in doc}
    return [Span(doc, index[start], index.get(end, len(doc)), label) for start, end, label in found]
