"""Facts of an article: who holds which post, which events took place, which policies aim at what."""

from __future__ import annotations

from kg.facts.confidence import calibrated
from kg.facts.context import Context
from kg.facts.events import find_events
from kg.facts.people import surely_named
from kg.facts.policies import find_policies
from kg.facts.roles import find_roles
from kg.mentions.finds import Finds
from kg.model import Article, Extraction, Mention, Sentence

__all__ = ["calibrated", "state_facts", "surely_named"]


def state_facts(
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], finds: Finds | None = None
) -> Extraction:
    """State all facts of ``article``: roles first, then events, which need them, then policies, which need both.

    ``finds`` are those of ``find_mentions``, looked up again where they are not given.
    """
    finds = finds or Finds.of(article, sentences)
    context = Context.of(article, mentions, finds)
    roles = find_roles(article, mentions, context, finds)
    events = find_events(article, sentences, mentions, context, roles)
    policies = find_policies(article, mentions, context, events)
    return Extraction(article, mentions, roles, events, policies)
