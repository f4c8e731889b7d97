"""What an article names: people, bodies, posts, places, dates, events and policies, found and settled."""

from __future__ import annotations

from kg.mentions.dates import find_dates
from kg.mentions.events import find_event_names
from kg.mentions.organizations import find_organizations
from kg.mentions.overlaps import settle
from kg.mentions.people import find_people
from kg.mentions.places import find_places
from kg.mentions.policies import find_policies
from kg.mentions.titles import find_titles
from kg.model import Article, Mention, Sentence

__all__ = ["find_mentions"]


def find_mentions(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """The mentions in ``article.text``, sorted by span; those that contradict each other are settled."""
    dates = find_dates(article, sentences)
    return settle(
        [
            *find_people(article, sentences),
            *find_organizations(article, sentences),
            *find_titles(article, sentences),
            *find_places(article, sentences),
            *dates,
            *find_event_names(article, sentences, dates),
            *find_policies(article, sentences),
        ]
    )
