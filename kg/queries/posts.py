"""Posts held, from the person's side and from the body's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.queries.ask import BATCH, Links, fullest, iri, known_dates, select, select_each
from kg.queries.entity_rows import Post
from kg.queries.evidence import Statement, statements_named
from kg.rdf.vocabulary import IN_ORGANIZATION, MEMBER
from kg.store.protocol import Store

HELD = """SELECT ?membership ?person ?role ?organization (MAX(STR(?date)) AS ?day) { ?membership $property $thing ;
  org:member ?person ; org:role ?role ; org:organization ?organization OPTIONAL { ?membership wt:asOf ?date } }
GROUP BY ?membership ?person ?role ?organization ORDER BY DESC(?day) ?organization ?role ?person
LIMIT $limit OFFSET $offset"""
TOLD = """SELECT ?membership (COUNT(DISTINCT ?statement) AS ?told) (COUNT(DISTINCT ?over) AS ?past) { GRAPH ?article {
  VALUES ?membership { $things } ?statement rdf:subject ?membership
  OPTIONAL { ?statement wt:toldAsPast true BIND(?statement AS ?over) } } } GROUP BY ?membership"""
# OPTIONAL is asked of each article alone, where a join would look through all statements of the post.
AMONG = """SELECT DISTINCT ?article ?statement { VALUES ?article { $things }
  OPTIONAL { GRAPH ?article { ?statement rdf:subject $thing } } FILTER(BOUND(?statement)) }"""
NEWEST = """{ SELECT ?statement ?day { GRAPH ?article { ?statement rdf:subject $thing
  OPTIONAL { ?article schema:datePublished ?date BIND(STR(?date) AS ?day) } } }
  ORDER BY DESC(?day) ?statement LIMIT $quotes }"""
SEEN = """SELECT DISTINCT ?membership ?title ?day { VALUES ?membership { $things }
  { ?membership wt:title ?title } UNION { ?membership wt:asOf ?date BIND(STR(?date) AS ?day) } }"""

QUOTES = 20
"""Statements shown of one post."""
TOGETHER = 50
"""Sub-queries in one query."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How many rows, after how many; of each the newest ``quotes``.

    These are looked for among the ``newest`` articles of all first, as far as these are known.
    """

    limit: int = 500
    offset: int = 0
    quotes: int = QUOTES
    newest: Sequence[str] = ()


def posts_of(store: Store, person: str, shown: Shown = Shown()) -> tuple[Post, ...]:
    """The posts a person is told to hold or to have held, the latest sighting first."""
    return _posts(store, MEMBER, person, shown)


def holders(store: Store, organization: str, shown: Shown = Shown()) -> tuple[Post, ...]:
    """Who is told to hold or to have held a post in a body, the latest sighting first."""
    return _posts(store, IN_ORGANIZATION, organization, shown)


def _posts(store: Store, side: NamedNode, thing: str, shown: Shown) -> tuple[Post, ...]:
    limit, offset = shown.limit, shown.offset
    rows = select(store, HELD, property=side, thing=iri(thing), limit=limit, offset=offset)
    memberships = [row["membership"] for row in rows]
    told = {row["membership"]: (int(row["told"]), int(row["past"])) for row in select_each(store, TOLD, memberships)}
    titles: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[str]] = defaultdict(set)
    for row in select_each(store, SEEN, memberships):
        if (title := row.get("title")) is not None:
            titles[row["membership"]].add(title)
        if (day := row.get("day")) is not None:
            days[row["membership"]].add(day)
    evidence: dict[str, list[Statement]] = defaultdict(list)
    times = {membership: told.get(membership, (0, 0))[0] for membership in memberships}
    for statement in statements_named(store, _newest(store, times, shown)):
        evidence[statement.subject].append(statement)
    articles = [statement.article for statements in evidence.values() for statement in statements]
    links = Links(store, [row[name] for row in rows for name in ("person", "role", "organization")] + articles)
    return tuple(
        Post(
            person=links[row["person"]],
            role=links[row["role"]],
            organization=links[row["organization"]],
            titles=tuple(fullest(titles[row["membership"]])),
            first=next(iter(known_dates(days[row["membership"]])), None),
            last=next(reversed(known_dates(days[row["membership"]])), None),
            former=bool(told.get(row["membership"])) and told[row["membership"]][0] == told[row["membership"]][1],
            quotes=tuple(statement.quote(links) for statement in evidence[row["membership"]]),
            told=told.get(row["membership"], (0, 0))[0],
        )
        for row in rows
    )


def _newest(store: Store, told: Mapping[str, int], shown: Shown) -> Iterator[str]:
    """The newest statements of each membership: a high office is told of in thousands of articles."""
    rest = []
    for one, times in told.items():
        found = _among(store, one, shown) if times > BATCH else []
        if len(found) < shown.quotes:
            rest.append(one)
        else:
            yield from found[: shown.quotes]
    for start in range(0, len(rest), TOGETHER):
        parts = [NEWEST.replace("$thing", str(iri(one))) for one in rest[start : start + TOGETHER]]
        query = "SELECT DISTINCT ?statement { " + " UNION ".join(parts) + " }"
        yield from (row["statement"] for row in select(store, query, quotes=shown.quotes))


def _among(store: Store, membership: str, shown: Shown) -> list[str]:
    """The statements of a membership that the newest articles make, newest first."""
    newest = shown.newest[:BATCH]
    place = {article: at for at, article in enumerate(newest)}
    rows = select(store, AMONG, thing=iri(membership), things=[iri(article) for article in newest]) if newest else []
    return [row["statement"] for row in sorted(rows, key=lambda row: (place[row["article"]], row["statement"]))]
