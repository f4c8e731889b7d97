"""What stands around a thing, as nodes and edges for the graph page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.queries.ask import Links, exists, fullest, iri, select, select_each
from kg.queries.rows import Edge, Neighbourhood, Node
from kg.queries.terms import term_labels
from kg.rdf.iris import kind_of
from kg.rdf.vocabulary import (
    ATTENDEE,
    CHAIR,
    CONTAINED_IN,
    IN_ROLE,
    ISSUED_BY,
    LOCATION,
    ORGANIZER,
    SUB_ORGANIZATION_OF,
    TARGET,
)
from kg.store.protocol import Store

TIES = (LOCATION, CHAIR, ATTENDEE, ORGANIZER, ISSUED_BY, TARGET, SUB_ORGANIZATION_OF, CONTAINED_IN)
"""The properties drawn as edges, beside the role that a person holds in a body."""

AROUND = """SELECT ?other (COUNT(DISTINCT ?graph) AS ?weight) { GRAPH ?graph {
  { $thing ?tie ?other FILTER(?tie IN ($ties)) } UNION { ?other ?tie $thing FILTER(?tie IN ($ties)) }
  UNION { ?membership org:member $thing ; org:organization ?other }
  UNION { ?membership org:organization $thing ; org:member ?other }
  UNION { ?membership org:role $thing ; org:member ?other } }
  FILTER(?other != $thing) } GROUP BY ?other ORDER BY DESC(?weight) ?other"""
INSIDE = """SELECT ?other (COUNT(*) AS ?weight) { GRAPH $thing {
  { ?other ?tie ?value FILTER(?tie IN ($ties)) } UNION { ?value ?tie ?other FILTER(?tie IN ($ties)) }
  UNION { ?membership org:member ?other } UNION { ?membership org:member ?value ; org:organization ?other } }
} GROUP BY ?other ORDER BY DESC(?weight) ?other"""
BETWEEN = """SELECT DISTINCT ?source ?tie ?target { VALUES ?source { $things }
  VALUES ?tie { schema:location wt:chair schema:attendee schema:organizer wt:issuedBy wt:target
    org:subOrganizationOf schema:containedInPlace } ?source ?tie ?target }"""
POSTS = """SELECT DISTINCT ?source ?target ?title { GRAPH ?article { VALUES ?source { $things }
  ?membership org:member ?source ; org:organization ?target .
  OPTIONAL { ?membership wt:title ?title } } }"""
TITLES_SHOWN = 3
"""Titles of one person in one body that an edge is labelled with."""


def neighbourhood(store: Store, thing: str, limit: int = 100) -> Neighbourhood | None:
    """The thing, up to ``limit`` things tied to it (those in most articles first), and every tie among them.

    Around an article stand the things that it ties together. None where the graph says nothing of the thing.
    """
    node = iri(thing)
    if not exists(store, thing):
        return None
    ties = ", ".join(str(tie) for tie in TIES)
    query = (INSIDE if kind_of(thing) == "article" else AROUND).replace("$ties", ties)
    found = [row["other"] for row in select(store, query, thing=node)]
    shown = [thing, *found[:limit]]
    edges = _edges(store, shown)
    degree = Counter(end for edge in edges for end in (edge.source, edge.target))
    links = Links(store, shown)
    return Neighbourhood(
        centre=links[thing],
        nodes=tuple(Node(link.iri, link.label, link.kind, degree[link.iri]) for link in links.all(shown)),
        edges=edges,
        capped=len(found) > limit,
        left_out=max(0, len(found) - limit),
    )


def _edges(store: Store, things: Iterable[str]) -> tuple[Edge, ...]:
    among = set(things)
    ties = {
        (row["source"], row["target"], row["tie"])
        for row in select_each(store, BETWEEN, sorted(among))
        if row["target"] in among
    }
    # Whoever chairs attends: one edge says it.
    ties -= {(event, person, ATTENDEE.value) for event, person, tie in ties if tie == CHAIR.value}
    edges = [Edge(*tie, *term_labels(tie[2])) for tie in ties]
    return tuple(sorted(edges + _posts(store, among), key=lambda e: (e.source, e.target, e.predicate)))


def _posts(store: Store, among: set[str]) -> list[Edge]:
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in select_each(store, POSTS, sorted(among)):
        if row["target"] in among:
            title = row.get("title")
            titles[row["source"], row["target"]] |= {title} if title else set()
    english = term_labels(IN_ROLE.value)[1]
    return [
        Edge(
            person,
            body,
            IN_ROLE.value,
            "、".join(fullest(held)[:TITLES_SHOWN]) or term_labels(IN_ROLE.value)[0],
            english,
        )
        for (person, body), held in titles.items()
    ]
