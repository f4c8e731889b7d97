"""A process that answers SPARQL queries over one snapshot and can be killed at any moment.

``python -m api.sparql.worker FD SNAPSHOT MEMORY_MB``; ``FD`` is its end of a pair of sockets (``sparql.wire``). It is
told the prefixes for results, says ``{"ready": true}``, then answers one request after the other with a head; where
that says ``"ok": true``, the body is the whole result.
"""

from __future__ import annotations

import io
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from api.sparql.dataset import graphs_of, merged
from api.sparql.seal import limit_descriptors, limit_memory, refuse_calls
from api.sparql.wire import receive, send

STACK: Final = 512 * 2**20  # deep nesting overflows the usual 8 MB; only what is touched costs memory
GRACE: Final = 2

SOLUTION_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}


class TooLargeError(Exception):
    """The result is larger than the limit."""


class Bounded(io.RawIOBase):
    """A buffer that refuses to grow past ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self._left = limit

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Takes the bytes; raises ``TooLargeError`` where they are too many."""
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        self.parts.append(bytes(data))
        return len(data)


def answer(store: ox.Store, request: dict[str, Any], prefixes: dict[str, str]) -> tuple[dict[str, Any], bytes]:
    """The head and the body for one request.

    ``query``; ``default_graphs`` and ``named_graphs`` (IRIs, or None where the request names no dataset); ``sources``
    (the query's own FROM clauses, as (NAMED?, term)) under its ``prologue``; ``solutions`` and ``graph`` (names of
    formats, None where the client takes none); ``limit`` in bytes, ``seconds``.
    """
    try:
        result = _result(store, request)
        kind = "graph" if isinstance(result, ox.QueryTriples) else "solutions"
        wanted = request[kind]
        if wanted is None:
            return {"ok": False, "code": "not-acceptable", "kind": kind}, b""
        out = Bounded(request["limit"])
        sink = cast(IO[bytes], out)
        if isinstance(result, ox.QueryTriples):
            ox.serialize(result, sink, format=GRAPH_FORMATS[wanted], prefixes=prefixes)
        else:
            result.serialize(sink, format=SOLUTION_FORMATS[wanted])
    except SyntaxError as error:
        return {"ok": False, "code": "syntax", "message": str(error)}, b""
    except TooLargeError:
        return {"ok": False, "code": "too-large"}, b""
    except ValueError as error:
        return {"ok": False, "code": "value", "message": str(error)}, b""
    except (OSError, RuntimeError) as error:
        return {"ok": False, "code": "store", "message": str(error)}, b""
    return {"ok": True, "kind": kind}, b"".join(out.parts)


def _result(store: ox.Store, request: dict[str, Any]) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    graphs = graphs_of(request)
    if graphs is None:
        return store.query(request["query"])
    default, named = graphs
    named_graphs: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in named]
    if len(default) < 2:
        default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in default]
        return store.query(request["query"], default_graph=default_graph, named_graphs=named_graphs)
    merge = merged(store, default, named)
    return merge.query(request["query"], default_graph=ox.DefaultGraph(), named_graphs=named_graphs)


def attend(pipe: socket.socket, store: ox.Store, memory_mb: int) -> None:
    """Answers until the other end is closed; first it is told the prefixes for results."""
    limit_memory(memory_mb)  # here, where the thread's own stack is already counted
    prefixes = receive(pipe)[0]["prefixes"]
    send(pipe, {"ready": True})
    while True:
        try:
            request, _ = receive(pipe)
        except (EOFError, OSError):
            return
        # Should the server be gone before it can stop a query, the query ends all the same.
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + GRACE)
        head, body = answer(store, request, prefixes)
        signal.setitimer(signal.ITIMER_REAL, 0)
        send(pipe, head, body)


def main() -> None:
    """Seals the process, opens the snapshot, answers."""
    descriptor, snapshot, memory = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the pipe
    pipe = socket.socket(fileno=descriptor)
    sealed = refuse_calls()
    try:
        store = ox.Store.read_only(str(snapshot))
    except OSError as error:
        send(pipe, {"ready": False, "message": str(error)})
        return
    if not sealed:
        limit_descriptors(snapshot)
    threading.stack_size(STACK)
    thread = threading.Thread(target=attend, args=(pipe, store, memory))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
