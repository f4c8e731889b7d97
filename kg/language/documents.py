"""Documents of words that stand without spaces between them, and quick ways to read them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TEXT = "wentu.text"


def make_doc(vocab: Vocab, text: str, words: list[str], tags: NDArray[np.uint64]) -> Doc:
    """A document of ``words``, which spell ``text``, with ``tags`` (numbers of ``vocab.strings``)."""
    doc = Doc(vocab, words=words, spaces=[False] * len(words))
    if words:
        doc.from_array(["TAG"], tags[:, None])  # type: ignore[arg-type]  # spaCy's own array type
    # spaCy spells a document's text anew, token by token, whenever it is asked for.
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """The text of ``doc``."""
    text: str = doc.user_data.get(_TEXT) or doc.text
    return text


def word_starts(doc: Doc) -> NDArray[np.intp]:
    """The offset of each word of ``doc``."""
    lengths = doc.to_array("LENGTH").astype(np.intp)
    starts: NDArray[np.intp] = np.cumsum(lengths) - lengths
    return starts
