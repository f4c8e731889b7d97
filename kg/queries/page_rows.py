"""The rows of a raw page: its parts, and where the words of its articles stand on it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.rows import Link


@dataclass(frozen=True, slots=True)
class RawPart:
    """A stretch of a raw page, from its character ``start`` on, that one article tells."""

    article: Link
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class RawMark:
    """Where characters ``start`` to ``end`` of an article's text stand on the raw page, or a piece of them."""

    article: str
    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as received, in its parts by their place, with the words of its articles' facts."""

    parts: tuple[RawPart, ...]
    marks: tuple[RawMark, ...]
