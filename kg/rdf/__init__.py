"""Facts and entities become lines of N-Quads here: vocabulary, IRIs, dates, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from pyoxigraph import Quad, RdfFormat, parse

from kg.model import Extraction, RawStretch
from kg.rdf.articles import describe_article, name_others
from kg.rdf.facts import state_event, state_policy, state_role
from kg.rdf.sheet import Sheet
from kg.rdf.sightings import sightings
from kg.resolve import Resolution

__all__ = ["article_lines", "article_quads"]


def article_lines(extraction: Extraction, resolution: Resolution, layout: Sequence[RawStretch] = ()) -> bytes:
    """All that one article states, as N-Quads in the graph named by its IRI, each line once; no blank nodes.

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
    for seen in sorted(sightings(sheet.graph, sheet.told), key=itemgetter(0, 2)):
        sheet.say(*seen)
    return "".join(sheet.lines()).encode()


def article_quads(extraction: Extraction, resolution: Resolution, layout: Sequence[RawStretch] = ()) -> list[Quad]:
    """The same as quads."""
    return list(parse(article_lines(extraction, resolution, layout), format=RdfFormat.N_QUADS))
