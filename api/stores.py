"""The store as the application sees it: the newest version, its queries answered in processes of their own."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Final, TypeVar, cast

from pyoxigraph import QueryResultsFormat, parse_query_results

from api.loop import Loop
from api.problems import Problem
from api.search.keeper import Keeper
from api.seat import Seat
from api.settings import Settings
from api.sparql.desk import Desk
from api.sparql.pool import Answer, Ask, Limits, Pool
from api.sparql.process import Snapshot
from api.sparql.remote import forward
from kg.queries import articles, figures, texts, timeline
from kg.queries.timeline import Timeline
from kg.store import QueryResult, Store, StoreError, open_store
from kg.store.export import export

_FRESH_SECONDS: Final = 1.0
_PAGE_PROCESSES: Final = 2  # pages have processes of their own, so that no query of a visitor keeps them waiting
_HOME: Final[dict[str, Callable[[Store], Any]]] = {
    "overview": figures.overview,
    "newest": lambda store: articles.newest_articles(store, 8),
    "tied": texts.most_tied,
}
_NEWEST: Final = "articles"
_Value = TypeVar("_Value")


class Stores:
    """The store at a location: opened when first asked for, looked at again for news once a second.

    Its queries wait in ``loop``; what is not ``async`` here is for other threads than that.
    """

    def __init__(self, location: str, settings: Settings, seat: Seat | None = None) -> None:
        """For one web process, which has its part of the processes that answer queries."""
        seat = seat or Seat()
        self.location = location
        self.loop = Loop()
        limits = Limits(
            seconds=settings.query_seconds,
            wait_seconds=settings.query_wait_seconds,
            result_bytes=settings.query_result_bytes,
            result_rows=settings.query_result_rows,
            memory_mb=settings.query_memory_mb,
            fair_seconds=settings.query_fair_seconds,
            per_client=settings.query_per_client,
            at_once=settings.query_at_once,
        )
        self.limits = limits
        self.queries = Pool(seat.share(settings.workers), limits, Desk(seat))
        # Visitors share these, so they are limited by the server's own threads alone; and the queries are ours, so none
        # is stopped because another waits.
        own = replace(limits, per_client=1_000, at_once=1_000, fair_seconds=limits.seconds)
        self._pages = Pool(_PAGE_PROCESSES, own)
        self._forwarding = ThreadPoolExecutor(seat.share(settings.workers), "wentu-forward")
        self.names = Keeper(location)
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._seen: tuple[Store, Snapshot | None] | None = None
        self._fresh_until = 0.0
        self._kept: dict[str, tuple[str, Any]] = {}
        self._ordering = threading.Lock()
        self._exports = tempfile.TemporaryDirectory(prefix="wentu-export-", dir=seat.folder)

    def current(self) -> Store:
        """The store as last published, for reading. Raises ``StoreError``."""
        return self._look()[0]

    def pages(self) -> Store:
        """The same for the named queries: each is answered by a process that can be stopped."""
        store, snapshot = self._look()
        return cast(Store, _Isolated(store, self, snapshot)) if snapshot else store

    async def ask(self, ask: Ask, client: str = "") -> Answer:
        """Answers a visitor's query. Raises ``Problem``."""
        store, snapshot = await self._fresh()
        if snapshot:
            return await self.queries.ask(ask, snapshot, client)
        turn = await self.queries.turns.take(client)
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._forwarding, forward, store, ask, self.limits)
        finally:
            self.queries.turns.give(turn)

    def known_version(self) -> str:
        """The version of what queries are asked of; empty where it must be looked at first, or cannot be known."""
        seen = self._seen
        return seen[1].version if seen and seen[1] and time.monotonic() < self._fresh_until else ""

    async def fresh_version(self) -> str:
        """The version of what queries are asked of; empty where it cannot be known, on another server."""
        _, snapshot = await self._fresh()
        return snapshot.version if snapshot else ""

    def answer(self, ask: Ask, snapshot: Snapshot) -> Answer:
        """Answers a query of our own. Raises ``Problem``."""
        return self.loop.run(self._pages.ask(ask, snapshot))

    def describe(self, query: str, form: str) -> bytes:
        """The graph that a query of our own constructs, in a form of ``sparql.formats``."""
        store, snapshot = self._look()
        ask = Ask(query=query, graph=form)
        return (self.answer(ask, snapshot) if snapshot else forward(store, ask, self.limits)).body

    def kept(self, name: str, make: Callable[[Store], _Value]) -> _Value:
        """What ``make`` gives for this version of the store, made once."""
        store = self.pages()
        version = store.version()
        held = self._kept.get(name)
        if held is None or held[0] != version:
            held = self._kept[name] = (version, make(store))
        return cast(_Value, held[1])

    def exported(self, form: str) -> IO[bytes]:
        """The whole graph in a form of ``kg.store.export``, written once for each version of the store."""
        # Opened anew, so that it stays the same version however long the writing takes.
        with open_store(self.location, read_only=True) as store:
            path = Path(self._exports.name) / f"{form}-{store.version()}"
            if not path.exists():
                with tempfile.NamedTemporaryFile(dir=self._exports.name, delete=False) as part:
                    export(store, form, part)
                Path(part.name).rename(path)
        for old in path.parent.glob(f"{form}-*"):
            if old != path:
                old.unlink(missing_ok=True)
        return path.open("rb")

    async def warm(self) -> None:
        """Starts a process and the index of names, so that the first visitor need not wait for them."""
        with suppress(Problem, StoreError):  # whoever asks will be told
            _, snapshot = await self._fresh()
            threading.Thread(target=self._make_home, daemon=True).start()
            await asyncio.to_thread(lambda: self.names.current(self.current()))
            if snapshot:
                await self._pages.warm(snapshot)

    def is_local(self) -> bool:
        """Whether versions are known, so that what is kept for one stays good; another server may change unseen."""
        return self._look()[1] is not None

    def home(self) -> dict[str, Any]:
        """What the home page shows of this version of the store: seconds of counting on a large one, made once."""
        return {name: self.kept(name, make) for name, make in _HOME.items()}

    def newest(self) -> tuple[str, ...]:
        """The newest articles, where queries look first.

        None while they are put in order for a new version, which no reader waits for, where there are too many, and on
        another server.
        """
        if not self.is_local():
            return ()
        held = self._kept.get(_NEWEST)
        if held and held[0] == self.pages().version():
            return cast(tuple[str, ...], held[1])
        if self._ordering.acquire(blocking=False):
            threading.Thread(target=self._order, daemon=True).start()
        return ()

    def _order(self) -> None:
        try:
            with suppress(StoreError):
                self.kept(_NEWEST, _newest)
        finally:
            self._ordering.release()

    def timeline(self) -> Timeline:
        """All events in time, made once as well."""
        return self.kept("timeline", timeline.timeline)

    def _make_home(self) -> None:
        with suppress(Problem, StoreError):  # whoever asks for the page will be told
            if self.is_local():
                self.kept(_NEWEST, _newest)
            self.home()
            self.timeline()

    def close(self) -> None:
        """Ends the processes, lets go of the store and of the exports."""
        self.loop.close()
        self.queries.close()
        self._pages.close()
        self.names.close()
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = self._seen = None
        self._exports.cleanup()

    def _look(self) -> tuple[Store, Snapshot | None]:
        """The store and the snapshot that it reads just now, None where it has none."""
        seen = self._seen
        if seen is not None and time.monotonic() < self._fresh_until:
            return seen
        with self._lock:
            if self._store is None:
                self._store = open_store(self.location, read_only=True)
            else:
                self._store.refresh()
            path = self._store.snapshot()
            self._seen = self._store, Snapshot(path, self._store.version()) if path else None
            self._fresh_until = time.monotonic() + _FRESH_SECONDS
            return self._seen

    async def _fresh(self) -> tuple[Store, Snapshot | None]:
        """The same for the event loop, which waits for no file."""
        seen = self._seen
        if seen is not None and time.monotonic() < self._fresh_until:
            return seen
        return await asyncio.to_thread(self._look)


def _newest(store: Store) -> tuple[str, ...]:
    try:
        return articles.newest_first(store)
    except Problem:
        return ()


class _Isolated:
    """A store whose SELECT and ASK queries are answered by processes; all else is the store's own."""

    def __init__(self, store: Store, stores: Stores, snapshot: Snapshot) -> None:
        self._store, self._stores, self._snapshot = store, stores, snapshot

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def version(self) -> str:
        return self._snapshot.version

    def query(self, sparql: str) -> QueryResult:
        answer = self._stores.answer(Ask(query=sparql, solutions="json", graph=None), self._snapshot)
        return parse_query_results(answer.body, format=QueryResultsFormat.JSON)
