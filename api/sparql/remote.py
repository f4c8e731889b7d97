"""Queries where the graph lies on another SPARQL server: that server evaluates them, within its own limits."""

from __future__ import annotations

import io
from typing import IO, cast

import pyoxigraph as ox

from api.problems import Problem, not_acceptable
from api.sparql.formats import GRAPHS, SOLUTIONS
from api.sparql.pool import Answer, Ask, Limits
from api.sparql.worker import GRAPH_FORMATS, SOLUTION_FORMATS, Bounded, TooLargeError
from kg.rdf.vocabulary import PREFIXES
from kg.store import QuerySyntaxError, Store, StoreError


def forward(store: Store, ask: Ask, limits: Limits) -> Answer:
    """The answer of the other server in the form asked for. Raises ``Problem``."""
    if ask.default_graphs is not None:
        raise Problem(400, "dataset-refused", "this graph lies on another server; name graphs with FROM in the query")
    out = Bounded(limits.result_bytes)
    sink = cast(IO[bytes], io.BufferedWriter(out))
    try:
        result = store.query(ask.query)
        kind = "graph" if isinstance(result, ox.QueryTriples) else "solutions"
        wanted = ask.graph if kind == "graph" else ask.solutions
        if wanted is None:
            raise not_acceptable(list(GRAPHS if kind == "graph" else SOLUTIONS))
        if isinstance(result, ox.QueryTriples):
            ox.serialize(result, sink, format=GRAPH_FORMATS[wanted], prefixes=PREFIXES)
        else:
            result.serialize(sink, format=SOLUTION_FORMATS[wanted])
        sink.flush()
    except QuerySyntaxError as error:
        raise Problem(400, "syntax-error", str(error)) from None
    except StoreError:
        raise Problem(503, "store-unreachable", "the server that holds the graph does not answer; try again") from None
    except TooLargeError:
        most = limits.result_bytes
        detail = f"the result is larger than {most} bytes; ask for less"
        raise Problem(413, "result-too-large", detail, limit=most) from None
    return Answer(kind, b"".join(out.parts))
