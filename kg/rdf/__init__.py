"""Facts and entities become quads here: vocabulary, IRIs, dates, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from kg.model import Extraction, RawStretch
from kg.rdf.articles import describe_article, name_others
from kg.rdf.facts import state_event, state_policy, state_role
from kg.rdf.sheet import Sheet
from kg.rdf.sightings import sighting_quads
from kg.resolve import Resolution

__all__ = ["article_quads"]


def article_quads(extraction: Extraction, resolution: Resolution, layout: Sequence[RawStretch] = ()) -> list[Quad]:
    """All that one article states, in the graph named by its IRI, each once; no blank nodes.

    ``layout`` are the stretches of raw page that the article tells (``kg.page.lay_out``); none for a lone article.

    Raises ``ValueError`` where a fact's evidence lies outside the article's text.
    """
    sheet = Sheet(extraction.article)
    describe_article(sheet, resolution, layout)
    for role in extraction.roles:
        state_role(sheet, role, resolution)
    for event, entity in zip(extraction.events, resolution.events, strict=True):
        state_event(sheet, event, entity, resolution)
    for policy, entity in zip(extraction.policies, resolution.policies, strict=True):
        state_policy(sheet, policy, entity, resolution)
    name_others(sheet, extraction, resolution)
    quads = sheet.quads()
    sightings = sighting_quads(sheet.graph, filter(None, quads.values()))
    return [*quads, *sorted(sightings, key=str)]
