"""Events: of a person, of a body, at a place, and one with all that is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode

from kg.queries.ask import Links, fullest, iri, known_dates, select, select_each
from kg.queries.entity_rows import Companion, EventDetails, EventRow
from kg.queries.evidence import naming_quotes, outline, quotes_by_triple, statements_named
from kg.queries.rows import Claimed, Quote
from kg.queries.terms import local_name
from kg.rdf.vocabulary import (
    ALT_LABEL,
    ATTENDEE,
    CEREMONY,
    CHAIR,
    END_DATE,
    EVENT,
    LABEL,
    LOCATION,
    MEETING,
    ORGANIZER,
    START_DATE,
    TALKS,
    TYPE,
    VISIT,
)
from kg.store.protocol import Store

TIED = """SELECT ?event (MAX(STR(?date)) AS ?day) { { SELECT DISTINCT ?event { ?event $property $thing } }
  OPTIONAL { ?event schema:startDate ?date } } GROUP BY ?event ORDER BY DESC(?day) ?event LIMIT $limit OFFSET $offset"""
SAID = """SELECT DISTINCT ?thing ?property ?value { VALUES ?thing { $things } ?thing ?property ?value
  FILTER(?property IN (rdf:type, rdfs:label, skos:altLabel, schema:startDate, schema:endDate, schema:location,
    wt:chair, schema:attendee, schema:organizer, wt:issuedBy, dcterms:issued, wt:target)) }"""
COMPANIONS = """SELECT ?other (COUNT(DISTINCT ?event) AS ?shared) {
  { SELECT DISTINCT ?event { ?event schema:attendee $thing } } ?event schema:attendee ?other FILTER(?other != $thing)
} GROUP BY ?other ORDER BY DESC(?shared) ?other LIMIT $limit OFFSET $offset"""
TOGETHER = """SELECT ?other ?event (MAX(STR(?date)) AS ?day) { VALUES ?other { $things }
  { SELECT DISTINCT ?event { ?event schema:attendee $thing } } ?event schema:attendee ?other
  OPTIONAL { ?event schema:startDate ?date } } GROUP BY ?other ?event ORDER BY DESC(?day) ?event"""

QUOTES = 20
"""Statements shown of one claim: a law is told of in thousands of articles."""
READ = 2 * QUOTES
"""Statements read of one claim: some are the same words in copies of one dispatch, which are shown once."""
EVENT_CLASSES = frozenset(node.value for node in (MEETING, TALKS, CEREMONY, VISIT))
Said = Mapping[str, Sequence[str]]
"""The values that a thing has, by property."""


def said_of(store: Store, things: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """What is said of events and policies: thing → property → values, sorted."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in select_each(store, SAID, things):
        said[row["thing"]][row["property"]].append(row["value"])
    return {thing: {name: sorted(values) for name, values in by.items()} for thing, by in said.items()}


def class_of(said: Said, classes: frozenset[str], general: NamedNode) -> str:
    """The local name of the class that says most."""
    special = [value for value in said.get(TYPE.value, ()) if value in classes]
    return local_name(special[0] if special else general.value)


def names_of(said: Said) -> tuple[str, ...]:
    """All names, labels before aliases, the fullest first."""
    return tuple(dict.fromkeys(fullest(said.get(LABEL.value, ())) + fullest(said.get(ALT_LABEL.value, ()))))


def events_of(store: Store, person: str, limit: int = 500, offset: int = 0) -> tuple[EventRow, ...]:
    """The events a person took part in, the latest first, those of unknown date last."""
    return _events(store, ATTENDEE, person, limit, offset)


def organized_events(store: Store, organization: str, limit: int = 500, offset: int = 0) -> tuple[EventRow, ...]:
    """The events a body convened or hosted, the latest first."""
    return _events(store, ORGANIZER, organization, limit, offset)


def events_at(store: Store, place: str, limit: int = 500, offset: int = 0) -> tuple[EventRow, ...]:
    """The events that took place at a place, the latest first."""
    return _events(store, LOCATION, place, limit, offset)


def _events(store: Store, side: NamedNode, thing: str, limit: int, offset: int) -> tuple[EventRow, ...]:
    rows = select(store, TIED, property=side, thing=iri(thing), limit=limit, offset=offset)
    return event_rows(store, (row["event"] for row in rows))


