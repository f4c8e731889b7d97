"""A store on any SPARQL 1.1 server: the same protocol over HTTP.

The union of all graphs is kept in the default graph, as in the local store, by one update request; servers whose
default graph is that union by itself are given each graph by the Graph Store Protocol where they have it. Graphs that
Wentu did not put there (without ``wt:inputDigest``) are left alone. What such a server cannot give is said here. There
is no lock: two builds at once are for the user to avoid. An update request is one transaction where the server keeps to
the standard's SHOULD (Oxigraph and Jena do). Changes by others cannot be seen, so ``version`` lasts ``FRESH`` seconds.
There are no snapshots: readers see what the server shows them.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from pyoxigraph import Store as Engine
from rdflib import Dataset
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from kg.rdf.vocabulary import INPUT_DIGEST
from kg.store.changes import change_of, intake_of, replacement_text, stated, update_text
from kg.store.errors import StoreReadOnlyError, StoreUnreachableError
from kg.store.graphs import GraphStore
from kg.store.http import PASSWORD, RESULTS, TRIPLES, USER, Bounds, Client
from kg.store.protocol import Intake, QueryResult
from kg.store.sorting import sorted_lines, without_graph

FRESH: Final = 10
BATCH: Final = 50
"""Inputs in one update request."""
UNFINISHED: Final = "unfinished/"
"""Before the digest of an input of which not all graphs are there yet."""

_MAKES_A_GRAPH: Final = re.compile(
    r"(?:\s+|#[^\n]*\n|PREFIX\s[^<]*<[^>]*>|BASE\s*<[^>]*>)*(?:CONSTRUCT|DESCRIBE)\b", re.IGNORECASE
)
"""Virtuoso answers such queries with rows of its own making where rows are accepted."""


class RemoteStore:
    """A ``Store`` on the SPARQL 1.1 server at a URL. Nothing is kept open between requests."""

    def __init__(self, location: str, *, read_only: bool = False) -> None:
        """Raises ``StoreUnreachableError`` where no SPARQL server answers at the URL."""
        self._location = location
        self._read_only = read_only
        self._client = Client(location)
        self._services = self._client.find()
        self._graphs = GraphStore(self._client, self._services.graphs)
        self._writes = 0

    @property
    def location(self) -> str:
        return self._location

    @property
    def read_only(self) -> bool:
        return self._read_only

    # ---- writing

    def replace(self, intakes: Iterable[Intake]) -> int:
        taken = 0
        intakes = iter(intakes)
        while batch := list(islice(intakes, BATCH)):
            owned = self._owned([intake.source for intake in batch])
            if not (self._services.has_union and self._replaced_by_graph(batch, owned)):
                # A graph told twice in one batch: the later telling holds.
                new = {graph: quads for intake in batch for graph, quads in stated(intake).items()}
                self._put(new, chain.from_iterable(owned.values()))
            taken += len(batch)
        return taken

    def _replaced_by_graph(self, batch: Iterable[Intake], owned: dict[str, set[str]]) -> bool:
        """Replaces one graph after the other; False where the server has no graph store: then all is still to be done.

        Until all graphs of an input are there, they are marked as those of an unfinished one: cut short, it is taken in
        anew.
        """
        self._check_writable()
        for intake in batch:
            gone = owned.setdefault(intake.source, set()) - intake.graphs.keys()
            whole = stated(intake)
            marked = stated(replace(intake, digest=UNFINISHED + intake.digest)) if len(whole) > 1 else whole
            done = all(map(self._graphs.delete, sorted(gone))) and all(map(self._graphs.put, marked, marked.values()))
            if not done:
                return False
            if marked is not whole:
                self._client.update(self._services, update_text(change_of(whole, marked)))
            owned[intake.source] = set(whole)
            self._writes += 1
        return True

    def replace_article(self, graph: str, quads: Sequence[Quad], digest: str = "") -> None:
        self.replace([intake_of(graph, quads, digest)])

    def retract(self, graph: str) -> bool:
        if not self.contains(graph):
            return False
        self._check_writable()
        if not (self._services.has_union and self._graphs.delete(graph)):
            self._put({}, [graph])
        return True

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreReadOnlyError(f"{self._location}: opened for reading only")

    def _put(self, new: dict[str, set[Quad]], old: Iterable[str]) -> None:
        self._check_writable()
        text = replacement_text(new, old, union=not self._services.has_union)
        self._client.update(self._services, text)
        self._writes += 1

    def _owned(self, sources: Sequence[str]) -> dict[str, set[str]]:
        """The graphs of each of these inputs that has some."""
        values = " ".join(str(NamedNode(source)) for source in sources)
        owned: dict[str, set[str]] = {}
        for source, graph in self._rows(
            f"SELECT DISTINCT ?s ?x {{ VALUES ?s {{ {values} }} GRAPH ?x {{ ?s {INPUT_DIGEST} ?d }} }}", "s", "x"
        ):
            owned.setdefault(source, set()).add(graph)
        return owned

    # ---- reading

    def digest(self, source: str) -> str | None:
        rows = self._column(f"SELECT ?x {{ GRAPH ?g {{ {NamedNode(source)} {INPUT_DIGEST} ?x }} }} LIMIT 1")
        return next(rows, None)

    def contains(self, graph: str) -> bool:
        return bool(self.query(f"ASK {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"))

    def graphs(self, source: str | None = None) -> Iterator[str]:
        if source is not None:
            return iter(self._owned([source]).get(source, ()))
        return self._column(f"SELECT DISTINCT ?x {{ GRAPH ?x {{ ?s {INPUT_DIGEST} ?d }} }}")

    def owners(self) -> Iterator[tuple[str, str]]:
        rows = self._rows(f"SELECT ?x ?y {{ GRAPH ?y {{ ?x {INPUT_DIGEST} ?d }} }}", "x", "y")
        return ((source, graph) for source, graph in rows)

    def quads(self, graph: str) -> Iterator[Quad]:
        name = NamedNode(graph)
        body = self._graphs.get(graph)
        if body is None:
            construct = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {name} {{ ?s ?p ?o }} }}"
            body, _ = self._client.query(self._services, construct, TRIPLES)
            if body:  # the graph is there, so what is missing is the service
                self._graphs.rule_out()
        for triple in parse(body, format=RdfFormat.N_TRIPLES):
            yield Quad(triple.subject, triple.predicate, triple.object, name)

    def query(self, sparql: str) -> QueryResult:
        return self.query_within(sparql, None)

    def query_within(self, sparql: str, bounds: Bounds | None) -> QueryResult:
        """The same within bounds, past which it raises ``StoreSlowError`` or ``ResultTooLargeError``."""
        accept = TRIPLES if _MAKES_A_GRAPH.match(sparql) else f"{RESULTS}, {TRIPLES};q=0.9"
        body, kind = self._client.query(self._services, sparql, accept, bounds)
        if kind == RESULTS:
            return parse_query_results(body, format=QueryResultsFormat.JSON)
        if (format := RdfFormat.from_media_type(kind)) is not None:
            held = Engine()
            held.extend(parse(body, format=format))
            return held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        raise StoreUnreachableError(f"{self._location}: the server answers {kind} to a query; check the URL of --store")

    def _rows(self, sparql: str, *names: str) -> Iterator[tuple[str, ...]]:
        solutions = self.query(sparql)
        assert isinstance(solutions, QuerySolutions)
        for row in solutions:
            values = [row[name] for name in names]
            yield tuple(value.value for value in values if isinstance(value, NamedNode | Literal))

    def _column(self, sparql: str) -> Iterator[str]:
        return (value for (value,) in self._rows(sparql, "x"))

    def count(self) -> int:
        pattern = f"GRAPH ?g {{ ?source {INPUT_DIGEST} ?d . ?s ?p ?o }}"
        return int(next(self._column(f"SELECT (COUNT(*) AS ?x) {{ {pattern} }}")))

    def dump(self) -> Iterator[bytes]:
        for graph in self.graphs():
            for quad in self.quads(graph):
                yield f"{quad} .\n".encode()

    def union(self) -> Iterator[bytes]:
        yield from sorted_lines(map(without_graph, self.dump()))

    def version(self) -> str:
        return f"{int(time.time() / FRESH)}.{self._writes}"

    def refresh(self) -> bool:
        return False

    def publish(self) -> None:
        return None

    def snapshot(self) -> Path | None:
        return None

    def dataset(self) -> Dataset:
        user = os.environ.get(USER)
        store = SPARQLUpdateStore(
            self._services.query,
            self._services.update,
            auth=(user, os.environ.get(PASSWORD, "")) if user else None,
            method="POST",
            returnFormat="json",
            autocommit=True,
        )
        return Dataset(store=store, default_union=True)  # rdflib then leaves the default graph to the server

    def close(self) -> None:
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
