"""Looks at a query before anything evaluates it: its length, its nesting, and whether it would reach out or write.

The engine parses ``<`` by context, as the start of an IRI or as an operator; a scanner cannot know which. So this
one follows both readings at once: a word counts as a keyword if any reading makes it one. Nothing can hide a
``SERVICE`` in what one reading takes for a string or an IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.problems import Problem

_SPACE = re.compile(r"(?:\s+|#[^\r\n]*)+")
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
_SHORT_STRING = re.compile(r"\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*'")
_LONG_STRING = re.compile(r"(\"\"\"|''')(?:(?!\1)(?:[^\\]|\\.))*\1", re.DOTALL)
# A variable or language tag · a prefixed name or blank node (prefix, colon, local part) · a bare word · a number.
_WORD = re.compile(
    r"[?$@]\w+|(?P<prefix>[^\W\d][\w.\-]*|_?):(?:[\w.\-:%]|\\.)*|(?P<bare>[^\W\d]\w*)|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
)
_OPENING, _CLOSING = "({[", ")}]"
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a query is before it is parsed: its form (``SELECT``…, empty where none is seen), nesting and datasets."""

    form: str
    depth: int
    names_dataset: bool


def inspect(query: str, *, longest: int, deepest: int) -> Inspection:
    """Passes a query that may be evaluated. Raises ``Problem``: 413 too long, 400 too deep, 403 update or SERVICE."""
    if len(query.encode("utf-8", "surrogatepass")) > longest:
        raise Problem(413, "query-too-long", f"the query is longer than {longest} bytes", limit=longest)
    words: dict[int, str] = {}
    deepest_seen = 0
    for position, text, depth in _tokens(query):
        deepest_seen = max(deepest_seen, depth)
        if text:
            words[position] = text.upper()
    if deepest_seen > deepest:
        raise Problem(400, "query-too-deep", f"brackets are nested deeper than {deepest}", limit=deepest)
    if "SERVICE" in words.values():
        raise Problem(403, "service-refused", "SERVICE is refused: this endpoint answers from its own graph alone")
    form = next((word for _, word in sorted(words.items()) if word in _FORMS | _UPDATES), "")
    if form in _UPDATES:
        raise Problem(403, "update-refused", f"{form} is refused: this endpoint is read-only")
    return Inspection(form, deepest_seen, any("FROM" in word for word in words.values()))


def _tokens(query: str) -> Iterator[tuple[int, str, int]]:
    """Position, bare word (empty for other tokens) and bracket depth of every token of every reading.

    Readings only move forward, so one pass over the positions, left to right, follows them all; where two meet
    they go on as one, with the greater depth.
    """
    depths = {0: 0}
    for position in range(len(query)):
        depth = depths.pop(position, None)
        if depth is None:
            continue
        char = query[position]
        ends, word = _step(query, position, char)
        depth += (char in _OPENING) - (char in _CLOSING)
        yield position, word, depth
        for end in ends:
            depths[end] = max(depth, depths.get(end, depth))


def _step(query: str, position: int, char: str) -> tuple[list[int], str]:
    """Where the token at ``position`` may end, and the bare word that it is."""
    if char.isspace() or char == "#":
        space = _SPACE.match(query, position)
        return [space.end() if space else position + 1], ""
    if char == "<":
        iri = _IRI.match(query, position)
        return [position + 1, iri.end()] if iri else [position + 1], ""
    if char in "\"'":
        return [_string_end(query, position)], ""
    word = _WORD.match(query, position)
    if word is None:
        return [position + 1], ""
    bare = word["bare"] or ""
    # The engine needs no space after a keyword: SERVICE:x{ is SERVICE with the IRI :x, and trueSERVICE<x>{ is two words.
    if "SERVICE" in bare.upper() or (word["prefix"] or "").upper().endswith(("SERVICE", "SERVICESILENT")):
        bare = "SERVICE"
    return [word.end()], bare


def _string_end(query: str, position: int) -> int:
    quotes = query[position : position + 3]
    if quotes in ('"""', "'''"):
        # find() keeps a row of unclosed quotes cheap: it fails at the speed of memory, not of the pattern.
        if query.find(quotes, position + 3) < 0:
            return position + 3
        long = _LONG_STRING.match(query, position)
        return long.end() if long else position + 3
    short = _SHORT_STRING.match(query, position)
    return short.end() if short else position + 1
