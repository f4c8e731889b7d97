"""The rows of people, bodies, events and policies: posts, participation, issuing. Dates as in ``kg.queries.rows``."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.rows import Claimed, Link, Quote


@dataclass(frozen=True, slots=True)
class Post:
    """A role held: who, what, where; titles as written; first and last day an article proves it for.

    ``quotes`` are the newest of the ``told`` statements that say it.
    """

    person: Link
    role: Link
    organization: Link
    titles: tuple[str, ...]
    first: str | None
    last: str | None
    former: bool
    quotes: tuple[Quote, ...]
    told: int = 0


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list: its class's local name (Meeting, Talks, Ceremony, Visit), dates and places."""

    event: Link
    event_class: str
    start: str | None
    end: str | None
    places: tuple[Link, ...]
    chairs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EventDetails:
    """All that is said of one event. Participants stand in the order printed, chairs among them."""

    event: Link
    event_class: str
    names: tuple[str, ...]
    start: str | None
    end: str | None
    places: tuple[Claimed, ...]
    chairs: tuple[Claimed, ...]
    participants: tuple[Claimed, ...]
    organizers: tuple[Claimed, ...]
    quotes: tuple[Quote, ...]
    told: int = 0


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy in a list: its class's local name (PolicyDocument, Programme), date, issuers and targets."""

    policy: Link
    policy_class: str
    issued: str | None
    issuers: tuple[Link, ...]
    targets: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PolicyDetails:
    """All that is said of one policy."""

    policy: Link
    policy_class: str
    names: tuple[str, ...]
    issued: str | None
    issuers: tuple[Claimed, ...]
    targets: tuple[Claimed, ...]
    quotes: tuple[Quote, ...]
    told: int = 0


@dataclass(frozen=True, slots=True)
class Companion:
    """Someone who took part in ``shared`` of the same events, the latest of which are ``events``."""

    person: Link
    events: tuple[Link, ...]
    shared: int = 0
