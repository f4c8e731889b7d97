"""What a graph's address says: which things, what is filtered out, what is pinned; and what of a graph it leaves shown.

``static/graph/filter.js`` filters in the same way while somebody looks at the page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from kg.queries.graph_rows import Edge, Neighbourhood, Node
from kg.rdf.vocabulary import shorten


@dataclass(frozen=True, slots=True)
class State:
    """``entity`` may name a thing several times: then more of what is around it is shown."""

    entities: tuple[str, ...]
    connect: bool
    kinds: frozenset[str]
    relations: frozenset[str]
    things: frozenset[str]
    pinned: frozenset[str]
    since: str
    until: str

    @classmethod
    def of(cls, args: MultiDict[str, str]) -> State:
        """As ``?entity=…&connect=1&hide=KIND&skip=wt:chair&without=IRI&pin=IRI&from=2021-05&to=2021-06`` says."""
        return cls(
            entities=tuple(iri for iri in args.getlist("entity") if iri),
            connect=bool(args.get("connect")),
            kinds=frozenset(args.getlist("hide")),
            relations=frozenset(args.getlist("skip")),
            things=frozenset(args.getlist("without")),
            pinned=frozenset(args.getlist("pin")),
            since=args.get("from", ""),
            until=args.get("to", ""),
        )

    def shown(self, around: Neighbourhood) -> Neighbourhood:
        """What the filters leave. What loses all its ties to them goes, too, unless it was asked for or is pinned."""
        kept = {node.iri for node in around.nodes if self._keeps(node)}
        edges = tuple(edge for edge in around.edges if self._ties(edge) and {edge.source, edge.target} <= kept)
        tied_before = {end for edge in around.edges for end in (edge.source, edge.target)}
        tied = Counter(end for edge in edges for end in (edge.source, edge.target))
        stay = {link.iri for link in around.centres} | self.pinned
        nodes = tuple(
            replace(node, degree=tied[node.iri])
            for node in around.nodes
            if node.iri in kept and (node.iri in tied or node.iri in stay or node.iri not in tied_before)
        )
        return replace(around, nodes=nodes, edges=edges)

    def _keeps(self, node: Node) -> bool:
        if node.iri in self.pinned:
            return True
        return node.kind not in self.kinds and node.iri not in self.things and self._in_time(node.first, node.last)

    def _ties(self, edge: Edge) -> bool:
        return shorten(edge.predicate) not in self.relations and self._in_time(edge.first, edge.last)

    def _in_time(self, first: str | None, last: str | None) -> bool:
        """What has no day is always in time; 2021-05 is so for each of its days."""
        if not (first and last):
            return True
        return _end(last) >= _begin(self.since) and (not self.until or _begin(first) <= _end(self.until))


def _begin(date: str) -> str:
    return f"{date}-00-00"[:10] if date else ""


def _end(date: str) -> str:
    return f"{date}-99-99"[:10]
