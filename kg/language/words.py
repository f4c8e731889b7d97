"""A text as jieba's words, laid out as arrays, and the spaCy documents made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import rjieba
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

Offsets = NDArray[np.intp]
Numbers = NDArray[np.uint64]

GAP_LENGTH = 4
"""Characters between two texts that are read together; no feature of a character looks farther."""
_GAP = "\0" * GAP_LENGTH


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``text``, one behind the other without spaces between them.

    ``starts`` and ``lengths`` count characters; ``numbers`` are spaCy's for the words, ``classes`` those for the
    classes that the words have in jieba's dictionary. ``gaps`` are the places of characters that only part texts which
    are read together: words there have number and class 0.
    """

    text: str
    starts: Offsets
    lengths: Offsets
    numbers: Numbers
    classes: Numbers
    gaps: Offsets = field(default_factory=lambda: np.zeros(0, dtype=np.intp))


class WordReader:
    """Reads texts as words of jieba's dictionary, by jieba's segmenter; ``number`` gives a string's number in spaCy."""

    def __init__(self, number: Callable[[str], int]) -> None:
        self._number = cache(number)

    def __call__(self, text: str) -> Words:
        """The words of ``text``."""
        tagged: list[tuple[str, str]] = rjieba.tag(text)
        words, classes = zip(*tagged, strict=True) if tagged else ((), ())
        lengths = np.fromiter(map(len, words), np.intp, len(words))
        return Words(text, np.cumsum(lengths) - lengths, lengths, self._numbers(words), self._numbers(classes))

    def _numbers(self, words: tuple[str, ...]) -> Numbers:
        return np.fromiter(map(self._number, words), np.uint64, len(words))

    def together(self, texts: Sequence[str]) -> Words:
        """The words of ``texts``, one text behind the other, parted by gaps in which each is as good as alone."""
        whole = self(_GAP.join(texts))
        if len(texts) < 2:
            return whole
        ends = np.cumsum([len(text) + GAP_LENGTH for text in texts[:-1]], dtype=np.intp)
        gaps = (ends[:, None] + np.arange(-GAP_LENGTH, 0)).ravel()
        between = np.searchsorted(whole.starts, gaps, side="right") - 1
        whole.numbers[between] = whole.classes[between] = 0
        return replace(whole, gaps=gaps)


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
