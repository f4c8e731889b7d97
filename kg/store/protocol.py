"""What a store can do, whichever engine keeps it.

An input (a page, or a single article) owns the graphs of its articles. Its ``Intake`` replaces all of them in one
transaction: after an interruption at any moment the store holds them as before or as after. The digest of the input
stands in each of its graphs (``wt:inputDigest``), so that it can never disagree with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples
from rdflib import Dataset

QueryResult: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Intake:
    """All that one input states now: the quads of each article's graph, by the graph's IRI.

    ``source`` is the IRI of the page or, for an input that is one article, of the article. Every quad must stand in
    the graph that it is filed under. An input without any article has no graphs; what it stated before goes.
    """

    source: str
    digest: str
    graphs: Mapping[str, Sequence[Quad]]


class Store(Protocol):
    """A graph store. The default graph of queries is the union of all graphs, each triple once.

    Methods raise the subclasses of ``StoreError`` in ``kg.store.errors``, whose text can be shown as it is.
    """

    @property
    def location(self) -> str:
        """The directory or the URL."""

    @property
    def read_only(self) -> bool:
        """Whether writing is refused."""

    def replace(self, intakes: Iterable[Intake]) -> int:
        """Replaces the graphs of each input, one transaction an input or larger; the number of inputs taken in."""

    def replace_article(self, graph: str, quads: Sequence[Quad], digest: str = "") -> None:
        """Replaces one article's graph in one transaction."""

    def retract(self, graph: str) -> bool:
        """Takes one article's graph out; whether it was there."""

    def digest(self, source: str) -> str | None:
        """The digest under which ``source`` was last taken in, None where it was not (or states nothing)."""

    def contains(self, graph: str) -> bool:
        """Whether the article's graph is there."""

    def graphs(self, source: str | None = None) -> Iterator[str]:
        """The IRIs of all graphs, or of those that ``source`` owns, in no particular order."""

    def owners(self) -> Iterator[tuple[str, str]]:
        """Each input with each graph that it owns, (source, graph), in no particular order."""

    def quads(self, graph: str) -> Iterator[Quad]:
        """The quads of one graph, in no particular order."""

    def query(self, sparql: str) -> QueryResult:
        """Answers a SPARQL 1.1 query."""

    def count(self) -> int:
        """The number of quads in all graphs, the union not counted; reads them all."""

    def dump(self) -> Iterator[bytes]:
        """All quads as lines of N-Quads with their newline, in no particular order. ``kg.store.export`` sorts."""

    def union(self) -> Iterator[bytes]:
        """The triples of all graphs, each once, as lines of N-Triples with their newline, in no particular order."""

    def version(self) -> str:
        """Changes whenever readers can see other data; for caches."""

    def refresh(self) -> bool:
        """Lets a reader see what was published since; whether there was something new."""

    def publish(self) -> None:
        """Lets readers see what was written so far. Closing does so too."""

    def snapshot(self) -> Path | None:
        """A directory that any number of processes may open with ``pyoxigraph.Store.read_only``, None if remote.

        Its default graph is the union of all graphs, so no option for a union is needed. It stays as it is while this
        store is open and has not been refreshed.
        """

    def dataset(self) -> Dataset:
        """The store as an rdflib ``Dataset`` whose default graph is the union."""

    def close(self) -> None:
        """Publishes what was written and lets go of the lock; a second call does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
