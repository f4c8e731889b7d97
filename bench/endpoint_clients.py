"""The clients of ``bench/endpoint.py``: lean HTTP connections, polite and hostile queries, crowds in processes."""

from __future__ import annotations

import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from urllib.parse import quote, urlsplit

TEN_ROWS = "SELECT ?s ?name {{ ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name }} OFFSET {0} LIMIT 10"
_LONGEST_IN_ADDRESS = 4_000
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?j) }} # {0}",
    "SELECT (COUNT(*) AS ?n) {{ ?a (!<a:{0}>|^!<a:b>)* ?b . ?b (!<a:c>|^!<a:d>)* ?c }}",
    'SELECT (COUNT(*) AS ?n) {{ ?a ?p ?t . ?b ?q ?u FILTER(REGEX(CONCAT(STR(?t), STR(?u)), "(.*.*.*)*{0}$")) }}',
    "ASK {{ FILTER(" + "(" * 20_000 + "{0}" + ")" * 20_000 + ") }}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} ORDER BY ?f OFFSET {0}",
    'SELECT (GROUP_CONCAT(?x; separator="{0}") AS ?y) {{ ?a ?b ?x . ?c ?d ?e }}',
)


@dataclass
class Tally:
    """What a client saw: seconds of each good answer, how often which status came."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.seconds += other.seconds
        self.statuses.update(other.statuses)

    def told(self) -> dict[str, object]:
        ordered = sorted(self.seconds) or [0.0]
        return {
            "answers": dict(sorted(self.statuses.items())),
            "p50_ms": round(statistics.median(ordered) * 1000, 2),
            "p95_ms": round(ordered[int(len(ordered) * 0.95)] * 1000, 2),
            "max_ms": round(ordered[-1] * 1000, 1),
        }


class Connection:
    """One kept HTTP/1.1 connection, as lean as Python has it, so that the server is what is measured."""

    def __init__(self, endpoint: str, source: str = "") -> None:
        parts = urlsplit(endpoint)
        self._source = (source, 0)
        self._to, self._host, self._path = (parts.hostname or "", parts.port or 80), parts.netloc, parts.path
        self._socket: socket.socket | None = None

    def get(self, query: str) -> tuple[int, bytes]:
        """Status and body; 0 where the connection broke."""
        head = f"HTTP/1.1\r\nHost: {self._host}\r\nAccept: application/sparql-results+json\r\n"
        if len(query) < _LONGEST_IN_ADDRESS:
            request = f"GET {self._path}?query={quote(query)} {head}\r\n"
        else:
            head += f"Content-Type: application/sparql-query\r\nContent-Length: {len(query.encode())}\r\n"
            request = f"POST {self._path} {head}\r\n{query}"
        try:
            if self._socket is None:
                self._socket = socket.create_connection(self._to, timeout=60, source_address=self._source)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(request.encode())
            return self._answer(self._socket)
        except OSError:
            self.close()
            return 0, b""

    def _answer(self, connection: socket.socket) -> tuple[int, bytes]:
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += _more(connection)
        head, body = data[:end].decode("latin-1").lower(), data[end + 4 :]
        if "transfer-encoding: chunked" in head:
            while not body.endswith(b"0\r\n\r\n"):
                body += _more(connection)
        else:
            length = int(head.partition("content-length:")[2].partition("\r\n")[0])
            while len(body) < length:
                body += _more(connection)
        return int(head[9:12]), body

    def close(self) -> None:
        if self._socket:
            self._socket.close()
            self._socket = None


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(65_536)
    if not data:
        raise ConnectionError("closed before the end")
    return data


def ask_until(
    endpoint: str, until: float, queries: Iterator[str], tally: Tally, rows: int | None = None, source: str = ""
) -> None:
    """Asks one query after the other; with ``rows`` a 200 that has another number of them is counted as 1."""
    connection = Connection(endpoint, source)
    for query in queries:
        if time.monotonic() >= until:
            break
        start = time.monotonic()
        status, body = connection.get(query)
        if status == 200 and rows is not None and body.count(b'"name":{') != rows:
            status = 1
        tally.statuses[status] += 1
        if status == 200:
            tally.seconds.append(time.monotonic() - start)
        elif status in (429, 503):
            time.sleep(0.05)
    connection.close()


def ten_rows(client: int, most: int) -> Iterator[str]:
    """Queries of ten rows, all different."""
    number, run = 0, time.monotonic_ns()
    while True:
        # A comment makes each query another one although the store has fewer rows than there are requests.
        yield TEN_ROWS.format((client * 7_919 + number) % most) + f" # {run}.{client}.{number}"
        number += 1


def hostile(client: int) -> Iterator[str]:
    number = 0
    while True:
        yield HOSTILE[(client + number) % len(HOSTILE)].format(client * 100_000 + number)
        number += 1


def _client_process(endpoint: str, first: int, count: int, seconds: float, kind: str, most: int, out: object) -> None:
    until, tallies = time.monotonic() + seconds, [Tally() for _ in range(count)]
    threads = []
    for at, tally in enumerate(tallies):
        queries = hostile(first + at) if kind == "hostile" else ten_rows(first + at, most)
        rows = None if kind == "hostile" else 10
        # Clients are told apart by their addresses, of which a machine has many of its own (Linux).
        place = first + at + (100 if kind == "hostile" else 1)
        source = f"127.{place // 250}.0.{place % 250 + 1}" if sys.platform.startswith("linux") else ""
        threads.append(threading.Thread(target=ask_until, args=(endpoint, until, queries, tally, rows, source)))
    for thread in threads:
        thread.start()
    whole = Tally()
    for thread, tally in zip(threads, tallies, strict=True):
        thread.join()
        whole.add(tally)
    out.put(whole)  # type: ignore[attr-defined]


def crowd(endpoint: str, clients: int, seconds: float, kind: str, most: int, *, processes: int = 2) -> Tally:
    """So many clients at once, for so long; ``kind`` is ``polite`` or ``hostile``."""
    context = get_context("spawn")
    out, processes = context.Queue(), min(processes, clients)
    shares = [clients // processes + (at < clients % processes) for at in range(processes)]
    started = []
    for at, share in enumerate(shares):
        arguments = (endpoint, sum(shares[:at]), share, seconds, kind, most, out)
        started.append(context.Process(target=_client_process, args=arguments, daemon=True))
        started[-1].start()
    whole = Tally()
    for _ in started:
        whole.add(out.get())
    for process in started:
        process.join()
    return whole
