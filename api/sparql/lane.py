"""The way that most queries of programs take: from the server straight to the endpoint, past routes and templates.

Whatever is not a plain GET of a query goes on to the application, and so does every problem, so that each thing is
said in one place only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

from werkzeug.http import parse_etags

from api.headers import HEADERS
from api.negotiation import choose
from api.problems import PROBLEM_JSON, Problem
from api.sparql.endpoint import NOTE, Endpoint, Note
from api.sparql.formats import GRAPHS, SOLUTIONS
from api.sparql.protocol import Operation, read_address

PROBLEM = "wentu.problem"  # where the request's environment holds an error that the application is to tell
CLIENT = "wentu.client"
_HTML: Final = "text/html"
_REMEMBERED: Final = 4_096  # the longest address and the longest Accept that are remembered
_HEADERS: Final = [*HEADERS.items(), ("Vary", "Accept"), ("Cache-Control", "no-cache")]

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def wants_page(accept: str | None) -> bool:
    """Whether a page is what the client likes best."""
    return choose(accept, [*SOLUTIONS, *GRAPHS, PROBLEM_JSON, _HTML]) == _HTML


@lru_cache(maxsize=256)
def _media(accept: str | None) -> tuple[str | None, str | None]:
    """The media types for solutions and for a graph; nothing where a page or nothing of ours is wanted."""
    if wants_page(accept):
        return None, None
    return choose(accept, [*SOLUTIONS]), choose(accept, [*GRAPHS])


@lru_cache(maxsize=512)
def _operation(address: str) -> Operation | None:
    try:
        operation, form = read_address(address.encode("latin-1"))
    except Problem:
        return None  # the application tells it
    return None if form else operation


class Lane:
    """Answers GET and HEAD of ``/sparql`` with a query; hands all else to the application."""

    def __init__(self, app: Wsgi, endpoint: Endpoint) -> None:
        self._app = app
        self._endpoint = endpoint

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Answers one request (WSGI)."""
        address, accept = environ.get("QUERY_STRING", ""), environ.get("HTTP_ACCEPT")
        if (
            environ["PATH_INFO"] != "/sparql"
            or environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or len(address) + len(accept or "") > _REMEMBERED
        ):
            return self._app(environ, start)
        solutions, graph = _media(accept)
        operation = _operation(address) if solutions or graph else None
        if operation is None or operation.query is None:
            return self._app(environ, start)
        note = environ[NOTE] = Note(operation.query)
        try:
            reply = self._endpoint.reply(operation, solutions, graph, environ.get(CLIENT, ""), note)
        except Exception as error:  # the application tells problems and records what is none
            environ[PROBLEM] = error
            return self._app(environ, start)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and parse_etags(known).contains_weak(reply.etag.strip('"')):
            start("304 Not Modified", [("ETag", reply.etag), *_HEADERS])
            return []
        length = ("Content-Length", str(len(reply.body)))
        start("200 OK", [("Content-Type", reply.content_type), length, ("ETag", reply.etag), *_HEADERS])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [reply.body]
