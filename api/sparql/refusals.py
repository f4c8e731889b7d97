"""What a client is told where a query has no result."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from api.problems import Problem, not_acceptable
from api.sparql.formats import GRAPHS, SOLUTIONS

_LOG = logging.getLogger("wentu.sparql")
_EXPECTED_SHOWN: Final = 12
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)  # error at 2:11: expected one of BIND, [_]


def too_slow(seconds: float) -> Problem:
    """503 for a query that was stopped at the time limit."""
    return Problem(
        503, "query-timeout", f"the query took longer than {seconds:g} seconds and was stopped", limit=seconds
    )


def lost(fair_seconds: float | None, memory_mb: int | None) -> Problem:
    """503 for a query whose process ended: stopped for others after ``fair_seconds``, out of memory, or by itself."""
    if fair_seconds is not None:
        detail = "others were waiting for this query, which took long; it was stopped for them, try again later"
        return Problem(503, "query-stopped", detail, headers={"Retry-After": "10"}, limit=fair_seconds)
    if memory_mb is not None:
        detail = f"the query took more memory than {memory_mb} MB and was stopped"
        return Problem(503, "query-memory", detail, limit=memory_mb)
    return Problem(503, "query-failed", "the query ended the process that answered it; make it simpler")


def too_large(most_bytes: int) -> Problem:
    """413 for a result that has too many bytes."""
    return Problem(
        413, "result-too-large", f"the result is larger than {most_bytes} bytes; ask for less", limit=most_bytes
    )


def too_many_rows(most: int) -> Problem:
    """413 for a result that has too many rows."""
    return Problem(413, "too-many-rows", f"the result has more than {most} rows; ask for less", limit=most)


def unfit() -> Problem:
    """406 for a result that XML cannot hold."""
    detail = "the result has characters or names that XML cannot hold; take another format"
    return Problem(406, "not-representable", detail)


def no_process() -> Problem:
    """503 where the system has no room for a process."""
    detail = "no process can be started for the query just now; try again"
    return Problem(503, "no-process", detail, headers={"Retry-After": "10"})


def refusal(head: dict[str, Any], most_bytes: int, most_rows: int) -> Problem:
    """What the client is told where the process answered that it has no result."""
    code, message = head["code"], " ".join(head.get("message", "").split())
    if code == "syntax":
        return _syntax(message)
    if code == "not-acceptable":
        return not_acceptable(list(GRAPHS if head["kind"] == "graph" else SOLUTIONS))
    if code == "unfit":
        return unfit()
    if code == "too-large":
        return too_large(most_bytes)
    if code == "too-many-rows":
        return too_many_rows(most_rows)
    if code == "value":
        return Problem(400, "bad-value", f"the query cannot be answered: {message}")
    _LOG.error("a store could not be read: %s", message)
    return Problem(503, "store-unreadable", "the store could not be read; try again", headers={"Retry-After": "2"})


def _syntax(message: str) -> Problem:
    place = _PLACE.fullmatch(message)
    if place is None:
        return Problem(400, "syntax-error", f"the query is not SPARQL 1.1: {message}")
    line, column = int(place[1]), int(place[2])
    detail = f"the query is not SPARQL 1.1: line {line}, column {column}: {_expectation(place[3])}"
    return Problem(400, "syntax-error", detail, line=line, column=column)


def _expectation(text: str) -> str:
    """What the engine expected, without the sets of characters that it lists, too."""
    head, found, rest = text.partition("expected one of ")
    if not found:
        return text
    words = [word for word in rest.split(", ") if word[:1].isalpha()]
    signs = [word.strip('"') for word in rest.split(", ") if re.fullmatch(r'"[^\w\s"\\]{1,2}"', word)]
    expected = (words + signs)[:_EXPECTED_SHOWN]
    return f"{head}{found}{' '.join(expected)}" if expected else f"{head}something else expected"
