"""The processes that answer queries: lent one at a time, killed when they take too long, replaced at once."""

from __future__ import annotations

import logging
import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from api.problems import Problem
from api.sparql.refusals import lost, refusal, too_slow
from api.sparql.turns import House, Turn, Turns
from api.sparql.wire import receive, send
from kg.rdf.iris import PREFIXES as KINDS
from kg.rdf.vocabulary import PREFIXES

_LOG = logging.getLogger("wentu.sparql")
_ROOT: Final = str(Path(__file__).parent.parent.parent)
_START_SECONDS: Final = 30
_PREFIXES: Final = {**PREFIXES, **KINDS}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A directory that stays as it is, and the version of the data in it."""

    path: Path
    version: str


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
    at_once: int = 1_000


class _LostError(Exception):
    """The process ended before it answered."""


class _Worker:
    """One process and our end of its pair of sockets."""

    def __init__(self, snapshot: Snapshot, limits: Limits) -> None:
        self.version = snapshot.version
        self._pipe, theirs = socket.socketpair()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [_ROOT, os.environ.get("PYTHONPATH")]))}
        command = [sys.executable, "-P", "-m", "api.sparql.worker"]
        arguments = [str(theirs.fileno()), str(snapshot.path), str(limits.memory_mb)]
        self._process = subprocess.Popen(
            command + arguments,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        theirs.close()
        send(self._pipe, {"prefixes": _PREFIXES})
        self.ready = False

    def await_ready(self) -> None:
        """Waits until the process may be asked. Raises ``_LostError`` where it ended first or cannot read the store."""
        if self.ready:
            return
        try:
            greeting, _ = receive(self._pipe, _START_SECONDS)
        except (EOFError, OSError) as error:
            raise _LostError(f"no start: {error}") from None
        if not greeting["ready"]:
            raise _LostError(greeting["message"])
        self.ready = True

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Head and body. Raises ``TimeoutError`` after so many seconds, ``_LostError`` where the process ended."""
        try:
            self._pipe.settimeout(seconds)
            send(self._pipe, request)
            return receive(self._pipe, seconds)
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise _LostError(str(error)) from None

    def end(self) -> int:
        """Kills the process; the status with which it ended, negative for a signal."""
        self._pipe.close()
        try:
            # One that ended by itself tells why only if it is not killed first.
            return self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def stop(self) -> None:
        """Kills the process; whoever asked it sees it end."""
        self._process.kill()

    def kill(self) -> None:
        """Kills the process without asking."""
        self._process.kill()
        self._pipe.close()
        self._process.wait()


class Pool:
    """At most ``size`` processes, each over the newest snapshot that it is asked for. Safe to use by many threads.

    ``replaced`` counts the processes that had to be replaced, by the code of the problem.
    """

    def __init__(self, size: int, limits: Limits) -> None:
        self.limits = limits
        self.replaced: Counter[str] = Counter()
        self.turns = Turns(
            House(
                size=size,
                per_client=limits.per_client,
                at_once=limits.at_once,
                wait_seconds=limits.wait_seconds,
                fair_seconds=limits.fair_seconds,
            )
        )
        self._closed = threading.Event()

    def ask(self, ask: Ask, snapshot: Snapshot, client: str = "") -> Answer:
        """The result of a query. Raises ``Problem``: 400 for a bad query, 406, 413, 429, or 503 over a limit."""
        turn = self.turns.take(client)
        worker = turn.worker
        assert worker is None or isinstance(worker, _Worker)
        try:
            if worker is None or worker.version != snapshot.version:
                turn.worker = worker = self._replace(worker, snapshot)
            if not worker.ready:
                turn.since = math.inf  # its time begins when the process is there
                worker.await_ready()
                turn.since = time.monotonic()
            head, body = worker.ask(self._request(ask), self.limits.seconds)
        except TimeoutError:
            worker = self._replace(worker, snapshot)
            raise self._told(too_slow(self.limits.seconds)) from None
        except _LostError as error:
            status = worker.end() if worker else 0
            worker = self._replace(None, snapshot)
            raise self._lost(turn, status, error) from None
        finally:
            if self._closed.is_set() and worker:
                worker.kill()
            self.turns.give(turn, worker)
        if not head["ok"]:
            raise refusal(head, self.limits.result_bytes)
        return Answer(head["kind"], body)

    def warm(self, snapshot: Snapshot) -> None:
        """Starts one process, so that the first query need not wait for it."""
        turn = self.turns.take("")
        worker = turn.worker
        assert worker is None or isinstance(worker, _Worker)
        self.turns.give(turn, worker or _Worker(snapshot, self.limits))

    def close(self) -> None:
        """Ends the processes that are idle; the others end with their query."""
        self._closed.set()
        for worker in self.turns.empty():
            if isinstance(worker, _Worker):
                worker.kill()

    def _replace(self, worker: _Worker | None, snapshot: Snapshot) -> _Worker:
        if worker:
            worker.kill()
        return _Worker(snapshot, self.limits)

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
            "seconds": self.limits.seconds,
        }

    def _lost(self, turn: Turn, status: int, error: _LostError) -> Problem:
        _LOG.warning("a query ended its process (status %s): %s", status, error)
        most = self.limits.memory_mb if status == -signal.SIGABRT else None
        return self._told(lost(self.limits.fair_seconds if turn.evicted else None, most))

    def _told(self, problem: Problem) -> Problem:
        self.replaced[problem.code] += 1
        return problem
