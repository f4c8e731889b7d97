"""Answers are packed for whoever takes them so: pages and data are text that repeats itself."""

from __future__ import annotations

import gzip
from typing import Final

from flask import request
from werkzeug.wrappers import Response

_WORTH: Final = 1_000  # bytes; fewer are one packet either way
_LEVEL: Final = 5  # a page of 100 kB in 2 ms
_TEXT: Final = frozenset(["application/json", "application/ld+json", "application/problem+json", "application/rdf+xml"])


def pack(response: Response) -> Response:
    """The response, its body packed by gzip where it is text, whole, not packed yet, and the client takes it so."""
    media = response.mimetype or ""
    if not (media in _TEXT or media.startswith("text/")) or response.is_streamed:
        return response
    if "Content-Encoding" in response.headers or "ETag" in response.headers or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= _WORTH and request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
