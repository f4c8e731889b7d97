"""Behind a reverse proxy: a small one of our own, which serves the application under a path."""

import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.rdf.iris import iri_to_path
from tests.api.live import running
from tests.queries.made import LU

PREFIX = "/news"
HOST = "graph.example"
PAGE = "/id/" + quote(iri_to_path(LU), safe="/%")
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@contextmanager
def proxied(back: str) -> Iterator[int]:
    """The port of a proxy for ``https://graph.example/news``; who asks it with ``As: x`` is told to be x."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            connection = http.client.HTTPConnection(back, timeout=30)
            told = self.headers.get("X-Forwarded-For")
            connection.request(
                "GET",
                self.path.removeprefix(PREFIX),
                headers={
                    "Accept": self.headers.get("Accept", "*/*"),
                    "X-Forwarded-For": ", ".join(filter(None, [told, self.headers.get("As", "192.0.2.1")])),
                    "X-Forwarded-Proto": "https",
                    "X-Forwarded-Host": HOST,
                    "X-Forwarded-Prefix": PREFIX,
                },
            )
            answer = connection.getresponse()
            body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            connection.close()

        def log_message(self, *_: object) -> None:
            return None

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def asked(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", PREFIX + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    found: dict[str, str] = {}
    for name, value in answer.getheaders():
        found[name.lower()] = f"{found.get(name.lower(), '')} {value}".strip()
    body = answer.read().decode()
    connection.close()
    return answer.status, found, body


@pytest.fixture(scope="module", params=["headers", "public_url"])
def port(request: pytest.FixtureRequest, store_path: Path) -> Iterator[int]:
    """A proxy that tells all by headers, and one before a server that knows its address."""
    known = {"public_url": f"https://{HOST}{PREFIX}"} if request.param == "public_url" else {}
    limits = {"proxies": "1", "query_per_client": "1", "query_seconds": "2"}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        own = probe.getsockname()[1]
    with running(store_path, own, **limits, **known), proxied(f"127.0.0.1:{own}") as port:
        yield port


def test_addresses_are_those_that_users_see(port: int) -> None:
    status, headers, _ = asked(port, PAGE, Accept="text/html")
    assert (status, headers["location"]) == (303, PREFIX + PAGE + ".html")
    _, headers, page = asked(port, PAGE + ".html")
    assert re.search(rf'href="{PREFIX}/static/\w+/wentu.css"', page)
    assert headers["link"].count(PREFIX) > 1
    document = json.loads(asked(port, "/openapi.json")[2])
    assert document["servers"] == [{"url": f"https://{HOST}{PREFIX}"}]
    description = asked(port, "/sparql", Accept="application/n-triples")[2]
    assert f"<https://{HOST}{PREFIX}/sparql>" in description


def test_limits_count_for_each_user(port: int) -> None:
    slow = threading.Thread(target=asked, args=(port, f"/sparql?query={quote(SLOW)}"), kwargs={"As": "192.0.2.8"})
    slow.start()
    query = f"/sparql?query={quote('ASK { ?s ?p ?o }')}"
    statuses: set[int] = set()
    while slow.is_alive():
        assert asked(port, query, As="192.0.2.9")[0] == 200
        statuses.add(asked(port, query + quote(f" # {len(statuses)}{slow.is_alive()}"), As="192.0.2.8")[0])
        # What a user says of himself is not believed.
        assert asked(port, query, As="192.0.2.9", X_Forwarded_For="192.0.2.8")[0] == 200
    assert 429 in statuses
