"""Statements with their words: what is said, by which article, in which characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.queries.ask import BATCH, Links, Row, fullest, iri, select, select_each
from kg.queries.rows import Fact, Link, Quote, Value
from kg.queries.stories import stories_of, told_once
from kg.rdf.vocabulary import IN_ROLE, RDF, RDFS
from kg.store.protocol import Store

_WORDS = """
  ?statement rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value ;
    prov:wasDerivedFrom ?article ; oa:exact ?exact ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?statement wt:rule ?rule }
  OPTIONAL { ?statement wt:confidence ?confidence }
  OPTIONAL { ?statement wt:toldAsPast ?past } """
OUTLINE = """SELECT DISTINCT ?statement ?property ?value ?article ?start { GRAPH ?article {
  ?statement rdf:subject $thing ; rdf:predicate ?property ; rdf:object ?value ; oa:start ?start } }"""
OF_STATEMENTS = "SELECT DISTINCT * { VALUES ?statement { $things }" + _WORDS + "}"
OF_ARTICLE = (
    "SELECT DISTINCT * { GRAPH $article { ?statement prov:wasDerivedFrom $article . "
    + _WORDS.replace("prov:wasDerivedFrom ?article ;", "")
    + "} BIND($article AS ?article) }"
)
MEMBERSHIPS = """SELECT DISTINCT ?membership ?person ?organization { VALUES ?membership { $things }
  ?membership org:member ?person ; org:organization ?organization }"""
TITLES = """SELECT DISTINCT ?graph ?membership ?title { VALUES (?membership ?graph) { $things }
  GRAPH ?graph { ?membership wt:title ?title } }"""

OF_TIE = """SELECT DISTINCT ?statement ?day { GRAPH ?article { ?statement rdf:subject $subject ;
  rdf:predicate $property ; rdf:object $value OPTIONAL { ?article schema:datePublished ?date }
  BIND(STR(?date) AS ?day) } } ORDER BY DESC(?day) ?statement LIMIT $limit"""
OF_POST = """SELECT DISTINCT ?statement ?day { GRAPH ?article { ?post org:member $subject ; org:organization $value .
  ?statement rdf:subject ?post ; rdf:predicate $property OPTIONAL { ?article schema:datePublished ?date }
  BIND(STR(?date) AS ?day) } } ORDER BY DESC(?day) ?statement LIMIT $limit"""

MENTION_PROPERTIES = frozenset({RDF + "type", RDFS + "label"})
"""A statement with one of these says that its subject is there at all: the words that name an event or a policy."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece of evidence as it stands in the graph as ``node``; ``value`` is an IRI or a literal's text."""

    node: str
    subject: str
    property: str
    value: str
    literal: Value | None
    article: str
    exact: str
    start: int
    end: int
    rule: str
    confidence: float | None
    past: bool

    def quote(self, links: Links) -> Quote:
        """The words, with the article's name."""
        return Quote(links[self.article], self.exact, self.start, self.end, self.rule, self.confidence)


@dataclass(frozen=True, slots=True)
class Outline:
    """Where everything stated of one thing stands: (article, start, statement) by (property, value), as printed."""

    places: Mapping[tuple[str, str], Sequence[tuple[str, int, str]]]

    def first(self, most: int) -> Iterator[str]:
        """Of each (property, value) the first ``most`` statements: an assembly is told of in hundreds of articles."""
        return (statement for places in self.places.values() for _, _, statement in places[:most])

    def mentions(self) -> int:
        """In how many places the thing is named."""
        named = (places for (name, _), places in self.places.items() if name in MENTION_PROPERTIES)
        return len({(article, start) for places in named for article, start, _ in places})


def outline(store: Store, subject: str) -> Outline:
    """Where everything stands that is stated of a thing."""
    found: dict[tuple[str, str], list[tuple[str, int, str]]] = defaultdict(list)
    for row in select(store, OUTLINE, thing=iri(subject)):
        found[row["property"], row["value"]].append((row["article"], int(row["start"]), row["statement"]))
    return Outline({said: sorted(places) for said, places in found.items()})


def statements_named(store: Store, statements: Iterable[str]) -> list[Statement]:
    """The evidence with these IRIs."""
    return _statements(select_each(store, OF_STATEMENTS, statements))


def statements_of_article(store: Store, article: str) -> list[Statement]:
    """All evidence that one article gives."""
    return _statements(select(store, OF_ARTICLE, article=iri(article)))


