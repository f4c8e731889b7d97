"""One article's graph with other IRIs for some of its things: words, names and dates stay as they are stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.iris import membership_iri, statement_iri

_PARTS = {v.MEMBER, v.IN_ROLE, v.IN_ORGANIZATION}
_TOLD = {v.SUBJECT, v.PREDICATE, v.OBJECT, v.START, v.END}


def reidentify(quads: Iterable[Quad], renamed: Mapping[str, str]) -> list[Quad]:
    """The quads of one graph with the IRIs of ``renamed`` (old to new) replaced, sorted.

    IRIs that are made from others (memberships, statements) are minted anew. The other way round, the same function
    with the map turned gives the graph as it was, provided that no two things were given one IRI.
    """
    held = list(quads)
    nodes = {NamedNode(old): NamedNode(new) for old, new in renamed.items() if old != new}
    if not nodes:
        return sorted(held, key=str)
    nodes |= _memberships(held, nodes)
    nodes |= _statements(held, nodes)
    return sorted({_renamed(quad, nodes) for quad in held}, key=str)


def _renamed(quad: Quad, nodes: Mapping[NamedNode, NamedNode]) -> Quad:
    subject, value = quad.subject, quad.object
    if isinstance(subject, NamedNode):
        subject = nodes.get(subject, subject)
    if isinstance(value, NamedNode):
        value = nodes.get(value, value)
    return Quad(subject, quad.predicate, value, quad.graph_name)


def _described(quads: Iterable[Quad], by: set[NamedNode]) -> dict[NamedNode, dict[NamedNode, NamedNode | Literal]]:
    found: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = {}
    for quad in quads:
        if (
            quad.predicate in by
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode | Literal)
        ):
            found.setdefault(quad.subject, {})[quad.predicate] = quad.object
    return found


def _memberships(quads: Iterable[Quad], nodes: Mapping[NamedNode, NamedNode]) -> dict[NamedNode, NamedNode]:
    out: dict[NamedNode, NamedNode] = {}
    for membership, parts in _described(quads, _PARTS).items():
        if parts.keys() == _PARTS:
            person, role, body = (parts[p] for p in (v.MEMBER, v.IN_ROLE, v.IN_ORGANIZATION))
            if isinstance(person, NamedNode) and isinstance(role, NamedNode) and isinstance(body, NamedNode):
                new = [nodes.get(each, each).value for each in (person, role, body)]
                if new != [person.value, role.value, body.value]:
                    out[membership] = NamedNode(membership_iri(*new))
    return out


def _statements(quads: Iterable[Quad], nodes: Mapping[NamedNode, NamedNode]) -> dict[NamedNode, NamedNode]:
    out: dict[NamedNode, NamedNode] = {}
    graph = {quad.subject: quad.graph_name for quad in quads if quad.predicate == v.SUBJECT}
    for statement, told in _described(quads, _TOLD).items():
        if told.keys() != _TOLD:
            continue
        subject, predicate, value = told[v.SUBJECT], told[v.PREDICATE], told[v.OBJECT]
        new = [nodes.get(term, term) if isinstance(term, NamedNode) else term for term in (subject, value)]
        article = graph[statement]
        if new != [subject, value] and isinstance(article, NamedNode):
            out[statement] = NamedNode(
                statement_iri(
                    article.value,
                    new[0].value,
                    predicate.value,
                    str(new[1]),
                    int(told[v.START].value),
                    int(told[v.END].value),
                )
            )
    return out
