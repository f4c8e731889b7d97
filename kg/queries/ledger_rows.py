"""The rows of the office ledger. Dates are the graph's lexical forms, each one on which something was told."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.rows import Link, Quote


@dataclass(frozen=True, slots=True)
class Sighted:
    """One telling: its date and the words."""

    day: str
    words: Quote


@dataclass(frozen=True, slots=True)
class Held:
    """One spell of holding a post, as far as it was sighted.

    ``first`` and ``last`` are the sightings that tell it as held (None where there is none of known year), ``past`` the
    first that tells it as over. ``post`` is the bare post as told last, ``titles`` as articles write it, ``told`` the
    number of statements. ``follows`` is who was sighted there before, in a post of one seat; whether another came in
    between nobody knows. ``returned``: the same person held and left the post before.
    """

    person: Link
    post: Link
    body: Link
    titles: tuple[str, ...]
    first: Sighted | None
    last: Sighted | None
    past: Sighted | None
    told: int
    follows: Link | None = None
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Two holders of a one-seat post, to be reviewed: ``at_once`` from ``since`` to ``until``, or ``other`` sighted on
    those days between two spells of ``one`` that nothing else parts.
    """

    one: Held
    other: Held
    since: str
    until: str
    at_once: bool


@dataclass(frozen=True, slots=True)
class PostLedger:
    """The holders of one post in one body in the order of their first sightings; those without a known year last."""

    body: Link
    post: str
    one_seat: bool
    holders: tuple[Held, ...]
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Who may have held a post on a date. ``how`` says what is known:

    ``on``: sighted on the date; ``between``: sighted before and after it; ``before``: sighted last before it,
    ``after``: first after it, so that neither proves the date. ``last`` and ``next`` are those sightings.
    """

    held: Held
    how: str
    last: Sighted | None
    next: Sighted | None


@dataclass(frozen=True, slots=True)
class Change:
    """What is told of a body between two dates: ``appears`` (first sighted), ``past`` (first told as over)."""

    day: str
    what: str
    held: Held
