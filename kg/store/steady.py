"""Answers of servers that keep coming: one that drips, a byte now and then, is given up like one that is silent.

The time limit of a socket holds for each of its reads alone: a byte a minute would keep a build waiting for ever.
"""

from __future__ import annotations

import io
import time
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any, Final
from urllib.request import HTTPHandler, HTTPSHandler, Request

LEAST: Final = 1_000
"""Bytes that must come in each stretch of the time that a server may be silent, once it has begun to answer."""


class _Steady(io.RawIOBase):
    """Reads from ``raw``. Raises ``TimeoutError`` where fewer than ``LEAST`` bytes come within ``seconds``."""

    def __init__(self, raw: io.RawIOBase, seconds: float) -> None:
        self._raw = raw
        self._seconds = seconds
        self._since = 0.0
        self._bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        count: int | None = self._raw.readinto(buffer)
        now = time.monotonic()
        self._since = self._since or now
        self._bytes += count or 0
        if count and now - self._since > self._seconds:
            if self._bytes < LEAST:
                raise TimeoutError(f"{self._bytes} bytes in {now - self._since:.0f} seconds")
            self._since, self._bytes = now, 0
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        seconds = sock.gettimeout()
        if seconds is not None:
            self.fp = io.BufferedReader(_Steady(self.fp.detach(), seconds))


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class SteadyHandler(HTTPHandler):
    """Opens ``http`` addresses with the time limit of the request held for the answer as a whole, too."""

    def http_open(self, req: Request) -> HTTPResponse:
        """See ``urllib.request.HTTPHandler``."""
        return self.do_open(_Connection, req)


class SteadySecureHandler(HTTPSHandler):
    """The same for ``https``."""

    def https_open(self, req: Request) -> HTTPResponse:
        """See ``urllib.request.HTTPSHandler``."""
        return self.do_open(_SecureConnection, req)
