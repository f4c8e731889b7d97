"""Asking a store: a query's parameters are put in as checked terms, and its rows come back as Python values.

A parameter stands in the query as ``$name``. An IRI that is none raises ``ValueError``, and a literal is written
with every special character escaped, so no parameter can change what the query means.

What thousands of articles state stands in thousands of graphs, and engines give such a triple as often when they
query the union (Oxigraph does), so that a join of three such patterns costs thousands cubed. Hence the queries here
join within ``GRAPH``, since an article's graph describes all that it speaks of, and take single patterns elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions

from kg.queries.rows import Link
from kg.queries.terms import term_labels
from kg.rdf.iris import kind_of
from kg.rdf.vocabulary import PREFIXES
from kg.store.protocol import Store

Parameter: TypeAlias = NamedNode | Literal | int | Sequence[NamedNode]

BATCH = 500
"""Terms in one VALUES block: long lists are asked for in pieces, since engines parse very long queries slowly."""

_PARAMETER = re.compile(r"\$([a-z]+)")
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

OPENING = r'CONCAT(REPLACE(SUBSTR(STR(?body), 1, 24), "\\s+", " "), "…")'
"""What an article without a headline is called: its first words."""
LABELS = """SELECT DISTINCT ?thing ?rank ?label { VALUES ?thing { $things }
  { ?thing rdfs:label ?label BIND(1 AS ?rank) }
  UNION { ?thing schema:headline ?label BIND(1 AS ?rank) }
  UNION { ?thing schema:articleBody ?body FILTER NOT EXISTS { ?thing schema:headline ?headline }
    BIND(2 AS ?rank) BIND(@opening AS ?label) }
  UNION { ?thing dcterms:identifier ?label BIND(3 AS ?rank) } }""".replace("@opening", OPENING)


class Row:
    """One solution: values by variable as ``str`` (IRIs bare, literals by lexical form); unbound ones are absent."""

    __slots__ = ("_terms",)

    def __init__(self, terms: dict[str, NamedNode | BlankNode | Literal]) -> None:
        self._terms = terms

    def __getitem__(self, name: str) -> str:
        return self._terms[name].value

    def get(self, name: str) -> str | None:
        """The value, None where unbound."""
        term = self._terms.get(name)
        return None if term is None else term.value

    def term(self, name: str) -> NamedNode | BlankNode | Literal:
        """The term itself; ``KeyError`` where unbound."""
        return self._terms[name]


def iri(text: str) -> NamedNode:
    """The IRI as a term. Raises ``ValueError`` where it is none."""
    return NamedNode(text)


def bind(query: str, **parameters: Parameter) -> str:
    """The query with our prefixes before it and every ``$name`` replaced. Raises ``KeyError`` for a missing one."""
    return _PROLOGUE + _PARAMETER.sub(lambda found: _written(parameters[found[1]]), query)


def _written(value: Parameter) -> str:
    if isinstance(value, NamedNode | Literal | int):
        return str(value)
    return " ".join(str(node) for node in value)


def select(store: Store, query: str, **parameters: Parameter) -> list[Row]:
    """The rows of a SELECT query."""
    result = store.query(bind(query, **parameters))
    if not isinstance(result, QuerySolutions):
        raise TypeError("select takes a SELECT query")
    names = [variable.value for variable in result.variables]
    return [
        Row({n: t for n, t in zip(names, solution, strict=True) if isinstance(t, NamedNode | BlankNode | Literal)})
        for solution in result
    ]


def select_each(store: Store, query: str, things: Iterable[str]) -> Iterator[Row]:
    """The rows of a query that has one ``VALUES … { $things }``, asked for in batches of the things' IRIs."""
    each = iter(dict.fromkeys(things))
    while some := list(islice(each, BATCH)):
        yield from select(store, query, things=[NamedNode(thing) for thing in some])


def holds(store: Store, query: str, **parameters: Parameter) -> bool:
    """The answer of an ASK query."""
    result = store.query(bind(query, **parameters))
    if not isinstance(result, QueryBoolean):
        raise TypeError("holds takes an ASK query")
    return bool(result)


def exists(store: Store, thing: str) -> bool:
    """Whether the graph says anything of the thing."""
    return holds(store, "ASK { $thing ?property ?value }", thing=iri(thing))


def fullest(labels: Iterable[str]) -> list[str]:
    """The labels, the longest first, equal lengths in order of their characters."""
    return sorted(set(labels), key=lambda label: (-len(label), label))


def known_dates(dates: Iterable[str]) -> list[str]:
    """The dates in order, those of known year alone where there are any: --06-23 is before and after nothing."""
    ordered = sorted(dates)
    return [date for date in ordered if not date.startswith("--")] or ordered


class Links:
    """The links of things by IRI, labels asked for together: graphs of articles can give one thing several."""

    def __init__(self, store: Store, things: Iterable[str]) -> None:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in select_each(store, LABELS, things):
            found[row["thing"]].append((row["rank"], row["label"]))
        self._labels = {thing: _preferred(labels) for thing, labels in found.items()}

    def __getitem__(self, thing: str) -> Link:
        return Link(thing, self._labels.get(thing) or term_labels(thing)[0], kind_of(thing))

    def all(self, things: Iterable[str]) -> tuple[Link, ...]:
        """The links in the order of the things, each once."""
        return tuple(self[thing] for thing in dict.fromkeys(things))


def _preferred(labels: list[tuple[str, str]]) -> str:
    best = min(rank for rank, _ in labels)
    return fullest(label for rank, label in labels if rank == best)[0]
