"""What an article names: people, bodies, posts, places, dates, events and policies, found and settled."""

from __future__ import annotations

from kg.mentions.dates import find_dates
from kg.mentions.events import find_event_names
from kg.mentions.finds import Finds
from kg.mentions.organizations import find_organizations
from kg.mentions.overlaps import settle
from kg.mentions.people import find_people
from kg.mentions.places import find_places
from kg.mentions.policies import find_policies
from kg.mentions.titles import find_titles
from kg.model import Article, Mention, Sentence

__all__ = ["Finds", "find_mentions"]


def find_mentions(article: Article, sentences: tuple[Sentence, ...], finds: Finds | None = None) -> tuple[Mention, ...]:
    """The mentions in ``article.text``, sorted by span; those that contradict each other are settled.

    ``finds`` are looked up where they are not given; who states facts, too, looks them up once for both.
    """
    finds = finds or Finds.of(article, sentences)
    dates = find_dates(article)
    bodies = find_organizations(article, finds)
    return settle(
        [
            *find_people(article, finds, bodies),
            *bodies,
            *find_titles(article, finds),
            *find_places(article, finds),
            *dates,
            *find_event_names(article, finds, dates),
            *find_policies(article, sentences),
        ]
    )
