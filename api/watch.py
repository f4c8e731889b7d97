"""Sees every request from outside: who asked, what came of it, how long it took; for the log and for the metrics."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from werkzeug.wsgi import ClosingIterator

from api.forwarded import Told
from api.journal import Journal
from api.metrics import Metrics
from api.sparql.endpoint import NOTE, Note
from api.sparql.lane import CLIENT, Wsgi

BEGAN: Final = "wentu.began"  # where the request's environment holds when it came
_SHOWN: Final = 1_000  # characters of a query or an address that the log shows


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer as the log tells it: ``began`` on the clock of ``time.perf_counter``, bytes of its body."""

    began: float
    client: str
    method: str
    path: str
    status: int
    length: int


class Watch:
    """The outermost layer of the application."""

    def __init__(self, app: Wsgi, metrics: Metrics, journal: Journal, forwarded: Told) -> None:
        self._app, self._metrics, self._journal, self.forwarded = app, metrics, journal, forwarded
        self._variable = f"HTTP_{forwarded.header.upper().replace('-', '_')}"

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Hands the request on and tells of it when its answer is done (WSGI)."""
        began = environ.setdefault(BEGAN, time.perf_counter())
        if CLIENT not in environ:
            environ[CLIENT] = self.forwarded.client(environ.get("REMOTE_ADDR", ""), [environ.get(self._variable, "")])
        seen: dict[str, str] = {"status": "500", "length": "0"}

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            seen["status"] = status[:3]
            for name, value in headers:
                if name == "Content-Length":
                    seen["length"] = value
            return start(status, headers, *more)  # type: ignore[no-any-return]

        body = self._app(environ, started)
        if isinstance(body, list):
            self._done(environ, seen["status"], seen["length"], began)
            return body
        return ClosingIterator(body, lambda: self._done(environ, seen["status"], seen["length"], began))

    def tell(self, seen: Seen, note: Note | None = None) -> None:
        """Counts and logs an answer."""
        seconds = time.perf_counter() - seen.began
        self._metrics.request(seen.path, seen.method, seen.status, seconds)
        told: dict[str, Any] = {
            "event": "access" if note is None else "query",
            "client": seen.client,
            "method": seen.method,
            "path": seen.path[:_SHOWN],
            "status": seen.status,
            "bytes": seen.length,
            "ms": round(seconds * 1000, 2),
        }
        if note is not None:
            self._metrics.query(note.outcome, seconds, seen.length)
            told["outcome"], told["query"] = note.outcome, note.query[:_SHOWN]
        self._journal.write(told)

    def _done(self, environ: dict[str, Any], status: str, length: str, began: float) -> None:
        path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
        client, method, note = environ[CLIENT], environ["REQUEST_METHOD"], environ.get(NOTE)
        self.tell(Seen(began, client, method, path, int(status), int(length)), note)
