"""Several web processes answer as one server."""

import json
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from prometheus_client.parser import text_string_to_metric_families

from kg.store import open_store
from tests.api.live import running
from tests.queries.made import first, second

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = {"processes": "2", "query_workers": "4"}


def asked(address: str, query: str, client: str = "192.0.2.1") -> tuple[int, bytes]:
    """Over a connection of its own, which any of the processes may take."""
    connection = HTTPConnection(address.rpartition("/")[2], timeout=30)
    headers = {"Accept": "text/csv", "X-Forwarded-For": client}
    connection.request("GET", f"/sparql?query={quote(query)}", headers=headers)
    answer = connection.getresponse()
    told = answer.status, answer.read()
    connection.close()
    return told


def counts(address: str) -> dict[str, float]:
    """Values by name, several of one name summed up."""
    connection = HTTPConnection(address.rpartition("/")[2], timeout=30)
    connection.request("GET", "/metrics")
    found: Counter[str] = Counter()
    for family in text_string_to_metric_families(connection.getresponse().read().decode()):
        for sample in family.samples:
            found[sample.name] += sample.value
    connection.close()
    return found


def children(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(one) for one in text.split()]


@contextmanager
def crowd(address: str, query: str, count: int, client: str) -> Iterator[list[int]]:
    """So many who ask at once; their statuses, once they are answered."""
    statuses: list[int] = []
    with ThreadPoolExecutor(count) as threads:
        asking = [threads.submit(asked, address, f"{query} # {number}", client) for number in range(count)]
        yield statuses
        statuses += [one.result()[0] for one in asking]


def test_counts_are_those_of_all(store_path: Path) -> None:
    with running(store_path, **MANY, log="none") as live:
        for number in range(40):
            assert asked(live.address, f"ASK {{ }} # {number}")[0] == 200
        for _ in range(3):  # whoever is asked
            told = counts(live.address)
            assert told["wentu_queries_total"] == told["wentu_query_seconds_count"] == 40
            assert told["wentu_web_processes"] == 2 and told["wentu_query_processes"] == 4
        assert len(children(live.process.pid)) == 2


def test_limits_hold_over_all(store_path: Path) -> None:
    limits = {"query_per_client": "3", "query_at_once": "5", "query_seconds": "2", "proxies": "1", "log": "none"}
    with running(store_path, **MANY, **limits) as live:
        with crowd(live.address, SLOW, 12, "192.0.2.1") as mine:
            pass
        assert Counter(mine) == {503: 3, 429: 9}
        with ThreadPoolExecutor(12) as threads:
            clients = [f"192.0.2.{number}" for number in range(12)]
            whole = list(threads.map(lambda client: asked(live.address, SLOW, client), clients))
        codes = Counter(json.loads(body)["code"] for _, body in whole)
        assert codes["busy"] >= 7 and set(codes) <= {"busy", "query-timeout", "query-stopped"}
        assert asked(live.address, "ASK { }")[0] == 200


def test_a_new_version_reaches_all(tmp_path: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s <https://schema.org/articleBody> ?o }"
    with open_store(tmp_path / "graph") as store:
        store.replace_article(first().article, first().quads)
    with running(tmp_path / "graph", **MANY, log="none") as live:
        assert {asked(live.address, count)[1] for _ in range(20)} == {b"n\r\n1\r\n"}
        with open_store(tmp_path / "graph") as store:
            store.replace_article(second().article, second().quads)
        time.sleep(1.2)
        assert {asked(live.address, count)[1] for _ in range(20)} == {b"n\r\n2\r\n"}


def test_one_that_is_killed_is_replaced(store_path: Path) -> None:
    with running(store_path, **MANY, log="none") as live:
        asked(live.address, "ASK { }")
        victim = children(live.process.pid)[0]
        os.kill(victim, signal.SIGKILL)
        until = time.monotonic() + 20
        while counts_or_none(live.address) != 2 and time.monotonic() < until:
            time.sleep(0.1)
        assert counts(live.address)["wentu_web_processes"] == 2
        assert victim not in children(live.process.pid)
        assert {asked(live.address, "ASK { }")[0] for _ in range(20)} == {200}


def counts_or_none(address: str) -> float | None:
    try:
        return counts(address)["wentu_web_processes"]
    except OSError:
        return None


def test_lines_of_the_log_are_whole(store_path: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    long = "长" * 1_000
    with running(store_path, **MANY, log=str(log)) as live, ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: asked(live.address, f"ASK {{ }} # {n} {long}"), range(200)))
        assert live.stop() == 0
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert sum(line["event"] == "query" for line in lines) == 200


def test_one_that_only_begins_stops_too(store_path: Path) -> None:
    for _ in range(3):
        with running(store_path, **MANY, log="none") as live:  # the first of them answers, the second may not yet
            start = time.monotonic()
            assert live.stop() == 0
            assert time.monotonic() - start < 10


def test_all_let_running_queries_end(store_path: Path) -> None:
    with running(store_path, **MANY, query_seconds="2", log="none") as live:
        told: list[int] = []
        asking = [
            threading.Thread(target=lambda n=n: told.append(asked(live.address, f"{SLOW} # {n}")[0])) for n in range(4)
        ]
        for one in asking:
            one.start()
        time.sleep(1)
        assert live.stop() == 0
        for one in asking:
            one.join(5)
    assert told == [503] * 4
