"""The graph written out, the same bytes for the same graph: sorted, streamed, with prefixes.

Formats that know named graphs (trig, nquads, jsonld) hold the dataset; the others hold the union of its graphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Final, cast

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.rdf import iris, vocabulary
from kg.store.network import write_csv_edges, write_csv_nodes, write_gexf, write_graphml
from kg.store.protocol import Store
from kg.store.sorting import graph_first, parsed, sorted_lines

PREFIXES: Final = {**vocabulary.PREFIXES, **iris.PREFIXES}
MEDIA_TYPES: Final[dict[str, str]] = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "csv-nodes": "text/csv",
    "csv-edges": "text/csv",
}
FORMATS: Final = tuple(MEDIA_TYPES)


def export(store: Store, format: str, stream: IO[bytes]) -> None:
    """Writes the whole graph to ``stream`` in one of ``FORMATS``. Raises ``ValueError`` for another format."""
    if format not in _WRITERS:
        raise ValueError(f"unknown format {format!r}; the formats are: {', '.join(FORMATS)}")
    _WRITERS[format](store, stream)


def _nquads(store: Store, stream: IO[bytes]) -> None:
    stream.writelines(sorted_lines(store.dump()))


def _ntriples(store: Store, stream: IO[bytes]) -> None:
    stream.writelines(sorted_lines(store.union()))


def _triples(store: Store) -> Iterator[Triple]:
    for quad in parsed(sorted_lines(store.union())):
        yield quad.triple


def _turtle(store: Store, stream: IO[bytes]) -> None:
    serialize(_triples(store), stream, RdfFormat.TURTLE, prefixes=PREFIXES)


def _dataset(format: RdfFormat, store: Store, stream: IO[bytes]) -> None:
    quads = parsed(sorted_lines(store.dump(), graph_first))
    serialize(quads, stream, format, prefixes=PREFIXES)


def _rdfxml(store: Store, stream: IO[bytes]) -> None:
    triples = map(_for_xml, _triples(store))
    serialize(triples, cast(IO[bytes], _CarriageReturns(stream)), RdfFormat.RDF_XML, prefixes=vocabulary.PREFIXES)


_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _for_xml(triple: Triple) -> Triple:
    """XML 1.0 cannot hold control characters; one for one they become U+FFFD, so that offsets stay true."""
    value = triple.object
    if not isinstance(value, Literal) or not _NOT_IN_XML.search(value.value):
        return triple
    text = _NOT_IN_XML.sub("\ufffd", value.value)
    kept = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, kept)


class _CarriageReturns:
    """Writes carriage returns as references: as they are, every reader of XML would turn them into line feeds."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._stream.write(data.replace(b"\r", b"&#xD;"))
        return len(data)

    def flush(self) -> None:
        self._stream.flush()


_WRITERS: Final[dict[str, Callable[[Store, IO[bytes]], None]]] = {
    "turtle": _turtle,
    "trig": partial(_dataset, RdfFormat.TRIG),
    "nquads": _nquads,
    "ntriples": _ntriples,
    "jsonld": partial(_dataset, RdfFormat.JSON_LD),
    "rdfxml": _rdfxml,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "csv-nodes": write_csv_nodes,
    "csv-edges": write_csv_edges,
}
