"""Sees every request from outside: who asked, what came of it, how long it took; for the log and for the metrics."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from werkzeug.wsgi import ClosingIterator

from api.journal import Journal
from api.metrics import Metrics
from api.sparql.endpoint import NOTE, Note
from api.sparql.lane import CLIENT, Wsgi

BEGAN: Final = "wentu.began"  # where the request's environment holds when it came
_SHOWN: Final = 1_000  # characters of a query or an address that the log shows


@lru_cache(maxsize=4_096)
def client_of(remote: str, forwarded: str, proxies: int) -> str:
    """Who asks: the address, of IPv6 its network (/64), which one client has whole.

    ``forwarded`` is the header X-Forwarded-For. Only what the ``proxies`` nearest to us wrote into it is believed.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()] if proxies else []
    told = hops[-min(proxies, len(hops))] if hops else remote
    try:
        address = ipaddress.ip_address(told.strip("[]"))
    except ValueError:
        return remote
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


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

    def __init__(self, app: Wsgi, metrics: Metrics, journal: Journal, proxies: int) -> None:
        self._app, self._metrics, self._journal, self._proxies = app, metrics, journal, proxies

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Hands the request on and tells of it when its answer is done (WSGI)."""
        began = environ.setdefault(BEGAN, time.perf_counter())
        if CLIENT not in environ:
            environ[CLIENT] = self.client(environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR", ""))
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

    def client(self, remote: str, forwarded: str) -> str:
        """Who asks."""
        return client_of(remote, forwarded, self._proxies)

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
