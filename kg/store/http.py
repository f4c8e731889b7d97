"""Talking to a SPARQL 1.1 server: where its services are, and what its refusals mean.

rdflib's connector has no time limit and hides what a server answers, so requests go out here; rdflib's own store over
the same services is what ``RemoteStore.dataset`` gives.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    build_opener,
)

from kg.store.digest import Digest
from kg.store.errors import (
    QuerySyntaxError,
    ResultTooLargeError,
    StoreError,
    StoreSlowError,
    StoreUnreachableError,
)
from kg.store.steady import SteadyHandler, SteadySecureHandler

USER, PASSWORD = "WENTU_STORE_USER", "WENTU_STORE_PASSWORD"
SECONDS: Final = 60.0
"""How long a server may be silent."""
_CHUNK: Final = 256 * 1024
_LONG: Final = 32 * 1024
TRIES: Final = 4
"""Requests are idempotent, so a server that is busy is asked again, after 0.5, 1 and 2 seconds."""
RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Services:
    """Where a server has its query and update services, and where its graph store may be.

    ``has_union``: its default graph is made of all graphs by itself and cannot be written. Virtuoso's gives a triple as
    often as graphs state it.
    """

    query: str
    update: str
    graphs: tuple[str, ...]
    has_union: bool = False


def layouts(base: str) -> Iterator[Services]:
    """Where the services may be when the user gives ``base``: the known servers' ways, the likeliest first."""
    yield Services(f"{base}/query", f"{base}/update", (f"{base}/store", f"{base}/data"))  # Oxigraph, Jena Fuseki
    yield Services(
        f"{base}/sparql", f"{base}/sparql-auth", (f"{base}/sparql-graph-crud-auth",), has_union=True
    )  # Virtuoso
    yield Services(base, f"{base}/statements", (f"{base}/rdf-graphs/service",))  # RDF4J, GraphDB


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one query may take: seconds until the answer begins and again until it is whole, bytes of the answer.

    ``graphs`` are the parameters of the protocol that name its dataset: (``default-graph-uri``, IRI) and so on.
    """

    seconds: float
    most_bytes: int
    graphs: Sequence[tuple[str, str]] = ()


class Client:
    """Sends queries and updates with credentials from the environment; all failures are ``StoreError``."""

    def __init__(self, base: str, seconds: float = SECONDS) -> None:
        self.base = base.rstrip("/")
        self._seconds = seconds
        passwords = HTTPPasswordMgrWithDefaultRealm()
        if user := os.environ.get(USER):
            passwords.add_password(None, self.base, user, os.environ.get(PASSWORD, ""))
        self._opener = build_opener(
            HTTPBasicAuthHandler(passwords), Digest(passwords), SteadyHandler, SteadySecureHandler
        )

    def query(self, services: Services, sparql: str, accept: str, bounds: Bounds | None = None) -> tuple[bytes, str]:
        """The body of the answer and its media type; within ``bounds`` the server is asked once and no more."""
        graphs = bounds.graphs if bounds else ()
        form = urlencode([("query", sparql), *graphs]).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        seconds = bounds.seconds if bounds else self._seconds
        with self._send(Request(services.query, form, headers), retry=not bounds, seconds=seconds) as response:
            if limit := response.headers.get("X-SPARQL-MaxRows"):  # Virtuoso says so, and cuts the rest off
                raise StoreError(
                    f"{self.base}: the server gives no more than {limit} rows; raise ResultSetMaxRows in virtuoso.ini"
                )
            kind = response.headers.get_content_type()
            return (_read_within(response, bounds) if bounds else response.read()), kind

    def update(self, services: Services, text: str) -> None:
        """One update request, which the standard asks servers to treat as one transaction."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": f"{RESULTS}, */*;q=0.1"}
        with self._send(Request(services.update, text.encode(), headers), retry=True) as response:
            self._check_done(response)

    def graph(self, method: str, address: str, body: bytes | None = None) -> tuple[bytes, str]:
        """One request to a graph store: the answer's body and media type. Raises ``NotThereError`` (404, 405, 501)."""
        if body and len(body) > _LONG:
            self._greet(address)
        headers = {"Accept": TRIPLES} if method == "GET" else {"Content-Type": TRIPLES}
        with self._send(Request(address, body, headers, method=method), retry=True) as response:
            if method == "GET":
                return response.read(), response.headers.get_content_type()
            self._check_done(response)
            return b"", ""

    def _greet(self, address: str) -> None:
        """Has the server ask for the password now, if it will: it may hang up on a long body that comes without."""
        with suppress(NotThereError), self._send(Request(address, method="HEAD"), retry=True) as response:
            response.read()

    def _check_done(self, response: HTTPResponse) -> None:
        """A page in place of an answer is that of a log-in or a proxy: nothing was written."""
        if response.read() and response.headers.get_content_type() == "text/html":
            raise StoreUnreachableError(
                f"{self.base}: the server answers text/html to an update; check the URL of --store"
            )

    def find(self) -> Services:
        """The services of the server at ``base``, by asking. Raises ``StoreUnreachableError`` where there are none."""
        self._check_address()
        answers: list[str] = []
        for services in layouts(self.base):
            form = urlencode({"query": "ASK {}"}).encode()
            request = Request(services.query, form, {"Accept": RESULTS})
            try:
                with self._send(request, retry=False) as response:
                    kind = response.headers.get_content_type()
                    if kind == RESULTS and b"boolean" in response.read(1000):
                        return services
                    answers.append(f"{services.query} answers {kind}")
            except NotThereError as error:
                answers.append(f"{services.query}: {error}")
        raise StoreUnreachableError(
            f"{self.base}: this is no SPARQL 1.1 server ({'; '.join(dict.fromkeys(answers))}); check the URL of --store"
        )

    def _check_address(self) -> None:
        try:
            parts = urlsplit(self.base)
            if parts.hostname and (parts.port is None or parts.port):
                return
        except ValueError:  # brackets that do not close, a port that is no number
            pass
        raise StoreUnreachableError(f"{self.base}: this is no address of a server; check the URL of --store")

    @contextmanager
    def _send(self, request: Request, *, retry: bool, seconds: float | None = None) -> Iterator[HTTPResponse]:
        for attempt in range(TRIES):
            try:
                response = self._opener.open(request, timeout=seconds or self._seconds)
                break
            except HTTPError as error:
                if error.code in (429, 502, 503, 504) and retry and attempt + 1 < TRIES:
                    time.sleep(0.5 * 2**attempt)
                    continue
                raise self._refusal(error) from None
            except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
                raise self._silence(error) from None
        try:
            with response:
                yield response
        except (HTTPException, TimeoutError, ConnectionError) as error:
            raise self._silence(error) from None

    def _silence(self, error: Exception) -> StoreError:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, TimeoutError):
            return StoreSlowError(
                f"{self.base}: the server was silent, or all but silent, for {self._seconds:.0f} seconds; "
                "run the same command again later"
            )
        return StoreUnreachableError(f"{self.base}: no server answers ({reason}); start it or check the URL of --store")

    def _refusal(self, error: HTTPError) -> StoreError:
        text = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
        if error.code in (401, 403):
            return StoreUnreachableError(
                f"{self.base}: the server refuses the credentials ({error.code}); set {USER} and {PASSWORD}"
            )
        if error.code in (404, 405, 406, 415, 501):
            return NotThereError(f"{error.code} {error.reason}")
        if error.code == 400:
            return QuerySyntaxError(f"not SPARQL: {text}")
        return StoreUnreachableError(f"{self.base}: the server failed ({error.code} {error.reason}: {text})")


def _read_within(response: HTTPResponse, bounds: Bounds) -> bytes:
    """The body. Raises ``StoreSlowError`` and ``ResultTooLargeError``."""
    until, parts, left = time.monotonic() + bounds.seconds, [], bounds.most_bytes
    while part := response.read1(_CHUNK):
        parts.append(part)
        left -= len(part)
        if left < 0:
            raise ResultTooLargeError(f"the result has more than {bounds.most_bytes} bytes")
        if time.monotonic() > until:
            raise StoreSlowError(f"the result took longer than {bounds.seconds:g} seconds")
    return b"".join(parts)


class NotThereError(StoreUnreachableError):
    """The server has nothing at the address, or takes no such request there."""
