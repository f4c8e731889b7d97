"""The way of a query through the server: read, answered in the event loop, then told.

What a program asks by GET is told here at once, past routes and templates; so are its problems. All other requests
to ``/sparql`` are made ready here, that is read and answered, and told by the application.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from werkzeug.http import parse_etags
from werkzeug.wrappers import Request

from api.headers import HEADERS
from api.loop import Loop
from api.negotiation import choose
from api.problems import PROBLEM_JSON, Problem, bad_format, not_acceptable
from api.sparql.cache import Reply
from api.sparql.endpoint import NOTE, Endpoint, Note
from api.sparql.formats import GRAPHS, SHORT_GRAPHS, SHORT_SOLUTIONS, SOLUTIONS
from api.sparql.pool import Answer
from api.sparql.protocol import FORM, Operation, read_address, read_operation

PATH: Final = "/sparql"
READY: Final = "wentu.ready"  # where the request's environment holds what was made ready
CLIENT: Final = "wentu.client"
_HTML: Final = "text/html"
_METHODS: Final = frozenset(["GET", "HEAD", "POST"])
_REMEMBERED: Final = 4_096  # the longest address and the longest Accept that are remembered
_HEADERS: Final = [*HEADERS.items(), ("Vary", "Accept"), ("Cache-Control", "no-cache")]
_PROBLEM_HEADERS: Final = [
    ("Content-Type", PROBLEM_JSON), *HEADERS.items(), ("Vary", "Accept"), ("Cache-Control", "no-store"),
]  # fmt: skip

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Told:
    """A whole answer, and how many bytes its body has, sent or not."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    length: int


@dataclass(slots=True)
class Ready:
    """A request to ``/sparql`` that was read: whether a page is wanted, what is asked, what came of it."""

    page: bool = False
    operation: Operation | None = None
    reply: Reply | None = None
    answer: Answer | None = None  # for a page
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What a GET or HEAD of ``/sparql`` brings; ``note`` is written once it is known what is asked."""

    method: str
    address: str
    accept: str | None
    known: str | None
    client: str
    notes: list[Note] = field(default_factory=list)


def wants_page(accept: str | None) -> bool:
    """Whether a page is what the client likes best."""
    return choose(accept, [*SOLUTIONS, *GRAPHS, PROBLEM_JSON, _HTML]) == _HTML


@lru_cache(maxsize=256)
def _quick_media(accept: str | None) -> tuple[str | None, str | None]:
    """The media types for solutions and for a graph; nothing where a page or nothing of ours is wanted."""
    if wants_page(accept):
        return None, None
    return choose(accept, [*SOLUTIONS]), choose(accept, [*GRAPHS])


@lru_cache(maxsize=512)
def _quick_operation(address: str) -> Operation | None:
    try:
        operation, form = read_address(address.encode())
    except Problem:
        return None  # the application tells it
    return None if form else operation


class Lane:
    """Around the application (WSGI), and before it where a server has an event loop."""

    def __init__(self, app: Wsgi, endpoint: Endpoint, loop: Loop, most_bytes: int) -> None:
        self._app = app
        self._endpoint = endpoint
        self._loop = loop
        self._most = most_bytes

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Hands a request on, made ready where it is ours and was not yet."""
        if READY not in environ and self.concerns(environ["PATH_INFO"], environ["REQUEST_METHOD"]):
            self._loop.run(self.prepare(environ))
        return self._app(environ, start)

    @staticmethod
    def concerns(path: str, method: str) -> bool:
        """Whether a request may be a query; the routes know no more of slashes and of capitals."""
        return f"/{path.lstrip('/')}" == PATH and method.upper() in _METHODS

    def kept(self, visit: Visit) -> Told | None:
        """The answer to a plain query of a program, where it was given before; it costs no waiting."""
        asked = _asked(visit)
        reply = self._endpoint.kept(*asked) if asked else None
        if asked is None or reply is None:
            return None
        visit.notes.append(Note(asked[0].query or "", "cached"))
        return _told(visit, reply)

    async def answer(self, visit: Visit) -> Told | None:
        """The answer to a plain query of a program; None where the application is to tell."""
        asked = _asked(visit)
        if asked is None:
            return None
        note = Note(asked[0].query or "")
        visit.notes.append(note)
        try:
            return _told(visit, await self._endpoint.reply(*asked, visit.client, note))
        except Problem as problem:
            body = problem.as_json()
            return Told(problem.status, [*_PROBLEM_HEADERS, *problem.headers.items()], body, len(body))

    async def prepare(self, environ: dict[str, Any]) -> None:
        """Reads and answers what is asked; what came of it stands in the environment."""
        ready = environ[READY] = Ready()
        request = Request(environ)
        request.max_content_length = self._most
        try:
            named = _format(request)
            ready.page = not named and wants_page(request.headers.get("Accept"))
            operation = ready.operation = read_operation(request)
            if operation.query is None:
                return
            note, client = Note(operation.query), environ.get(CLIENT, "")
            environ[NOTE] = note
            if ready.page:
                ready.answer = await self._endpoint.answer(operation, "json", "nt", client, note)
            else:
                solutions, graph = _media(named, request.headers.get("Accept"))
                ready.reply = await self._endpoint.reply(operation, solutions, graph, client, note)
        except Exception as error:  # the application tells problems and records what is none
            ready.error = error


def _asked(visit: Visit) -> tuple[Operation, str | None, str | None] | None:
    """The query with the media types that it is answered in; None for what is no plain query of a program."""
    if len(visit.address) + len(visit.accept or "") > _REMEMBERED:
        return None
    solutions, graph = _quick_media(visit.accept)
    operation = _quick_operation(visit.address) if solutions or graph else None
    return (operation, solutions, graph) if operation and operation.query is not None else None


def _told(visit: Visit, reply: Reply) -> Told:
    if visit.known and parse_etags(visit.known).contains_weak(reply.etag.strip('"')):
        return Told(304, [("ETag", reply.etag), *_HEADERS], b"", 0)
    length = len(reply.body)
    own = [("Content-Type", reply.content_type), ("Content-Length", str(length)), ("ETag", reply.etag)]
    return Told(200, own + _HEADERS, b"" if visit.method == "HEAD" else reply.body, length)


def _format(request: Request) -> str:
    """What ``format`` says, in the address or in the form."""
    if request.mimetype != FORM:
        return request.args.get("format", "")
    request.get_data()  # kept, as reading the form alone would leave nothing of the body for others
    return request.args.get("format") or request.form.get("format", "")


def _media(name: str, accept: str | None) -> tuple[str | None, str | None]:
    """The media types for solutions and for a graph, by ``format`` or by ``Accept``; None where none is taken."""
    if name:
        solutions, graph = SHORT_SOLUTIONS.get(name.lower()), SHORT_GRAPHS.get(name.lower())
        if not (solutions or graph):
            raise bad_format(name[:80], [*SHORT_SOLUTIONS, *SHORT_GRAPHS])
        return solutions, graph
    solutions, graph = choose(accept, [*SOLUTIONS]), choose(accept, [*GRAPHS])
    if not (solutions or graph):
        raise not_acceptable([*SOLUTIONS, *(media for media in GRAPHS if media not in SOLUTIONS)])
    return solutions, graph
