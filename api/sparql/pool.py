"""The processes that answer queries: lent one at a time, killed when they take too long, replaced at once."""

from __future__ import annotations

import json
import logging
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, Final

from api.problems import Problem, not_acceptable
from api.sparql.formats import GRAPHS, SOLUTIONS
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
    is the union. ``solutions`` and ``graph`` are names of formats, None where the client takes none.
    """

    query: str
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] = ()
    solutions: str | None = "json"
    graph: str | None = "nt"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result: ``kind`` is ``solutions`` or ``graph``."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take."""

    seconds: float
    wait_seconds: float
    result_bytes: int
    memory_mb: int


class _LostError(Exception):
    """The process ended before it answered."""


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self, snapshot: Snapshot, limits: Limits) -> None:
        self.version = snapshot.version
        self._pipe: Connection
        self._pipe, theirs = Pipe()
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
        self._ready = False

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Head and body. Raises ``TimeoutError`` after so many seconds, ``_LostError`` where the process ended."""
        try:
            if not self._ready:
                greeting = json.loads(self._receive(_START_SECONDS))
                if not greeting["ready"]:
                    raise _LostError(greeting["message"])
                self._ready = True
            self._pipe.send_bytes(json.dumps(request).encode())
            head = json.loads(self._receive(seconds))
            return head, self._pipe.recv_bytes() if head["ok"] else b""
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise _LostError(str(error)) from None

    def _receive(self, seconds: float) -> bytes:
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv_bytes()

    def end(self) -> int:
        """Kills the process; the status with which it ended, negative for a signal."""
        self._pipe.close()
        try:
            # One that ended by itself tells why only if it is not killed first.
            return self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def kill(self) -> None:
        """Kills the process without asking."""
        self._process.kill()
        self._pipe.close()
        self._process.wait()


class Pool:
    """At most ``size`` processes, each over the newest snapshot that it is asked for. Safe to use by many threads."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.limits = limits
        self.size = size
        self._closed = threading.Event()
        self._slots: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._slots.put(None)

    def ask(self, ask: Ask, snapshot: Snapshot) -> Answer:
        """The result of a query. Raises ``Problem``: 400 for a bad query, 406, 413, or 503 over a limit."""
        try:
            worker = self._slots.get(timeout=self.limits.wait_seconds)
        except queue.Empty:
            raise Problem(
                503, "busy", "every process that answers queries is at work; try again", headers={"Retry-After": "2"}
            ) from None
        try:
            if worker is None or worker.version != snapshot.version:
                worker = self._replace(worker, snapshot)
            head, body = worker.ask(self._request(ask), self.limits.seconds)
        except TimeoutError:
            worker = self._replace(worker, snapshot)
            raise self._too_slow() from None
        except _LostError as error:
            status = worker.end() if worker else 0
            worker = self._replace(None, snapshot)
            _LOG.warning("a query ended its process (status %s): %s", status, error)
            raise self._lost(status) from None
        finally:
            if self._closed.is_set() and worker:
                worker.kill()
            self._slots.put(worker)
        if not head["ok"]:
            raise _refusal(head, self.limits)
        return Answer(head["kind"], body)

    def warm(self, snapshot: Snapshot) -> None:
        """Starts one process, so that the first query need not wait for it."""
        worker = self._slots.get()
        self._slots.put(worker or _Worker(snapshot, self.limits))

    def close(self) -> None:
        """Ends the processes that are idle; the others end with their query."""
        self._closed.set()
        for _ in range(self.size):
            try:
                worker = self._slots.get_nowait()
            except queue.Empty:
                return
            if worker:
                worker.kill()

    def _replace(self, worker: _Worker | None, snapshot: Snapshot) -> _Worker:
        if worker:
            worker.kill()
        return _Worker(snapshot, self.limits)

    def _request(self, ask: Ask) -> dict[str, Any]:
        return {**asdict(ask), "limit": self.limits.result_bytes, "seconds": self.limits.seconds, "prefixes": _PREFIXES}

    def _too_slow(self) -> Problem:
        seconds = self.limits.seconds
        return Problem(
            503, "query-timeout", f"the query took longer than {seconds:g} seconds and was stopped", limit=seconds
        )

    def _lost(self, status: int) -> Problem:
        if status == -signal.SIGABRT:
            most = self.limits.memory_mb
            return Problem(
                503, "query-memory", f"the query took more memory than {most} MB and was stopped", limit=most
            )
        return Problem(503, "query-failed", "the query ended the process that answered it; make it simpler")


_EXPECTED_SHOWN: Final = 12
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)  # error at 2:11: expected one of BIND, [_]


def _expectation(text: str) -> str:
    """What the engine expected, without the sets of characters that it lists, too."""
    head, found, rest = text.partition("expected one of ")
    if not found:
        return text
    words = [word for word in rest.split(", ") if word[:1].isalpha()]
    signs = [word.strip('"') for word in rest.split(", ") if re.fullmatch(r'"[^\w\s"\\]{1,2}"', word)]
    expected = (words + signs)[:_EXPECTED_SHOWN]
    return f"{head}{found}{' '.join(expected)}" if expected else f"{head}something else expected"


def _refusal(head: dict[str, Any], limits: Limits) -> Problem:
    """What the client is told where the process answered that it has no result."""
    code, message = head["code"], " ".join(head.get("message", "").split())
    if code == "syntax":
        place = _PLACE.fullmatch(message)
        if place is None:
            return Problem(400, "syntax-error", f"the query is not SPARQL 1.1: {message}")
        line, column = int(place[1]), int(place[2])
        return Problem(
            400,
            "syntax-error",
            f"the query is not SPARQL 1.1: line {line}, column {column}: {_expectation(place[3])}",
            line=line,
            column=column,
        )
    if code == "not-acceptable":
        return not_acceptable(list(GRAPHS if head["kind"] == "graph" else SOLUTIONS))
    if code == "too-large":
        most = limits.result_bytes
        return Problem(413, "result-too-large", f"the result is larger than {most} bytes; ask for less", limit=most)
    if code == "value":
        return Problem(400, "bad-value", f"the query cannot be answered: {message}")
    _LOG.error("a store could not be read: %s", message)
    return Problem(503, "store-unreadable", "the store could not be read; try again", headers={"Retry-After": "2"})
