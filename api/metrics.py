"""What Prometheus may read. The server has one web process, so one registry knows all; the processes that answer
queries are counted from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from api.sparql.cache import Cache
from api.sparql.pool import Pool

_ROUTES: Final = frozenset(
    ["", "sparql", "search", "id", "graph", "graph.json", "export", "ontology", ".well-known", "openapi.json",
     "healthz", "metrics", "static"]
)  # fmt: skip
_METHODS: Final = frozenset(["GET", "HEAD", "POST", "OPTIONS"])
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts of requests and queries. Labels take few values, whatever clients send."""

    def __init__(self, queries: Pool, cache: Cache) -> None:
        self._registry = CollectorRegistry()
        held = self._registry
        ProcessCollector(registry=held)
        PlatformCollector(registry=held)
        self._requests = Counter("wentu_requests", "Answers.", ["route", "method", "status"], registry=held)
        self._seconds = Histogram(
            "wentu_request_seconds", "From request to answer.", ["route"], buckets=_BUCKETS, registry=held
        )
        self._queries = Counter("wentu_queries", "SPARQL queries.", ["outcome"], registry=held)
        self._query_seconds = Histogram("wentu_query_seconds", "From query to result.", buckets=_BUCKETS, registry=held)
        self._bytes = Counter("wentu_query_result_bytes", "Bytes of results that were sent.", registry=held)
        for name, text, value in (
            ("wentu_queries_running", "Queries that have a process.", lambda: queries.turns.counts()[0]),
            ("wentu_queries_waiting", "Queries that wait for one.", lambda: queries.turns.counts()[1]),
            ("wentu_query_processes", "Processes that may answer queries.", lambda: queries.turns.house.size),
            ("wentu_cache_entries", "Results that are kept.", lambda: len(cache)),
            ("wentu_cache_bytes", "Memory that they take.", lambda: cache.size),
        ):
            Gauge(name, text, registry=held).set_function(value)
        held.register(_Replaced(queries))
        # Finding what belongs to labels takes longer than counting, so it is done once for each.
        self._of = lru_cache(maxsize=1_000)(self._labelled)
        self._outcome = lru_cache(maxsize=100)(self._queries.labels)

    def _labelled(self, route: str, method: str, status: int) -> tuple[Counter, Histogram]:
        return self._requests.labels(route, method, str(status)), self._seconds.labels(route)

    def request(self, path: str, method: str, status: int, seconds: float) -> None:
        """Counts an answer."""
        head = path[1:].partition("/")[0]
        route = f"/{head}" if head in _ROUTES else "other"
        count, spread = self._of(route, method if method in _METHODS else "other", status)
        count.inc()
        spread.observe(seconds)

    def query(self, outcome: str, seconds: float, length: int) -> None:
        """Counts a query."""
        self._outcome(outcome).inc()
        self._query_seconds.observe(seconds)
        self._bytes.inc(length)

    def text(self) -> bytes:
        """All of it in the format of Prometheus."""
        return generate_latest(self._registry)


class _Replaced(Collector):
    """The processes that were replaced, by what ended them."""

    def __init__(self, queries: Pool) -> None:
        self._queries = queries

    def collect(self) -> Iterator[Metric]:
        """One counter."""
        family = CounterMetricFamily("wentu_query_processes_replaced", "Processes replaced.", labels=["reason"])
        for reason, count in self._queries.replaced.items():
            family.add_metric([reason], count)
        yield family
