"""The forms in which results are given, by media type and by the short names of ``?format=``."""

from __future__ import annotations

from typing import Final

# Media types that name a form, the form's name in the engine, and the full Content-Type of the answer.
SOLUTIONS: Final[dict[str, tuple[str, str]]] = {
    "application/sparql-results+json": ("json", "application/sparql-results+json; charset=utf-8"),
    "application/sparql-results+xml": ("xml", "application/sparql-results+xml; charset=utf-8"),
    "text/csv": ("csv", "text/csv; charset=utf-8"),
    "text/tab-separated-values": ("tsv", "text/tab-separated-values; charset=utf-8"),
    "application/json": ("json", "application/json"),
    "application/xml": ("xml", "application/xml; charset=utf-8"),
    "text/xml": ("xml", "text/xml; charset=utf-8"),
}
GRAPHS: Final[dict[str, tuple[str, str]]] = {
    "text/turtle": ("ttl", "text/turtle; charset=utf-8"),
    "application/n-triples": ("nt", "application/n-triples; charset=utf-8"),
    "application/rdf+xml": ("rdf", "application/rdf+xml; charset=utf-8"),
    "application/ld+json": ("jsonld", "application/ld+json"),
    "application/n-quads": ("nq", "application/n-quads; charset=utf-8"),
    "application/trig": ("trig", "application/trig; charset=utf-8"),
    "application/x-turtle": ("ttl", "text/turtle; charset=utf-8"),
    "text/plain": ("nt", "text/plain; charset=utf-8"),
    "application/json": ("jsonld", "application/json"),
    "application/xml": ("rdf", "application/xml; charset=utf-8"),
}

# What ?format= and the suffixes of /id/ may say, and the media type that each stands for.
SHORT_SOLUTIONS: Final[dict[str, str]] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
SHORT_GRAPHS: Final[dict[str, str]] = {
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "rdf": "application/rdf+xml",
    "xml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "json": "application/ld+json",
    "nquads": "application/n-quads",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
