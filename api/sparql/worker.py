"""A process that answers SPARQL queries over one snapshot and can be killed at any moment.

``python -m api.sparql.worker FD SNAPSHOT MEMORY_MB``; ``FD`` is its end of a pair of sockets (``sparql.wire``). It is
told the prefixes for results, says ``{"ready": true}``, then answers one request after the other with a head; where
that says ``"ok": true``, the body is the whole result.
"""

from __future__ import annotations

import math
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from api.sparql.dataset import graphs_of, merged
from api.sparql.results import TooLargeError, TooManyRowsError, UnfitError, written
from api.sparql.seal import limit_descriptors, limit_memory, refuse_calls
from api.sparql.wire import LATE, LATE_SECONDS, Inbox, send

STACK: Final = 512 * 2**20  # deep nesting overflows the usual 8 MB; only what is touched costs memory
GRACE: Final = 2
_UNKNOWN_FUNCTION: Final = "custom function"


def answer(store: ox.Store, request: dict[str, Any], prefixes: dict[str, str]) -> tuple[dict[str, Any], bytes]:
    """The head and the body for one request.

    ``query``; ``default_graphs`` and ``named_graphs`` (IRIs, or None where the request names no dataset); ``sources``
    (the query's own FROM clauses, as (NAMED?, term)) under its ``prologue``; ``solutions`` and ``graph`` (names of
    formats, None where the client takes none); ``limit`` in bytes, ``rows``, ``seconds``; ``behind``, when it
    was sent behind another that was still at work: where that took long it is asked again elsewhere, so not answered.
    """
    if time.monotonic() - request.get("behind", math.inf) > LATE_SECONDS:
        return {"ok": False, "code": LATE}, b""
    try:
        result = _result(store, request)
        kind = "graph" if isinstance(result, ox.QueryTriples) else "solutions"
        wanted = request[kind]
        if wanted is None:
            return {"ok": False, "code": "not-acceptable", "kind": kind}, b""
        body = written(result, wanted, most_bytes=request["limit"], most_rows=request["rows"], prefixes=prefixes)
    except SyntaxError as error:
        return {"ok": False, "code": "syntax", "message": str(error)}, b""
    except TooLargeError:
        return {"ok": False, "code": "too-large"}, b""
    except TooManyRowsError:
        return {"ok": False, "code": "too-many-rows"}, b""
    except UnfitError:
        return {"ok": False, "code": "unfit", "kind": kind}, b""
    except ValueError as error:
        return {"ok": False, "code": "value", "message": str(error)}, b""
    except RuntimeError as error:
        if _UNKNOWN_FUNCTION not in str(error):
            return {"ok": False, "code": "store", "message": str(error)}, b""
        return {"ok": False, "code": "value", "message": str(error)}, b""
    except OSError as error:
        return {"ok": False, "code": "store", "message": str(error)}, b""
    return {"ok": True, "kind": kind}, body


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
    inbox = Inbox(pipe)
    prefixes = inbox.receive()[0]["prefixes"]
    send(pipe, {"ready": True})
    while True:
        try:
            request, _ = inbox.receive()
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
