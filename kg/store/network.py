"""The graph as nodes and edges for Gephi and its like: GraphML, GEXF, and a CSV table of each, streamed.

Nodes are people, bodies, places, events, policies and topics, with label, kind, other names, dates and code. Edges
are what the articles say between two of them; a post is an edge from the person to the body. An edge's weight is the
number of articles that state it.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import vocabulary as v
from kg.rdf.iris import kind_of
from kg.store.protocol import Store
from kg.store.sorting import parsed, sorted_lines

NODE_KINDS: Final = frozenset({"person", "organization", "place", "event", "policy", "topic"})
NODE_FIELDS: Final = ("kind", "names", "start", "end", "adcode")
EDGE_FIELDS: Final = ("kind", "role", "start", "end")
_SPEAKING: Final = {v.START_DATE: "start", v.ISSUED: "start", v.END_DATE: "end", v.ADCODE: "adcode"}


@dataclass(frozen=True, slots=True)
class Node:
    """An entity; ``fields`` by the names of ``NODE_FIELDS``, dates as ISO 8601."""

    iri: str
    label: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation; ``fields`` by the names of ``EDGE_FIELDS``; ``weight`` is the number of articles that state it."""

    source: str
    target: str
    label: str
    weight: int
    fields: dict[str, str]


@dataclass(slots=True)
class _Subject:
    """All that is said of one subject: values by predicate, and how many graphs say each."""

    iri: str
    values: defaultdict[NamedNode, dict[NamedNode | Literal, int]] = field(default_factory=lambda: defaultdict(dict))

    def texts(self, predicate: NamedNode) -> list[str]:
        return sorted(value.value for value in self.values.get(predicate, ()))


def _subjects(lines: IO[bytes]) -> Iterator[_Subject]:
    """The subjects in order; ``lines`` are N-Quads in order."""
    lines.seek(0)
    for node, quads in groupby(parsed(lines), key=_subject_of):
        if kind_of(node) not in NODE_KINDS and kind_of(node) != "membership":
            continue
        subject = _Subject(node)
        for quad in quads:
            if isinstance(quad.object, NamedNode | Literal):
                said = subject.values[quad.predicate]
                said[quad.object] = said.get(quad.object, 0) + 1
        yield subject


