"""A process that answers SPARQL queries over one snapshot and can be killed at any moment.

``python -m api.sparql.worker FD SNAPSHOT MEMORY_MB``; ``FD`` is its end of a pipe. It says ``{"ready": true}``, then
takes one JSON request a message and answers each with a JSON head; where that says ``"ok": true``, the whole result
is the next message.
"""

from __future__ import annotations

import io
import json
import signal
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from api.sparql.seal import limit_descriptors, limit_memory, refuse_calls

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


def answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The head and the body for one request.

    ``query``; ``default_graphs`` and ``named_graphs`` (IRIs, or None where the request names no dataset);
    ``solutions`` and ``graph`` (names of formats, None where the client takes none); ``prefixes``;
    ``limit`` in bytes, ``seconds``.
    """
    try:
        options: dict[str, Any] = {}
        if request["default_graphs"] is not None:
            options["default_graph"] = [ox.NamedNode(iri) for iri in request["default_graphs"]]
            options["named_graphs"] = [ox.NamedNode(iri) for iri in request["named_graphs"]]
        result = store.query(request["query"], **options)
        kind = "graph" if isinstance(result, ox.QueryTriples) else "solutions"
        wanted = request[kind]
        if wanted is None:
            return {"ok": False, "code": "not-acceptable", "kind": kind}, b""
        out = Bounded(request["limit"])
        sink = cast(IO[bytes], out)
        if isinstance(result, ox.QueryTriples):
            ox.serialize(result, sink, format=GRAPH_FORMATS[wanted], prefixes=request["prefixes"])
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


def attend(pipe: Connection, store: ox.Store, memory_mb: int) -> None:
    """Answers until the other end is closed."""
    limit_memory(memory_mb)  # here, where the thread's own stack is already counted
    pipe.send_bytes(b'{"ready": true}')
    while True:
        try:
            request = json.loads(pipe.recv_bytes())
        except EOFError:
            return
        # Should the server be gone before it can stop a query, the query ends all the same.
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + GRACE)
        head, body = answer(store, request)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pipe.send_bytes(json.dumps(head).encode())
        if head["ok"]:
            pipe.send_bytes(body)


def main() -> None:
    """Seals the process, opens the snapshot, answers."""
    descriptor, snapshot, memory = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the pipe
    pipe = Connection(descriptor)
    sealed = refuse_calls()
    try:
        store = ox.Store.read_only(str(snapshot))
    except OSError as error:
        pipe.send_bytes(json.dumps({"ready": False, "message": str(error)}).encode())
        return
    if not sealed:
        limit_descriptors(snapshot)
    threading.stack_size(STACK)
    thread = threading.Thread(target=attend, args=(pipe, store, memory))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
