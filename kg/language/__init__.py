"""Words, sentences and recognised names: the spaCy pipeline over an article.

``analyse`` is the room's one verb; ``load_pipeline`` gives the pipeline itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

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
    text = doc.text
    index, paragraph = first, -1 if in_headline else 0
    for sent in doc.sents:
        raw = text[sent.start_char : sent.end_char]
        words = raw.strip()
        if words:
            start = sent.start_char + len(raw) - len(raw.lstrip())
            span = Span(start, start + len(words))
            yield Sentence(
                index=index,
                span=span,
                text=words,
                paragraph=paragraph,
                tokens=tuple(Span(at, at + len(token)) for token in sent if span.start <= (at := token.idx) < span.end),
                entities=tuple(
                    Mention(_KINDS[ent.label_], Span(ent.start_char, ent.end_char), ent.text, (ent.text,), source="crf")
                    for ent in sent.ents
                ),
                in_headline=in_headline,
            )
            index += 1
        if not in_headline:
            paragraph += raw.count("\n")
