"""One graph of a server at a time, by the Graph Store HTTP Protocol (SPARQL 1.1) where the server has it.

Whether it has it is seen from its answers: 404 to a GET means that there is no such graph or no such service, which the
caller can tell apart by a query. 404, 405 and 501 to a PUT or DELETE mean that there is no such service.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from pyoxigraph import Quad, Triple

from kg.store.http import TRIPLES, Client, NotThereError


class GraphStore:
    """The graphs of the server of ``client``; ``places`` are the addresses at which the service may be."""

    def __init__(self, client: Client, places: Sequence[str]) -> None:
        self._client = client
        self._places = list(places)

    def rule_out(self) -> None:
        """Says that the server has no such service."""
        self._places.clear()

    def get(self, graph: str) -> bytes | None:
        """The triples of a graph as N-Triples; None where the server has no such graph, or no such service."""
        for place in list(self._places):
            try:
                body, kind = self._client.graph("GET", self._address(place, graph))
            except NotThereError:
                continue
            if kind == TRIPLES:
                self._places = [place]
                return body
            self._places.remove(place)
        return None

    def put(self, graph: str, quads: Iterable[Quad]) -> bool:
        """Puts these quads in the place of all that the graph held; False where there is no such service."""
        lines = (f"{Triple(q.subject, q.predicate, q.object)} .\n" for q in quads)
        return self._write("PUT", graph, "".join(lines).encode())

    def delete(self, graph: str) -> bool:
        """Takes a graph out; False where there is no such service. A graph that is not there is no error."""
        return self._write("DELETE", graph, None)

    def _write(self, method: str, graph: str, body: bytes | None) -> bool:
        for place in list(self._places):
            try:
                self._client.graph(method, self._address(place, graph), body)
            except NotThereError:
                self._places.remove(place)
                continue
            self._places = [place]
            return True
        return False

    @staticmethod
    def _address(place: str, graph: str) -> str:
        return f"{place}?{urlencode({'graph': graph})}"
