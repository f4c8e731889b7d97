"""The embedded store: Oxigraph on disk, one writer, any number of readers on published snapshots."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from oxrdflib import OxigraphStore
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat
from pyoxigraph import Store as Engine
from rdflib import Dataset

from kg.rdf.vocabulary import INPUT_DIGEST
from kg.store.changes import Change, change_of, change_of_union, intake_of, stated, update_text
from kg.store.errors import QuerySyntaxError, StoreError, StoreMissingError, StoreReadOnlyError, plain_errors
from kg.store.layout import Layout, room
from kg.store.lock import ReaderMark, WriterLock
from kg.store.memory import give_back
from kg.store.protocol import Intake, QueryResult
from kg.store.sorting import has_graph

BATCH: Final = 30_000  # quads in one transaction: about 60 MB while it is made
BULK: Final = 5_000  # from here on the engine's bulk path pays for the files that it writes
LONGEST: Final = 1800.0  # seconds that a query or an export may go on over the snapshot before the present one
MEMORY: Final = ":memory:"


class LocalStore:
    """A ``Store`` in a directory, or in memory where the location is ``:memory:``.

    A writer (``read_only=False``) creates what is missing, or with ``create=False`` wants it to be there. A reader sees
    the newest snapshot, and a newer one after ``refresh``; where a writer was killed before it could publish, the
    reader publishes what was safely written.
    """

    def __init__(self, location: str | Path, *, read_only: bool = False, create: bool = True) -> None:
        """Raises ``StoreError`` subclasses for whatever keeps the store from being opened."""
        self._location = str(location)
        self._layout = None if self._location == MEMORY else Layout(Path(location))
        self._read_only = read_only
        self._writes = 0
        self._number = 0
        self._lock: WriterLock | None = None
        self._marks: list[ReaderMark] = []
        self._opened = 0.0
        self._closed = False
        if self._layout is None:
            self._engine = Engine()
        elif read_only:
            self._open_snapshot(self._layout)
        else:
            self._open_primary(self._layout, create)

    @property
    def location(self) -> str:
        return self._location

    @property
    def read_only(self) -> bool:
        return self._read_only

    # ---- opening and publishing

    def _open_primary(self, layout: Layout, create: bool) -> None:
        with plain_errors(self._location):
            if create:
                layout.create()
            layout.check()
            lock = WriterLock(layout.lock)
            lock.acquire()
            try:
                layout.settle()
                if not layout.primary.exists():
                    layout.expect(0)
                self._engine = Engine(str(layout.primary))
            except BaseException:
                lock.release()
                raise
        self._lock = lock
        self._number = layout.number

    def _open_snapshot(self, layout: Layout) -> None:
        layout.check()
        if layout.is_unpublished:
            self._publish_for_a_lost_writer()
        for _ in range(10):
            number = layout.number
            if not number:
                raise StoreMissingError(
                    f"{self._location}: nothing was built into this store yet; wait for wentu build"
                )
            try:
                mark = layout.hold(number)
            except FileNotFoundError:  # a writer published and removed it just now
                continue
            with plain_errors(self._location):
                self._engine = Engine.read_only(str(layout.snapshot(number)))
            self._number = number
            # Queries that began before a refresh may go on over the snapshot before, so its mark stays for a while.
            self._marks.append(mark)
            self._opened = time.monotonic()
            for old in self._marks[:-2]:
                old.release()
            self._marks = self._marks[-2:]
            return
        raise StoreError(f"{self._location}: the snapshots change faster than they can be opened; try again")

    def _publish_for_a_lost_writer(self) -> None:
        try:
            LocalStore(self._location).close()
        except StoreError:
            return  # a writer is at work and will publish, or the disk cannot be written: the last snapshot stands

    def publish(self) -> None:
        if self._layout is None or self._read_only or not self._layout.is_unpublished:
            return
        with plain_errors(self._location):
            self._number = self._layout.publish(self._engine)

    def refresh(self) -> bool:
        if self._layout is None or not self._read_only:
            return False
        if self._layout.number == self._number:
            self._let_go(self._layout)
            return False
        self._open_snapshot(self._layout)
        return True

    def _let_go(self, layout: Layout) -> None:
        """Lets go of the snapshot before, so that it takes no room until a writer comes by again."""
        if len(self._marks) > 1 and time.monotonic() - self._opened > LONGEST:
            self._marks.pop(0).release()
            with suppress(OSError):  # a disk that this process may not write: the next writer does it
                layout.sweep()

    def version(self) -> str:
        return f"{self._number}.{self._writes}"

    def snapshot(self) -> Path | None:
        if self._layout is None:
            return None
        if not self._read_only:
            self.publish()
        return self._layout.snapshot(self._number)

    def close(self) -> None:
        self._close(tidying=True)

    def _close(self, *, tidying: bool) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            try:
                self.publish()
            finally:
                del self._engine  # frees the engine's own lock
                give_back()
            if tidying and self._writes and self._layout is not None:
                with plain_errors(self._location):
                    self._layout.tidy()
        finally:
            for mark in self._marks:
                mark.release()
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close(tidying=error is None)

    # ---- writing

    def replace(self, intakes: Iterable[Intake]) -> int:
        taken, dropped, batch = 0, 0, Change()
        touched: set[str] = set()
        for intake in intakes:
            new = stated(intake)
            owned = {*new, *self.graphs(intake.source)}
            if batch.size + dropped >= BATCH or touched & owned:  # a graph told twice must see its first telling
                self._commit(batch)
                dropped, batch, touched = 0, Change(), set()
                owned = {*new, *self.graphs(intake.source)}
            held = {graph: quads for graph in owned if (quads := set(self.quads(graph)))}
            dropped += sum(len(quads) for graph, quads in held.items() if graph not in new)
            batch.join(change_of(new, held))
            touched |= owned
            taken += 1
        self._commit(batch)
        return taken

    def replace_article(self, graph: str, quads: Sequence[Quad], digest: str = "") -> None:
        self.replace([intake_of(graph, quads, digest)])

    def retract(self, graph: str) -> bool:
        if not self.contains(graph):
            return False
        self._commit(Change(drop=[graph]))
        return True

    def _commit(self, change: Change) -> None:
        if self._read_only:
            raise StoreReadOnlyError(f"{self._location}: opened for reading only")
        if not change.size:
            return
        if self._layout is not None:
            self._layout.mark_unpublished()
        with plain_errors(self._location):
            dropped = [quad for graph in change.drop for quad in self.quads(graph)]
            less, more = room(change.remove) + room(dropped), room(change.add)
            change.join(change_of_union(change, dropped, self._holders))
            if self._layout is not None:  # killed in between, it expects too little, which costs an early renewal
                self._layout.expect_more(-less)
            if change.remove or change.drop:
                self._engine.update(update_text(change))
            elif change.size >= BULK:
                self._engine.bulk_extend(change.add)
            else:
                self._engine.extend(change.add)
            if self._layout is not None:
                self._layout.expect_more(more)
        self._writes += 1

    def _holders(self, quad: Quad) -> Iterator[Quad]:
        return iter(self._engine.quads_for_pattern(quad.subject, quad.predicate, quad.object))

    # ---- reading

    def digest(self, source: str) -> str | None:
        for quad in self._engine.quads_for_pattern(NamedNode(source), INPUT_DIGEST, None):
            return quad.object.value if isinstance(quad.object, Literal) else None
        return None

    def contains(self, graph: str) -> bool:
        return next(iter(self.quads(graph)), None) is not None

    def graphs(self, source: str | None = None) -> Iterator[str]:
        if source is None:
            yield from (graph.value for graph in self._engine.named_graphs())
            return
        for quad in self._engine.quads_for_pattern(NamedNode(source), INPUT_DIGEST, None):
            if not isinstance(quad.graph_name, DefaultGraph):
                yield quad.graph_name.value

    def owners(self) -> Iterator[tuple[str, str]]:
        for quad in self._engine.quads_for_pattern(None, INPUT_DIGEST, None):
            if not isinstance(quad.graph_name, DefaultGraph) and isinstance(quad.subject, NamedNode):
                yield quad.subject.value, quad.graph_name.value

    def quads(self, graph: str) -> Iterator[Quad]:
        return iter(self._engine.quads_for_pattern(None, None, None, NamedNode(graph)))

    def query(self, sparql: str) -> QueryResult:
        try:
            return self._engine.query(sparql)
        except SyntaxError as error:
            raise QuerySyntaxError(f"not SPARQL: {' '.join(str(error).split())}") from None

    def count(self) -> int:
        solutions = self._engine.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(solutions, QuerySolutions)
        return sum(int(number.value) for row in solutions if isinstance(number := row["n"], Literal))

    def dump(self) -> Iterator[bytes]:
        with self._dumped(RdfFormat.N_QUADS, None) as lines:
            yield from filter(has_graph, lines)

    def union(self) -> Iterator[bytes]:
        with self._dumped(RdfFormat.N_TRIPLES, DefaultGraph()) as lines:
            yield from lines

    @contextmanager
    def _dumped(self, format: RdfFormat, graph: DefaultGraph | None) -> Iterator[IO[bytes]]:
        with tempfile.TemporaryFile() as file:
            self._engine.dump(file, format=format, from_graph=graph)
            file.seek(0)
            yield file

    def dataset(self) -> Dataset:
        return Dataset(store=OxigraphStore(store=self._engine))
