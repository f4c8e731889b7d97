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
from kg.evaluate.views import EVENT_LINKS, POLICY_LINKS, DocumentView, Named, RoleView, Support, ThingView
from kg.model import InputError

SystemView = Mapping[str, DocumentView]

PREFIXES = {
    "wt": "https://w3id.org/wentu/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
LABELS = "SELECT DISTINCT ?thing ?name { { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name } }"
DOCUMENTS = """SELECT DISTINCT ?graph ?document { GRAPH ?graph {
  { ?graph dcterms:identifier ?document }
  UNION { ?graph schema:isPartOf ?page . ?page dcterms:identifier ?document } } }"""
ROLES = """SELECT DISTINCT ?graph ?membership ?person ?role ?body ?title { GRAPH ?graph {
  ?membership org:member ?person ; org:role ?role ; org:organization ?body .
  OPTIONAL { ?membership wt:title ?title } } }"""
EVENTS = """SELECT DISTINCT ?graph ?thing ?property ?value { GRAPH ?graph { ?thing a wt:Event .
  OPTIONAL { ?thing ?property ?value FILTER(?property IN (schema:startDate, schema:endDate, schema:location,
    wt:chair, schema:attendee, schema:organizer)) } } }"""
POLICIES = """SELECT DISTINCT ?graph ?thing ?property ?value { GRAPH ?graph { ?thing a wt:Policy .
  OPTIONAL { ?thing ?property ?value FILTER(?property IN (wt:issuedBy, dcterms:issued, wt:target)) } } }"""
STATEMENTS = """SELECT DISTINCT ?graph ?subject ?property ?value ?rule ?confidence { GRAPH ?graph {
  ?statement rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value ;
    wt:rule ?rule ; wt:confidence ?confidence } }"""
KINDS = "SELECT DISTINCT ?thing ?kind { ?thing a ?kind FILTER(?kind IN (wt:Meeting, wt:Talks, wt:Ceremony, wt:Visit)) }"
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
    graphs: set[str] = field(default_factory=set)


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
    names, supports = _Names(store), _Supports(store)
    documents: dict[str, set[str]] = defaultdict(set)
    for graph, document in _rows(store, DOCUMENTS):
        documents[_key(graph)].add(_key(document))
    roles = _roles(store, documents, names, supports)
    events = _things(store, EVENTS, documents, names, supports, EVENT_LINKS)
    policies = _things(store, POLICIES, documents, names, supports, POLICY_LINKS)
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


class _Supports:
    """What found each fact of a graph, the surest statement of it; and the kinds of the events."""

    def __init__(self, store: ox.Store) -> None:
        self.kinds = {_key(thing): _local(kind).lower() for thing, kind in _rows(store, KINDS)}
        self._found: dict[tuple[str, str, str, str], Support] = {}
        for graph, subject, name, value, rule, confidence in _rows(store, STATEMENTS):
            support = Support(_key(rule), float(_key(confidence)))
            key = (_key(graph), _key(subject), _local(name), _key(value))
            if key not in self._found or self._found[key].confidence < support.confidence:
                self._found[key] = support

    def of(self, graphs: Iterable[str], subject: str, name: str, value: str) -> Support | None:
        """The surest support in ``graphs`` of the triple with the property of that local name."""
        found = [s for graph in graphs if (s := self._found.get((graph, subject, name, value)))]
        return max(found, key=lambda s: s.confidence, default=None)

    def of_thing(self, graphs: Iterable[str], subject: str) -> Support | None:
        """The support of the statement that ``subject`` is an event or a policy of its kind."""
        return next((s for kind in _THINGS if (s := self.of(graphs, subject, "type", kind))), None)


_THINGS = [
    PREFIXES["wt"] + name for name in ("Meeting", "Talks", "Ceremony", "Visit", "PolicyDocument", "Programme", "Event")
]


def _roles(
    store: ox.Store, documents: Mapping[str, set[str]], names: _Names, supports: _Supports
) -> dict[str, list[RoleView]]:
    titles: dict[str, dict[tuple[str, str, str], set[str]]] = defaultdict(dict)
    told: dict[tuple[str, tuple[str, str, str]], Support | None] = {}
    for graph, membership, person, role, body, title in _rows(store, ROLES):
        held = (_key(person), _key(role), _key(body))
        for document in documents.get(_key(graph), ()):
            found = supports.of([_key(graph)], _key(membership), "role", held[1])
            told[document, held] = _surer(told.get((document, held)), found)
        for document in documents.get(_key(graph), ()):
            known = titles[document].setdefault(held, set(names.of(held[1])))
            if title is not None:
                known.add(normalise(_key(title)))
    return {
        document: [
            RoleView(
                who,
                what,
                where,
                "/".join(part[-1] if part else "?" for part in (who, what, where)),
                told[document, held],
            )
            for held, known in held_by.items()
            for who, what, where in [(names.of(held[0]), tuple(sorted(known)), names.of(held[2]))]
        ]
        for document, held_by in titles.items()
    }


def _surer(one: Support | None, other: Support | None) -> Support | None:
    return max((s for s in (one, other) if s), key=lambda s: s.confidence, default=None)


def _things(
    store: ox.Store,
    query: str,
    documents: Mapping[str, set[str]],
    names: _Names,
    supports: _Supports,
    fields: tuple[str, ...],
) -> dict[str, list[ThingView]]:
    gathered: dict[str, dict[str, _Gathered]] = defaultdict(dict)
    for graph, thing, name, value in _rows(store, query):
        for document in documents.get(_key(graph), ()):
            known = gathered[document].setdefault(_key(thing), _Gathered())
            known.graphs.add(_key(graph))
            if name is None or value is None:
                continue
            filled = FIELDS[_local(name)]
            if filled in known.dates:
                known.dates[filled].add(_key(value))
            else:
                known.links[filled][_key(value)] = None
    return {
        document: [_thing(names, supports, key, known, fields) for key, known in things.items()]
        for document, things in gathered.items()
    }


def _thing(names: _Names, supports: _Supports, key: str, known: _Gathered, fields: tuple[str, ...]) -> ThingView:
    links = known.links
    if "chairs" in fields:  # whoever chairs takes part
        links["participants"] = links["chairs"] | links["participants"]
    named, dates = names.of(key), _dates(known)
    told = {name: tuple(_told(supports, known, key, name, value) for value in links[name]) for name in fields}
    told["date"] = tuple(_told(supports, known, key, "start", date.partition("/")[0]) for date in dates)
    return ThingView(
        names=named,
        shown=named[0] if named else "?",
        dates=dates,
        links={name: tuple(names.of_value(value) for value in links[name]) for name in fields},
        kind=supports.kinds.get(key, ""),
        support=supports.of_thing(known.graphs, key),
        supports=told,
    )


def _told(supports: _Supports, known: _Gathered, key: str, field_: str, value: str) -> Support | None:
    """What found that ``value`` fills the field; a chair takes part because it chairs."""
    properties = [name for name, filled in FIELDS.items() if filled == field_]
    properties += ["chair"] if field_ == "participants" else []
    found = (supports.of(known.graphs, key, name, value) for name in properties)
    return max((s for s in found if s), key=lambda s: s.confidence, default=None)


def _dates(known: _Gathered) -> tuple[str, ...]:
    """One date or range; several starts are several dates, since no end can be told to belong to one of them."""
    starts, ends = sorted(known.dates["start"]), sorted(known.dates["end"])
    if len(starts) == 1 and ends and ends[-1] != starts[0]:
        return (f"{starts[0]}/{ends[-1]}",)
    return tuple(starts)


def _local(term: object) -> str:
    return re.split(r"[/#]", _key(term))[-1]


def _key(term: object) -> str:
    return str(getattr(term, "value", term))


def _rows(store: ox.Store, query: str) -> list[tuple[object, ...]]:
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted((tuple(solution) for solution in solutions), key=lambda row: [_key(term) for term in row])
