"""What a graph shows as files: GraphML for other programs, Turtle for other graphs."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.queries.graph_rows import Neighbourhood
from kg.queries.texts import described
from kg.rdf.iris import PREFIXES as KINDS
from kg.rdf.vocabulary import IN_ROLE, PREFIXES
from kg.store import Store
from kg.store.network import Edge, Node, graphml


def as_graphml(shown: Neighbourhood) -> bytes:
    """The nodes and edges with the keys that the export of the whole graph has."""
    stream = io.BytesIO()
    nodes = (Node(n.iri, n.label, {"kind": n.kind, **_dates(n.first, n.last)}) for n in shown.nodes)
    edges = (
        Edge(
            edge.source,
            edge.target,
            edge.label if edge.posts else edge.label_en,
            edge.weight,
            {
                "kind": "membership" if edge.posts else edge.predicate.replace("#", "/").rpartition("/")[2],
                "role": edge.label if edge.posts else "",
                **_dates(edge.first, edge.last),
            },
        )
        for edge in shown.edges
    )
    graphml(stream, nodes, edges)
    return stream.getvalue()


def _dates(first: str | None, last: str | None) -> dict[str, str]:
    return {name: day for name, day in (("start", first), ("end", last)) if day}


def as_turtle(store: Store, shown: Neighbourhood) -> bytes:
    """Names, kinds, days and codes of the things, the ties between them, and the posts that are drawn as ties."""

    def triples() -> Iterator[Triple]:
        posts = [post for edge in shown.edges for post in edge.posts]
        yield from described(store, [*(node.iri for node in shown.nodes), *posts])
        for edge in shown.edges:
            if edge.predicate != IN_ROLE.value:
                yield Triple(NamedNode(edge.source), NamedNode(edge.predicate), NamedNode(edge.target))

    ordered = sorted(set(triples()), key=str)
    return serialize(ordered, format=RdfFormat.TURTLE, prefixes={**PREFIXES, **KINDS}) or b""
