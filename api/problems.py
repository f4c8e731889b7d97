"""Every error of the server is one ``Problem`` in one shape (RFC 9457), as a page for browsers."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

PROBLEM_JSON = "application/problem+json"


class Problem(Exception):  # noqa: N818 (RFC 9457 calls it so)
    """Something that the client is told: ``code`` is stable, kebab-case; ``detail`` says what to do about it.

    ``headers`` go with the answer; ``extra`` are further members of the JSON (``line``, ``column``, ``near``…).
    """

    def __init__(
        self, status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, **extra: Any
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers or {}
        self.extra = extra

    @property
    def title(self) -> str:
        """The words of the status."""
        return HTTPStatus(self.status).phrase

    def as_dict(self) -> dict[str, Any]:
        """The members of the JSON object."""
        return {
            "type": f"https://w3id.org/wentu/problems#{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.extra,
        }

    def as_json(self) -> bytes:
        """The body of the answer to a program."""
        return json.dumps(self.as_dict(), ensure_ascii=False).encode() + b"\n"


def not_acceptable(offers: list[str]) -> Problem:
    """406 with the forms that there are."""
    detail = f"none of the types asked for is on offer: {', '.join(offers)}"
    return Problem(406, "not-acceptable", detail, offers=offers)


def bad_format(name: str, known: list[str]) -> Problem:
    """400 for a ``format`` that does not exist."""
    return Problem(400, "unknown-format", f"there is no format {name!r}; there are {', '.join(known)}", formats=known)
