"""Terms as N-Triples writes them. The graph of an article is text until a store reads it.

Quads of pyoxigraph's take three times as long to make as to read from text, and ten times as long as the text.
"""

from __future__ import annotations

import re
from functools import cache
from json.encoder import encode_basestring
from typing import Final

from pyoxigraph import NamedNode

Term = str
"""An IRI in angle brackets, or a literal in quotation marks with its language or datatype."""

_LINE_SIGNS: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_SPECIAL: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPED: Final = re.compile(r'\\(?:([btnfr"\\])|u([0-9A-F]{4}))')
_SIGNS: Final = {escape[1]: sign for sign, escape in _LINE_SIGNS.items()}


def node(iri: str) -> Term:
    """The term of an IRI that was minted here."""
    return f"<{iri}>"


@cache
def term(named: NamedNode) -> Term:
    """A word of the vocabulary as a term."""
    return str(named)


def literal(text: str, suffix: str = "") -> Term:
    """A literal; ``suffix`` is its language (``@zh``) or its datatype (``^^<…>``)."""
    quoted = encode_basestring(text)
    if "\\u" in quoted or "\x7f" in text:  # JSON writes all else as N-Triples does, and many times faster
        quoted = f'"{_SPECIAL.sub(_escape, text)}"'
    return quoted + suffix


def chinese(text: str) -> Term:
    """A literal in Chinese."""
    return literal(text, "@zh")


def is_node(term: Term) -> bool:
    """Whether the term is an IRI."""
    return term.startswith("<")


def value_of(term: Term) -> str:
    """The IRI or the literal's text."""
    if is_node(term):
        return term[1:-1]
    text = term[1 : term.rindex('"')]
    return _ESCAPED.sub(_unescape, text) if "\\" in text else text


def _escape(found: re.Match[str]) -> str:
    return _LINE_SIGNS.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _unescape(found: re.Match[str]) -> str:
    return _SIGNS[found[1]] if found[1] else chr(int(found[2], 16))
