"""How much there is: counts by class and property, and the figures of the home page."""

from __future__ import annotations

from kg.queries.ask import Links, select
from kg.queries.rows import Count, Overview, Publisher, Stats
from kg.rdf.vocabulary import (
    CONCEPT,
    EVENT,
    NEWS_ARTICLE,
    ORGANIZATION,
    PERSON,
    PLACE,
    POLICY,
    PUBLICATION_ISSUE,
    ROLE,
)
from kg.store.protocol import Store

CLASSES = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) { ?thing a ?class } GROUP BY ?class"
PROPERTIES = "SELECT ?property (COUNT(*) AS ?count) { GRAPH ?graph { ?thing ?property ?value } } GROUP BY ?property"
PUBLISHERS = """SELECT ?publisher (COUNT(DISTINCT ?article) AS ?count) { GRAPH ?article {
  ?article a schema:NewsArticle .
  OPTIONAL { { ?article dcterms:publisher ?publisher } UNION
    { ?article schema:isPartOf ?page . ?page dcterms:publisher ?publisher } } } } GROUP BY ?publisher"""
DAYS = """SELECT (MIN(?date) AS ?first) (MAX(?date) AS ?last) {
  ?article a schema:NewsArticle ; schema:datePublished ?date FILTER(DATATYPE(?date) = xsd:date) }"""

KINDS = {
    "article": NEWS_ARTICLE,
    "page": PUBLICATION_ISSUE,
    "person": PERSON,
    "organization": ORGANIZATION,
    "role": ROLE,
    "event": EVENT,
    "place": PLACE,
    "policy": POLICY,
    "topic": CONCEPT,
}
"""The class whose members are the things of a kind."""


def stats(store: Store) -> Stats:
    """Triples (each article's counted), articles, and counts by class and by property, the most frequent first."""
    classes = _counts(store, CLASSES, "class")
    properties = _counts(store, PROPERTIES, "property")
    articles = next((count.count for count in classes if count.iri == NEWS_ARTICLE.value), 0)
    return Stats(sum(count.count for count in properties), articles, classes, properties)


def _counts(store: Store, query: str, name: str) -> tuple[Count, ...]:
    counts = [Count(row[name], int(row["count"])) for row in select(store, query)]
    return tuple(sorted(counts, key=lambda count: (-count.count, count.iri)))


def overview(store: Store) -> Overview:
    """What the home page says of the graph; a kind of which there is nothing counts 0."""
    counts = {count.iri: count.count for count in _counts(store, CLASSES, "class")}
    days = select(store, DAYS)
    return Overview(
        kinds=tuple((kind, counts.get(of.value, 0)) for kind, of in KINDS.items()),
        publishers=_publishers(store),
        first=days[0].get("first") if days else None,
        last=days[0].get("last") if days else None,
    )


def _publishers(store: Store) -> tuple[Publisher, ...]:
    rows = [(row.get("publisher"), int(row["count"])) for row in select(store, PUBLISHERS)]
    links = Links(store, (publisher for publisher, _ in rows if publisher))
    found = [Publisher(links[publisher] if publisher else None, count) for publisher, count in rows if count]
    return tuple(sorted(found, key=lambda p: (-p.articles, p.link.label if p.link else "")))
