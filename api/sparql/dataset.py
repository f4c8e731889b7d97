"""The RDF merge of several default graphs, in which a triple that two of them state stands once (SPARQL 1.1, 13.2.1).

The engine evaluates over several graphs as over a list of quads and gives a shared triple as often as it is stated
(oxigraph issue 1919). So where a query has two default graphs or more, they are copied into a store in memory, whose
triples are a set. Graphs here are articles, of some hundred triples each; what the copy takes counts against the
query's own limits of time and memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox


def named_in(prologue: str, terms: Iterable[str]) -> list[str] | None:
    """The IRIs of the terms of FROM clauses under the query's prologue; None where it is no SPARQL.

    >>> named_in("BASE <http://a/> PREFIX x: <http://b/>", ["<c>", "x:d"])
    ['http://a/c', 'http://b/d']
    """
    wanted = list(terms)
    names = [f"?g{at}" for at in range(len(wanted))]
    try:
        result = ox.Store().query(f"{prologue}\nSELECT * {{ VALUES ({' '.join(names)}) {{ ({' '.join(wanted)}) }} }}")
    except SyntaxError:
        return None
    assert isinstance(result, ox.QuerySolutions)
    row = next(iter(result))
    found = [row[name[1:]] for name in names]
    return [term.value for term in found if isinstance(term, ox.NamedNode)]


def graphs_of(request: dict[str, Any]) -> tuple[list[str], list[str]] | None:
    """The default and the named graphs of a request, by the protocol or by FROM; None where neither names any."""
    if request["default_graphs"] is not None:
        return list(dict.fromkeys(request["default_graphs"])), list(dict.fromkeys(request["named_graphs"]))
    if not request["sources"]:
        return None
    default = named_in(request["prologue"], (term for named, term in request["sources"] if not named))
    named = named_in(request["prologue"], (term for named, term in request["sources"] if named))
    if default is None or named is None or len(dict.fromkeys(default)) < 2:
        return None  # the engine reads FROM itself
    return list(dict.fromkeys(default)), list(dict.fromkeys(named))


def merged(store: ox.Store, default_graphs: Iterable[str], named_graphs: Iterable[str]) -> ox.Store:
    """A store in memory with the merge of the graphs as its default graph, and the named ones beside it."""
    merge = ox.Store()
    for graph in default_graphs:
        held = store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        merge.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in held)
    for graph in named_graphs:
        merge.bulk_extend(store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    return merge
