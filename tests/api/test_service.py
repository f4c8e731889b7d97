import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from api.stores import Stores
from kg.queries import figures
from kg.store.export import FORMATS, export

VOID = "http://rdfs.org/ns/void#"


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_the_whole_graph(client: FlaskClient, app: Flask, form: str) -> None:
    stores = app.extensions["wentu"]
    assert isinstance(stores, Stores)
    expected = io.BytesIO()
    export(stores.current(), form, expected)
    for _ in range(2):
        response = client.get(f"/export?format={form}")
        assert response.status_code == 200
        assert response.data == expected.getvalue()
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_ontology_in_turtle_and_as_a_page(client: FlaskClient) -> None:
    for headers in ({}, {"Accept": "text/turtle"}, {"Accept": "*/*"}):
        response = client.get("/ontology", headers=headers)
        assert response.mimetype == "text/turtle"
    written = Graph().parse(data=response.text, format="turtle")
    other = client.get("/ontology", headers={"Accept": "application/rdf+xml"})
    assert isomorphic(written, Graph().parse(data=other.text, format="xml"))
    shown = client.get("/ontology", headers={"Accept": "text/html", "Accept-Language": "zh"})
    assert "https://w3id.org/wentu/ontology#chair" in shown.text


def test_void_counts_are_true(client: FlaskClient, app: Flask) -> None:
    stores = app.extensions["wentu"]
    stats = figures.stats(stores.current())
    response = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    said = {(t.triple.predicate.value, t.triple.object) for t in parse(response.data, format=RdfFormat.TURTLE)}
    assert (VOID + "triples", Literal(stats.triples)) in said
    assert (VOID + "documents", Literal(4)) in said
    assert (VOID + "sparqlEndpoint", NamedNode("http://localhost/sparql")) in said


def test_openapi_lists_every_route(client: FlaskClient, app: Flask) -> None:
    document = client.get("/openapi.json").get_json()
    routes = {rule.rule.replace("<path:path>", "{path}") for rule in app.url_map.iter_rules()}
    assert {route for route in routes if not route.startswith("/static")} == set(document["paths"])
    assert document["info"]["version"]
    for path in document["paths"].values():
        for reference in json.dumps(path).split('"$ref": "#/')[1:]:
            node = document
            for step in reference.partition('"')[0].split("/"):
                node = node[step]


def test_health(client: FlaskClient, app: Flask) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.get_json() == {
        "status": "ok",
        "live": True,
        "ready": True,
        "store": {"version": app.extensions["wentu"].current().version()},
    }
