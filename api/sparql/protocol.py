"""The SPARQL 1.1 Protocol, query operation: what a request asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from pyoxigraph import NamedNode
from werkzeug.wrappers import Request

from api.problems import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Operation:
    """A query with its dataset; the graphs are None where the request names none. No query: ``query`` is None."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...]


def read_address(query_string: bytes) -> tuple[Operation, str]:
    """What an address asks for by GET (2.1.1), and its ``format``, empty where it has none. Raises ``Problem``."""
    address = parameters(query_string, "the address")
    return _operation(address), next((value for name, value in address if name == "format"), "")


def read_operation(request: Request) -> Operation:
    """What the request asks for (2.1.1 to 2.1.4). Raises ``Problem``: 400, 403 for an update, 415."""
    if request.method != "POST":
        return read_address(request.query_string)[0]
    address = parameters(request.query_string, "the address")
    coding = request.headers.get("Content-Encoding", "identity").lower()
    if coding != "identity":
        detail = f"a query is sent as it is, not as {coding}"
        raise Problem(415, "unsupported-media-type", detail, headers={"Accept-Encoding": "identity"})
    kind = request.mimetype
    if kind == UPDATE:
        raise Problem(403, "update-refused", "updates are refused: this endpoint is read-only")
    if kind == FORM:
        return _operation(parameters(request.get_data(), "the form") + address, posted=True)
    if kind != QUERY:
        raise Problem(
            415,
            "unsupported-media-type",
            f"POST takes {QUERY} or {FORM}, not {kind or 'a body without a type'}",
            headers={"Accept-Post": f"{QUERY}, {FORM}"},
        )
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise Problem(415, "unsupported-media-type", f"a query is sent as UTF-8, not as {charset}")
    if any(name == "query" for name, _ in address):
        raise Problem(400, "several-queries", "the body is the query; the address holds another one")
    return _operation([*address, ("query", decoded(request.get_data(), "the query"))], posted=True)


def parameters(text: bytes, where: str) -> list[tuple[str, str]]:
    """The parameters of an address or a form, strictly. Raises ``Problem`` 400 for bad escapes and bad UTF-8."""
    if _BAD_ESCAPE.search(text):
        raise Problem(400, "bad-encoding", f"{where} has a % that no two hexadecimal digits follow")
    pairs = (piece.partition(b"=") for piece in text.replace(b"+", b" ").split(b"&") if piece)
    return [(_plain(name, where), _plain(value, where)) for name, _, value in pairs]


def _plain(text: bytes, where: str) -> str:
    return decoded(unquote_to_bytes(text) if b"%" in text else text, where)


def decoded(data: bytes, where: str) -> str:
    """The text of UTF-8 bytes. Raises ``Problem`` 400."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "bad-encoding", f"{where} is not UTF-8 (byte {error.start})") from None


def _operation(given: Sequence[tuple[str, str]], *, posted: bool = False) -> Operation:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in given if key == name)

    queries, updates = values("query"), values("update")
    if updates:
        raise Problem(403, "update-refused", "updates are refused: this endpoint is read-only")
    if len(queries) > 1:
        raise Problem(400, "several-queries", "a request has exactly one query")
    if posted and not queries:
        raise Problem(400, "query-missing", "the form has no parameter 'query'")
    default, named = values("default-graph-uri"), values("named-graph-uri")
    for iri in (*default, *named):
        try:
            NamedNode(iri)
        except ValueError:
            raise Problem(400, "bad-graph", f"not an absolute IRI: {iri[:200]}") from None
    query = queries[0].removeprefix("\ufeff") if queries else None  # some editors begin every file so
    if query is not None and not query.strip():
        raise Problem(400, "syntax-error", "the query is empty", line=1, column=1)
    return Operation(query, default if default or named else None, named)