def event_rows(store: Store, events: Iterable[str]) -> tuple[EventRow, ...]:
    """Events for a list, in the order given."""
    wanted = list(events)
    said = said_of(store, wanted)
    ties = (value for by in said.values() for tie in (LOCATION, CHAIR) for value in by.get(tie.value, ()))
    links = Links(store, [*wanted, *ties])

    def row(event: str) -> EventRow:
        by = said.get(event, {})
        return EventRow(
            event=links[event],
            event_class=class_of(by, EVENT_CLASSES, EVENT),
            start=first_of(by, START_DATE),
            end=last_of(by, END_DATE),
            places=links.all(by.get(LOCATION.value, ())),
            chairs=links.all(by.get(CHAIR.value, ())),
        )

    return tuple(row(event) for event in wanted)


def first_of(said: Said, name: NamedNode) -> str | None:
    """The first date that a property tells, None without one."""
    return next(iter(known_dates(said.get(name.value, ()))), None)


def last_of(said: Said, name: NamedNode) -> str | None:
    """The last date that a property tells, None without one."""
    return next(reversed(known_dates(said.get(name.value, ()))), None)


def event_details(store: Store, event: str) -> EventDetails | None:
    """All that is said of one event, with the words; None where the graph knows no such event."""
    iri(event)
    by = said_of(store, [event]).get(event, {})
    if EVENT.value not in by.get(TYPE.value, ()):
        return None
    claims = Claims(store, event, by, (LOCATION, CHAIR, ATTENDEE, ORGANIZER))
    return EventDetails(
        event=claims.link,
        event_class=class_of(by, EVENT_CLASSES, EVENT),
        names=names_of(by),
        start=first_of(by, START_DATE),
        end=last_of(by, END_DATE),
        places=claims.of(LOCATION),
        chairs=claims.of(CHAIR),
        participants=claims.of(ATTENDEE),
        organizers=claims.of(ORGANIZER),
        quotes=claims.naming,
        told=claims.told,
    )


class Claims:
    """The things that one event or policy is tied to, each with its words, in the order printed."""

    def __init__(self, store: Store, thing: str, said: Said, ties: Sequence[NamedNode]) -> None:
        told = outline(store, thing)
        statements = statements_named(store, told.first(READ))
        values = [value for tie in ties for value in said.get(tie.value, ())]
        self._links = Links(store, [thing, *values, *(statement.article for statement in statements)])
        self._quotes = quotes_by_triple(store, statements, self._links)
        self._thing, self._said, self._outline = thing, said, told
        self.link = self._links[thing]
        naming = naming_quotes(store, statements, self._links)
        self.naming, self.told = naming[:QUOTES], max(len(naming), told.mentions() if len(naming) > QUOTES else 0)

    def of(self, tie: NamedNode) -> tuple[Claimed, ...]:
        """The values of one property."""
        claimed = []
        for value in self._said.get(tie.value, ()):
            quotes = self._quotes.get((self._thing, tie.value, value), ())
            unread = len(self._outline.places.get((tie.value, value), ())[READ:])
            claimed.append(Claimed(self._links[value], quotes[:QUOTES], len(quotes) + unread))
        return tuple(sorted(claimed, key=lambda one: (_printed(one.quotes), one.thing.label, one.thing.iri)))


def _printed(quotes: tuple[Quote, ...]) -> tuple[bool, str, int, int]:
    first = min(((q.article.iri, q.start, q.end) for q in quotes), default=None)
    return (True, "", 0, 0) if first is None else (False, *first)


def companions(store: Store, person: str, limit: int = 50, offset: int = 0, events: int = 500) -> tuple[Companion, ...]:
    """Who took part in the same events, most shared events first, with the latest ``events`` of those, latest first."""
    rows = select(store, COMPANIONS, thing=iri(person), limit=limit, offset=offset)
    shared = {row["other"]: int(row["shared"]) for row in rows}
    together: dict[str, list[str]] = defaultdict(list)
    if shared:
        others = [iri(other) for other in shared]
        for row in select(store, TOGETHER, thing=iri(person), things=others):
            together[row["other"]].append(row["event"])
    latest = {other: together[other][:events] for other in shared}
    links = Links(store, [*shared, *(event for found in latest.values() for event in found)])
    return tuple(Companion(links[other], links.all(latest[other]), count) for other, count in shared.items())
