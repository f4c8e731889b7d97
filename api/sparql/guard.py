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

_SPACE = re.compile(r"(?:\s|#[^\r\n]*+)++")
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
_SHORT_STRING = re.compile(r"\"(?:[^\"\\\r\n]|\\.)*+\"|'(?:[^'\\\r\n]|\\.)*+'")
_LONG_STRING = re.compile(r"(\"\"\"|''')(?:(?!\1)(?:[^\\]|\\.))*+\1", re.DOTALL)
_OTHER_WORD = re.compile(r"[?$@]\w+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")  # a variable or language tag · a number
_BARE = re.compile(r"[^\W\d]\w*")
_PREFIX = re.compile(r"(?:[^\W\d][\w.\-]*+|_)?+")  # of a prefixed name or a blank node, before its colon
_LOCAL = re.compile(r":(?:[\w.\-:%]|\\.)*+")
# What must follow the word SERVICE for it to be one: SILENT or not, a name, a group.
_CALL = re.compile(
    r"(?:\s|#[^\r\n]*+)*+(?:SILENT)?+(?:\s|#[^\r\n]*+)*+"
    r"(?:[?$]\w+|<[^<>\"{}|^`\\\x00-\x20]*>|[\w.\-]*+:(?:[\w.\-:%]|\\.)*+)(?:\s|#[^\r\n]*+)*+\{",
    re.IGNORECASE,
)
# What follows the word FROM of a dataset clause: NAMED or not, and a graph.
_SOURCE = re.compile(
    r"(?:\s|#[^\r\n]*+)*+(NAMED(?![\w.\-]*+:)(?:\s|#[^\r\n]*+)*+)?+"
    r"(<[^<>\"{}|^`\\\x00-\x20]*>|[\w.\-]*+:(?:[\w\-:%]|\\.|\.(?=[\w.\-:%]))*+)",
    re.IGNORECASE,
)
# Where none of these letters stand, there is nothing to look for but brackets.
_SUSPECT = ("service", "insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with", "from")
# What gives another value each time; an escape could hide it only where the engine would read the escape.
_FLEETING = re.compile(r"(?:rand|now|uuid|bnode)(?:\s|#[^\r\n]*)*\(|\\u", re.IGNORECASE)
_SUSPECT_OF_FLEETING = ("rand", "now", "uuid", "bnode", "\\u")
_OPENING, _CLOSING = "({[", ")}]"
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is seen of a query before it is parsed: its dataset clause.

    ``sources`` are its FROM clauses (NAMED or not, the term as written), ``prologue`` is what stands before its form.
    """

    prologue: str = ""
    sources: tuple[tuple[bool, str], ...] = ()


def is_fleeting(query: str) -> bool:
    """Whether the query may give another result over the same data, as with ``NOW()`` and ``RAND()``."""
    return _holds(query, _SUSPECT_OF_FLEETING) and _FLEETING.search(query) is not None


def inspect(query: str, *, longest: int, deepest: int) -> Inspection:
    """Passes a query that may be evaluated. Raises ``Problem``: 413 too long, 400 too deep, 403 update or SERVICE."""
    if len(query) * 4 > longest < len(query.encode("utf-8", "surrogatepass")):
        raise Problem(413, "query-too-long", f"the query is longer than {longest} bytes", limit=longest)
    if sum(map(query.count, _OPENING)) <= deepest and not _holds(query, _SUSPECT):
        return Inspection()
    form, depth, before, sources = "", 0, 0, []
    for token in _Scanner(query).tokens():
        depth = max(depth, token.depth)
        if depth > deepest:
            raise Problem(400, "query-too-deep", f"brackets are nested deeper than {deepest}", limit=deepest)
        if token.word == "SERVICE" and (token.plain or _CALL.match(query, token.end)):
            raise Problem(403, "service-refused", "SERVICE is refused: this endpoint answers from its own graph alone")
        if token.plain and not form and token.word in _FORMS | _UPDATES:
            form, before = token.word, token.end - len(token.word)
        if token.plain and form and token.depth == 0 and token.word == "FROM":
            source = _SOURCE.match(query, token.end)
            if source:
                sources.append((source[1] is not None, source[2]))
    if form in _UPDATES:
        raise Problem(403, "update-refused", f"{form} is refused: this endpoint is read-only")
    return Inspection(query[:before], tuple(sources))


def _holds(query: str, words: tuple[str, ...]) -> bool:
    """Whether any of the words stands anywhere; the engine knows only the letters A to Z in capitals and small."""
    text = query.lower()
    return any(word in text for word in words)


@dataclass(frozen=True, slots=True)
class _Token:
    """A token: its bare word in capitals (empty for others), its end, the bracket depth after it.

    ``plain`` tokens are met when every ``<…>`` that can be an IRI is one; the others only in another reading.
    """

    word: str
    end: int
    depth: int
    plain: bool


class _Scanner:
    """The tokens of every reading of a query, in time that grows with its length alone."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._no_prefix_before = 0  # the last run of letters that no colon follows ends here

    def tokens(self) -> Iterator[_Token]:
        """By position. Readings only move forward, so one pass from left to right follows them all.

        Where two meet they go on as one, with the greater depth. A reading that meets quotes that nothing closes
        is no query and ends there.
        """
        waiting = {0: (0, True)}
        for position, char in enumerate(self._query):
            if position not in waiting:
                continue
            depth, plain = waiting.pop(position)
            ends, word = self._step(position, char)
            if not ends:
                continue
            depth += (char in _OPENING) - (char in _CLOSING)
            yield _Token(word.upper(), ends[-1], depth, plain)
            for end in ends:
                deeper, plainer = waiting.get(end, (depth, False))
                waiting[end] = (max(depth, deeper), plainer or (plain and end == ends[-1]))

    def _step(self, position: int, char: str) -> tuple[list[int], str]:
        """Where the token at ``position`` may end, the plain reading last, and the bare word that it is."""
        if char.isspace() or char == "#":
            space = _SPACE.match(self._query, position)
            return [space.end() if space else position + 1], ""
        if char == "<":
            iri = _IRI.match(self._query, position)
            return [position + 1, iri.end()] if iri else [position + 1], ""
        if char in "\"'":
            is_long = self._query.startswith(char * 3, position)
            string = (_LONG_STRING if is_long else _SHORT_STRING).match(self._query, position)
            return [string.end()] if string else [], ""
        end, word = self._word(position)
        return [end], word

    def _word(self, position: int) -> tuple[int, str]:
        if other := _OTHER_WORD.match(self._query, position):
            return other.end(), ""
        if position >= self._no_prefix_before:
            prefix = _PREFIX.match(self._query, position)
            colon = prefix.end() if prefix else position
            if local := _LOCAL.match(self._query, colon):
                # The engine needs no space after a keyword: SERVICE:x{ is SERVICE and the IRI :x.
                called = self._query[position:colon].upper().endswith(("SERVICE", "SERVICESILENT"))
                return local.end(), "SERVICE" if called else ""
            self._no_prefix_before = colon
        bare = _BARE.match(self._query, position)
        if bare is None:
            return position + 1, ""
        # trueSERVICE<x>{ is two words to the engine.
        return bare.end(), "SERVICE" if "SERVICE" in bare.group().upper() else bare.group()
