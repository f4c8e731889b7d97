"""Events in time, many at once: what the timeline draws."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.ask import fullest, iri, select
from kg.queries.terms import local_name
from kg.store.protocol import Store

EVENTS = """SELECT ?event ?class (MIN(?day) AS ?start) (MAX(?last) AS ?end)
  (GROUP_CONCAT(DISTINCT ?name; SEPARATOR="\\u001F") AS ?names) { GRAPH ?article {
    @person @body @place ?event schema:startDate ?date ; rdfs:label ?name ; a ?class .
    FILTER(?class IN (wt:Meeting, wt:Talks, wt:Ceremony, wt:Visit))
    BIND(STR(?date) AS ?day) FILTER(!STRSTARTS(?day, "--"))
    OPTIONAL { ?event schema:endDate ?until } BIND(STR(COALESCE(?until, ?date)) AS ?last) @span
} } GROUP BY ?event ?class ORDER BY DESC(?start) ?event LIMIT $limit"""
PERSON = "?event schema:attendee $person ."
BODY = "?event schema:organizer $body ."
PLACE = "?event schema:location/schema:containedInPlace* $place ."
MOST = 10_000
"""Events of one timeline, the latest ones."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One event: its class's local name, the first and the last day told, as much of them as is known."""

    iri: str
    label: str
    event_class: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events, the latest first; ``capped`` where there are more than ``MOST``."""

    events: tuple[Moment, ...]
    capped: bool


def timeline(
    store: Store, *, person: str = "", body: str = "", place: str = "", since: str = "", until: str = ""
) -> Timeline:
    """The events whose year is known: of a person, of a body that convened them, at a place or within it, all of these.

    ``since`` and ``until`` (2021, 2021-05, 2021-05-11) keep what begins then.
    """
    query, given = EVENTS, {}
    for name, pattern, value in (("person", PERSON, person), ("body", BODY, body), ("place", PLACE, place)):
        query = query.replace(f"@{name}", pattern if value else "")
        if value:
            given[name] = iri(value)
    bounds = [f'FILTER(?day >= "{_day(since)}")'] if since else []
    bounds += [f'FILTER(?day <= "{_day(until)}~")'] if until else []  # "~" comes after what a longer date goes on with
    rows = select(store, query.replace("@span", " ".join(bounds)), limit=MOST + 1, **given)
    found: dict[str, Moment] = {}
    for row in rows:
        label = fullest(row["names"].split("\x1f"))[0]
        found.setdefault(row["event"], Moment(row["event"], label, local_name(row["class"]), row["start"], row["end"]))
    return Timeline(tuple(found.values())[:MOST], len(rows) > MOST)


def _day(text: str) -> str:
    """The date, if it is one. Raises ``ValueError`` where it is none."""
    if not all(part.isascii() and part.isdigit() for part in text.split("-")) or len(text) > 10:
        raise ValueError(f"no date: {text!r}")
    return text
