"""What stands around a thing, as nodes and edges for the graph page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.queries.ask import Links, Row, exists, fullest, iri, select, select_each
from kg.queries.graph_rows import Edge, Neighbourhood, Node
from kg.queries.terms import term_labels
from kg.rdf.iris import kind_of
from kg.rdf.vocabulary import (
    AS_OF,
    ATTENDEE,
    CHAIR,
    CONTAINED_IN,
    IN_ORGANIZATION,
    IN_ROLE,
    ISSUED_BY,
    LOCATION,
    MEMBER,
    ORGANIZER,
    SUB_ORGANIZATION_OF,
    TARGET,
    TITLE,
)
from kg.store.protocol import Store

TIES = (LOCATION, CHAIR, ATTENDEE, ORGANIZER, ISSUED_BY, TARGET, SUB_ORGANIZATION_OF, CONTAINED_IN)
"""The properties drawn as edges, beside the role that a person holds in a body."""
_TIES = ", ".join(str(tie) for tie in TIES)

AROUND = """SELECT ?other (COUNT(DISTINCT ?graph) AS ?weight) { VALUES ?tie { $ties } GRAPH ?graph {
  { $thing ?tie ?other } UNION { ?other ?tie $thing } } FILTER(?other != $thing) } GROUP BY ?other"""
OF_POSTS = """SELECT ?membership (COUNT(?graph) AS ?weight) { GRAPH ?graph {
  ?membership org:member|org:organization|org:role $thing } } GROUP BY ?membership"""
INSIDE = """SELECT ?other (COUNT(*) AS ?weight) { GRAPH $thing {
  { ?other ?tie ?value FILTER(?tie IN ($ties)) } UNION { ?value ?tie ?other FILTER(?tie IN ($ties)) }
  UNION { ?membership org:member ?other } UNION { ?membership org:member ?value ; org:organization ?other } }
} GROUP BY ?other ORDER BY DESC(?weight) ?other"""
BETWEEN = """SELECT ?source ?tie ?target (COUNT(*) AS ?weight) { VALUES ?source { $things }
  GRAPH ?article { ?source ?tie ?target } FILTER(?tie IN (@ties)) } GROUP BY ?source ?tie ?target"""
POSTS = """SELECT ?membership ?source (COUNT(?article) AS ?weight) { VALUES ?source { $things }
  GRAPH ?article { ?membership org:member ?source } } GROUP BY ?membership ?source"""
OF_MEMBERSHIPS = """SELECT DISTINCT ?membership ?property ?value { VALUES ?membership { $things }
  ?membership ?property ?value FILTER(?property IN (org:member, org:organization, wt:title, wt:asOf)) }"""
DAYS = """SELECT DISTINCT ?thing ?date { VALUES ?thing { $things }
  ?thing schema:startDate|schema:endDate|dcterms:issued ?date }"""
STEP = """SELECT DISTINCT ?thing ?next { VALUES ?thing { $things }
  { ?next schema:attendee ?thing } UNION { ?thing schema:attendee ?next }
  UNION { ?post org:member ?thing ; org:organization ?next }
  UNION { ?post org:organization ?thing ; org:member ?next } }"""
MOST_STEPS = 6
"""Three people lie between two that so many steps part."""
WIDEST = 2_000
TITLES_SHOWN = 3
"""Titles of one person in one body that an edge is labelled with."""
MOST_NODES = 480
"""Nodes of one graph: more can be neither read nor placed quickly."""


def neighbourhood(store: Store, things: str | Sequence[str], limit: int = 100) -> Neighbourhood | None:
    """The things, up to ``limit`` tied to each (those in most articles first), and every tie among them all.

    A thing that is asked for twice has ``2 * limit`` around it, and so on. Around an article stand the things that it
    ties together. Things of which the graph says nothing are left out; None where that is all of them.
    """
    asked = Counter([things] if isinstance(things, str) else things)
    centres = [thing for thing in asked if exists(store, thing)]
    if not centres:
        return None
    return _drawn(store, centres, centres, {thing: asked[thing] * limit for thing in centres})


def _around(store: Store, thing: str) -> list[str]:
    """What is tied to a thing, that in most articles first."""
    if kind_of(thing) == "article":
        return [row["other"] for row in select(store, INSIDE.replace("$ties", _TIES), thing=iri(thing))]
    weights = Counter({row["other"]: int(row["weight"]) for row in select(store, AROUND, thing=iri(thing), ties=TIES)})
    posts = {row["membership"]: int(row["weight"]) for row in select(store, OF_POSTS, thing=iri(thing))}
    wanted = {MEMBER.value} if kind_of(thing) == "role" else {MEMBER.value, IN_ORGANIZATION.value}
    for row in select_each(store, OF_MEMBERSHIPS, posts):
        if row["property"] in wanted and row["value"] != thing:
            weights[row["value"]] += posts[row["membership"]]
    return sorted(weights, key=lambda other: (-weights[other], other))


def _drawn(store: Store, things: Iterable[str], centres: Sequence[str], wanted: Mapping[str, int]) -> Neighbourhood:
    """``things`` with so many as are ``wanted`` around some of them, and all ties among those."""
    shown = dict.fromkeys([*centres, *things])
    around = {thing: _around(store, thing) for thing in wanted}
    for thing, found in around.items():
        new = [other for other in found[: wanted[thing]] if other not in shown]
        shown |= dict.fromkeys(new[: max(0, MOST_NODES - len(shown))])
    rest = tuple((thing, sum(other not in shown for other in found)) for thing, found in around.items())
    links = Links(store, shown)
    days = _days(store, (thing for thing in shown if kind_of(thing) in ("event", "policy")))
    edges = _edges(store, shown, days)
    degree = Counter(end for edge in edges for end in (edge.source, edge.target))
    return Neighbourhood(
        centre=links[centres[0]],
        nodes=tuple(
            Node(link.iri, link.label, link.kind, degree[link.iri], *days.get(link.iri, (None, None)))
            for link in links.all(shown)
        ),
        edges=edges,
        left_out=len({other for found in around.values() for other in found} - shown.keys()),
        centres=links.all(centres),
        rest=rest,
    )


def connections(
    store: Store, one: str, other: str, also: Sequence[str] = (), limit: int = 100, paths: int = 30
) -> Neighbourhood | None:
    """The shortest ways from one person to another through meetings and bodies: all of that length, up to ``paths``.

    A step leads from a person to an event or body, or back. None where more than ``MOST_STEPS`` would be needed or a
    thing is unknown. What thousands share is looked at only as far as ``WIDEST`` things a step. Things ``also`` asked
    for stand there with what is around them, as in ``neighbourhood``.
    """
    if one == other or not (exists(store, one) and exists(store, other)):
        return None
    way = _way(store, one, other, paths)
    if way is None:
        return None
    more = {thing: count * limit for thing, count in Counter(also).items() if exists(store, thing)}
    return _drawn(store, [*way, *more], [one, other], more)


def _way(store: Store, one: str, other: str, paths: int) -> list[str] | None:
    before: dict[str, list[str]] = {one: []}
    edge = [one]
    for _ in range(MOST_STEPS):
        found: dict[str, list[str]] = defaultdict(list)
        for row in select_each(store, STEP, edge):
            if row["next"] not in before:
                found[row["next"]].append(row["thing"])
        before |= found
        if other in found:
            return _on_the_way(before, one, other, paths)
        edge = sorted(found)[:WIDEST]
        if not edge:
            break
    return None


def _on_the_way(before: Mapping[str, Sequence[str]], one: str, other: str, paths: int) -> list[str]:
    ways = [[other]]
    while ways[0][-1] != one:
        ways = [[*way, step] for way in ways for step in sorted(set(before[way[-1]]))][:paths]
    return list(dict.fromkeys([one, other, *(step for way in ways for step in way)]))


def _days(store: Store, things: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The first and the last day of events and policies; those of unknown year are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in select_each(store, DAYS, things):
        found[row["thing"]].add(row["date"])
    return {thing: bounds for thing, dates in found.items() if (bounds := _bounds(dates))}


def _bounds(dates: Iterable[str]) -> tuple[str, str] | None:
    known = [date for date in dates if not date.startswith("--")]
    return (min(known), max(known)) if known else None


def _edges(store: Store, things: Iterable[str], days: Mapping[str, tuple[str, str]]) -> tuple[Edge, ...]:
    among = set(things)
    ties = {
        (row["source"], row["target"], row["tie"]): int(row["weight"])
        for row in select_each(
            store, BETWEEN.replace("@ties", _TIES), sorted(t for t in among if kind_of(t) != "person")
        )
        if row["target"] in among
    }
    # Whoever chairs attends: one edge says it.
    for event, person, tie in list(ties):
        if tie == CHAIR.value:
            ties.pop((event, person, ATTENDEE.value), None)
    edges = []
    for (source, target, tie), weight in ties.items():
        first, last = days.get(source, (None, None))
        edges.append(Edge(source, target, tie, *term_labels(tie), first=first, last=last, weight=weight))
    return tuple(sorted(edges + _posts(store, among), key=lambda e: (e.source, e.target, e.predicate)))


def _posts(store: Store, among: set[str]) -> list[Edge]:
    """What a person holds or held in a body is one edge, however many posts it is."""
    rows = list(select_each(store, POSTS, sorted(thing for thing in among if kind_of(thing) == "person")))
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in select_each(store, OF_MEMBERSHIPS, (row["membership"] for row in rows)):
        said[row["membership"]][row["property"]].append(row["value"])
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for body in said[row["membership"]][IN_ORGANIZATION.value]:
            if body in among:
                held[row["source"], body].append(row)
    chinese, english = term_labels(IN_ROLE.value)
    edges = []
    for (person, body), posts in held.items():
        told = [said[post["membership"]] for post in posts]
        titles = {title for one in told for title in one[TITLE.value]}
        first, last = _bounds(day for one in told for day in one[AS_OF.value]) or (None, None)
        edges.append(
            Edge(
                person,
                body,
                IN_ROLE.value,
                "、".join(fullest(titles)[:TITLES_SHOWN]) or chinese,
                english,
                first,
                last,
                weight=max(int(post["weight"]) for post in posts),
                posts=tuple(sorted(post["membership"] for post in posts)),
            )
        )
    return edges
