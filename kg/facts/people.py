"""Which people are told of whom an article states nothing: those whose names are likely to be names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.lexicon.person_names import person_weights
from kg.mentions.finds import Finds
from kg.mentions.people_scores import Reading
from kg.model import Extraction, Mention, MentionKind


def surely_named(extraction: Extraction, finds: Finds) -> Extraction:
    """``extraction`` without people of whom nothing is stated and whose names are likely to be something else.

    What is left of them has for its confidence how likely the name is one. Of people with a post, at an event or
    behind a policy nothing is changed: that they are is shown.
    """
    shown = frozenset(_in_facts(extraction))
    doubtful = {
        mention.text: mention
        for mention in extraction.mentions
        if mention.kind is MentionKind.PERSON and len(mention.text) > 1 and shown.isdisjoint(mention.names)
    }
    if not doubtful:
        return extraction
    reading = Reading(extraction.article.text, finds, extraction.mentions)
    likely: dict[str, float] = {}
    for mention in doubtful.values():  # 莫雷诺 is as likely as 路易斯·莫雷诺
        whole = mention.names[0]
        likely[whole] = max(likely.get(whole, 0.0), reading.probability(mention.text))
    least = person_weights()["threshold"]
    kept: list[Mention] = []
    for mention in extraction.mentions:
        if mention.kind is MentionKind.PERSON and mention.text in doubtful:
            chance = likely[doubtful[mention.text].names[0]]
            if chance >= least:
                kept.append(replace(mention, confidence=round(chance, 2)))
        else:
            kept.append(mention)
    return replace(extraction, mentions=tuple(kept))


def _in_facts(extraction: Extraction) -> Iterator[str]:
    """The names of all who have a part in a fact."""
    yield from (role.person for role in extraction.roles)
    claims = [claim for event in extraction.events for claim in (*event.chairs, *event.participants, *event.organizers)]
    claims += [claim for policy in extraction.policies for claim in (*policy.issuers, *policy.targets)]
    for claim in claims:
        yield from claim.names
