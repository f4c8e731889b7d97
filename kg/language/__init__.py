"""Words, sentences and recognised names of an article, as the spaCy pipeline sees them.

``analyse`` is the room's one verb, ``analyse_all`` does the same for several; ``load_pipeline`` gives the pipeline
itself.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from kg.language.pipeline import load_pipeline, recognise
from kg.language.sentences import sentence_ends
from kg.model import Article, Mention, MentionKind, Sentence, Span

__all__ = ["analyse", "analyse_all", "load_pipeline"]

_KINDS = {"PER": MentionKind.PERSON, "ORG": MentionKind.ORGANIZATION, "LOC": MentionKind.PLACE}
_BREAK = "\n"
_TOGETHER = 4000
"""Characters that are read together: with many more the tables fall out of the processor's caches."""


def analyse(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the body, then those of the headline (``in_headline``), with words and recognised names.

    Spans index ``article.text``, or ``article.headline`` for its own sentences. Sentences hold no white space at
    their ends, and nothing is left out but white space. A word that a name ends or begins in is cut there.
    """
    return next(analyse_all((article,)))


def analyse_all(articles: Iterable[Article]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each article, as ``analyse`` gives them; some are read together, which is faster."""
    held: list[Article] = []
    for article in articles:
        held.append(article)
        if sum(map(_length, held)) >= _TOGETHER:
            yield from _analysed(held)
            held.clear()
    yield from _analysed(held)


def _length(article: Article) -> int:
    return len(article.text) + len(article.headline or "")


def _analysed(articles: Sequence[Article]) -> Iterator[tuple[Sentence, ...]]:
    # Body and headline are read as one text: on short ones the fixed costs weigh most.
    texts = [f"{a.text}{_BREAK}{a.headline}" if a.headline else a.text for a in articles]
    read = recognise([text for text in texts if text])
    for article, text in zip(articles, texts, strict=True):
        starts, entities = next(read) if text else ([], [])
        body_end = len(article.text) if article.headline else len(article.text) + 1
        yield tuple(_sentences(text, _edges(text, starts, entities), entities, body_end)) if text else ()


def _edges(text: str, starts: list[int], entities: list[tuple[int, int, str]]) -> list[int]:
    """Where the words of ``text`` begin, the end of the text last; entities lie on words."""
    edges = [*starts, len(text)]
    for place in {place for start, end, _ in entities for place in (start, end)}.difference(edges):
        insort(edges, place)
    return edges


def _sentences(text: str, edges: list[int], entities: list[tuple[int, int, str]], body_end: int) -> Iterator[Sentence]:
    """The sentences of ``text``, whose headline, if any, begins one character behind ``body_end``."""
    words = len(edges) - 1
    begins = sorted({0, *(bisect_left(edges, end) for end in sentence_ends(text)[:-1])} - {words})
    index, paragraph, read, named = 0, 0, 0, 0
    for begin, end in zip(begins, [*begins[1:], words], strict=True):
        while begin < end and text[edges[begin] : edges[begin + 1]].isspace():
            begin += 1
        while end > begin and text[edges[end - 1] : edges[end]].isspace():
            end -= 1
        if begin == end:
            continue
        first, last = edges[begin], edges[end]
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
            span=Span(first - origin, last - origin),
            text=text[first:last],
            paragraph=-1 if in_headline else paragraph,
            edges=tuple([edge - origin for edge in edges[begin : end + 1]] if origin else edges[begin : end + 1]),
            entities=tuple([_entity(text, a, b, label, origin) for a, b, label in mine if b <= last]),
            in_headline=in_headline,
        )
        index += 1


def _entity(text: str, start: int, end: int, label: str, origin: int) -> Mention:
    words = text[start:end]
    return Mention(_KINDS[label], Span(start - origin, end - origin), words, (words,), source="crf")
