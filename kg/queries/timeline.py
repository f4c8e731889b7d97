"""Events in time, many at once: what the timeline draws."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.queries.ask import fullest, iri, select, select_each
from kg.queries.terms import local_name
from kg.store.protocol import Store

EVENTS = """SELECT ?event ?class (MIN(?day) AS ?start) (MAX(?last) AS ?end) (MIN(?part) AS ?yearless)
  (MAX(STR(?published)) AS ?told) (GROUP_CONCAT(DISTINCT ?name; SEPARATOR="\\u001F") AS ?names) { GRAPH ?article {
    @which ?event rdfs:label ?name .
    OPTIONAL { ?event schema:startDate ?date } OPTIONAL { ?event schema:endDate ?until }
    OPTIONAL { ?article schema:datePublished ?published }
    BIND(STRSTARTS(STR(?date), "--") AS ?unsure) BIND(IF(?unsure, STR(?date), ?none) AS ?part)
    BIND(IF(?unsure, ?none, STR(?date)) AS ?day) BIND(IF(?unsure, ?none, STR(COALESCE(?until, ?date))) AS ?last)
} } GROUP BY ?event ?class @span ORDER BY DESC(?start) DESC(?told) ?event @limit"""
TIED = {
    "person": "SELECT DISTINCT ?event { ?event schema:attendee $thing }",
    "body": "SELECT DISTINCT ?event { ?event schema:organizer $thing }",
    "place": """SELECT DISTINCT ?event {
      { SELECT DISTINCT ?within { ?within schema:containedInPlace* $thing } } ?event schema:location ?within }""",
}
EVER = ("", "~")
ALL = "VALUES ?class { wt:Meeting wt:Talks wt:Ceremony wt:Visit } ?event a ?class ."
THESE = """VALUES ?event { $things } ?event a ?class .
  FILTER(?class IN (wt:Meeting, wt:Talks, wt:Ceremony, wt:Visit))"""
MOST = 10_000
"""Events of one timeline, the latest ones."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One event: its class's local name, the first and the last day told, as much of them as is known (or "")."""

    iri: str
    label: str
    event_class: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events, the latest first; ``capped`` where there are more than ``MOST``.

    ``undated`` are those whose year is not known, what was told last first.
    """

    events: tuple[Moment, ...]
    capped: bool
    undated: tuple[Moment, ...] = ()


def timeline(
    store: Store,
    *,
    person: str = "",
    body: str = "",
    place: str = "",
    since: str = "",
    until: str = "",
    whole: Timeline | None = None,
) -> Timeline:
    """Events of a person, of a body that convened them, at a place or within it: all of these, or simply all.

    ``since`` and ``until`` (2021, 2021-05, 2021-05-11) keep what begins then, so nothing whose year is not known.
    ``whole`` is the timeline of everything, where it is there already.
    """
    span = (_day(since), _day(until) + EVER[1])  # what a longer date goes on with comes before it
    given = {name: thing for name, thing in (("person", person), ("body", body), ("place", place)) if thing}
    told = [{row["event"] for row in select(store, TIED[name], thing=iri(thing))} for name, thing in given.items()]
    tied = set[str].intersection(*told) if told else None
    if whole is None or whole.capped:
        whole = _told(store, tied, span)
    undated = () if since or until else whole.undated
    return Timeline(
        tuple(e for e in whole.events if (tied is None or e.iri in tied) and span[0] <= e.start <= span[1])[:MOST],
        whole.capped,
        tuple(event for event in undated if tied is None or event.iri in tied),
    )


def _told(store: Store, tied: Collection[str] | None, span: tuple[str, str]) -> Timeline:
    """The latest ``MOST`` events of a span, of those that are ``tied`` alone where there are any."""
    within = f'HAVING (MIN(?day) >= "{span[0]}" && MIN(?day) <= "{span[1]}")' if span != EVER else ""
    query = EVENTS.replace("@span", within)
    if tied is None:
        rows = select(store, query.replace("@which", ALL).replace("@limit", f"LIMIT {2 * MOST}"))
    else:
        rows = list(select_each(store, query.replace("@which", THESE).replace("@limit", ""), sorted(tied)))
    found: dict[str, Moment] = {}
    for row in rows:
        label = fullest(row["names"].split("\x1f"))[0]
        start = row.get("start") or row.get("yearless") or ""
        moment = Moment(row["event"], label, local_name(row["class"]), start, row.get("end") or start)
        found.setdefault(row["event"], moment)
    dated = [event for event in found.values() if event.start and not event.start.startswith("--")]
    dated.sort(key=lambda event: event.start, reverse=True)
    undated = found.keys() - {event.iri for event in dated}
    capped = len(dated) > MOST or (tied is None and len(rows) == 2 * MOST)
    return Timeline(tuple(dated[:MOST]), capped, tuple(event for event in found.values() if event.iri in undated))


def _day(text: str) -> str:
    """The date, if it is one, or nothing. Raises ``ValueError`` where it is none."""
    if text and (not all(part.isascii() and part.isdigit() for part in text.split("-")) or len(text) > 10):
        raise ValueError(f"no date: {text!r}")
    return text
