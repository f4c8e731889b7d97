"""Lines of N-Quads in a settled order, with the memory of a bounded number of them."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

CHUNK: Final = 500_000
"""Lines that are sorted in memory at a time: about 150 MB."""
BATCH: Final = 5_000
"""Lines that are parsed at a time."""

Key = Callable[[bytes], bytes] | None


def sorted_lines(lines: Iterable[bytes], key: Key = None, chunk: int = CHUNK) -> Iterator[bytes]:
    """The lines in the order of ``key`` (of their bytes), each once; what exceeds ``chunk`` waits on disk."""
    lines = iter(lines)
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while part := list(islice(lines, chunk)):
            run = sorted(set(part), key=key)
            if len(part) < chunk:
                runs.append(run)
                break
            file = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(run)
            file.seek(0)
            runs.append(file)
        previous = b""
        for line in heapq.merge(*runs, key=key) if len(runs) > 1 else (line for run in runs for line in run):
            if line != previous:
                yield line
            previous = line


def has_graph(line: bytes) -> bool:
    """Whether a line of N-Quads names a graph: the last term, without a quotation mark, after three others."""
    triple, _, graph = line.rpartition(b" <")
    return b'"' not in graph and triple.count(b" ") > 1


def without_graph(line: bytes) -> bytes:
    """The triple of a line of N-Quads, as a line of N-Triples."""
    return line.rpartition(b" <")[0] + b" .\n" if has_graph(line) else line


def graph_first(line: bytes) -> bytes:
    """A key that keeps the quads of one graph together."""
    triple, _, graph = line.rpartition(b" <")
    return graph + triple


def parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    """The quads of lines of N-Quads or N-Triples."""
    lines = iter(lines)
    while batch := b"".join(islice(lines, BATCH)):
        yield from parse(batch, format=RdfFormat.N_QUADS, lenient=True)
