"""What the endpoint says of itself: SPARQL 1.1 Service Description and VoID, with the true limits and counts."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from api.settings import Settings, all_settings
from kg.queries.rows import Count, Stats
from kg.rdf import vocabulary as v
from kg.rdf.iris import BASE

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_PREFIXES = {**v.PREFIXES, "sd": SD, "void": VOID, "formats": _FORMATS}
_RESULTS = [
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG",
]  # fmt: skip
_VOCABULARIES = [v.WT, v.ORG, v.FOAF, v.SCHEMA, v.DCTERMS, v.SKOS, v.PROV, v.OA]
_FORMS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}

Term = NamedNode | BlankNode | Literal


def _say(subject: NamedNode | BlankNode, namespace: str, name: str, value: Term | str | int) -> Triple:
    if isinstance(value, int):
        value = Literal(value)
    return Triple(subject, NamedNode(namespace + name), NamedNode(value) if isinstance(value, str) else value)


def service_description(endpoint: str, settings: Settings) -> Iterator[Triple]:
    """The triples about the endpoint at this address."""
    service, dataset, default = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    yield _say(service, v.RDF, "type", SD + "Service")
    yield _say(service, SD, "endpoint", endpoint)
    yield _say(service, SD, "supportedLanguage", SD + "SPARQL11Query")
    yield _say(service, SD, "feature", SD + "UnionDefaultGraph")
    for name in _RESULTS:
        yield _say(service, SD, "resultFormat", _FORMATS + name)
    yield _say(service, SD, "defaultDataset", dataset)
    yield _say(dataset, v.RDF, "type", SD + "Dataset")
    yield _say(dataset, SD, "defaultGraph", default)
    yield _say(default, v.RDF, "type", SD + "Graph")
    for setting in all_settings():
        if setting.name.startswith("query_"):
            limit = BlankNode(setting.name)
            yield _say(service, v.SCHEMA, "additionalProperty", limit)
            yield _say(limit, v.RDF, "type", v.SCHEMA + "PropertyValue")
            yield _say(limit, v.SCHEMA, "name", Literal(setting.name))
            yield _say(limit, v.SCHEMA, "description", Literal(setting.help, language="en"))
            shown = settings.workers if setting.name == "query_workers" else getattr(settings, setting.name)
            yield _say(limit, v.SCHEMA, "value", Literal(shown))


def void_description(address: str, stats: Stats) -> Iterator[Triple]:
    """The triples about the data behind the application at this address (without a slash at its end)."""
    dataset = NamedNode(f"{address}/.well-known/void#graph")
    yield _say(dataset, v.RDF, "type", VOID + "Dataset")
    yield _say(dataset, v.DCTERMS, "title", Literal("闻图", language="zh"))
    yield _say(dataset, v.DCTERMS, "title", Literal("Wentu", language="en"))
    yield _say(dataset, VOID, "sparqlEndpoint", f"{address}/sparql")
    yield _say(dataset, VOID, "dataDump", f"{address}/export?format=nquads")
    yield _say(dataset, VOID, "uriSpace", Literal(BASE))
    yield _say(dataset, VOID, "triples", stats.triples)
    yield _say(dataset, VOID, "documents", stats.articles)
    for vocabulary in _VOCABULARIES:
        yield _say(dataset, VOID, "vocabulary", vocabulary)
    yield from _partitions(dataset, "class", "entities", stats.classes)
    yield from _partitions(dataset, "property", "triples", stats.properties)


def _partitions(dataset: NamedNode, what: str, counted: str, counts: tuple[Count, ...]) -> Iterator[Triple]:
    for number, count in enumerate(counts):
        part = BlankNode(f"{what}{number}")
        yield _say(dataset, VOID, f"{what}Partition", part)
        yield _say(part, VOID, what, count.iri)
        yield _say(part, VOID, counted, count.count)


def written(triples: Iterator[Triple], form: str) -> bytes:
    """The triples in a form of ``sparql.formats``."""
    return serialize(triples, format=_FORMS[form], prefixes=_PREFIXES) or b""
