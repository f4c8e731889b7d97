"""Words, sentences and recognised names of an article, as the spaCy pipeline sees them.

``analyse`` is the room's one verb; ``load_pipeline`` gives the pipeline itself.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from kg.language.pipeline import load_pipeline, recognise
from kg.language.sentences import sentence_ends
from kg.model import Article, Mention, MentionKind, Sentence, Span

__all__ = ["analyse", "load_pipeline"]

_KINDS = {"PER": MentionKind.PERSON, "ORG": MentionKind.ORGANIZATION, "LOC": MentionKind.PLACE}
_BREAK = "\n"


def analyse(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the body, then those of the headline (``in_headline``), with words and recognised names.

    Spans index ``article.text``, or ``article.headline`` for its own sentences. Sentences hold no white space at
    their ends, and nothing is left out but white space. A word that a name ends or begins in is cut there.
    """
    body, headline = article.text, article.headline or ""
    if not body and not headline:
        return ()
    # Body and headline are read together: on short articles the fixed costs weigh most.
    text = f"{body}{_BREAK}{headline}" if headline else body
    return tuple(_sentences(text, *_edges(text), len(body) if headline else len(body) + 1))


def _edges(text: str) -> tuple[list[int], list[tuple[int, int, str]]]:
    """Where the words of ``text`` begin, the end of the text last; and its entities, which lie on words."""
    words, entities = recognise(text)
    edges: list[int] = [*words.starts.tolist(), len(text)]
    for place in {place for start, end, _ in entities for place in (start, end)}.difference(edges):
        insort(edges, place)
    return edges, entities


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
