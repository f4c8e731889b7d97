"""The facts of a built graph, read through the contract's vocabulary, by document.

A document's facts are those of the named graphs that have its identifier, on the article or on its page. Names
come from the whole graph. Of equally good candidates the first is paired, so they stand sorted by IRI here: an
engine gives rows in an order of its own, which can differ between two runs over one file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.evaluate.likeness import normalise
from kg.evaluate.views import EVENT_LINKS, POLICY_LINKS, DocumentView, Named, RoleView, ThingView
from kg.model import InputError

SystemView = Mapping[str, DocumentView]

PREFIXES = {
    "wt": "https://w3id.org/wentu/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
LABELS = "SELECT DISTINCT ?thing ?name { { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name } }"
DOCUMENTS = """SELECT DISTINCT ?graph ?document { GRAPH ?graph {
  { ?graph dcterms:identifier ?document }
  UNION { ?graph schema:isPartOf ?page . ?page dcterms:identifier ?document } } }"""
ROLES = """SELECT DISTINCT ?graph ?person ?role ?body ?title { GRAPH ?graph {
  ?membership org:member ?person ; org:role ?role ; org:organization ?body .
  OPTIONAL { ?membership wt:title ?title } } }"""
EVENTS = """SELECT DISTINCT ?graph ?thing ?property ?value { GRAPH ?graph { ?thing a wt:Event .
  OPTIONAL { ?thing ?property ?value FILTER(?property IN (schema:startDate, schema:endDate, schema:location,
    wt:chair, schema:attendee, schema:organizer)) } } }"""
POLICIES = """SELECT DISTINCT ?graph ?thing ?property ?value { GRAPH ?graph { ?thing a wt:Policy .
  OPTIONAL { ?thing ?property ?value FILTER(?property IN (wt:issuedBy, dcterms:issued, wt:target)) } } }"""
FIELDS = {
    "startDate": "start",
    "endDate": "end",
    "location": "places",
    "chair": "chairs",
    "attendee": "participants",
    "organizer": "organisers",
    "issuedBy": "issuers",
    "issued": "start",
    "target": "targets",
}
"""The field that a property fills, by the property's local name."""

FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}


@dataclass(slots=True)
class _Gathered:
    """What the rows of one event or policy have told so far."""

    dates: dict[str, set[str]] = field(default_factory=lambda: {"start": set(), "end": set()})
    links: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))


def read_file(path: str | Path) -> SystemView:
    """The facts of an N-Quads (``.nq``) or TriG (``.trig``) file.

    Raises ``InputError`` for another extension, a file that is missing and one that does not parse.
    """
    file = Path(path)
    if file.suffix not in FORMATS:
        raise InputError(f"{file}: a graph to score must be .nq or .trig, so that each article keeps its own graph")
    store = ox.Store()
    try:
        store.bulk_load(path=str(file), format=FORMATS[file.suffix])
    except SyntaxError as error:
        raise InputError(f"{file}:{error.lineno}: not {file.suffix[1:]}: {error.msg}") from error
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error}") from error
    return _view(store)


def read_system(quads: Iterable[ox.Quad]) -> SystemView:
    """The facts of quads, in whatever order they come."""
    store = ox.Store()
    store.bulk_extend(quads)
    return _view(store)


def _view(store: ox.Store) -> SystemView:
    names = _Names(store)
    documents: dict[str, set[str]] = defaultdict(set)
    for graph, document in _rows(store, DOCUMENTS):
        documents[_key(graph)].add(_key(document))
    roles = _roles(store, documents, names)
    events = _things(store, EVENTS, documents, names, EVENT_LINKS)
    policies = _things(store, POLICIES, documents, names, POLICY_LINKS)
    return {
        document: DocumentView(
            tuple(roles.get(document, ())), tuple(events.get(document, ())), tuple(policies.get(document, ()))
        )
        for document in {*roles, *events, *policies}
    }


class _Names:
    """The normalised labels of everything in a graph, by IRI."""

    def __init__(self, store: ox.Store) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        for thing, name in _rows(store, LABELS):
            self._names[_key(thing)].add(normalise(_key(name)))

    def of(self, key: str) -> Named:
        return tuple(sorted(self._names.get(key, ())))

    def of_value(self, key: str) -> Named:
        """The names of a thing that something is tied to; one without a label is named by itself."""
        return self.of(key) or (normalise(key),)


def _roles(store: ox.Store, documents: Mapping[str, set[str]], names: _Names) -> dict[str, list[RoleView]]:
    titles: dict[str, dict[tuple[str, str, str], set[str]]] = defaultdict(dict)
    for graph, person, role, body, title in _rows(store, ROLES):
        held = (_key(person), _key(role), _key(body))
        for document in documents.get(_key(graph), ()):
            known = titles[document].setdefault(held, set(names.of(held[1])))
            if title is not None:
                known.add(normalise(_key(title)))
    return {
        document: [
            RoleView(who, what, where, "/".join(part[-1] if part else "?" for part in (who, what, where)))
            for (person, _, body), known in held_by.items()
            for who, what, where in [(names.of(person), tuple(sorted(known)), names.of(body))]
        ]
        for document, held_by in titles.items()
    }


def _things(
    store: ox.Store, query: str, documents: Mapping[str, set[str]], names: _Names, fields: tuple[str, ...]
) -> dict[str, list[ThingView]]:
    gathered: dict[str, dict[str, _Gathered]] = defaultdict(dict)
    for graph, thing, name, value in _rows(store, query):
        for document in documents.get(_key(graph), ()):
            known = gathered[document].setdefault(_key(thing), _Gathered())
            if name is None or value is None:
                continue
            filled = FIELDS[re.split(r"[/#]", _key(name))[-1]]
            if filled in known.dates:
                known.dates[filled].add(_key(value))
            else:
                known.links[filled][_key(value)] = None
    return {
        document: [_thing(names, key, known, fields) for key, known in things.items()]
        for document, things in gathered.items()
    }


def _thing(names: _Names, key: str, known: _Gathered, fields: tuple[str, ...]) -> ThingView:
    links = known.links
    if "chairs" in fields:  # whoever chairs takes part
        links["participants"] = links["chairs"] | links["participants"]
    named = names.of(key)
    return ThingView(
        names=named,
        shown=named[0] if named else "?",
        dates=_dates(known),
        links={name: tuple(names.of_value(value) for value in links[name]) for name in fields},
    )


def _dates(known: _Gathered) -> tuple[str, ...]:
    """One date or range; several starts are several dates, since no end can be told to belong to one of them."""
    starts, ends = sorted(known.dates["start"]), sorted(known.dates["end"])
    if len(starts) == 1 and ends and ends[-1] != starts[0]:
        return (f"{starts[0]}/{ends[-1]}",)
    return tuple(starts)


def _key(term: object) -> str:
    return str(getattr(term, "value", term))


def _rows(store: ox.Store, query: str) -> list[tuple[object, ...]]:
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted((tuple(solution) for solution in solutions), key=lambda row: [_key(term) for term in row])
