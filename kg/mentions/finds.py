"""What the word lists find in an article, looked up once for all who ask."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.gazetteer import FoundDivision, find_divisions
from kg.lexicon.lands import find_lands
from kg.lexicon.titles import FoundTitle, find_titles
from kg.model import Article, Sentence, Span


@dataclass(frozen=True, slots=True)
class Finds:
    """The finds in the body of an article; spans index ``Article.text``.

    ``sentences`` are those of the body, ``titles`` the posts that each of them names, whose spans index its own text.
    """

    sentences: tuple[Sentence, ...]
    divisions: tuple[FoundDivision, ...]
    lands: tuple[Span, ...]
    titles: tuple[tuple[FoundTitle, ...], ...]

    @classmethod
    def of(cls, article: Article, sentences: tuple[Sentence, ...]) -> Finds:
        """Look up what ``article`` names; ``sentences`` are all of its sentences."""
        body = tuple(s for s in sentences if not s.in_headline)
        titles = tuple([find_titles(s.text) for s in body])
        return cls(body, find_divisions(article.text), find_lands(article.text), titles)
