"""Texts of articles, for showing words in their place; and things to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.queries.ask import Links, bind, iri, select, select_each
from kg.queries.rows import Link
from kg.rdf.iris import kind_of
from kg.rdf.vocabulary import shorten
from kg.store.protocol import Store

BODIES = "SELECT ?article ?body { VALUES ?article { $things } GRAPH ?article { ?article schema:articleBody ?body } }"
MOST_TIED = {
    "person": "SELECT ?thing (COUNT(DISTINCT ?event) AS ?count) { GRAPH ?g { ?event schema:attendee ?thing } }",
    "organization": "SELECT ?thing (COUNT(DISTINCT ?post) AS ?count) { GRAPH ?g { ?post org:organization ?thing } }",
    "event": "SELECT ?thing (COUNT(DISTINCT ?who) AS ?count) { GRAPH ?g { ?thing schema:attendee ?who } }",
    "policy": "SELECT ?thing (COUNT(?what) AS ?count) { GRAPH ?g { ?thing wt:target|wt:issuedBy ?what } }",
    "place": "SELECT ?thing (COUNT(DISTINCT ?event) AS ?count) { GRAPH ?g { ?event schema:location ?thing } }",
}
_RANKED = " GROUP BY ?thing ORDER BY DESC(?count) ?thing LIMIT $limit"
DESCRIBED = """SELECT DISTINCT ?thing ?property ?value { VALUES ?thing { $things } ?thing ?property ?value
  FILTER(?property IN (rdf:type, rdfs:label, schema:startDate, schema:endDate, dcterms:issued, wt:adcode,
    org:member, org:organization, org:role, wt:title, wt:asOf)) }"""
AROUND = """SELECT ?thing ?relation ?other (COUNT(DISTINCT ?article) AS ?articles)
  (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) {
  VALUES ?thing { $things }
  GRAPH ?article {
    { ?thing ?relation ?other . FILTER(?relation IN ($ties)) }
    UNION { ?other ?relation ?thing . FILTER(?relation IN ($ties)) }
    UNION { ?post org:member ?thing ; org:organization ?other ; wt:title ?relation . OPTIONAL { ?post wt:asOf ?day } }
    UNION { ?post org:organization ?thing ; org:member ?other ; wt:title ?relation . OPTIONAL { ?post wt:asOf ?day } }
    OPTIONAL { ?thing schema:startDate ?day } OPTIONAL { ?other schema:startDate ?day }
  }
} GROUP BY ?thing ?relation ?other ORDER BY DESC(?articles) ?other LIMIT 1000"""
CONTENTS = "CONSTRUCT { ?s ?p ?o } { GRAPH $thing { ?s ?p ?o } }"
SAID = """CONSTRUCT { $thing ?p ?o . ?s ?q $thing . ?m ?mp ?mo . ?st ?sp ?so . ?o rdfs:label ?label } {
  { $thing ?p ?o OPTIONAL { ?o rdfs:label ?label } }
  UNION { ?s ?q $thing FILTER(?q NOT IN (rdf:subject, rdf:object)) }
  UNION { ?m org:member|org:organization|org:role $thing . ?m ?mp ?mo }
  UNION { ?st rdf:subject|rdf:object $thing . ?st ?sp ?so }
  UNION { ?m org:member|org:organization $thing . ?st rdf:subject ?m . ?st ?sp ?so } }"""


def bodies(store: Store, articles: Iterable[str]) -> dict[str, str]:
    """The ``schema:articleBody`` of articles by IRI; what is no article is left out."""
    return {row["article"]: row["body"] for row in select_each(store, BODIES, articles)}


def most_tied(store: Store, limit: int = 1) -> dict[str, tuple[Link, ...]]:
    """By kind, the things of which most is told: people of most events, bodies of most posts, and so on."""
    found = {kind: [row["thing"] for row in select(store, q + _RANKED, limit=limit)] for kind, q in MOST_TIED.items()}
    links = Links(store, (thing for things in found.values() for thing in things))
    return {kind: links.all(things) for kind, things in found.items()}


def description_query(thing: str) -> str:
    """The CONSTRUCT query for all that is said of a thing with its evidence; of an article, all that it states."""
    return bind(CONTENTS if kind_of(thing) == "article" else SAID, thing=iri(thing))


def around_query(things: Iterable[str], ties: Iterable[NamedNode]) -> str:
    """The SELECT query for what stands around things: the relation, in how many articles, from when to when."""
    query = AROUND.replace("$ties", ", ".join(shorten(tie.value) for tie in ties))
    return bind(query, things=[iri(thing) for thing in things])


def described(store: Store, things: Iterable[str]) -> Iterator[Triple]:
    """Kinds, names, days and codes of things, and all that posts consist of."""
    for row in select_each(store, DESCRIBED, things):
        value = row.term("value")
        yield Triple(iri(row["thing"]), iri(row["property"]), value)
