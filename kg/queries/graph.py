"""What stands around a thing, as nodes and edges for the graph page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.queries.ask import Links, exists, fullest, iri, select, select_each
from kg.queries.graph_rows import Edge, Neighbourhood, Node
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
STEP = """SELECT DISTINCT ?thing ?next { VALUES ?thing { $things }
  { ?next schema:attendee ?thing } UNION { ?thing schema:attendee ?next }
  UNION { ?post org:member ?thing ; org:organization ?next }
  UNION { ?post org:organization ?thing ; org:member ?next } }"""
MOST_STEPS = 6
"""Three people lie between two that so many steps part."""
WIDEST = 2_000
TITLES_SHOWN = 3
"""Titles of one person in one body that an edge is labelled with."""


def neighbourhood(store: Store, things: str | Sequence[str], limit: int = 100) -> Neighbourhood | None:
    """The things, up to ``limit`` tied to each (those in most articles first), and every tie among them all.

    Around an article stand the things that it ties together. Things of which the graph says nothing are left out;
    None where that is all of them.
    """
    asked = [things] if isinstance(things, str) else list(dict.fromkeys(things))
    centres = [thing for thing in asked if exists(store, thing)]
    if not centres:
        return None
    shown, left_out = dict.fromkeys(centres), 0
    for thing in centres:
        found = _around(store, thing)
        shown |= dict.fromkeys(found[:limit])
        left_out += max(0, len(found) - limit)
    return _drawn(store, list(shown), centres, left_out)


def _around(store: Store, thing: str) -> list[str]:
    ties = ", ".join(str(tie) for tie in TIES)
    query = (INSIDE if kind_of(thing) == "article" else AROUND).replace("$ties", ties)
    return [row["other"] for row in select(store, query, thing=iri(thing))]


def _drawn(store: Store, shown: Sequence[str], centres: Sequence[str], left_out: int) -> Neighbourhood:
    edges = _edges(store, shown)
    degree = Counter(end for edge in edges for end in (edge.source, edge.target))
    links = Links(store, shown)
    return Neighbourhood(
        centre=links[centres[0]],
        nodes=tuple(Node(link.iri, link.label, link.kind, degree[link.iri]) for link in links.all(shown)),
        edges=edges,
        capped=left_out > 0,
        left_out=left_out,
        centres=links.all(centres),
    )


def connections(store: Store, one: str, other: str, steps: int = MOST_STEPS, paths: int = 30) -> Neighbourhood | None:
    """The shortest ways from one person to another through meetings and bodies: all of that length, up to ``paths``.

    A step leads from a person to an event or body, or back. None where more than ``steps`` would be needed or a
    thing is unknown. What thousands share is looked at only as far as ``WIDEST`` things a step.
    """
    if one == other or not (exists(store, one) and exists(store, other)):
        return None
    before: dict[str, list[str]] = {one: []}
    edge = [one]
    for _ in range(steps):
        found: dict[str, list[str]] = defaultdict(list)
        for row in select_each(store, STEP, edge):
            if row["next"] not in before:
                found[row["next"]].append(row["thing"])
        before |= found
        if other in found:
            return _drawn(store, _on_the_way(before, one, other, paths), [one, other], 0)
        edge = sorted(found)[:WIDEST]
        if not edge:
            break
    return None


def _on_the_way(before: Mapping[str, Sequence[str]], one: str, other: str, paths: int) -> list[str]:
    ways = [[other]]
    while ways[0][-1] != one:
        ways = [[*way, step] for way in ways for step in sorted(set(before[way[-1]]))][:paths]
    return list(dict.fromkeys([one, other, *(step for way in ways for step in way)]))


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
