"""Sees every request from outside: who asked, what came of it, how long it took; for the log and for the metrics."""

from __future__ import annotations

import ipaddress
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from werkzeug.wsgi import ClosingIterator

from api.metrics import Metrics
from api.sparql.endpoint import NOTE, Note
from api.sparql.lane import CLIENT, Wsgi
from kg.model import InputError

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode
_SHOWN: Final = 1_000  # characters of a query or an address that the log shows


class Journal:
    """A log of JSON lines: to ``stderr``, to a file (which is appended to), or nowhere (``none``)."""

    def __init__(self, target: str) -> None:
        """Raises ``InputError`` where the file cannot be written."""
        self._file = -1
        if target == "stderr":
            self._file = sys.__stderr__.fileno() if sys.__stderr__ else -1
        elif target != "none":
            try:
                self._file = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            except OSError as error:
                raise InputError(f"WENTU_LOG: {target}: {error.strerror}") from None

    def write(self, **told: Any) -> None:
        """One line, in one piece, so that the lines of several threads stay apart."""
        if self._file >= 0:
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            line = _ENCODE({"time": now, **told})
            # Lone surrogates, as from broken addresses, must not keep a line from being written.
            os.write(self._file, line.encode("utf-8", "backslashreplace") + b"\n")


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


class Watch:
    """The outermost layer of the application."""

    def __init__(self, app: Wsgi, metrics: Metrics, journal: Journal, proxies: int) -> None:
        self._app, self._metrics, self._journal, self._proxies = app, metrics, journal, proxies

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Hands the request on and tells of it when its answer is done (WSGI)."""
        began = time.perf_counter()
        environ[CLIENT] = client_of(
            environ.get("REMOTE_ADDR", ""), environ.get("HTTP_X_FORWARDED_FOR", ""), self._proxies
        )
        seen: dict[str, str] = {"status": "500", "length": "0"}

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            seen["status"] = status[:3]
            for name, value in headers:
                if name == "Content-Length":
                    seen["length"] = value
            return start(status, headers, *more)  # type: ignore[no-any-return]

        body = self._app(environ, started)
        if isinstance(body, list):
            self._done(environ, seen, began)
            return body
        return ClosingIterator(body, lambda: self._done(environ, seen, began))

    def _done(self, environ: dict[str, Any], seen: dict[str, str], began: float) -> None:
        seconds = time.perf_counter() - began
        path, method, note = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"], environ.get(NOTE)
        status, length = int(seen["status"]), int(seen["length"])
        self._metrics.request(path, method, status, seconds)
        told: dict[str, Any] = {
            "event": "access",
            "client": environ[CLIENT],
            "method": method,
            "path": path.encode("latin-1", "replace").decode("utf-8", "replace")[:_SHOWN],
            "status": status,
            "bytes": length,
            "ms": round(seconds * 1000, 2),
        }
        if isinstance(note, Note):
            self._metrics.query(note.outcome, seconds, length)
            told = {**told, "event": "query", "outcome": note.outcome, "query": note.query[:_SHOWN]}
        self._journal.write(**told)
