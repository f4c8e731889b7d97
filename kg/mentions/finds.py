"""What the word lists and the names of events find in an article, looked up once for all who ask."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.lexicon.gazetteer import FoundDivision, find_divisions
from kg.lexicon.lands import find_lands
from kg.lexicon.titles import FoundTitle, find_titles
from kg.mentions.congresses import find_congresses
from kg.mentions.event_phrases import Phrase, find_phrases
from kg.mentions.numbered_sessions import Congress
from kg.model import Article, Mention, Sentence, Span

_SHORT = 2
"""Counties with names of so many characters are called without their kind."""


@dataclass(frozen=True, slots=True)
class Finds:
    """The finds in the body of an article; spans index ``Article.text``.

    ``sentences`` are those of the body, ``titles`` the posts that each of them names, ``congresses`` the numbered
    sessions.
    """

    sentences: tuple[Sentence, ...]
    divisions: tuple[FoundDivision, ...]
    lands: tuple[Span, ...]
    titles: tuple[tuple[FoundTitle, ...], ...]
    congresses: tuple[Congress, ...]
    _phrases: dict[tuple[int, ...], tuple[Phrase, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, article: Article, sentences: tuple[Sentence, ...]) -> Finds:
        """Look up what ``article`` names; ``sentences`` are all of its sentences."""
        body = tuple(s for s in sentences if not s.in_headline)
        titles: list[list[FoundTitle]] = [[] for _ in body]
        ends = [s.span.end for s in body]
        for title in find_titles(article.text) if body else ():
            place = bisect_left(ends, title.span.end)
            edges, head = body[place].edges, title.span.end - len(title.head.word)
            if not edges or _is_edge(edges, head) or _is_edge(edges, title.span.end):  # not 水|电工|程, 进|行长|线
                titles[place].append(title)
        return cls(
            body,
            tuple(_in_words(find_divisions(article.text), body)),
            find_lands(article.text),
            tuple(map(tuple, titles)),
            find_congresses(article, body),
        )

    def phrases(self, dates: tuple[Mention, ...]) -> tuple[Phrase, ...]:
        """The event phrases, in order; ``dates`` (DATE mentions) end a name's left edge unless they are a bare year."""
        ends = tuple(sorted(m.span.end for m in dates if not m.source.endswith(":year")))
        if ends not in self._phrases:
            self._phrases[ends] = find_phrases(self.sentences, ends)
        return self._phrases[ends]


def _is_edge(edges: tuple[int, ...], at: int) -> bool:
    index = bisect_left(edges, at)
    return index < len(edges) and edges[index] == at


def _in_words(divisions: tuple[FoundDivision, ...], sentences: tuple[Sentence, ...]) -> Iterator[FoundDivision]:
    """All but the short names of counties that cut through words: 法律[和政]策, 弘[扬中]华."""
    edges = {edge for sentence in sentences for edge in sentence.edges}
    for found in divisions:
        county = len(found.span) == _SHORT and not any(unit.adcode.endswith("00") for unit in found.divisions)
        if not county or found.text[-1] == "县" or {found.span.start, found.span.end} <= edges:
            yield found
