"""Queries where the graph lies on another SPARQL server: that server evaluates them.

It gets the dataset of the request as it is. How long it may take and how large its answer may be is held here: past
that nobody waits any longer, but whether the server stops its work then, and how much memory it takes for it, is for
its own settings to say.
"""

from __future__ import annotations

import pyoxigraph as ox

from api.problems import Problem, not_acceptable
from api.sparql.formats import GRAPHS, SOLUTIONS
from api.sparql.pool import Answer, Ask, Limits
from api.sparql.refusals import too_large, too_many_rows, too_slow, unfit
from api.sparql.results import TooLargeError, TooManyRowsError, UnfitError, written
from kg.rdf.vocabulary import PREFIXES
from kg.store import QuerySyntaxError, ResultTooLargeError, Store, StoreError, StoreSlowError
from kg.store.http import Bounds
from kg.store.remote import RemoteStore


def forward(store: Store, ask: Ask, limits: Limits) -> Answer:
    """The answer of the other server in the form asked for. Raises ``Problem``."""
    try:
        return _answer(store, ask, limits)
    except QuerySyntaxError as error:
        problem = Problem(400, "syntax-error", str(error))
    except StoreSlowError:
        problem = too_slow(limits.seconds)
    except (TooLargeError, ResultTooLargeError):
        problem = too_large(limits.result_bytes)
    except UnfitError:
        problem = unfit()
    except TooManyRowsError:
        problem = too_many_rows(limits.result_rows)
    except StoreError:
        detail = "the server that holds the graph does not answer; try again"
        problem = Problem(503, "store-unreachable", detail, headers={"Retry-After": "10"})
    # Raised here, as a context would carry the engine's result, which must end in the thread that it was made in.
    raise problem


def _answer(store: Store, ask: Ask, limits: Limits) -> Answer:
    assert isinstance(store, RemoteStore)
    graphs = [("default-graph-uri", iri) for iri in ask.default_graphs or ()]
    graphs += [("named-graph-uri", iri) for iri in ask.named_graphs]
    result = store.query_within(ask.query, Bounds(limits.seconds, limits.result_bytes, graphs))
    kind = "graph" if isinstance(result, ox.QueryTriples) else "solutions"
    wanted = ask.graph if kind == "graph" else ask.solutions
    if wanted is None:
        del result
        raise not_acceptable(list(GRAPHS if kind == "graph" else SOLUTIONS))
    body = written(result, wanted, most_bytes=limits.result_bytes, most_rows=limits.result_rows, prefixes=PREFIXES)
    return Answer(kind, body)
