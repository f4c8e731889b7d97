"""What an article names: people, bodies, posts, places, dates, events and policies, found and settled."""

from __future__ import annotations

from kg.mentions.dates import find_dates
from kg.mentions.organizations import find_organizations
from kg.mentions.overlaps import settle
from kg.mentions.people import find_people
from kg.mentions.policies import find_policies
from kg.model import Article, Mention, Sentence

__all__ = ["find_mentions"]


def find_mentions(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The mentions in ``article.text``, sorted by span; those that contradict each other are settled."""
    return settle(
        [
            *find_people(article, sentences),
            *find_organizations(article, sentences),
            *find_dates(article, sentences),
            *find_policies(article, sentences),
        ]
    )
