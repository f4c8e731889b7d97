"""Every name of everything, with what tells things of one name apart, for an index over them."""

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

DAYS = """SELECT ?thing ?own (MIN(?day) AS ?first) (MAX(?day) AS ?last) { GRAPH ?graph {
  { ?thing schema:startDate|dcterms:issued ?date BIND(1 AS ?own) }
  UNION { ?graph schema:datePublished ?date . ?thing rdfs:label|schema:headline|schema:articleBody ?name
    BIND(0 AS ?own) }
  BIND(STR(?date) AS ?day) FILTER(!STRSTARTS(?day, "--")) } } GROUP BY ?thing ?own"""
TITLES = """SELECT ?thing ?title (COUNT(*) AS ?count) { GRAPH ?graph { ?post org:member ?thing ; wt:title ?title } }
GROUP BY ?thing ?title"""


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
    for row in _rows(store, NAMES):
        thing, name, rank, count = (row[key] for key in ("thing", "name", "rank", "count"))
        yield Naming(thing.value, name.value, int(rank.value), int(count.value))


def every_span(store: Store) -> dict[str, tuple[str, str]]:
    """The first and last day of each thing: its own of an event or policy, else those of the articles that name it."""
    found: dict[str, tuple[int, str, str]] = {}
    for row in _rows(store, DAYS):
        thing, own, first, last = (row[key].value for key in ("thing", "own", "first", "last"))
        if thing not in found or int(own) > found[thing][0]:
            found[thing] = (int(own), first, last)
    return {thing: (first, last) for thing, (_, first, last) in found.items()}


def every_title(store: Store) -> dict[str, str]:
    """The title that most articles give each person."""
    best: dict[str, tuple[int, str]] = {}
    for row in _rows(store, TITLES):
        thing, title, count = (row[key].value for key in ("thing", "title", "count"))
        best[thing] = max(best.get(thing, (0, "")), (int(count), title))
    return {thing: title for thing, (_, title) in best.items()}


def _rows(store: Store, query: str) -> QuerySolutions:
    rows = store.query(bind(query))
    assert isinstance(rows, QuerySolutions)
    return rows
