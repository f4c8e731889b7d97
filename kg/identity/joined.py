"""Judgements that people told by different names are one: said in the graph, with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.judgements import judgement_quads
from kg.model import Verdict
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.resolve.people import NamesJoined, names_joined
from kg.resolve.people_bundle import Bundle
from kg.resolve.people_evidence import NEVER, score


def joined_quads(graph: str, people: Mapping[str, Bundle]) -> Iterator[Quad]:
    """For each name that a person (by IRI) bears beside the one told most, the judgement that both are one person's."""
    for iri, person in people.items():
        for joined in names_joined(person):
            yield from _judged(graph, iri, joined)


def _judged(graph: str, iri: str, joined: NamesJoined) -> Iterator[Quad]:
    name, node = NamedNode(graph), NamedNode(entity_iri("judgement", " ".join((iri, joined.name, joined.other_name))))
    reasons = joined.reasons
    yield from judgement_quads(graph, Verdict.POSITIVE, (iri,), max(score(reasons), NEVER), reasons, node)
    for predicate, value in (
        (v.LEFT_KEY, Literal(joined.name)),
        (v.RIGHT_KEY, Literal(joined.other_name)),
        (v.LEFT, NamedNode(joined.one.sightings[0].article)),
        (v.RIGHT, NamedNode(joined.other.sightings[0].article)),
    ):
        yield Quad(node, predicate, value, name)
