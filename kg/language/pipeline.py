"""The spaCy pipeline for Chinese news: jieba's words, the recogniser, sentences."""

from __future__ import annotations

from functools import cache

import numpy as np
import rjieba
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language import recogniser, sentences
from kg.language.documents import make_doc

__all__ = ["WordTokenizer", "load_pipeline"]
_COMPONENTS = (recogniser.__name__, sentences.__name__)  # their imports register the factories


class WordTokenizer:
    """Makes documents of jieba's words; each word's class in jieba's dictionary becomes its tag."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._tag = cache(vocab.strings.add)

    def __call__(self, text: str) -> Doc:
        """The document of the words of ``text``."""
        words: list[tuple[str, str]] = rjieba.tag(text)
        tags = np.array([self._tag(name) for _, name in words], dtype=np.uint64)
        return make_doc(self.vocab, text, [word for word, _ in words], tags)


def word_tokenizer() -> WordTokenizer:
    """The tokenizer alone, with a vocabulary of its own."""
    return WordTokenizer(Vocab())


@cache
def load_pipeline(model: str | None = None) -> Language:
    """The pipeline with the recogniser that ships, or the one at the path ``model``; loaded once a process."""
    # A bare vocabulary: what spaCy else notes of each new word (shape, prefix, whether like a number) nobody reads,
    # and it takes longer than all the rest.
    nlp = spacy.blank("zh", vocab=Vocab())
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    nlp.max_length = 1 << 30
    nlp.add_pipe("wentu_recogniser", config={"model": model})
    nlp.add_pipe("wentu_sentences")
    return nlp
