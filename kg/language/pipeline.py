"""The spaCy pipeline for Chinese news: jieba's words, the recogniser, posts, sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language import recogniser, sentences, titles
from kg.language.recogniser import Recogniser
from kg.language.words import GAP_LENGTH, WordReader, make_doc

__all__ = ["WordTokenizer", "load_pipeline"]
Found = tuple[int, int, str]
_COMPONENTS = (recogniser.__name__, sentences.__name__, titles.__name__)  # their imports register the factories


class WordTokenizer:
    """Makes documents of jieba's words; each word's class in jieba's dictionary becomes its tag."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.read = WordReader(vocab.strings.add)

    def __call__(self, text: str) -> Doc:
        """The document of the words of ``text``."""
        words = self.read(text)
        return make_doc(self.vocab, text, words.starts.tolist(), words.classes)


@cache
def load_pipeline(model: str | None = None) -> Language:
    """The pipeline with the recogniser that ships, or the one at the path ``model``; loaded once a process."""
    # A bare vocabulary: what spaCy else notes of each new word (shape, prefix, whether like a number) nobody reads,
    # and it takes longer than all the rest.
    nlp = spacy.blank("zh", vocab=Vocab())
    nlp.tokenizer = WordTokenizer(nlp.vocab)
    nlp.max_length = 1 << 30
    nlp.add_pipe("wentu_recogniser", config={"model": model})
    nlp.add_pipe("wentu_titles")
    nlp.add_pipe("wentu_sentences")
    return nlp


def recognise(texts: Sequence[str]) -> Iterator[tuple[list[int], list[Found]]]:
    """Where the words of each of ``texts`` begin, and its entities as (start, end, label), as the pipeline sees them.

    Without documents of them: to make these takes about as long again as to find the words. The texts are read
    together, since half of what a text of some hundred characters costs is the same for one of thousands.
    """
    if not texts:
        return
    tokenizer, found = _parts()
    words = tokenizer.read.together(texts)
    entities = found.entities(words)
    begin, named = 0, 0
    for text in texts:
        end = begin + len(text)
        first, last = np.searchsorted(words.starts, (begin, end))
        mine: list[Found] = []
        while named < len(entities) and entities[named][0] < end:
            start, stop, label = entities[named]
            mine.append((start - begin, stop - begin, label))
            named += 1
        yield (words.starts[first:last] - begin).tolist(), mine
        begin = end + GAP_LENGTH


@cache
def _parts() -> tuple[WordTokenizer, Recogniser]:
    nlp = load_pipeline()
    tokenizer, found = nlp.tokenizer, nlp.get_pipe("wentu_recogniser")
    assert isinstance(tokenizer, WordTokenizer) and isinstance(found, Recogniser)  # as load_pipeline made them
    return tokenizer, found
