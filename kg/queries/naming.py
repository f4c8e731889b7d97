"""Every name of everything, for an index over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolutions

from kg.queries.ask import OPENING, bind
from kg.store.protocol import Store

NAMES = """SELECT ?thing ?name ?rank (COUNT(*) AS ?count) { GRAPH ?graph {
  { ?thing rdfs:label ?name BIND(0 AS ?rank) } UNION { ?thing schema:headline ?name BIND(0 AS ?rank) }
  UNION { ?thing skos:altLabel ?name BIND(1 AS ?rank) }
  UNION { ?thing schema:articleBody ?body FILTER NOT EXISTS { ?thing schema:headline ?headline }
    BIND(1 AS ?rank) BIND(@opening AS ?name) }
  UNION { ?thing a schema:NewsArticle ; dcterms:identifier ?name BIND(2 AS ?rank) } } }
GROUP BY ?thing ?name ?rank""".replace("@opening", OPENING)


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of one thing, and how many articles call it so.

    ``rank`` is 0 for a label or headline, 1 for another name or the first words of an article that has no headline,
    2 for the identifier of an article.
    """

    thing: str
    name: str
    rank: int
    articles: int


def every_name(store: Store) -> Iterator[Naming]:
    """All names of all things, in no particular order. Asked of the store as a whole: some seconds on a large one."""
    rows = store.query(bind(NAMES))
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        thing, name, rank, count = (row[key] for key in ("thing", "name", "rank", "count"))
        yield Naming(thing.value, name.value, int(rank.value), int(count.value))
