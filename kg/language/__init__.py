"""Words, sentences and recognised names: the spaCy pipeline over an article.

``analyse`` is the room's one verb; ``load_pipeline`` gives the pipeline itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

from kg.language.documents import text_of
from kg.language.pipeline import load_pipeline
from kg.model import Article, Mention, MentionKind, Sentence, Span

__all__ = ["analyse", "load_pipeline"]

_KINDS = {"PER": MentionKind.PERSON, "ORG": MentionKind.ORGANIZATION, "LOC": MentionKind.PLACE}
_BREAK = "\n"


_span = lru_cache(maxsize=1 << 16)(Span)
"""Spans of words recur from text to text; to make them anew takes longer than to recognise the names."""


def analyse(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the body, then those of the headline (``in_headline``), with words and recognised names.

    Spans index ``article.text``, or ``article.headline`` for its own sentences. Sentences hold no white space at
    their ends, and nothing is left out but white space.
    """
    body, headline = article.text, article.headline or ""
    if not body and not headline:
        return ()
    # Body and headline go through the pipeline together: on short articles its fixed costs weigh most.
    doc = load_pipeline()(f"{body}{_BREAK}{headline}" if headline else body)
    return tuple(_sentences(doc, len(body) if headline else len(body) + 1))


def _sentences(doc: Doc, body_end: int) -> Iterator[Sentence]:
    """The sentences of ``doc``, whose headline, if any, begins one character behind ``body_end``.

    They are read from arrays: token by token it would take longer than to recognise the names.
    """
    text = text_of(doc)
    table = doc.to_array(["LENGTH", "SENT_START"])
    ends = np.cumsum(table[:, 0].astype(np.intp))
    edges = list(zip((ends - table[:, 0].astype(np.intp)).tolist(), ends.tolist(), strict=True))
    begins = np.flatnonzero(table[:, 1] == 1).tolist()
    entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    index, paragraph, read, named = 0, 0, 0, 0
    for begin, end in zip(begins, [*begins[1:], len(edges)], strict=True):
        while begin < end and text[edges[begin][0] : edges[begin][1]].isspace():
            begin += 1
        while end > begin and text[edges[end - 1][0] : edges[end - 1][1]].isspace():
            end -= 1
        if begin == end:
            continue
        first, last = edges[begin][0], edges[end - 1][1]
        paragraph += text.count("\n", read, first)
        read = first
        mine: list[tuple[int, int, str]] = []
        while named < len(entities) and entities[named][0] < last:
            mine.append(entities[named])
            named += 1
        in_headline = first > body_end
        origin = body_end + len(_BREAK) if in_headline else 0
        yield Sentence(
            index=index,
            span=_span(first - origin, last - origin),
            text=text[first:last],
            paragraph=-1 if in_headline else paragraph,
            tokens=tuple([_span(a - origin, b - origin) for a, b in edges[begin:end]]),
            entities=tuple([_entity(text, a, b, label, origin) for a, b, label in mine if b <= last]),
            in_headline=in_headline,
        )
        index += 1


def _entity(text: str, start: int, end: int, label: str, origin: int) -> Mention:
    words = text[start:end]
    return Mention(_KINDS[label], _span(start - origin, end - origin), words, (words,), source="crf")
