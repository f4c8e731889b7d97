"""SPARQL 1.1 Protocol, section 2.1; each test names its clause."""

import csv
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from api.settings import all_settings
from tests.queries.made import FIRST, LU, SECOND

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
NAMES = """SELECT ?name { ?s a <http://xmlns.com/foaf/0.1/Person> ;
  <http://www.w3.org/2000/01/rdf-schema#label> ?name FILTER(STRLEN(?name) < 9) } ORDER BY ?name"""
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = f"CONSTRUCT {{ <{LU}> ?p ?o }} {{ <{LU}> ?p ?o }}"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
ANY = "SELECT (COUNT(*) AS ?n) { ?s <https://schema.org/articleBody> ?o }"
JSON = {"Accept": "application/sparql-results+json"}


def count(client: FlaskClient, query: str, **parameters: object) -> int:
    response = client.get("/sparql?" + urlencode({"query": query, **parameters}, doseq=True), headers=JSON)
    assert response.status_code == 200, response.text
    bindings = response.get_json(force=True)["results"]["bindings"]
    return int(bindings[0]["n"]["value"]) if "n" in bindings[0] else len(bindings)


def names_in(response: object) -> list[str]:
    return [b["name"]["value"] for b in json.loads(response.data)["results"]["bindings"]]  # type: ignore[attr-defined]


