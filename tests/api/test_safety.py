"""Hostile queries: they end, they reach nobody, and they keep nobody else waiting."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.loop import Loop
from api.problems import Problem
from api.settings import Settings
from api.sparql.pool import Answer, Ask, Limits, Pool
from api.sparql.process import Snapshot
from api.stores import Stores

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SIMPLE = "SELECT * { ?s ?p ?o } LIMIT 1"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """The address of a server of our own, and who came."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        came: list[str] = []

        def welcome() -> None:
            while True:
                try:
                    connection, peer = server.accept()
                except OSError:
                    return
                came.append(str(peer))
                connection.close()

        threading.Thread(target=welcome, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", came


@pytest.fixture
def snapshot(app: Flask) -> Snapshot:
    stores = app.extensions["wentu"]
    assert isinstance(stores, Stores)
    store = stores.current()
    path = store.snapshot()
    assert path
    return Snapshot(path, store.version())


class House:
    """A pool in a loop of its own, to be asked by the tests' threads."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._loop, self._pool = Loop(), Pool(size, limits)

    def ask(self, query: str, snapshot: Snapshot, client: str = "") -> Answer:
        return self._loop.run(self._pool.ask(Ask(query=query), snapshot, client))

    def problem(self, query: str, snapshot: Snapshot, client: str = "") -> Problem:
        with pytest.raises(Problem) as caught:
            self.ask(query, snapshot, client)
        return caught.value

    def close(self) -> None:
        self._loop.close()
        self._pool.close()


@pytest.fixture
def pool() -> Iterator[House]:
    pool = House(2, Limits(seconds=2, wait_seconds=1, result_bytes=100_000, memory_mb=128))
    yield pool
    pool.close()


REACHING = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER(EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }}) }}",
    "LOAD <{0}>",
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
]


@pytest.mark.parametrize("query", REACHING)
def test_no_query_reaches_the_network(client: FlaskClient, listener: tuple[str, list[str]], query: str) -> None:
    address, came = listener
    response = client.get("/sparql", query_string={"query": query.format(address)})
    if "FROM" in query:
        assert response.get_json(force=True)["results"]["bindings"] == []
    else:
        assert response.status_code == 403
    assert came == []


def test_the_process_itself_has_no_network(pool: House, snapshot: Snapshot, listener: tuple[str, list[str]]) -> None:
    """Behind the guard stands the kernel: what the guard did not see would still reach nobody."""
    address, came = listener
    for query in REACHING[:3]:
        pool_answer: object
        try:
            pool_answer = pool.ask(query.format(address), snapshot)
        except Problem as problem:
            pool_answer = problem.status
        assert pool_answer
    assert came == []
    with socket.create_connection(("127.0.0.1", int(address.rsplit(":")[-1].strip("/")))):
        time.sleep(0.1)
    assert len(came) == 1  # the listener does hear those who can reach it


def test_a_cross_product_is_stopped_and_keeps_nobody_waiting(client: FlaskClient, app: Flask) -> None:
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(lambda: app.test_client().get("/sparql", query_string={"query": PRODUCT}))
        time.sleep(0.3)
        start = time.monotonic()
        assert client.get("/sparql", query_string={"query": SIMPLE}).status_code == 200
        assert client.get("/").status_code == 200
        assert time.monotonic() - start < 2
        assert not slow.done()
        stopped = slow.result(timeout=20)
    assert (stopped.status_code, stopped.get_json()["code"]) == (503, "query-timeout")
    assert client.get("/sparql", query_string={"query": SIMPLE}).status_code == 200


def test_nested_brackets_do_no_harm(client: FlaskClient) -> None:
    for query in ("ASK " + "{" * 20_000 + "}" * 20_000, "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"):
        response = client.post("/sparql", data=query, content_type="application/sparql-query")
        assert (response.status_code, response.get_json()["code"]) == (400, "query-too-deep")
    assert client.get("/sparql", query_string={"query": SIMPLE}).status_code == 200


def test_a_process_that_dies_is_replaced(pool: House, snapshot: Snapshot) -> None:
    deep = "ASK { FILTER(" + "(" * 400_000 + "1" + ")" * 400_000 + ") }"  # past the guard: overflows the stack
    assert pool.problem(deep, snapshot).status == 503
    assert pool.ask(SIMPLE, snapshot).kind == "solutions"


def test_memory_is_limited(pool: House, snapshot: Snapshot) -> None:
    problem = pool.problem(HUNGRY, snapshot)
    assert (problem.status, problem.code) == (503, "query-memory")


def test_a_result_is_whole_or_refused(pool: House, snapshot: Snapshot) -> None:
    problem = pool.problem(GREEDY, snapshot)
    assert (problem.status, problem.code) == (413, "result-too-large")


def test_rows_are_limited(client: FlaskClient, store_path: Path) -> None:
    app = create_app(Settings(query_result_rows=2, log="none"), str(store_path))
    for query in ("SELECT * { ?s ?p ?o } LIMIT 3", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3"):
        response = app.test_client().get("/sparql", query_string={"query": query})
        assert (response.status_code, response.get_json()["code"]) == (413, "too-many-rows")
        whole = app.test_client().get("/sparql", query_string={"query": query.replace("3", "2")})
        assert whole.status_code == 200
    app.extensions["wentu"].close()


def test_a_full_house_says_when_to_come_back(snapshot: Snapshot) -> None:
    pool = House(1, Limits(seconds=2, wait_seconds=0, result_bytes=100_000, memory_mb=128))
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(pool.problem, PRODUCT, snapshot)
        time.sleep(0.5)
        busy = pool.problem(SIMPLE, snapshot)
        assert (busy.status, busy.code, busy.headers) == (503, "busy", {"Retry-After": "2"})
        assert slow.result(20).code == "query-timeout"
    pool.close()


def test_a_new_version_is_seen(tmp_path: Path) -> None:
    from kg.store import open_store
    from tests.queries.made import first, second

    stores = Stores(str(tmp_path / "graph"), Settings(query_workers=1))
    count = Ask(query="SELECT (COUNT(*) AS ?n) { ?s <https://schema.org/articleBody> ?o }", solutions="csv")
    for graph, expected in ((first(), b"n\r\n1\r\n"), (second(), b"n\r\n2\r\n")):
        with open_store(tmp_path / "graph") as store:
            store.replace_article(graph.article, graph.quads)
        time.sleep(1.1)  # readers look for news once a second
        assert stores.loop.run(stores.ask(count)).body == expected
    stores.close()


def test_a_long_query_makes_room_for_those_who_wait(snapshot: Snapshot) -> None:
    limits = Limits(seconds=20, wait_seconds=10, result_bytes=100_000, memory_mb=128, fair_seconds=0.3)
    pool = House(1, limits)
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(pool.problem, PRODUCT, snapshot)
        time.sleep(0.5)
        assert pool.ask(SIMPLE, snapshot, "another").kind == "solutions"
        stopped = slow.result(10)
    assert (stopped.status, stopped.code, stopped.headers) == (503, "query-stopped", {"Retry-After": "10"})
    pool.close()


def test_each_gets_the_answer_to_what_it_asked(snapshot: Snapshot) -> None:
    """Short queries ask ahead; those whose process is killed before them, or that wait too long, ask again."""
    limits = Limits(seconds=1, wait_seconds=60, result_bytes=100_000, memory_mb=256, fair_seconds=0.2)
    pool = House(2, limits)
    deep = "ASK { FILTER(" + "(" * 400_000 + "1" + ")" * 400_000 + ") }"

    def asked(number: int) -> tuple[str, str]:
        if number % 4 == 2:
            query = deep if number % 8 == 2 else f"{PRODUCT} # {number}"
            return "stopped", "stopped" if pool.problem(query, snapshot, "one").status == 503 else ""
        body = pool.ask(f"SELECT ({number} AS ?n) {{}}", snapshot, "one").body
        return f'"value":"{number}"', body.decode()

    with ThreadPoolExecutor(24) as threads:
        for expected, told in threads.map(asked, range(160)):
            assert expected in told
    pool.close()
