"""The spaCy pipeline for Chinese news: jieba's words, the recogniser, sentences."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language import recogniser, sentences
from kg.language.features import tag_words

__all__ = ["WordTokenizer", "load_pipeline"]
_COMPONENTS = (recogniser.__name__, sentences.__name__)  # their imports register the factories


class WordTokenizer:
    """Makes documents of jieba's words; each word's class in jieba's dictionary becomes its tag."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = tag_words(text)
        return Doc(
            self.vocab,
            words=[word for word, _ in words],
            spaces=[False] * len(words),
            tags=[name for _, name in words],
        )


@spacy.registry.tokenizers("wentu.words.v1")
def make_word_tokenizer() -> Callable[[Language], WordTokenizer]:
    """The tokenizer as spaCy's configuration names it."""
    return lambda nlp: WordTokenizer(nlp.vocab)


@cache
def load_pipeline(model: str | None = None) -> Language:
    """The pipeline with the recogniser that ships, or the one at the path ``model``; loaded once a process."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "wentu.words.v1"}}})
    nlp.max_length = 1 << 30
    nlp.add_pipe("wentu_recogniser", config={"model": model})
    nlp.add_pipe("wentu_sentences")
    return nlp
