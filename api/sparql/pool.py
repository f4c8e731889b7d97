"""The processes that answer queries: lent one at a time, killed when they take too long, replaced at once."""

from __future__ import annotations

import logging
import math
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.problems import Problem
from api.sparql.desk import Desk
from api.sparql.process import LostError, Process, Snapshot
from api.sparql.refusals import lost, no_process, refusal, too_slow
from api.sparql.turns import House, RecalledError, Turn, Turns
from api.sparql.wire import LATE, Message

_LOG = logging.getLogger("wentu.sparql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One query with its dataset and the forms that the client takes.

    ``default_graphs`` is None where the request names no dataset: then the store's own default graph is asked, which
    is the union. ``sources`` are the query's own FROM clauses (NAMED or not, the term as written) and ``prologue`` is
    what stands before the query's form. ``solutions`` and ``graph`` are names of formats, None where the client takes
    none.
    """

    query: str
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] = ()
    prologue: str = ""
    sources: Sequence[tuple[bool, str]] = ()
    solutions: str | None = "json"
    graph: str | None = "nt"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result: ``kind`` is ``solutions`` or ``graph``."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take; ``seconds`` shrink to ``fair_seconds`` where others wait."""

    seconds: float
    wait_seconds: float
    result_bytes: int
    memory_mb: int
    fair_seconds: float = 1.0
    per_client: int = 1_000
    result_rows: int = 10_000_000
    at_once: int = 1_000


class Pool:
    """At most ``size`` processes, each over the newest snapshot that it is asked for; for the tasks of one event loop.

    ``replaced`` counts the processes that had to be replaced, by the code of the problem.
    """

    def __init__(self, size: int, limits: Limits, desk: Desk | None = None) -> None:
        self.limits = limits
        self.replaced: Counter[str] = Counter()
        self.turns = Turns(
            House(
                size=size,
                per_client=limits.per_client,
                at_once=limits.at_once,
                wait_seconds=limits.wait_seconds,
                fair_seconds=limits.fair_seconds,
            ),
            desk,
        )
        self._closed = False

    async def ask(self, ask: Ask, snapshot: Snapshot, client: str = "") -> Answer:
        """The result of a query. Raises ``Problem``: 400 for a bad query, 406, 413, 429, or 503 over a limit."""
        request = self._request(ask)
        turn = await self.turns.take(client, snapshot.version)
        message = None
        while turn.before:
            try:
                message = await self._ahead(turn, request, snapshot)
            except BaseException:
                self._end(turn)
                raise
            if turn.before:  # in vain
                self.turns.leave(turn)
                await self.turns.wait(turn)
        try:
            head, body = message or await self._answer(turn, request, snapshot)
        finally:
            self._end(turn)
        if not head["ok"]:
            raise refusal(head, self.limits.result_bytes, self.limits.result_rows)
        return Answer(head["kind"], body)

    async def warm(self, snapshot: Snapshot) -> None:
        """Starts one process, so that the first query need not wait for it."""
        turn = await self.turns.take("")
        try:
            if turn.worker is None:
                await self._replace(turn, snapshot)
        finally:
            self._end(turn)

    def close(self) -> None:
        """Ends the processes that are idle; the others end with their query."""
        self._closed = True
        for worker in self.turns.empty():
            if isinstance(worker, Process):
                worker.reap()

    async def _ahead(self, turn: Turn, request: dict[str, Any], snapshot: Snapshot) -> Message | None:
        """The answer to one who asks behind another; None where it must be asked again. Raises ``Problem``."""
        worker = turn.worker
        assert isinstance(worker, Process)
        try:
            message = await worker.ask({**request, "behind": time.monotonic()}, self.limits.seconds, turn)
        except RecalledError:
            return None
        except (TimeoutError, LostError) as error:
            if turn.before or (worker.stopped and not turn.evicted):
                return None
            raise await self._failed(turn, worker, error, snapshot) from None
        return None if message[0].get("code") == LATE else message

    async def _answer(self, turn: Turn, request: dict[str, Any], snapshot: Snapshot) -> Message:
        worker = turn.worker
        if not isinstance(worker, Process) or worker.version != snapshot.version:
            worker, _ = await self._replace(turn, snapshot)
        try:
            if not worker.ready:
                turn.since = math.inf  # its time begins when the process is there
                await worker.await_ready()
                turn.since = time.monotonic()
            return await worker.ask(request, self.limits.seconds, turn)
        except (TimeoutError, LostError) as error:
            if worker.stopped and not turn.evicted:  # because of the one who had the place before
                await self._replace(turn, snapshot)
                return await self._answer(turn, request, snapshot)
            raise await self._failed(turn, worker, error, snapshot) from None

    async def _failed(self, turn: Turn, worker: Process, error: Exception, snapshot: Snapshot) -> Problem:
        """What one is told whose query took too long or ended its process, which is replaced. Raises ``Problem``."""
        if isinstance(error, TimeoutError):
            problem = too_slow(self.limits.seconds)
            worker.stop()
            await self._replace(turn, snapshot)
        else:
            evicted = turn.evicted
            _, status = await self._replace(turn, snapshot)
            _LOG.warning("a query ended its process (status %s): %s", status, error)
            most = self.limits.memory_mb if status == -signal.SIGABRT else None
            problem = lost(self.limits.fair_seconds if evicted else None, most)
        self.replaced[problem.code] += 1
        return problem

    async def _replace(self, turn: Turn, snapshot: Snapshot) -> tuple[Process, int]:
        """A new process in this place, and the status with which the one before ended. Raises ``Problem``."""
        before, turn.worker = turn.worker, None
        status = await before.end() if isinstance(before, Process) else 0
        try:
            turn.worker = process = await Process.start(snapshot, self.limits.memory_mb)
        except OSError as error:
            _LOG.error("no process can be started: %s", error)
            raise no_process() from None
        return process, status

    def _end(self, turn: Turn) -> None:
        if self._closed and isinstance(turn.worker, Process):
            turn.worker.reap()
        self.turns.give(turn)

    def _request(self, ask: Ask) -> dict[str, Any]:
        return {
            "query": ask.query,
            "default_graphs": ask.default_graphs,
            "named_graphs": ask.named_graphs,
            "prologue": ask.prologue,
            "sources": ask.sources,
            "solutions": ask.solutions,
            "graph": ask.graph,
            "limit": self.limits.result_bytes,
            "rows": self.limits.result_rows,
            "seconds": self.limits.seconds,
        }
