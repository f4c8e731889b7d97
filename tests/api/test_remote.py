"""The endpoint over a graph that lies on another SPARQL server, here ``oxigraph serve``."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.settings import Settings
from kg.store import open_store
from tests.queries.made import FIRST, SECOND, articles
from tests.store.conftest import Server

BODIES = "SELECT (COUNT(*) AS ?n) { ?s <https://schema.org/articleBody> ?o }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("oxigraph"))
    with open_store(server.url) as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
    yield server
    server.stop()


@pytest.fixture
def forwarding(server: Server) -> Iterator[Flask]:
    settings = Settings(
        log="none", query_seconds=1, query_result_rows=20, query_result_bytes=20_000, query_per_client=2,
        query_workers=2,
    )  # fmt: skip
    app = create_app(settings, server.url)
    yield app
    app.extensions["wentu"].close()


@pytest.fixture
def client(forwarding: Flask) -> FlaskClient:
    return forwarding.test_client()


def asked(client: FlaskClient, query: str, **parameters: object) -> str:
    response = client.get("/sparql", query_string={"query": query, "format": "csv", **parameters})
    assert response.status_code == 200, response.text
    return response.text


def refused(client: FlaskClient, query: str) -> tuple[int, str]:
    response = client.get("/sparql", query_string={"query": query})
    return response.status_code, response.get_json()["code"]


def test_datasets_are_those_of_the_request(client: FlaskClient) -> None:
    assert asked(client, BODIES) == "n\r\n3\r\n"
    assert asked(client, BODIES, **{"default-graph-uri": FIRST}) == "n\r\n1\r\n"
    assert asked(client, BODIES, **{"default-graph-uri": [FIRST, SECOND]}) == "n\r\n2\r\n"
    assert asked(client, GRAPHS, **{"named-graph-uri": SECOND}) == f"g\r\n{SECOND}\r\n"
    assert asked(client, BODIES.replace("{", f"FROM <{FIRST}> {{", 1)) == "n\r\n1\r\n"


def test_limits_hold(client: FlaskClient) -> None:
    assert refused(client, "SELECT ?p { ?s ?p ?o } LIMIT 21") == (413, "too-many-rows")
    assert refused(client, "CONSTRUCT { ?p ?p ?p } { ?s ?p ?o } LIMIT 210") == (413, "too-many-rows")
    assert refused(client, "SELECT * { ?a ?b ?c . ?d ?e ?f }") == (413, "result-too-large")
    assert refused(client, SLOW) == (503, "query-timeout")
    assert refused(client, "SELECT") == (400, "syntax-error")
    assert refused(client, "CLEAR ALL") == (403, "update-refused")
    assert refused(client, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }") == (403, "service-refused")


def test_a_client_has_so_many_and_no_more(forwarding: Flask) -> None:
    with ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(lambda n: refused(forwarding.test_client(), f"{SLOW} # {n}"), range(5)))
    assert sorted(answers) == [(429, "too-many-queries")] * 3 + [(503, "query-timeout")] * 2


def test_a_server_that_is_gone_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    app = create_app(Settings(log="none"), address)
    response = app.test_client().get("/sparql", query_string={"query": BODIES})
    assert response.status_code == 503
    assert address not in response.text
    app.extensions["wentu"].close()
