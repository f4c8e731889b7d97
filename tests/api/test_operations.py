"""What those who run the server see: logs, metrics, limits."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from api import create_app
from api.journal import Journal
from api.settings import Settings
from kg.model import InputError

SIMPLE = "SELECT * { ?s ?p ?o } LIMIT 1"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Whole(FlaskClient):
    """Ends each answer as servers do; only then it is told."""

    def open(self, *given: Any, **named: Any) -> Any:
        return super().open(*given, **{**named, "buffered": True})


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


@pytest.fixture
def watched(store_path: Path, log: Path) -> Iterator[Flask]:
    settings = Settings(
        query_workers=2, query_seconds=2, query_memory_mb=256, query_per_client=2, log=str(log), proxies=1
    )
    app = create_app(settings, str(store_path))
    app.test_client_class = Whole
    yield app
    app.extensions["wentu"].close()


@pytest.fixture
def visitor(watched: Flask) -> FlaskClient:
    return watched.test_client()


def lines(watched: Flask, log: Path) -> list[dict[str, Any]]:
    watched.extensions["wentu-journal"].flush()
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def counted(client: FlaskClient) -> dict[tuple[str, ...], float]:
    text = client.get("/metrics").text
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_each_request_is_told(watched: Flask, visitor: FlaskClient, log: Path) -> None:
    visitor.get("/healthz")
    for _ in range(2):
        visitor.get(
            "/sparql", query_string={"query": SIMPLE + " # 陆\n"}, headers={"X-Forwarded-For": "6.6.6.6, 9.9.9.9"}
        )
    visitor.get("/sparql", query_string={"query": "SELECT"})
    visitor.post("/sparql", data={"query": "CLEAR ALL"})
    told = lines(watched, log)
    assert [(line["event"], line.get("outcome"), line["status"]) for line in told] == [
        ("access", None, 200),
        ("query", "ok", 200),
        ("query", "cached", 200),
        ("query", "syntax-error", 400),
        ("query", "update-refused", 403),
    ]
    assert told[1]["client"] == "9.9.9.9" and "陆" in told[1]["query"]
    assert all(line["ms"] > 0 and line["bytes"] > 0 and line["time"].startswith("20") for line in told)


def test_no_line_can_be_forged(watched: Flask, visitor: FlaskClient, log: Path) -> None:
    visitor.get("/sparql", query_string={"query": 'ASK { } #\n{"event": "forged"}\r\n'})
    visitor.get("/x%0A%7B%22event%22:%22forged%22%7D%0A%FF")
    assert {line["event"] for line in lines(watched, log)} == {"query", "access"}


def test_metrics_count_what_happened(visitor: FlaskClient) -> None:
    before = counted(visitor)
    for query in (SIMPLE, SIMPLE, "SELECT", SLOW):
        visitor.get("/sparql", query_string={"query": query})
    after = counted(visitor)

    def grown(*key: str) -> float:
        return after.get(key, 0) - before.get(key, 0)

    assert grown("wentu_queries_total", "ok") == 1
    assert grown("wentu_queries_total", "cached") == 1
    assert grown("wentu_queries_total", "syntax-error") == 1
    assert grown("wentu_queries_total", "query-timeout") == 1
    assert grown("wentu_query_processes_replaced_total", "query-timeout") == 1
    assert grown("wentu_requests_total", "GET", "/sparql", "200") == 2
    assert after["wentu_cache_entries",] == 1 and after["wentu_cache_bytes",] > 0
    assert after["wentu_queries_running",] == after["wentu_queries_waiting",] == 0
    assert after["process_resident_memory_bytes",] > 0


def test_labels_take_few_values(visitor: FlaskClient) -> None:
    for number in range(50):
        visitor.open(f"/made-up-{number}", method="BREW")
    routes = {key[1:] for key in counted(visitor) if key[0] == "wentu_requests_total"}
    assert routes == {("other", "other", "404")}


def test_metrics_can_be_switched_off(store_path: Path) -> None:
    app = create_app(Settings(metrics=0, log="none"), str(store_path))
    assert app.test_client().get("/metrics").status_code == 404


def test_a_client_with_too_many_queries_is_told_when_to_come_back(watched: Flask) -> None:
    def ask(client: str, query: str) -> tuple[int, str | None]:
        headers = {"X-Forwarded-For": client}
        response = watched.test_client().get("/sparql", query_string={"query": query}, headers=headers)
        return response.status_code, response.headers.get("Retry-After")

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: ask("1.1.1.1", f"{SLOW} # {n}"), range(6)))
    assert [retry for status, retry in answers if status == 429] == ["1"] * 4
    assert sorted(status for status, _ in answers) == [429] * 4 + [503] * 2
    assert ask("1.1.1.1", SIMPLE)[0] == 200


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="WENTU_LOG"):
        Journal(str(tmp_path / "none" / "log"))


def test_the_documentation_tells_every_metric_and_code(visitor: FlaskClient) -> None:
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    names = {key[0].removesuffix("_created") for key in counted(visitor) if key[0].startswith("wentu_")}
    names = {re.sub(r"_(bucket|count|sum)$", "", name) for name in names}
    assert {name for name in names if name not in page} == set()
    rooms = Path(__file__).parents[2] / "api" / "sparql"
    told = {
        code
        for file in ("turns.py", "refusals.py", "guard.py")
        for code in re.findall(r'(?:429|413|403|503|400),\s*"([a-z-]+)"', (rooms / file).read_text(encoding="utf-8"))
    }
    assert {
        code for code in told - {"syntax-error", "bad-value", "store-unreadable"} if f"`{code}`" not in page
    } == set()
