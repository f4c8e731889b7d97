"""The server's side of the application (RSGI): queries are answered in its event loop, all else in threads.

A query waits for its process without holding a thread, so that many who wait keep no page from being made.
"""

from __future__ import annotations

import asyncio
import io
import re
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any, Final, cast

from flask import Flask
from werkzeug.wsgi import FileWrapper

from api.headers import HEADERS
from api.idle import give_up_after
from api.journal import Journal
from api.problems import PROBLEM_JSON, Problem
from api.sparql.lane import CLIENT, PATH, READY, Lane, Ready, Told, Visit, Wsgi
from api.stores import Stores
from api.watch import BEGAN, Seen, Watch

_QUICK: Final = frozenset(["GET", "HEAD"])
_FILES: Final = "wsgi.file_wrapper"
_HOST: Final = re.compile(r"(?:[\w.\-~%!$&'()*+,;=]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?|", re.ASCII)  # RFC 3986, 3.2.2
_BAD_HOST: Final = Problem(400, "bad-host", "a request has exactly one header Host, and a host in it (RFC 9112, 3.2)")
BODY_SECONDS: Final = 30
_UNREAD_SECONDS: Final = 30
_SLOW_BODY: Final = Problem(408, "slow-body", f"the body did not come within {BODY_SECONDS} seconds")
_PASSED_OVER: Final = (
    16  # so many times what is taken of a body is read all the same, so that its sender reads the answer
)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of the application: its body, or the path of the file that has it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    path: str = ""


class Front:
    """What granian calls."""

    def __init__(self, app: Flask, threads: int, stop_seconds: float) -> None:
        """``threads`` make pages; at the end, those who wait are answered for so many seconds."""
        self._app = cast(Wsgi, app.wsgi_app)
        self._stores: Stores = app.extensions["wentu"]
        self._lane: Lane = app.extensions["wentu-lane"]
        self._watch: Watch = app.extensions["wentu-watch"]
        self._journal: Journal = app.extensions["wentu-journal"]
        self._most: int = app.config["MAX_CONTENT_LENGTH"]
        self._threads = ThreadPoolExecutor(threads, "wentu-page")
        self._seconds = stop_seconds
        self._inside: set[asyncio.Task[None]] = set()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """The server's loop is there, but does not run yet."""
        self._stores.loop.adopt(loop)
        self._begun = [loop.create_task(self._stores.warm()), loop.create_task(give_up_after(_UNREAD_SECONDS))]

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """The server takes nothing new and has left its loop; what was asked before is answered and told.

        The process ends without a word to what waits for its exit, so all is let go of here.
        """
        loop.run_until_complete(self._finish())
        self._journal.flush()
        self._stores.close()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answers one request: at once where the answer was kept, else in a task of its own.

        Granian's own quick tasks must not wait for what may fail (they forget who waits), so they wait for a task.
        """
        began, path, method, headers = time.perf_counter(), scope.path, scope.method, scope.headers
        hosts = headers.get_all("host")
        if len(hosts) > 1 or (scope.http_version == "1.1" and not (hosts and _HOST.fullmatch(hosts[0]))):
            refuse(protocol, _BAD_HOST)
            return
        forwarded = self._watch.forwarded
        told_of = headers.get_all(forwarded.header) if forwarded.proxies else ()
        client = forwarded.client(_host(scope.client), told_of)
        visit: Visit | None = None
        if path == PATH and method in _QUICK:
            visit = Visit(method, scope.query_string, headers.get("accept"), headers.get("if-none-match"), client)
            if told := self._lane.kept(visit):
                self._tell(protocol, began, visit, told)
                return
        task = asyncio.get_running_loop().create_task(self._respond(scope, protocol, began, client, visit))
        self._inside.add(task)
        task.add_done_callback(self._inside.discard)
        await task

    async def _respond(self, scope: Any, protocol: Any, began: float, client: str, visit: Visit | None) -> None:
        more: dict[str, Any] = {CLIENT: client, BEGAN: began}
        if visit:
            try:
                if told := await self._lane.answer(visit):
                    self._tell(protocol, began, visit, told)
                    return
            except Exception as error:  # recorded and told by the application
                more[READY] = Ready(error=error)
        try:
            body = await asyncio.wait_for(_body(protocol, scope.headers, self._most), BODY_SECONDS)
        except TimeoutError:
            refuse(protocol, _SLOW_BODY)
            return
        environ = {**environment(scope, body), **more}
        if READY not in environ and self._lane.concerns(scope.path, scope.method):
            await self._lane.prepare(environ)
        page = await asyncio.get_running_loop().run_in_executor(self._threads, made, self._app, environ)
        if page.path:
            protocol.response_file(page.status, page.headers, page.path)
        else:
            protocol.response_bytes(page.status, page.headers, page.body)

    def _tell(self, protocol: Any, began: float, visit: Visit, told: Told) -> None:
        protocol.response_bytes(told.status, told.headers, told.body)
        self._watch.tell(Seen(began, visit.client, visit.method, PATH, told.status, told.length), visit.notes[0])

    async def _finish(self) -> None:
        if self._inside:
            await asyncio.wait(self._inside, timeout=self._seconds)


def made(app: Wsgi, environ: dict[str, Any]) -> Page:
    """What a WSGI application answers. Whole files are left to the server to read."""
    files: list[IO[bytes]] = []
    status, headers = 500, []

    def wrapped(file: IO[bytes], size: int = 8192) -> Iterable[bytes]:
        files.append(file)
        return FileWrapper(file, size)

    def start(line: str, told: list[tuple[str, str]], *_: Any) -> None:
        nonlocal status, headers
        status, headers = int(line[:3]), told

    environ[_FILES] = wrapped
    body = app(environ, start)
    try:
        if files and status == 200 and environ["REQUEST_METHOD"] != "HEAD":
            return Page(status, headers, b"", str(files[0].name))
        return Page(status, headers, b"".join(body))
    finally:
        if close := getattr(body, "close", None):
            close()


def environment(scope: Any, body: bytes) -> dict[str, Any]:
    """The request as WSGI has it (PEP 3333). Header names with ``_`` are left out: they could pass for others."""
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": _host(scope.client),
        "HTTP_HOST": scope.authority or "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    several: dict[str, list[str]] = {}
    for name, value in scope.headers.items():
        if "_" not in name:
            several.setdefault(name, []).append(value)
    for name, values in several.items():
        key = name.upper().replace("-", "_")
        joined = (";" if name == "cookie" else ",").join(values)
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = joined
    if environ.pop("HTTP_TRANSFER_ENCODING", None):
        environ["CONTENT_LENGTH"] = str(len(body))  # what came in pieces is whole now
    return environ


async def _body(protocol: Any, headers: Any, most: int) -> bytes:
    """The body, or a little more than what is taken at most."""
    length = headers.get("content-length")
    if length is None and "transfer-encoding" not in headers:
        return b""
    parts: list[bytes] = []
    taken = 0
    async for part in protocol:
        if not part:
            break
        taken += len(part)
        if taken - len(part) <= most:
            parts.append(part)
        elif taken > most * _PASSED_OVER:
            break
    return b"".join(parts)


def refuse(protocol: Any, problem: Problem) -> None:
    """Tells a problem to one whose request goes no further."""
    headers = [("Content-Type", PROBLEM_JSON), ("Cache-Control", "no-store"), ("Connection", "close"), *HEADERS.items()]
    protocol.response_bytes(problem.status, headers, problem.as_json())


def _host(address: str) -> str:
    """The address of ``192.0.2.7:5000`` and of ``[2001:db8::1]:5000``."""
    return address.rpartition(":")[0].strip("[]")
