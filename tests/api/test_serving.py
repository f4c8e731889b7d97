import asyncio
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.api.live import ROOT, command, running


def refused(store: Path, host: str = "127.0.0.1", port: int = 0) -> tuple[int, str]:
    done = subprocess.run(command(store, host, port), cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_stops(store_path: Path, how: signal.Signals) -> None:
    with running(store_path) as live:
        with urlopen(f"{live.address}/healthz") as response:
            assert response.status == 200
        with urlopen(f"{live.address}/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 1')}") as response:
            assert response.status == 200
        assert live.stop(how) == 0
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", int(live.address.rsplit(":")[-1])), timeout=1)


def test_a_running_query_may_end(store_path: Path) -> None:
    """What was asked before the stop is answered: here with the time limit's 503, seconds after the signal."""
    answers: list[int] = []

    def ask(address: str) -> None:
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        try:
            urlopen(f"{address}/sparql?query={quote(query)}")
        except HTTPError as error:
            answers.append(error.code)

    with running(store_path) as live:
        thread = threading.Thread(target=ask, args=(live.address,))
        thread.start()
        time.sleep(1)
        assert live.stop() == 0
        thread.join(5)
    assert answers == [503]


def test_two_hundred_at_once_are_answered_or_told_to_come_back(store_path: Path) -> None:
    """One in twenty with a query that lasts, each from an address of its own."""
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    async def ask(port: int, number: int) -> tuple[int, str]:
        query = quote(f"{slow if number % 20 == 0 else 'SELECT * { ?s ?p ?o } LIMIT 10'} # {number}")
        lines = (
            f"GET /sparql?query={query} HTTP/1.1",
            "Host: x",
            "Connection: close",
            f"X-Forwarded-For: 10.0.0.{number}",
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = await reader.read()
        writer.close()
        return int(answer[9:12]), answer.decode()

    async def all_at_once(port: int) -> list[tuple[int, str]]:
        return await asyncio.wait_for(asyncio.gather(*(ask(port, number) for number in range(200))), 60)

    with running(store_path, proxies="1", query_seconds="2") as live:
        answers = asyncio.run(all_at_once(int(live.address.rsplit(":")[-1])))
        with urlopen(f"{live.address}/sparql?query={quote('ASK {}')}") as response:
            assert response.status == 200
    statuses = Counter(status for status, _ in answers)
    assert set(statuses) <= {200, 429, 503} and statuses[200] >= 10, statuses
    for status, answer in answers:
        if status == 200:
            assert answer.count('"s":{') == 10
        else:
            assert '"code"' in answer and ("retry-after" in answer.lower() or "query-timeout" in answer)


def test_a_port_in_use_is_told(store_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, told = refused(store_path, port=port)
    assert (status, told) == (1, f"wentu: port {port} of 127.0.0.1 is in use; take another one with --port\n")


def test_a_bad_host_is_told(store_path: Path) -> None:
    status, told = refused(store_path, host="no-such-host.invalid")
    assert status == 2
    assert "no-such-host.invalid" in told and told.count("\n") == 1


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    status, told = refused(tmp_path / "none")
    assert status == 2
    assert "wentu build" in told and told.count("\n") == 1
