"""Reads the checks of ``tests/cases/sparql``, asks a live server and judges what comes."""

import csv
import http.client
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import yaml

from kg.rdf.iris import iri_to_path
from tests.queries.made import FIRST, LU, PAPER, SECOND, THIRD

CASES = Path(__file__).parents[1] / "cases" / "sparql"
_SHARED = f"<{PAPER}> a <http://www.w3.org/ns/org#Organization>"
_COUNT = f"SELECT (COUNT(*) AS ?n) {{0}} {{{{ {_SHARED} }}}}"
_STEM = FIRST.rpartition("/")[0] + "/"
_BOTH = f"""SELECT ?n ?m {{0}} {{{{ {{{{ SELECT (COUNT(*) AS ?n) {{{{ {_SHARED} }}}} }}}}
  {{{{ SELECT (COUNT(*) AS ?m) {{{{ GRAPH ?g {{{{ {_SHARED} }}}} }}}} }}}} }}}}"""
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TERMS = {
    "i": ox.NamedNode("http://例子.中国/人#甲"),
    "p": ox.Literal("纯文本"),
    "l": ox.Literal("书记", language="zh"),
    "n": ox.Literal("42", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    "d": ox.Literal("--05-11", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gMonthDay")),
    "q": ox.Literal("引\"号'\\ 和\n行\t距 < & >"),
    "e": ox.Literal(""),
}
NAMES_CSV = "name\r\n沈知微\r\n陆远舟\r\n顾行之\r\n"
QUERIES = {
    "names": f"""SELECT ?name {{ ?s a <http://xmlns.com/foaf/0.1/Person> ;
  <{LABEL}> ?name FILTER(STRLEN(?name) < 9) }} ORDER BY ?name""",
    "ask": "ASK { ?s ?p ?o }",
    "bodies": "SELECT (COUNT(*) AS ?n) { ?s <https://schema.org/articleBody> ?o }",
    "graphs": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "construct": f"CONSTRUCT {{ <{LU}> ?p ?o }} {{ <{LU}> ?p ?o }}",
    "terms": f"SELECT * {{ VALUES ({' '.join('?' + n for n in TERMS)}) {{ ({' '.join(map(str, TERMS.values()))}) }} }}",
    "shared": _COUNT.format(""),
    "shared_from": _COUNT.format(f"FROM <{FIRST}> FROM <{SECOND}>"),
    "shared_prefixed": f"PREFIX g: <{FIRST[:-1]}>\n" + _COUNT.format(f"from g:{FIRST[-1]} # FROM\n from <{SECOND}>"),
    "shared_base": f"BASE <{_STEM}>" + _COUNT.format(f"FROM <{FIRST[len(_STEM) :]}> FROM <{SECOND[len(_STEM) :]}>"),
    "shared_named": _BOTH.format(f"FROM <{FIRST}> FROM <{SECOND}> FROM NAMED <{SECOND}> FROM NAMED <{THIRD}>"),
    "both_counts": _BOTH.format(""),
    "lu_label": f'<{LU}> <{LABEL}> "陆远舟"@zh',
    "names_csv_length": str(len(NAMES_CSV.encode())),
}
WORDS = {**QUERIES, "first": FIRST, "second": SECOND, "third": THIRD, "lu": LU, "paper": PAPER}
WORDS["lu_path"] = "/id/" + quote(iri_to_path(LU), safe="/%")
GRAPH_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}
RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "values": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class Answer:
    """What came: ``headers`` by lower-case name, several of one name joined by commas."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def results(self) -> Any:
        end = next(end for end in RESULT_FORMATS if self.media.endswith(end))
        return ox.parse_query_results(self.body, format=RESULT_FORMATS[end])

    def rows(self) -> list[list[str | None]]:
        """The lexical values of every row, None for what is not bound."""
        if self.media == "text/csv":
            return [list(row) for row in csv.reader(io.StringIO(self.body.decode(), newline=""))][1:]
        result = self.results()
        names = self.variables()
        return [[getattr(row[name], "value", None) for name in names] for row in result]

    def variables(self) -> list[str]:
        """The head, read without the engine."""
        text = self.body.decode()
        if self.media.endswith("json"):
            return list(json.loads(text)["head"]["vars"])
        if self.media.endswith("xml"):
            return [e.attrib["name"] for e in ElementTree.fromstring(text)[0] if e.tag.endswith("variable")]
        if self.media == "text/csv":
            return text.partition("\r\n")[0].split(",")
        return [name.removeprefix("?") for name in text.partition("\n")[0].split("\t")]

    def boolean(self) -> bool:
        if self.media.startswith("text/"):
            return {"true": True, "false": False}[self.body.decode().strip()]
        return bool(self.results())

    def triples(self) -> list[ox.Triple]:
        return [quad.triple for quad in ox.parse(self.body, format=GRAPH_FORMATS[self.media])]


def checks() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every check with its name: file, number, clause, what."""
    for path in sorted(CASES.glob("*.yaml")):
        number = 0
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            common = {key: value for key, value in entry.items() if key != "each"}
            for one in entry.get("each", [{}]):
                number += 1
                check = _filled({**common, **one})
                yield f"{path.stem}-{number:03} {check['clause']}: {check['what']}", check


def _filled(value: Any) -> Any:
    if isinstance(value, str):
        return Template(value).safe_substitute(WORDS)
    if isinstance(value, list):
        return [_filled(one) for one in value]
    return {key: _filled(one) for key, one in value.items()} if isinstance(value, dict) else value


def send(address: str, check: dict[str, Any], **more: str) -> Answer:
    """Sends what the check says, with ``more`` headers (``_`` for ``-``)."""
    parameters = check.get("raw") or urlencode(check.get("get", {}), doseq=True)
    headers = dict(check.get("send", {}))
    body: bytes | None = None
    if "form" in check:
        body, kind = urlencode(check["form"], doseq=True).encode(), "application/x-www-form-urlencoded"
    elif "bytes" in check:
        body, kind = check["bytes"].encode("latin-1"), ""
    elif "filled" in check:
        body, kind = b"#" * check["filled"], ""
    elif "body" in check:
        body, kind = check["body"].encode(), ""
    if body is not None and (content := check.get("content", kind)):
        headers["Content-Type"] = content
    if "accept" in check:
        headers["Accept"] = check["accept"]
    headers.update({name.replace("_", "-"): value for name, value in more.items()})
    target = check.get("path", "/sparql") + (f"?{parameters}" if parameters else "")
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        method = check.get("method", "GET" if body is None else "POST")
        connection.request(method, target, body, headers)
        response = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in response.getheaders():
            found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
        return Answer(response.status, found, response.read())
    finally:
        connection.close()
