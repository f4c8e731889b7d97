"""The headers that go with every answer."""

from __future__ import annotations

from typing import Final

_EDITOR_STYLE: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
"""YASGUI 4.6.2 puts one style sheet into the page, that of its columns' handles; this one alone is let in."""


def _policy(style: str) -> str:
    return "; ".join(
        [
            "default-src 'none'", "script-src 'self'", f"style-src 'self'{style}", "img-src 'self' data:",
            "connect-src 'self'", "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        ]
    )  # fmt: skip


EDITOR_POLICY: Final = _policy(f" {_EDITOR_STYLE}")
HEADERS: Final[dict[str, str]] = {
    "Server": "Wentu",
    "Content-Security-Policy": _policy(""),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
