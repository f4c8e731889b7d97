"""Where sentences end: at 。！？；…… and their closing quotes and brackets, and at the end of a line."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

# 会议强调，要抓紧。”他说 → the closing quote stays with the sentence that it closes.
_END = re.compile(r"(?:[。！？；!?;]+|…{2,})[”’」』）)》\"']*|\n+")


def sentence_ends(text: str) -> list[int]:
    """The offsets just past each sentence of ``text``, in order; the last one is the end of the text."""
    ends = [found.end() for found in _END.finditer(text)]
    if text and (not ends or ends[-1] != len(text)):
        ends.append(len(text))
    return ends


@Language.factory("wentu_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentence_marker(nlp: Language, name: str) -> SentenceMarker:
    """The pipeline component that sets the sentence boundaries of a document."""
    return SentenceMarker()


class SentenceMarker:
    """Sets ``token.is_sent_start`` by :func:`sentence_ends`."""

    def __call__(self, doc: Doc) -> Doc:
        starts = {0, *sentence_ends(doc.text)}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc
