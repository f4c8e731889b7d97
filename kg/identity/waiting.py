"""The keys that wait to be settled, in order and each once, with the memory of a bounded number of them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Final, Self

from pyoxigraph import Literal

from kg.rdf import vocabulary as v
from kg.store.protocol import Store
from kg.store.sorting import sorted_lines

CHUNK: Final = 100_000
"""Keys in memory at a time, some 15 MB; more wait on disk."""


class Waiting:
    """The keys that ``graphs`` remember; ``count`` says how many. They are read once, when it is made."""

    def __init__(self, store: Store, graphs: Iterable[str]) -> None:
        self._lines = tempfile.TemporaryFile()  # noqa: SIM115  closed by close()
        self.count = 0
        for line in sorted_lines(_lines(store, graphs), chunk=CHUNK):
            self._lines.write(line)
            self.count += 1

    def of(self, kind: str, size: int) -> Iterator[list[str]]:
        """The keys of a kind in their order, so many at a time."""
        self._lines.seek(0)
        told = (json.loads(line) for line in self._lines)
        keys = (key for one, key in told if one == kind)
        while some := list(islice(keys, size)):
            yield some

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()


def _lines(store: Store, graphs: Iterable[str]) -> Iterator[bytes]:
    for graph in graphs:
        for quad in store.quads(graph):
            if quad.predicate == v.UNSETTLED and isinstance(quad.object, Literal):
                kind, _, key = quad.object.value.partition(" ")
                yield json.dumps([kind, key], ensure_ascii=False).encode() + b"\n"