def _subject_of(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _node(subject: _Subject) -> Node:
    """The fullest label is shown; articles may differ in which is the fullest that they know."""
    labels = sorted(subject.texts(v.LABEL), key=lambda n: (-len(n), n)) or [subject.iri]
    names = [name for name in dict.fromkeys((*labels[1:], *subject.texts(v.ALT_LABEL))) if name != labels[0]]
    fields = {"kind": kind_of(subject.iri), "names": " | ".join(names)}
    for predicate, name in _SPEAKING.items():
        if texts := subject.texts(predicate):
            fields[name] = texts[-1] if name == "end" else texts[0]
    return Node(subject.iri, labels[0], fields)


def _edges(subject: _Subject) -> Iterator[Edge]:
    if kind_of(subject.iri) == "membership":
        yield from _post(subject)
        return
    dates = {
        name: texts[0]
        for predicate, name in _SPEAKING.items()
        if name != "adcode" and (texts := subject.texts(predicate))
    }
    for predicate in sorted(subject.values, key=str):
        for value, weight in sorted(subject.values[predicate].items(), key=str):
            if isinstance(value, NamedNode) and kind_of(value.value) in NODE_KINDS:
                name = predicate.value.replace("#", "/").rpartition("/")[2]
                yield Edge(subject.iri, value.value, name, weight, {"kind": name, **dates})


def _post(subject: _Subject) -> Iterator[Edge]:
    members, bodies = subject.texts(v.MEMBER), subject.texts(v.IN_ORGANIZATION)
    roles, seen = subject.values.get(v.IN_ROLE, {}), subject.texts(v.AS_OF)
    if not (members and bodies and roles):
        return
    titles = subject.texts(v.TITLE)
    fields = {"kind": "membership", "role": " | ".join(titles)}
    if seen:
        fields |= {"start": seen[0], "end": seen[-1]}
    yield Edge(members[0], bodies[0], max(titles, key=len, default=""), max(roles.values()), fields)


Writer = Callable[[IO[bytes], Iterator[Node], Iterator[Edge]], None]


def _write(store: Store, stream: IO[bytes], writer: Writer) -> None:
    with tempfile.TemporaryFile() as lines:
        lines.writelines(sorted_lines(store.dump()))
        nodes = (_node(s) for s in _subjects(lines) if kind_of(s.iri) in NODE_KINDS)
        edges = (edge for s in _subjects(lines) for edge in _edges(s))
        writer(stream, nodes, edges)


def write_graphml(store: Store, stream: IO[bytes]) -> None:
    """Writes GraphML 1.0 with the keys ``label``, ``weight`` and the fields of nodes and edges."""
    _write(store, stream, graphml)


def write_gexf(store: Store, stream: IO[bytes]) -> None:
    """Writes GEXF 1.2 with the fields of nodes and edges as attributes."""
    _write(store, stream, _gexf)


def write_csv_nodes(store: Store, stream: IO[bytes]) -> None:
    """Writes the nodes as CSV (RFC 4180, UTF-8), under the column names that Gephi knows: ``Id``, ``Label``."""
    _write(store, stream, _csv_nodes)


def write_csv_edges(store: Store, stream: IO[bytes]) -> None:
    """Writes the edges as CSV (RFC 4180, UTF-8), under Gephi's ``Source``, ``Target``, ``Type`` and ``Weight``."""
    _write(store, stream, _csv_edges)


def _csv_nodes(stream: IO[bytes], nodes: Iterator[Node], edges: Iterator[Edge]) -> None:
    rows = ((node.iri, node.label, *(node.fields.get(name, "") for name in NODE_FIELDS)) for node in nodes)
    _csv(stream, ("Id", "Label", *NODE_FIELDS), rows)


def _csv_edges(stream: IO[bytes], nodes: Iterator[Node], edges: Iterator[Edge]) -> None:
    rows = (
        (e.source, e.target, "Directed", e.label, str(e.weight), *(e.fields.get(name, "") for name in EDGE_FIELDS))
        for e in edges
    )
    _csv(stream, ("Source", "Target", "Type", "Label", "Weight", *EDGE_FIELDS), rows)


def _csv(stream: IO[bytes], head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    text.detach()  # the stream is the caller's to close


def graphml(stream: IO[bytes], nodes: Iterator[Node], edges: Iterator[Edge]) -> None:
    """Writes nodes and edges as GraphML 1.0; what ``write_graphml`` does with a whole store."""

    def put(text: str) -> None:
        stream.write(text.encode())

    def data(key: str, text: str) -> str:
        return f'<data key="{key}">{escape(_xml(text))}</data>' if text else ""

    put('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for scope, names in (("node", ("label", *NODE_FIELDS)), ("edge", ("label", *EDGE_FIELDS))):
        for name in names:
            put(f'<key id="{scope[0]}-{name}" for="{scope}" attr.name="{name}" attr.type="string"/>\n')
    put('<key id="e-weight" for="edge" attr.name="weight" attr.type="int"/>\n<graph edgedefault="directed">\n')
    for node in nodes:
        fields = "".join(data(f"n-{name}", text) for name, text in node.fields.items())
        put(f"<node id={_quoted(node.iri)}>{data('n-label', node.label)}{fields}</node>\n")
    for number, edge in enumerate(edges):
        fields = "".join(data(f"e-{name}", text) for name, text in edge.fields.items())
        put(
            f'<edge id="{number}" source={_quoted(edge.source)} target={_quoted(edge.target)}>'
            f"{data('e-label', edge.label)}{fields}{data('e-weight', str(edge.weight))}</edge>\n"
        )
    put("</graph>\n</graphml>\n")


def _gexf(stream: IO[bytes], nodes: Iterator[Node], edges: Iterator[Edge]) -> None:
    def put(text: str) -> None:
        stream.write(text.encode())

    def values(fields: dict[str, str], names: tuple[str, ...]) -> str:
        held = "".join(f'<attvalue for="{names.index(n)}" value={_quoted(t)}/>' for n, t in fields.items() if t)
        return f"<attvalues>{held}</attvalues>"

    put('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    put('<graph mode="static" defaultedgetype="directed">\n')
    for scope, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        rows = "".join(f'<attribute id="{at}" title="{name}" type="string"/>' for at, name in enumerate(names))
        put(f'<attributes class="{scope}" mode="static">{rows}</attributes>\n')
    put("<nodes>\n")
    for node in nodes:
        put(f"<node id={_quoted(node.iri)} label={_quoted(node.label)}>{values(node.fields, NODE_FIELDS)}</node>\n")
    put("</nodes>\n<edges>\n")
    for number, edge in enumerate(edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        put(
            f'<edge id="{number}" {ends} label={_quoted(edge.label)} weight="{edge.weight}">'
            f"{values(edge.fields, EDGE_FIELDS)}</edge>\n"
        )
    put("</edges>\n</graph>\n</gexf>\n")


def _xml(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _quoted(text: str) -> str:
    return quoteattr(_xml(text))
