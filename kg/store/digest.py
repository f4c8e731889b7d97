"""Digest credentials that are sent before they are asked for, once a server has asked."""

from __future__ import annotations

from http.client import HTTPResponse
from typing import Any
from urllib.request import HTTPDigestAuthHandler, Request, parse_http_list, parse_keqv_list


class Digest(HTTPDigestAuthHandler):
    """``HTTPDigestAuthHandler`` sends every request twice, the first time without credentials."""

    def __init__(self, passwords: Any) -> None:
        super().__init__(passwords)
        self._challenge: dict[str, str] | None = None

    def http_request(self, req: Request) -> Request:
        """Answers the last challenge anew."""
        said = None
        if self._challenge and not req.has_header(self.auth_header):
            said = self.get_authorization(req, self._challenge)
        if said:
            req.add_unredirected_header(self.auth_header, f"Digest {said}")
        return req

    https_request = http_request

    def retry_http_digest_auth(self, req: Request, auth: str) -> HTTPResponse | None:
        """Remembers the challenge."""
        said = auth.partition(" ")[2]
        self._challenge = parse_keqv_list(list(filter(None, parse_http_list(said))))
        return super().retry_http_digest_auth(req, auth)
