"""Words, sentences and recognised names: the spaCy pipeline over an article.

``analyse`` is the room's one verb; ``load_pipeline`` gives the pipeline itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Doc

from kg.language.documents import text_of
from kg.language.pipeline import load_pipeline
from kg.model import Article, Mention, MentionKind, Sentence, Span

__all__ = ["analyse", "load_pipeline"]

_KINDS = {"PER": MentionKind.PERSON, "ORG": MentionKind.ORGANIZATION, "LOC": MentionKind.PLACE}


def analyse(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the body, then those of the headline (``in_headline``), with words and recognised names.

    Spans index ``article.text``, or ``article.headline`` for its own sentences. Sentences hold no white space at
    their ends, and nothing is left out but white space.
    """
    nlp = load_pipeline()
    body = tuple(_sentences(nlp(article.text), 0)) if article.text else ()
    if not article.headline:
        return body
    return body + tuple(_sentences(nlp(article.headline), len(body), in_headline=True))


def _sentences(doc: Doc, first: int, *, in_headline: bool = False) -> Iterator[Sentence]:
    """The sentences of ``doc``, read from its arrays: token by token it would take longer than to recognise names."""
    text = text_of(doc)
    table = doc.to_array(["LENGTH", "SENT_START"])
    ends = np.cumsum(table[:, 0])
    starts = ends - table[:, 0]
    begins = np.flatnonzero(table[:, 1] == 1).tolist()
    edges = list(zip(starts.tolist(), ends.tolist(), strict=True))
    entities = _entities(doc)
    index, paragraph = first, -1 if in_headline else 0
    for begin, end in zip(begins, [*begins[1:], len(doc)], strict=True):
        while begin < end and text[edges[begin][0] : edges[begin][1]].isspace():
            paragraph += 0 if in_headline else text.count("\n", *edges[begin])
            begin += 1
        last = end
        while last > begin and text[edges[last - 1][0] : edges[last - 1][1]].isspace():
            last -= 1
        if begin < last:
            span = Span(edges[begin][0], edges[last - 1][1])
            yield Sentence(
                index=index,
                span=span,
                text=span.of(text),
                paragraph=paragraph,
                tokens=tuple([Span(a, b) for a, b in edges[begin:last]]),
                entities=tuple([m for m in entities if span.contains(m.span)]),
                in_headline=in_headline,
            )
            index += 1
        paragraph += 0 if in_headline or last == end else text.count("\n", edges[last][0], edges[end - 1][1])


def _entities(doc: Doc) -> list[Mention]:
    return [
        Mention(_KINDS[ent.label_], Span(ent.start_char, ent.end_char), ent.text, (ent.text,), source="crf")
        for ent in doc.ents
    ]
