import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.store import QuerySyntaxError, StoreError, StoreReadOnlyError, StoreUnreachableError, open_store
from kg.store import http as http_room

from .conftest import Server, lines, page, single

RESULTS = "application/sparql-results+json"
YES = (200, RESULTS, b'{"head":{},"boolean":true}')


class Answers(ThreadingHTTPServer):
    """A server that answers as it is told: (status, media type, body) by path; ``seen`` are (path, headers, body)."""

    def __init__(self, answers: dict[str, tuple[int, str, bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Answers

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.partition("?")[0]
        self.server.seen.append((path, dict(self.headers), body))
        status, kind, answer = self.server.answers.get(path, (404, "text/plain", b"nothing here"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="store"')
        self.end_headers()
        self.wfile.write(answer)

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
