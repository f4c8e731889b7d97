"""Where sentences end: at 。！？；…… and their closing quotes and brackets, and at the end of a line."""

from __future__ import annotations

import re

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.words import words_of

# 会议强调，要抓紧。”他说 → the closing quote stays with the sentence that it closes.
_END = re.compile(r"([。！？；!?;…\n]+)([”’」』）)》\"']*)")


def sentence_ends(text: str) -> list[int]:
    """The offsets just past each sentence of ``text``, in order; the last one is the end of the text."""
    # One character of an ellipsis ends nothing; behind a line's end no quote is left to close.
    ends = [
        found.end(1) if text[found.end(1) - 1] == "\n" else found.end()
        for found in _END.finditer(text)
        if found[1] != "…"
    ]
    if text and (not ends or ends[-1] != len(text)):
        ends.append(len(text))
    return ends


@Language.factory("wentu_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentence_marker(nlp: Language, name: str) -> SentenceMarker:
    """The pipeline component that sets the sentence boundaries of a document."""
    return SentenceMarker()


class SentenceMarker:
    """Sets ``token.is_sent_start`` by :func:`sentence_ends`; a sentence begins at the first word from there on."""

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its sentence boundaries."""
        if not len(doc):
            return doc
        marks = np.full((len(doc), 1), -1, dtype=np.int64)
        words = words_of(doc)
        first = np.searchsorted(words.starts, [0, *sentence_ends(words.text)[:-1]])
        marks[first[first < len(doc)]] = 1
        return doc.from_array(["SENT_START"], marks.view(np.uint64))  # type: ignore[arg-type]  # spaCy's own array type
