"""What Prometheus may read: each web process counts for itself, and the one that is asked sums up the counts of all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector
from prometheus_client.samples import Sample

from api.seat import Seat
from api.siblings import Siblings
from api.sparql.cache import Cache
from api.sparql.pool import Pool

_ROUTES: Final = frozenset(
    ["", "sparql", "search", "id", "graph", "graph.json", "export", "ontology", ".well-known", "openapi.json",
     "healthz", "metrics", "static"]
)  # fmt: skip
_METHODS: Final = frozenset(["GET", "HEAD", "POST", "OPTIONS"])
_LEAST: Final = ("_created", "process_start_time_seconds", "process_max_fds", "python_info")  # not to be summed up
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts of requests and queries. Labels take few values, whatever clients send."""

    def __init__(self, queries: Pool, cache: Cache, seat: Seat) -> None:
        self._registry = held = CollectorRegistry()
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
            ("wentu_web_processes", "Processes that answer requests.", lambda: 1),
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
        self._siblings = Siblings(seat, self._own)

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
        """The counts of all web processes in the format of Prometheus."""
        whole = CollectorRegistry()
        whole.register(_Sum([self._own(), *self._siblings.ask()]))
        return generate_latest(whole)

    def _own(self) -> bytes:
        return generate_latest(self._registry)


class _Sum(Collector):
    """The counts of several processes as those of one."""

    def __init__(self, texts: list[bytes]) -> None:
        self._texts = texts

    def collect(self) -> Iterator[Metric]:
        """Every family once."""
        families: dict[str, Metric] = {}
        values: dict[str, dict[tuple[str, ...], Sample]] = {}
        for family in chain.from_iterable(text_string_to_metric_families(text.decode()) for text in self._texts):
            families.setdefault(family.name, family)
            held = values.setdefault(family.name, {})
            join = min if family.name.endswith(_LEAST) else add
            for sample in family.samples:
                key = (sample.name, *chain.from_iterable(sample.labels.items()))
                before = held.get(key)
                held[key] = sample._replace(value=join(before.value, sample.value)) if before else sample
        for name, family in families.items():
            family.samples = list(values[name].values())
            yield family


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
