"""Posts held, from the person's side and from the body's."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from kg.queries.ask import Links, fullest, iri, known_dates, select, select_each
from kg.queries.evidence import Statement, statements_about
from kg.queries.rows import Post
from kg.rdf.vocabulary import IN_ORGANIZATION, IN_ROLE, MEMBER
from kg.store.protocol import Store

HELD = """SELECT DISTINCT ?membership ?person ?role ?organization { GRAPH ?article { ?membership $property $thing ;
  org:member ?person ; org:role ?role ; org:organization ?organization } } ORDER BY ?membership"""
SEEN = """SELECT DISTINCT ?membership ?title ?day { VALUES ?membership { $things }
  { ?membership wt:title ?title } UNION { ?membership wt:asOf ?date BIND(STR(?date) AS ?day) } }"""


def posts_of(store: Store, person: str) -> tuple[Post, ...]:
    """The posts a person is told to hold or to have held, by body, the latest sighting first."""
    return _posts(store, MEMBER, person)


def holders(store: Store, organization: str) -> tuple[Post, ...]:
    """Who is told to hold or to have held a post in a body, the latest sighting first."""
    return _posts(store, IN_ORGANIZATION, organization)


def _posts(store: Store, side: NamedNode, thing: str) -> tuple[Post, ...]:
    rows = select(store, HELD, property=side, thing=iri(thing))
    memberships = [row["membership"] for row in rows]
    titles: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[str]] = defaultdict(set)
    for row in select_each(store, SEEN, memberships):
        if (title := row.get("title")) is not None:
            titles[row["membership"]].add(title)
        if (day := row.get("day")) is not None:
            days[row["membership"]].add(day)
    evidence: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements_about(store, memberships):
        if statement.property == IN_ROLE.value:
            evidence[statement.subject].append(statement)
    articles = [statement.article for statements in evidence.values() for statement in statements]
    links = Links(store, [row[name] for row in rows for name in ("person", "role", "organization")] + articles)
    posts = [
        Post(
            person=links[row["person"]],
            role=links[row["role"]],
            organization=links[row["organization"]],
            titles=tuple(fullest(titles[row["membership"]])),
            first=next(iter(known_dates(days[row["membership"]])), None),
            last=next(reversed(known_dates(days[row["membership"]])), None),
            former=bool(evidence[row["membership"]]) and all(s.past for s in evidence[row["membership"]]),
            quotes=tuple(statement.quote(links) for statement in evidence[row["membership"]]),
        )
        for row in rows
    ]
    posts.sort(key=lambda post: (post.organization.label, post.role.label, post.person.label))
    return tuple(sorted(posts, key=lambda post: post.last or "", reverse=True))
