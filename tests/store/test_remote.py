import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.store import QuerySyntaxError, StoreError, StoreReadOnlyError, StoreUnreachableError, open_store
from kg.store import http as http_room

from .conftest import Server, lines, page, single

RESULTS = "application/sparql-results+json"
NOTHING = (404, "text/plain", b"nothing here")
YES = (200, RESULTS, b'{"head":{},"boolean":true}')


class Answers(ThreadingHTTPServer):
    """A server that answers as it is told: (status, media type, body) by path, or by method and path.

    ``seen`` are (path, headers, body), ``asked`` the methods and paths.
    """

    def __init__(self, answers: dict[str, tuple[int, str, bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Answers

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.partition("?")[0]
        self.server.seen.append((path, dict(self.headers), body))
        self.server.asked.append(f"{self.command} {path}")
        answer_of = self.server.answers
        status, kind, answer = answer_of.get(self.server.asked[-1]) or answer_of.get(path, NOTHING)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="store"')
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_PUT = do_DELETE = do_HEAD = do_POST  # noqa: N815 (the names that http.server calls)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def answering(answers: dict[str, tuple[int, str, bytes]]) -> Iterator[Answers]:
    server = Answers(answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_no_server_is_told_in_one_line() -> None:
    with pytest.raises(StoreUnreachableError, match="no server answers") as caught:
        open_store("http://127.0.0.1:9/ds")
    assert "\n" not in str(caught.value)


def test_a_site_of_pages_is_no_store() -> None:
    page = (200, "text/html", b"<html>welcome</html>")
    paths = ("/query", "/sparql", "")
    with answering({p: page for p in paths}) as site, pytest.raises(StoreUnreachableError) as caught:
        open_store(site.url)
    assert "answers text/html" in str(caught.value) and "--store" in str(caught.value)


def test_a_wrong_path_is_told_with_what_was_tried() -> None:
    with answering({}) as site, pytest.raises(StoreUnreachableError, match=r"no SPARQL 1\.1 server") as caught:
        open_store(f"{site.url}/nowhere")
    assert "/nowhere/query: 404" in str(caught.value)


@pytest.mark.parametrize(
    ("query", "update"),
    [("/ds/query", "/ds/update"), ("/ds/sparql", "/ds/sparql-auth"), ("/ds", "/ds/statements")],
)
def test_the_services_of_known_servers_are_found(query: str, update: str) -> None:
    rows = (200, RESULTS, b'{"head":{"vars":["x"]},"results":{"bindings":[]}}')
    with answering({query: YES, update: (204, "text/plain", b"")}) as site:
        store = open_store(f"{site.url}/ds/")
        site.answers[query] = rows
        store.replace([single(1)])
        path, headers, body = site.seen[-1]
    assert path == update
    assert headers["Content-Type"].startswith("application/sparql-update")
    assert f"DROP SILENT GRAPH <{single(1).source}> ;" in body.decode()


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    denied = (401, "text/plain", b"who are you")
    with answering({"/query": denied}) as site:
        with pytest.raises(StoreUnreachableError, match="WENTU_STORE_USER"):
            open_store(site.url)
        monkeypatch.setenv("WENTU_STORE_USER", "waner")
        monkeypatch.setenv("WENTU_STORE_PASSWORD", "geheim")
        with pytest.raises(StoreUnreachableError, match="refuses the credentials") as caught:
            open_store(site.url)
        assert site.seen[-1][1]["Authorization"] == "Basic d2FuZXI6Z2VoZWlt"
    assert "geheim" not in str(caught.value)


def test_a_busy_server_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering({"/query": YES}) as site:
        store = open_store(site.url)
        waits: list[float] = []

        def recover(seconds: float) -> None:
            waits.append(seconds)
            site.answers["/query"] = YES if len(waits) == 2 else site.answers["/query"]

        monkeypatch.setattr(http_room.time, "sleep", recover)
        site.answers["/query"] = (503, "text/plain", b"busy")
        assert bool(store.query("ASK {}"))
        assert waits == [0.5, 1.0]
        site.answers["/query"] = (500, "text/plain", b"broken")
        with pytest.raises(StoreUnreachableError, match="500"):
            store.query("ASK {}")


class _Drips(BaseHTTPRequestHandler):
    """Answers with what the server's ``text`` says, a byte every 20 ms."""

    server: "Drips"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self.wfile.write(self.server.at_once)
            for byte in self.server.text:
                self.wfile.write(bytes([byte]))
                time.sleep(0.02)
        except ConnectionError:  # the client gave it up, as it should
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


class Drips(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, at_once: bytes, text: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Drips)
        self.at_once, self.text = at_once, text
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


HEAD = f"HTTP/1.0 200 OK\r\nContent-Type: {RESULTS}\r\n".encode()


@pytest.mark.parametrize(
    ("at_once", "text"), [(b"", HEAD * 20), (HEAD, b"X-Filler: x\r\n" * 200), (HEAD + b"\r\n", b" " * 2000)]
)
def test_a_server_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch, at_once: bytes, text: bytes) -> None:
    monkeypatch.setattr(http_room.Client.__init__, "__defaults__", (0.5,))
    server = Drips(at_once, text)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    start = time.monotonic()
    with pytest.raises(StoreUnreachableError, match="silent") as caught:
        open_store(server.url)
    assert time.monotonic() - start < 10  # 40 seconds would pass until the last byte
    assert "\n" not in str(caught.value)
    server.shutdown()
    server.server_close()


def test_a_slow_server_that_keeps_on_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_room.Client.__init__, "__defaults__", (0.5,))
    monkeypatch.setattr("kg.store.steady.LEAST", 5)
    server = Drips(HEAD + b"\r\n", b'{"head":{},"boolean":true}' + b" " * 40)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert open_store(server.url).location == server.url
    server.shutdown()
    server.server_close()


def test_a_silent_server_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(http_room.Client.__init__, "__defaults__", (0.2,))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(StoreUnreachableError, match="silent"):
            open_store(f"http://127.0.0.1:{silent.getsockname()[1]}")


def test_a_page_in_place_of_an_answer_is_told() -> None:
    with answering({"/query": YES}) as site:
        store = open_store(site.url)
        site.answers["/query"] = (200, "text/html", b"<html>log in</html>")
        with pytest.raises(StoreUnreachableError, match="text/html"):
            store.query("SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize("path", ["/update", "/sparql-auth"])
def test_a_page_in_place_of_a_done_update_is_told(path: str) -> None:
    none = (200, RESULTS, b'{"head":{"vars":["s","x"]},"results":{"bindings":[]}}')
    query = "/query" if path == "/update" else "/sparql"
    with answering({query: YES, path: (200, "text/html", b"<html>log in</html>")}) as site:
        store = open_store(site.url)
        site.answers[query] = none
        with pytest.raises(StoreUnreachableError, match="text/html to an update"):
            store.replace([single(1)])


NONE_HELD = (200, RESULTS, b'{"head":{"vars":["s","x"]},"results":{"bindings":[]}}')
CRUD = "/sparql-graph-crud-auth"


def test_a_server_that_makes_the_union_itself_is_given_graphs_by_the_graph_store_protocol() -> None:
    answers = {"/sparql": YES, CRUD: (204, "text/plain", b""), "/sparql-auth": (204, "text/plain", b"")}
    with answering(answers) as site:
        store = open_store(site.url)
        site.answers["/sparql"] = NONE_HELD
        store.replace([single(1)])
        assert site.asked[-1] == f"PUT {CRUD}"
        assert site.seen[-1][1]["Content-Type"] == "application/n-triples"
        assert site.seen[-1][2].count(b"\n") == 7
        store.replace([page(1, {1: "甲", 2: "乙"}, "d")])
        assert site.asked[-3:] == [f"PUT {CRUD}", f"PUT {CRUD}", "POST /sparql-auth"]
        assert all(b'"unfinished/d"' in body for _, _, body in site.seen[-2:-1])


def test_a_server_without_a_graph_store_is_updated() -> None:
    with answering({"/sparql": YES, "/sparql-auth": (204, "text/plain", b"")}) as site:
        store = open_store(site.url)
        site.answers["/sparql"] = NONE_HELD
        for number in (1, 2):
            store.replace([single(number)])
    assert site.asked.count(f"PUT {CRUD}") == 1
    assert site.asked[-1] == "POST /sparql-auth" and b"INSERT DATA" in site.seen[-1][2]


def test_a_graph_is_read_where_the_server_has_it() -> None:
    triple = b'<https://example.org/a> <https://example.org/b> "c" .\n'
    construct = (200, "application/n-triples", triple)
    for place, asked in (("/store", ["GET /store"]), ("/data", ["GET /store", "GET /data"])):
        with answering({"/query": YES, place: construct}) as site:
            store = open_store(site.url)
            assert len(list(store.quads("https://example.org/g"))) == 1
            assert site.asked[1:] == asked
    with answering({"/query": YES, "/data": (200, "text/html", b"<html>")}) as site:
        store = open_store(site.url)
        site.answers["/query"] = construct
        for _ in range(2):
            assert len(list(store.quads("https://example.org/g"))) == 1
        assert site.asked[1:] == ["GET /store", "GET /data", "POST /query", "POST /query"]


def test_oxigraph_gives_its_graphs_by_the_graph_store_protocol(
    shared_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(shared_server.url) as store:
        store.replace([single(1)])
        monkeypatch.setattr(http_room.Client, "query", lambda *_: pytest.fail("it was asked by a query"))
        assert len(list(store.quads(single(1).source))) == 7


def test_a_reader_does_not_write(shared_server: Server) -> None:
    with open_store(shared_server.url, read_only=True) as store, pytest.raises(StoreReadOnlyError):
        store.replace([single(1)])


def test_an_error_in_a_query_keeps_the_words_of_the_server(shared_server: Server) -> None:
    with open_store(shared_server.url) as store, pytest.raises(QuerySyntaxError, match="1:"):
        store.query("SELEKT")


def test_a_server_that_stops_in_the_middle_loses_no_article(server: Server) -> None:
    inputs = [page(n, {1: f"甲{n}" * 40, 2: f"乙{n}" * 40}, "new") for n in range(300)]
    store = open_store(server.url)
    store.replace(page(n, {1: "旧", 3: "旧"}, "old") for n in range(300))

    def stopping() -> Iterator[object]:
        for n, intake in enumerate(inputs):
            if n == 120:
                server.stop()
            yield intake

    with pytest.raises(StoreError):
        store.replace(stopping())  # type: ignore[arg-type]
    server.start()
    again = open_store(server.url)
    digests = [again.digest(intake.source) for intake in inputs]
    assert set(digests) == {"old", "new"}
    for intake, digest in zip(inputs, digests, strict=True):
        if digest == "new":
            assert set(again.graphs(intake.source)) == set(intake.graphs)
    again.replace(inputs)
    with open_store(":memory:") as straight:
        straight.replace(inputs)
        assert lines(again) == lines(straight)
        assert sorted(again.union()) == sorted(straight.union())