def test_query_by_get_2_1_1(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": NAMES}, headers=JSON)
    assert names_in(response) == ["沈知微", "陆远舟", "顾行之"]
    assert response.headers["Vary"] == "Accept"


def test_query_by_form_2_1_2(client: FlaskClient) -> None:
    response = client.post("/sparql", data={"query": NAMES}, headers=JSON)
    assert names_in(response) == ["沈知微", "陆远舟", "顾行之"]


def test_query_by_body_2_1_3(client: FlaskClient) -> None:
    for kind in ("application/sparql-query", "application/sparql-query; charset=utf-8"):
        response = client.post("/sparql", data=f"# 中文\n{NAMES}".encode(), content_type=kind, headers=JSON)
        assert names_in(response) == ["沈知微", "陆远舟", "顾行之"]


def test_the_default_graph_is_the_union_2_1_4(client: FlaskClient) -> None:
    assert count(client, ANY) == 4


def test_the_protocol_names_the_dataset_2_1_4(client: FlaskClient) -> None:
    assert count(client, ANY, **{"default-graph-uri": FIRST}) == 1
    assert count(client, ANY, **{"default-graph-uri": [FIRST, SECOND]}) == 2
    assert count(client, ANY, **{"named-graph-uri": FIRST}) == 0  # no default graph is named, so it is empty
    assert count(client, GRAPHS, **{"named-graph-uri": [FIRST, SECOND]}) == 2
    body = client.post(
        f"/sparql?default-graph-uri={quote(FIRST)}", data=ANY, content_type="application/sparql-query", headers=JSON
    )
    assert body.get_json(force=True)["results"]["bindings"][0]["n"]["value"] == "1"


def test_the_query_names_the_dataset(client: FlaskClient) -> None:
    assert count(client, ANY.replace("{", f"FROM <{FIRST}> {{", 1)) == 1
    assert count(client, GRAPHS.replace("{", f"FROM NAMED <{FIRST}> {{", 1)) == 1


def test_the_protocol_overrides_the_query_2_1_4(client: FlaskClient) -> None:
    query = ANY.replace("{", f"FROM <{FIRST}> FROM <{SECOND}> {{", 1)
    assert count(client, query, **{"default-graph-uri": FIRST}) == 1


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, text/*;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_solutions_in_every_form_2_1_5(client: FlaskClient, accept: str, content_type: str) -> None:
    response = client.get("/sparql", query_string={"query": NAMES}, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, content_type)
    if "csv" in content_type:
        assert [row[0] for row in csv.reader(io.StringIO(response.text))] == ["name", "沈知微", "陆远舟", "顾行之"]
        return
    formats = {"json": QueryResultsFormat.JSON, "+xml": QueryResultsFormat.XML, "values": QueryResultsFormat.TSV}
    format_ = next(known for end, known in formats.items() if content_type.endswith(end))
    result = parse_query_results(response.data, format=format_)
    assert isinstance(result, QuerySolutions)
    assert [row["name"] for row in result] == [Literal(name, language="zh") for name in ("沈知微", "陆远舟", "顾行之")]


def test_yes_and_no_in_every_form(client: FlaskClient) -> None:
    def ask(accept: str) -> str:
        response = client.get("/sparql", query_string={"query": ASK}, headers={"Accept": accept})
        assert response.status_code == 200
        return response.text

    assert json.loads(ask("application/sparql-results+json"))["boolean"] is True
    assert "true" in [e.text for e in ElementTree.fromstring(ask("application/sparql-results+xml"))]
    assert ask("text/csv").strip() == ask("text/tab-separated-values").strip() == "true"


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/n-quads", RdfFormat.N_QUADS),
        ("application/trig", RdfFormat.TRIG),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{LU}>"])
def test_graphs_in_every_form_2_1_5(client: FlaskClient, accept: str, format_: RdfFormat, query: str) -> None:
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, accept)
    triples = {quad.triple for quad in parse(response.data, format=format_)}
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    assert any(
        t.subject == NamedNode(LU) and t.predicate == label and t.object == Literal("陆远舟", language="zh")
        for t in triples
    )


@pytest.mark.parametrize(("query", "accept"), [(NAMES, "text/turtle"), (CONSTRUCT, "text/csv"), (NAMES, "image/png")])
def test_no_form_that_fits_is_406(client: FlaskClient, query: str, accept: str) -> None:
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert response.status_code == 406
    assert response.get_json()["code"] == "not-acceptable"
    assert response.get_json()["offers"]


def test_format_may_say_it(client: FlaskClient) -> None:
    assert client.get("/sparql", query_string={"query": NAMES, "format": "csv"}).mimetype == "text/csv"
    assert client.get("/sparql", query_string={"query": CONSTRUCT, "format": "turtle"}).mimetype == "text/turtle"
    assert client.get("/sparql", query_string={"query": NAMES, "format": "pdf"}).status_code == 400


@pytest.mark.parametrize(
    ("send", "status", "code"),
    [
        ({"path": "/sparql?query=ASK{}&query=ASK{}"}, 400, "several-queries"),
        ({"path": "/sparql?query=%E4%B8"}, 400, "bad-encoding"),
        ({"path": "/sparql?query=ASK%zz"}, 400, "bad-encoding"),
        ({"path": "/sparql?query=ASK%7B%7D&default-graph-uri=nowhere"}, 400, "bad-graph"),
        ({"path": "/sparql?update=CLEAR%20ALL"}, 403, "update-refused"),
        ({"path": "/sparql?query=CLEAR%20ALL"}, 403, "update-refused"),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, "update-refused"),
        ({"method": "POST", "data": "CLEAR ALL", "content_type": "application/sparql-update"}, 403, "update-refused"),
        ({"method": "POST", "data": {"nothing": "x"}}, 400, "query-missing"),
        ({"method": "POST", "data": "ASK {}", "content_type": "text/plain"}, 415, "unsupported-media-type"),
        ({"method": "POST", "data": "ASK {}", "content_type": f"{QUERY}; charset=gbk"}, 415, "unsupported-media-type"),
        ({"method": "POST", "data": b"ASK {} # \xff", "content_type": QUERY}, 400, "bad-encoding"),
        ({"method": "POST", "data": b"query=%FF", "content_type": FORM}, 400, "bad-encoding"),
        ({"method": "PUT", "data": "ASK {}", "content_type": QUERY}, 405, "method-not-allowed"),
        ({"method": "POST", "data": "x" * 500_000, "content_type": QUERY}, 413, "request-entity-too-large"),
        ({"method": "POST", "data": "#" * 150_000, "content_type": QUERY}, 413, "query-too-long"),
    ],
)  # fmt: skip
def test_bad_requests_have_one_shape_2_1_6(
    client: FlaskClient, send: dict[str, object], status: int, code: str
) -> None:
    response = client.open(**{"path": "/sparql", **send})  # type: ignore[arg-type]
    problem = response.get_json()
    assert (response.status_code, response.mimetype) == (status, "application/problem+json"), response.text
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["title"] and problem["detail"] and problem["type"]
    if status == 405:
        assert {"GET", "POST", "HEAD", "OPTIONS"} <= set(response.headers["Allow"].split(", "))


def test_a_syntax_error_has_its_place(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT * {\n  ?s ?p }"})
    problem = response.get_json()
    assert (response.status_code, problem["code"], problem["line"], problem["column"]) == (400, "syntax-error", 2, 10)
    page = client.get("/sparql", query_string={"query": "SELECT * {\n  ?s ?p }"}, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "<mark" in page.text and "?s ?p" in page.text


def test_head_and_options(client: FlaskClient) -> None:
    head = client.head("/sparql", query_string={"query": NAMES}, headers={"Accept": "text/csv"})
    assert (head.status_code, head.mimetype, head.data) == (200, "text/csv", b"")
    options = client.options("/sparql")
    assert options.status_code == 204
    assert "POST" in options.headers["Allow"]
    assert options.headers["Access-Control-Allow-Origin"] == "*"


def test_no_query_describes_the_service(client: FlaskClient) -> None:
    for accept in ("text/turtle", "*/*"):
        response = client.get("/sparql", headers={"Accept": accept})
        assert response.mimetype == "text/turtle"
    triples = [quad.triple for quad in parse(response.data, format=RdfFormat.TURTLE)]
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert NamedNode(sd + "UnionDefaultGraph") in [
        t.object for t in triples if t.predicate == NamedNode(sd + "feature")
    ]
    said: dict[str, dict[str, str]] = {}
    for triple in triples:
        said.setdefault(str(triple.subject), {})[triple.predicate.value] = getattr(triple.object, "value", "")
    name, value = "https://schema.org/name", "https://schema.org/value"
    limits = {one[name]: one[value] for one in said.values() if name in one}
    true = client.application.config["WENTU"]
    wanted = {s.name: getattr(true, s.name) for s in all_settings() if s.name.startswith("query_")}
    assert limits == {one: str(number) for one, number in wanted.items()}


def test_a_browser_gets_the_query_page(client: FlaskClient) -> None:
    accept = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert "<textarea" in client.get("/sparql", headers=accept).text
    page = client.get("/sparql", query_string={"query": NAMES}, headers=accept)
    assert page.mimetype == "text/html"
    assert "沈知微" in page.text and "format=csv" in page.text
    table = client.get("/sparql", query_string={"query": f"DESCRIBE <{LU}>"}, headers=accept).text
    assert "person:陆远舟" in table and "foaf:Person" in table
    assert "是" in client.get("/sparql", query_string={"query": ASK}, headers={**accept, "Accept-Language": "zh"}).text
