"""Answers one query operation: looked at first, from the cache where it was answered before, else by a process."""

from __future__ import annotations

from dataclasses import dataclass

from api.problems import Problem
from api.settings import Settings
from api.sparql.cache import Cache, Reply
from api.sparql.formats import GRAPHS, SOLUTIONS
from api.sparql.guard import inspect, is_fleeting
from api.sparql.pool import Answer, Ask
from api.sparql.protocol import Operation
from api.stores import Stores

NOTE = "wentu.note"  # where the request's environment holds the note for the log


@dataclass(slots=True)
class Note:
    """What the log tells of a query: ``outcome`` is ``ok``, ``cached`` or the code of a problem."""

    query: str
    outcome: str = "ok"


class Endpoint:
    """The endpoint of one application. Safe to use by many threads."""

    def __init__(self, settings: Settings, stores: Stores) -> None:
        self._settings = settings
        self._stores = stores
        self.cache = Cache(settings.query_cache_mb * 2**20)

    def reply(self, operation: Operation, solutions: str | None, graph: str | None, client: str, note: Note) -> Reply:
        """The result in the media type for solutions or the one for a graph (None: not taken). Raises ``Problem``."""
        version = self._stores.version()
        key = (operation, solutions, graph)
        if version and (held := self.cache.get(version, key)):
            note.outcome = "cached"
            return held
        answer = self.answer(operation, solutions and SOLUTIONS[solutions][0], graph and GRAPHS[graph][0], client, note)
        media = SOLUTIONS[solutions or ""] if answer.kind == "solutions" else GRAPHS[graph or ""]
        reply = Reply.of(media[1], answer.body)
        query = operation.query or ""
        # A store that changed meanwhile was perhaps asked in its new version already.
        if version and not is_fleeting(query) and self._stores.version() == version:
            self.cache.put(version, key, reply, beside=4 * len(query))
        return reply

    def answer(self, operation: Operation, solutions: str | None, graph: str | None, client: str, note: Note) -> Answer:
        """The result in forms of the engine, never from the cache. Raises ``Problem``."""
        settings, query = self._settings, operation.query or ""
        try:
            seen = inspect(query, longest=settings.query_length, deepest=settings.query_depth)
            return self._stores.ask(
                Ask(
                    query=query,
                    default_graphs=operation.default_graphs,
                    named_graphs=operation.named_graphs,
                    prologue=seen.prologue,
                    sources=seen.sources,
                    solutions=solutions,
                    graph=graph,
                ),
                client,
            )
        except Problem as problem:
            note.outcome = problem.code
            raise
