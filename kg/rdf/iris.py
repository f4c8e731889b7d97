"""All IRIs are minted here, from content alone, and led back to paths here.

An IRI is ``BASE + kind + "/" + slug``. The slug of a thing that people call by a name or an identifier is that
key: letters and digits of any script and ``- . _ ~`` stay, everything else is percent-encoded (UTF-8, upper-case
hex). So 陆远舟 can be read and typed in a query, and every key has one IRI. A slug longer than ``LONGEST_SLUG``, and
that of a thing without a handy name (event, policy, membership, statement), is a hash of the key. Nothing depends on
order. A web address is the same with the letters percent-encoded, too: ``iri_to_path`` and ``path_to_iri``.

>>> entity_iri("person", "陆远舟")
'https://w3id.org/wentu/id/person/陆远舟'
>>> article_iri("page-1#2")
'https://w3id.org/wentu/id/article/page-1%232'
>>> iri_to_path(entity_iri("person", "陆远舟"))
'person/%E9%99%86%E8%BF%9C%E8%88%9F'
>>> path_to_iri("person/陆远舟") == path_to_iri("person/%E9%99%86%E8%BF%9C%E8%88%9F", encoded=True)
True
"""

from __future__ import annotations

from base64 import b32encode
from functools import lru_cache
from hashlib import blake2b
from typing import Final
from urllib.parse import quote, unquote

BASE: Final = "https://w3id.org/wentu/id/"
LONGEST_SLUG: Final = 120
HASHED_KINDS: Final = frozenset({"event", "policy", "membership", "statement", "judgement"})
NAMED_KINDS: Final = frozenset({"page", "article", "person", "organization", "place", "role", "topic", "identity"})
KINDS: Final = HASHED_KINDS | NAMED_KINDS
PREFIXES: Final = {kind: f"{BASE}{kind}/" for kind in sorted(KINDS)}  # so that Turtle says person:陆远舟
SEPARATOR: Final = "\x1f"  # parts of a compound key; no name holds it


def hashed(*parts: str) -> str:
    """A 26-character name for ``parts``: 128 bits of BLAKE2b in lower-case base 32, as RFC 4648 has it, unpadded."""
    digest = blake2b(SEPARATOR.join(parts).encode(), digest_size=16).digest()
    return b32encode(digest).decode("ascii").rstrip("=").lower()


def _slug(key: str) -> str:
    return "".join(c if c.isalnum() or c in "-._~" else quote(c, safe="") for c in key)


@lru_cache(maxsize=65_536)
def entity_iri(kind: str, key: str) -> str:
    """The IRI of the ``kind`` of thing that ``key`` identifies. Raises ``ValueError`` for an unknown kind or no key."""
    if kind not in KINDS:
        raise ValueError(f"no such kind of thing: {kind!r}")
    if not key:
        raise ValueError(f"a {kind} without a key has no IRI")
    if kind in HASHED_KINDS:
        return f"{BASE}{kind}/{hashed(key)}"
    slug = _slug(key)
    # A name that begins with "~" would look like a hash, and browsers resolve "." and ".." away.
    if len(slug) > LONGEST_SLUG or slug.startswith("~") or slug in {".", ".."}:
        slug = "~" + hashed(key)
    return f"{BASE}{kind}/{slug}"


def article_iri(identifier: str) -> str:
    """The IRI of an article, which is also the name of its graph, from its ``dcterms:identifier``."""
    return entity_iri("article", identifier)


def page_iri(identifier: str) -> str:
    """The IRI of a page from its ``dcterms:identifier``."""
    return entity_iri("page", identifier)


def membership_iri(person: str, role: str, organization: str) -> str:
    """The IRI of the post that the person (IRI) holds as ``role`` (IRI) in ``organization`` (IRI), told by whomever."""
    return f"{BASE}membership/{hashed(person, role, organization)}"


def statement_iri(article: str, subject: str, predicate: str, value: str, start: int, end: int) -> str:
    """The IRI of the evidence that ``article[start:end]`` is for one triple (``value``: the object, N-Triples)."""
    return f"{BASE}statement/{hashed(article, subject, predicate, value, str(start), str(end))}"


def is_ours(iri: str) -> bool:
    """Whether ``iri`` was minted here."""
    return iri.startswith(BASE) and kind_of(iri) in KINDS


def kind_of(iri: str) -> str:
    """The kind in an IRI minted here (``person``, ``article``…), ``""`` for any other IRI."""
    return iri[len(BASE) :].partition("/")[0] if iri.startswith(BASE) else ""


def iri_to_path(iri: str) -> str:
    """What follows ``/id/`` in the web address of a thing, in ASCII. Raises ``ValueError`` for a foreign IRI."""
    if not is_ours(iri):
        raise ValueError(f"not an IRI of this graph: {iri}")
    return quote(iri[len(BASE) :], safe="/%~")


def path_to_iri(path: str, *, encoded: bool = False) -> str:
    """The IRI of what stands at ``/id/`` + ``path``.

    ``path`` is decoded, as WSGI hands it over, unless ``encoded``; what follows the kind is one key, slashes and
    all. Raises ``ValueError`` where the kind is unknown or the key is missing.
    """
    kind, _, key = (unquote(path, errors="strict") if encoded else path).partition("/")
    if kind not in KINDS or not key:
        raise ValueError(f"nothing can stand at /id/{path}")
    return f"{BASE}{kind}/{_slug(key)}"
