"""What comes over the wire that no client library would send."""

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from api import front
from tests.api.live import running

QUERY = "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n"
POST = "POST /sparql HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\nContent-Type: application/sparql-query\r\n"
END = "Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def port(store_path: Path) -> Iterator[int]:
    with running(store_path, log="none", query_length="1000") as live:
        yield int(live.address.rpartition(":")[2])


def told(port: int, *parts: str | bytes, pause: float = 0.0) -> bytes:
    """All that comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=40) as connection:
        for part in parts:
            connection.sendall(part if isinstance(part, bytes) else part.encode())
            time.sleep(pause)
        answer = bytearray()
        try:
            while data := connection.recv(65_536):
                answer += data
        except ConnectionResetError:
            pass
        return bytes(answer)


def status(answer: bytes) -> int:
    return int(answer[9:12])


@pytest.mark.parametrize(
    "head",
    [
        "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n",
        "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
        'GET / HTTP/1.1\r\nHost: a b<>"\r\n',
        "GET / HTTP/1.1\r\nHost: a/b\r\n",
    ],
)
def test_a_request_has_one_host(port: int, head: str) -> None:
    """RFC 9112, 3.2."""
    answer = told(port, head + END)
    assert status(answer) == 400
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "bad-host"


@pytest.mark.parametrize("host", ["x", "graph.example:80", "[::1]:5000", "127.0.0.1:", "例子.example"])
def test_hosts_that_are_some(port: int, host: str) -> None:
    expected = 200 if host.isascii() else 400
    assert status(told(port, QUERY.replace("Host: x", f"Host: {host}") + END)) == expected


def test_old_clients_name_no_host(port: int) -> None:
    answer = told(port, "GET /sparql?query=ASK%7B%7D HTTP/1.0\r\nAccept: text/csv\r\n\r\n")
    assert status(answer) == 200 and answer.endswith(b"true")


def test_a_body_in_pieces(port: int) -> None:
    """RFC 9112, 7.1."""
    answer = told(
        port, POST + "Transfer-Encoding: chunked\r\n" + END, "3\r\nASK\r\n", "2\r\n{}\r\n0\r\n\r\n", pause=0.1
    )
    assert status(answer) == 200 and answer.endswith(b"true")


def test_a_form_in_pieces(port: int) -> None:
    head = POST.replace("application/sparql-query", "application/x-www-form-urlencoded")
    answer = told(port, head + "Transfer-Encoding: chunked\r\n" + END, "f\r\nquery=ASK%7B%7D\r\n0\r\n\r\n")
    assert status(answer) == 200 and answer.endswith(b"true")


@pytest.mark.parametrize(
    "lengths", ["Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -1\r\n", "Content-Length: x\r\n"]
)
def test_lengths_that_are_none(port: int, lengths: str) -> None:
    assert status(told(port, POST + lengths + END, "ASK{}")) == 400


def test_letters_of_an_address_may_come_as_they_are(port: int) -> None:
    query = "SELECT('书记'AS?x){}"
    head = QUERY.replace("ASK%7B%7D", query)
    answer = told(port, head + END)
    assert status(answer) == 200 and answer.endswith("x\r\n书记\r\n".encode())
    assert status(told(port, QUERY.encode().replace(b"ASK%7B%7D", b"\xff\xfe") + END.encode())) == 400


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_who_sends_far_too_much_still_reads_why(port: int, kind: str) -> None:
    body = b"query=" + b"x" * 600_000
    head = POST.replace("application/sparql-query", kind) + f"Content-Length: {len(body)}\r\n" + END
    answer = told(port, head, body[:300_000], body[300_000:], pause=0.2)
    assert status(answer) == 413 and b"problem+json" in answer


def test_requests_in_a_row_are_answered_in_order(port: int) -> None:
    answer = told(port, QUERY + "\r\n" + QUERY.replace("ASK%7B%7D", "ASK%7BFILTER(false)%7D") + END)
    first, second = answer.split(b"HTTP/1.1 200 OK")[1:]
    assert first.endswith(b"true") and second.endswith(b"false")


@pytest.mark.parametrize(
    "head", ["garbage\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", QUERY + "Bad Name: x\r\n\r\n", QUERY + "X: a\0b\r\n\r\n"]
)
def test_what_is_no_request(port: int, head: str | bytes) -> None:
    assert status(told(port, head)) == 400
    assert status(told(port, QUERY + END)) == 200


def test_headers_without_end(port: int) -> None:
    assert status(told(port, QUERY + "X: " + "a" * 600_000 + "\r\n\r\n")) == 431
    assert status(told(port, QUERY + "".join(f"X-{n}: a\r\n" for n in range(500)) + "\r\n")) == 431


def test_those_who_never_end_their_request_keep_nobody_waiting(port: int) -> None:
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(300)]
    for at, connection in enumerate(idle):
        connection.sendall((QUERY if at % 2 else POST + "Content-Length: 100\r\n\r\nASK").encode())
    start = time.monotonic()
    assert status(told(port, QUERY + END)) == 200
    assert time.monotonic() - start < 2
    for connection in idle:
        connection.close()


def test_who_sends_nothing_more_or_reads_nothing_is_given_up(port: int) -> None:
    """Both at once, as each takes half a minute."""
    numbers = " ".join(map(str, range(60)))
    query = "SELECT * { " + " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "abc") + " }"
    with socket.socket() as unread:
        unread.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        unread.settimeout(10)
        unread.connect(("127.0.0.1", port))
        unread.sendall(f"{POST.replace('text/csv', '*/*')}Content-Length: {len(query)}\r\n\r\n{query}".encode())
        head = unread.recv(2_000)
        start = time.monotonic()
        answer = told(port, POST + "Content-Length: 100\r\n\r\nASK")
        assert status(answer) == 408 and b'"slow-body"' in answer
        assert time.monotonic() - start < front.BODY_SECONDS + 5
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        assert status(head) == 200 and length > 10_000_000
        if sys.platform == "linux":
            time.sleep(12)
            taken = len(head)
            with suppress(ConnectionResetError):
                while data := unread.recv(65_536):
                    taken += len(data)
            assert taken < length
