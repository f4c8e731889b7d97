"""What proxies tell of a request is believed where the settings say so, and only where they say so."""

import json
import socket
import time
from pathlib import Path

import pytest

from api import create_app
from api.forwarded import Told, client_of, element
from api.settings import Settings
from kg.model import InputError
from tests.api.live import running

STANDARD = 'for=192.0.2.7;proto=https;host="graph.example:8443";by=_x'


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "client"),
    [
        ("10.0.0.1", "", 0, "10.0.0.1"),
        ("10.0.0.1", "6.6.6.6", 0, "10.0.0.1"),
        ("10.0.0.1", "6.6.6.6, 7.7.7.7", 1, "7.7.7.7"),
        ("10.0.0.1", "6.6.6.6, 7.7.7.7", 2, "6.6.6.6"),
        ("10.0.0.1", "7.7.7.7", 2, "7.7.7.7"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("10.0.0.1", "<script>", 1, "10.0.0.1"),
        ("10.0.0.1", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", "", 0, "10.0.0.1"),
    ],
)
def test_who_asks(remote: str, forwarded: str, proxies: int, client: str) -> None:
    assert client_of(remote, forwarded, proxies) == client


@pytest.mark.parametrize(
    ("header", "proxies", "client"),
    [
        ("", 1, "10.0.0.1"),
        ("for=6.6.6.6", 0, "10.0.0.1"),
        ("for=6.6.6.6, for=7.7.7.7;proto=https", 1, "7.7.7.7"),
        ("for=6.6.6.6,for=7.7.7.7", 2, "6.6.6.6"),
        ("FOR=7.7.7.7", 2, "7.7.7.7"),
        ('for="7.7.7.7:47011"', 1, "7.7.7.7"),
        ('proto=http ; For="[2001:db8:1:2::17]:4711"', 1, "2001:db8:1:2::/64"),
        ("for=unknown", 1, "10.0.0.1"),
        ("for=_hidden", 1, "10.0.0.1"),
        ('for="7.7.7.7', 1, "10.0.0.1"),
        ('for="6.6.6.6", for=7.7.7.7, nonsense', 1, "10.0.0.1"),
        ('host="a,for=6.6.6.6", for=7.7.7.7', 1, "7.7.7.7"),
        ('host="a\\",for=6.6.6.6", for=7.7.7.7', 1, "7.7.7.7"),
    ],
)
def test_who_asks_by_the_standard_header(header: str, proxies: int, client: str) -> None:
    assert client_of("10.0.0.1", header, proxies, standard=True) == client


def test_a_header_without_end_is_not_believed() -> None:
    told = Told(Settings(proxies=1, proxy_header="forwarded"))
    assert told.client("10.0.0.1", ["for=1.1.1.1," * 5_000 + "for=7.7.7.7"]) == "10.0.0.1"
    start = time.monotonic()
    element('for="' + "\\" * 100_000, 1)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("settings", "headers", "server"),
    [
        ({"proxies": 1, "proxy_header": "forwarded"}, {"Forwarded": STANDARD}, "https://graph.example:8443"),
        ({"proxies": 1, "proxy_header": "forwarded"}, {"Forwarded": "proto=gopher;host=a/b"}, "http://own.example"),
        ({"proxies": 1, "proxy_header": "forwarded"}, {"X-Forwarded-Host": "evil.example"}, "http://own.example"),
        ({"proxies": 1}, {"Forwarded": STANDARD}, "http://own.example"),
        ({"proxies": 1}, {"X-Forwarded-Host": "a.example", "X-Forwarded-Proto": "https"}, "https://a.example"),
        ({}, {"Forwarded": STANDARD, "X-Forwarded-Host": "evil.example"}, "http://own.example"),
        (
            {"proxies": 1, "proxy_header": "forwarded", "public_url": "https://news.example/x"},
            {"Forwarded": STANDARD},
            "https://news.example/x",
        ),
    ],
)
def test_addresses_are_made_from_what_is_believed(
    store_path: Path, settings: dict[str, object], headers: dict[str, str], server: str
) -> None:
    app = create_app(Settings(log="none", **settings), str(store_path))  # type: ignore[arg-type]
    document = app.test_client().get("/openapi.json", headers={"Host": "own.example", **headers}).get_json()
    assert document["servers"] == [{"url": server}]
    app.extensions["wentu"].close()


def test_there_is_no_third_way() -> None:
    with pytest.raises(InputError, match="WENTU_PROXY_HEADER"):
        Settings(proxy_header="x-real-ip")


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("x-forwarded", ["X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 7.7.7.7"]),
        ("forwarded", ["Forwarded: for=6.6.6.6", "Forwarded: for=7.7.7.7"]),
    ],
)
@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/healthz"])
def test_a_line_of_its_own_does_not_hide_what_the_proxy_wrote(
    store_path: Path, tmp_path: Path, header: str, lines: list[str], path: str
) -> None:
    """Some proxies add a line below that of the visitor instead of going on with it."""
    log = tmp_path / "log"
    with running(store_path, proxies="1", proxy_header=header, log=str(log)) as live:
        with socket.create_connection(("127.0.0.1", int(live.address.rpartition(":")[2]))) as connection:
            head = [f"GET {path} HTTP/1.1", "Host: x", "Accept: */*", "Connection: close", *lines]
            connection.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
            while connection.recv(65_536):
                pass
        live.stop()
    clients = {json.loads(line)["client"] for line in log.read_text().splitlines()}
    assert clients - {"127.0.0.1"} == {"7.7.7.7"}
