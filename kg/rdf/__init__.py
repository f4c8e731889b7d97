"""Facts and entities become quads here: vocabulary, IRIs, dates, evidence."""

from __future__ import annotations

from pyoxigraph import Quad

from kg.model import Extraction
from kg.rdf.articles import describe_article
from kg.rdf.facts import state_event, state_policy, state_role
from kg.rdf.sheet import Sheet
from kg.resolve import Resolution

__all__ = ["article_quads"]


def article_quads(extraction: Extraction, resolution: Resolution) -> list[Quad]:
    """All that one article states, in the graph named by its IRI; sorted, no blank nodes.

    Raises ``ValueError`` where a fact's evidence lies outside the article's text.
    """
    sheet = Sheet(extraction.article)
    describe_article(sheet, resolution)
    for role in extraction.roles:
        state_role(sheet, role, resolution)
    for event, entity in zip(extraction.events, resolution.events, strict=True):
        state_event(sheet, event, entity, resolution)
    for policy, entity in zip(extraction.policies, resolution.policies, strict=True):
        state_policy(sheet, policy, entity, resolution)
    return sheet.quads()
