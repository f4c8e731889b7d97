"""Answers one query operation: looked at first, from the cache where it was answered before, else by a process."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from api.problems import Problem
from api.seat import Seat
from api.settings import Settings
from api.sparql.cache import Cache, Reply
from api.sparql.formats import GRAPHS, SOLUTIONS
from api.sparql.guard import Inspection, inspect, is_fleeting
from api.sparql.pool import Answer, Ask
from api.sparql.protocol import Operation
from api.stores import Stores

NOTE = "wentu.note"  # where the request's environment holds the note for the log
# What is larger is looked at in a thread, as everybody waits for what the event loop does itself.
_LONG_QUERY: Final = 4_096
_LARGE_RESULT: Final = 2**20


@dataclass(slots=True)
class Note:
    """What the log tells of a query: ``outcome`` is ``ok``, ``cached`` or the code of a problem."""

    query: str
    outcome: str = "ok"


class Endpoint:
    """The endpoint of one application, for the tasks of its event loop."""

    def __init__(self, settings: Settings, stores: Stores, seat: Seat) -> None:
        self._settings = settings
        self._stores = stores
        self.cache = Cache(settings.query_cache_mb * 2**20 // seat.of)

    def kept(self, operation: Operation, solutions: str | None, graph: str | None) -> Reply | None:
        """The result where it was given before over the store's present version."""
        version = self._stores.known_version()
        return self.cache.get(version, (operation, solutions, graph)) if version else None

    async def reply(
        self, operation: Operation, solutions: str | None, graph: str | None, client: str, note: Note
    ) -> Reply:
        """The result in the media type for solutions or the one for a graph (None: not taken). Raises ``Problem``."""
        version = await self._stores.fresh_version()
        if held := self.kept(operation, solutions, graph):
            note.outcome = "cached"
            return held
        answer = await self.answer(
            operation, solutions and SOLUTIONS[solutions][0], graph and GRAPHS[graph][0], client, note
        )
        media = SOLUTIONS[solutions or ""] if answer.kind == "solutions" else GRAPHS[graph or ""]
        if len(answer.body) > _LARGE_RESULT:
            reply = await asyncio.to_thread(Reply.of, media[1], answer.body)
        else:
            reply = Reply.of(media[1], answer.body)
        query = operation.query or ""
        # A store that changed meanwhile was perhaps asked in its new version already.
        if version and not is_fleeting(query) and await self._stores.fresh_version() == version:
            self.cache.put(version, (operation, solutions, graph), reply, beside=4 * len(query))
        return reply

    async def answer(
        self, operation: Operation, solutions: str | None, graph: str | None, client: str, note: Note
    ) -> Answer:
        """The result in forms of the engine, never from the cache. Raises ``Problem``."""
        query = operation.query or ""
        try:
            seen = await asyncio.to_thread(self._seen, query) if len(query) > _LONG_QUERY else self._seen(query)
            ask = Ask(
                query=query,
                default_graphs=operation.default_graphs,
                named_graphs=operation.named_graphs,
                prologue=seen.prologue,
                sources=seen.sources,
                solutions=solutions,
                graph=graph,
            )
            return await self._stores.ask(ask, client)
        except Problem as problem:
            note.outcome = problem.code
            raise

    def _seen(self, query: str) -> Inspection:
        return inspect(query, longest=self._settings.query_length, deepest=self._settings.query_depth)
