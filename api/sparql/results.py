"""Writes results in the forms of ``sparql.formats``, whole and within limits of bytes and rows, or not at all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final, cast

import pyoxigraph as ox

SOLUTION_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}


_NO_XML: Final = bytes(range(0x20)).translate(None, b"\t\n\r")
_NO_XML_EITHER: Final = ("\ufffe".encode(), "\uffff".encode())
_XML_NAME_AT_END: Final = re.compile(r"[^\W\d][\w.\-·]*\Z")
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"')


class TooLargeError(Exception):
    """The result is larger than the limit."""


class TooManyRowsError(Exception):
    """The result has more rows than the limit."""


class UnfitError(Exception):
    """The result has what the form cannot hold: XML has no control characters, and predicates only by names."""


class Bounded(io.RawIOBase):
    """A buffer that refuses to grow past ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self._left = limit

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Takes the bytes; raises ``TooLargeError`` where they are too many."""
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        self.parts.append(bytes(data))
        return len(data)


def written(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    form: str,
    *,
    most_bytes: int,
    most_rows: int,
    prefixes: Mapping[str, str],
) -> bytes:
    """The result in a form. Raises ``TooLargeError``, ``TooManyRowsError`` and ``UnfitError``; triples are rows."""
    out = Bounded(most_bytes)
    sink = cast(IO[bytes], out)
    if isinstance(result, ox.QueryTriples):
        triples = _counted(result, most_rows)
        named = _named(triples) if form == "rdf" else triples
        ox.serialize(named, sink, format=GRAPH_FORMATS[form], prefixes=dict(prefixes))
        return _as_xml(b"".join(out.parts)) if form == "rdf" else b"".join(out.parts)
    result.serialize(sink, format=SOLUTION_FORMATS[form])
    body = b"".join(out.parts)
    if isinstance(result, ox.QuerySolutions) and _at_most(body, form) > most_rows and rows(body, form) > most_rows:
        raise TooManyRowsError
    return _as_xml(body) if form == "xml" else body


def _as_xml(body: bytes) -> bytes:
    """XML as readers get it back: they take a bare carriage return for the end of a line."""
    if len(body.translate(None, _NO_XML)) != len(body) or any(text in body for text in _NO_XML_EITHER):
        raise UnfitError
    return body.replace(b"\r", b"&#13;")


def _named(triples: Iterator[ox.Triple]) -> Iterator[ox.Triple]:
    known: set[str] = set()
    for triple in triples:
        if (predicate := triple.predicate.value) not in known:
            if not _XML_NAME_AT_END.search(predicate):
                raise UnfitError
            known.add(predicate)
        yield triple


def _counted(triples: ox.QueryTriples, most: int) -> Iterator[ox.Triple]:
    for number, triple in enumerate(triples):
        if number == most:
            raise TooManyRowsError
        yield triple


# The engine writes solutions without telling how many; each form has something that stands once a row.


def rows(body: bytes, form: str) -> int:
    """How many solutions stand in a body that the engine wrote.

    >>> rows(b'{"head":{"vars":["x"]},"results":{"bindings":[{},{"x":{"type":"uri","value":"a:b,{"}}]}}', "json")
    2
    """
    if form == "xml":
        return body.count(b"<result>")
    if form == "tsv":
        return body.count(b"\n") - 1
    if form == "csv":
        return sum(piece.count(b"\r\n") for piece in body.split(b'"')[::2]) - 1
    bare = _STRING.sub(b"", body)
    return 0 if bare.rstrip().endswith(b":[]}}") else bare.count(b",{") + 1


def _at_most(body: bytes, form: str) -> int:
    """A number that is quickly found and not smaller than that of the rows."""
    return body.count({"json": b"{", "xml": b"<result>"}.get(form, b"\n"))