def facts_of_tie(store: Store, subject: str, property: str, value: str, limit: int = 20) -> tuple[Fact, ...]:
    """What is stated of one tie of a graph, in its newest ``limit`` statements; of a post by its person and body."""
    query = OF_POST if property == IN_ROLE.value else OF_TIE
    rows = select(store, query, subject=iri(subject), property=iri(property), value=iri(value), limit=limit)
    return facts_of(store, statements_named(store, [row["statement"] for row in rows]))


def _statements(rows: Iterable[Row]) -> list[Statement]:
    """By article and place in it, so that what follows stands in the order printed."""
    return sorted((_statement(row) for row in rows), key=lambda s: (s.article, s.start, s.end, s.property, s.value))


def _statement(row: Row) -> Statement:
    value, confidence = row.term("value"), row.get("confidence")
    return Statement(
        node=row["statement"],
        subject=row["subject"],
        property=row["property"],
        value=value.value,
        literal=literal_value(value) if isinstance(value, Literal) else None,
        article=row["article"],
        exact=row["exact"],
        start=int(row["start"]),
        end=int(row["end"]),
        rule=row.get("rule") or "",
        confidence=None if confidence is None else float(confidence),
        past=row.get("past") in {"true", "1"},
    )


def literal_value(term: Literal) -> Value:
    """A literal as plain strings."""
    return Value(term.value, term.datatype.value, term.language or "")


def quotes_by_triple(
    store: Store, statements: Sequence[Statement], links: Links
) -> dict[tuple[str, str, str], tuple[Quote, ...]]:
    """The words for each (subject, property, value); those of several copies of one dispatch once."""
    found: dict[tuple[str, str, str], list[Quote]] = defaultdict(list)
    for statement in statements:
        found[statement.subject, statement.property, statement.value].append(statement.quote(links))
    return told_once(found, stories_of(store, {statement.article for statement in statements}), links)


def naming_quotes(store: Store, statements: Sequence[Statement], links: Links) -> tuple[Quote, ...]:
    """The words that name the subject, each stretch once, and those of several copies of one dispatch once."""
    quotes = tuple(dict.fromkeys(s.quote(links) for s in statements if s.property in MENTION_PROPERTIES))
    stories = stories_of(store, {quote.article.iri for quote in quotes})
    return told_once({("", "", ""): quotes}, stories, links)["", "", ""]


def facts_of(store: Store, statements: Sequence[Statement]) -> tuple[Fact, ...]:
    """Statements as facts, in their order; a role's membership becomes its person, body and title."""
    held = _Held(store, [(s.subject, s.article) for s in statements if s.property == IN_ROLE.value])
    ends = [end for s in statements for end in held.ends(s) if end]
    links = Links(store, ends + [s.article for s in statements])
    quotes = quotes_by_triple(store, statements, links)
    facts: dict[tuple[str, str, str], Fact] = {}
    for statement in statements:
        triple = (statement.subject, statement.property, statement.value)
        if triple not in facts:
            facts[triple] = _fact(statement, held, links, quotes[triple])
    return tuple(facts.values())


def _fact(statement: Statement, held: _Held, links: Links, quotes: tuple[Quote, ...]) -> Fact:
    subject, value = held.ends(statement)
    thing: Link | Value = links[value] if statement.literal is None else statement.literal
    titles = held.titles(statement.subject, {quote.article.iri for quote in quotes})
    return Fact(links[subject], statement.property, thing, quotes, titles[0] if titles else "")


class _Held:
    """Who holds what where, of the memberships that statements are about, each with the article that says so."""

    def __init__(self, store: Store, told: Sequence[tuple[str, str]]) -> None:
        self._ends: dict[str, tuple[str, str]] = {}
        self._titles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in select_each(store, MEMBERSHIPS, (membership for membership, _ in told)):
            self._ends[row["membership"]] = (row["person"], row["organization"])
        pairs = list(dict.fromkeys(told))
        for start in range(0, len(pairs), BATCH):
            written = " ".join(f"({iri(one)} {iri(article)})" for one, article in pairs[start : start + BATCH])
            for row in select(store, TITLES.replace("$things", written)):
                self._titles[row["membership"]][row["graph"]].add(row["title"])

    def ends(self, statement: Statement) -> tuple[str, str]:
        """What a fact ties together: person and body of a role, else subject and value ("" for a literal)."""
        value = statement.value if statement.literal is None else ""
        if statement.property != IN_ROLE.value:
            return statement.subject, value
        return self._ends.get(statement.subject, (statement.subject, value))

    def titles(self, membership: str, articles: Iterable[str]) -> list[str]:
        """The titles that these articles write, fullest first."""
        by_article = self._titles.get(membership, {})
        return fullest(title for article in articles for title in by_article.get(article, ()))
