"""A server that fails in the middle of a build, in each of the ways that servers have: nothing is half done."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from kg.store import StoreUnreachableError, open_store
from kg.store import http as http_room
from kg.store import remote as remote_room

from .conftest import Server, lines, page

INPUTS = [page(n, {1: f"甲{n}", 2: f"乙{n}"}, "new") for n in range(40)]


class Between(ThreadingHTTPServer):
    """Hands requests on to a server, and from the third update on fails in the given way."""

    daemon_threads = True

    def __init__(self, server: str, way: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.server, self.way, self.updates = server, way, 0
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Between

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.updates += self.path == "/update"
        way = self.server.way if self.server.updates >= 3 else "none"
        if way in ("403", "503"):
            self.answer(int(way), "text/plain", b"not now")
            return
        if way == "html":
            self.answer(200, "text/html", b"<html>log in</html>")
            return
        headers = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
        try:
            with urlopen(Request(self.server.server + self.path, body, headers)) as done:
                status, kind, said = done.status, done.headers.get_content_type(), done.read()
        except HTTPError as error:
            status, kind, said = error.code, "text/plain", error.read()
        if way == "cut":  # it was done, but nobody is told
            self.connection.close()
        elif way == "drip":
            self.drip()
        else:
            self.answer(status, kind, said)

    def answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        try:
            for byte in b"HTTP/1.0 204 No Content\r\n" * 20:
                self.wfile.write(bytes([byte]))
                time.sleep(0.02)
        except ConnectionError:  # the client gave it up
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_room.Client.__init__, "__defaults__", (1.0,))
    monkeypatch.setattr(http_room, "TRIES", 2)
    monkeypatch.setattr(remote_room, "BATCH", 5)


@pytest.fixture
def between(shared_server: Server, request: pytest.FixtureRequest) -> Iterator[Between]:
    with open_store(shared_server.url) as store:
        for graph in list(store.graphs()):
            store.retract(graph)
        store.replace(page(n, {1: "旧", 3: "旧"}, "old") for n in range(40))
    proxy = Between(shared_server.url, request.param)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    yield proxy
    proxy.shutdown()
    proxy.server_close()


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("between", ["403", "503", "html", "cut", "drip"], indirect=True)
def test_every_article_is_as_before_or_as_after_and_the_same_again_ends_alike(
    between: Between, shared_server: Server
) -> None:
    with pytest.raises(StoreUnreachableError) as caught:
        open_store(between.url).replace(INPUTS)
    assert "\n" not in str(caught.value)
    with open_store(":memory:") as before, open_store(":memory:") as after:
        before.replace(page(n, {1: "旧", 3: "旧"}, "old") for n in range(40))
        after.replace(INPUTS)
        store = open_store(shared_server.url)
        time.sleep(0.2)  # what was under way may still be written
        digests = set()
        for intake in INPUTS:
            digests.add(digest := store.digest(intake.source))
            as_it_is = before if digest == "old" else after
            assert set(store.graphs(intake.source)) == set(as_it_is.graphs(intake.source))
            for graph in store.graphs(intake.source):
                assert set(store.quads(graph)) == set(as_it_is.quads(graph))
        assert digests == {"old", "new"}
        store.replace(INPUTS)
        assert lines(store) == lines(after)
        assert sorted(store.union()) == sorted(after.union())
        for graph in list(store.graphs()):
            store.retract(graph)
