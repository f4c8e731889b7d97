"""What the word lists find in an article, looked up once for all who ask."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.lexicon.gazetteer import FoundDivision, find_divisions
from kg.lexicon.lands import find_lands
from kg.lexicon.titles import FoundTitle, find_titles
from kg.model import Article, Sentence, Span


@dataclass(frozen=True, slots=True)
class Finds:
    """The finds in the body of an article; spans index ``Article.text``.

    ``sentences`` are those of the body, ``titles`` the posts that each of them names.
    """

    sentences: tuple[Sentence, ...]
    divisions: tuple[FoundDivision, ...]
    lands: tuple[Span, ...]
    titles: tuple[tuple[FoundTitle, ...], ...]

    @classmethod
    def of(cls, article: Article, sentences: tuple[Sentence, ...]) -> Finds:
        """Look up what ``article`` names; ``sentences`` are all of its sentences."""
        body = tuple(s for s in sentences if not s.in_headline)
        titles: list[list[FoundTitle]] = [[] for _ in body]
        ends = [s.span.end for s in body]
        for title in find_titles(article.text) if body else ():
            titles[bisect_left(ends, title.span.end)].append(title)
        return cls(body, find_divisions(article.text), find_lands(article.text), tuple(map(tuple, titles)))
