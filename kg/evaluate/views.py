"""What is compared: the roles, events and policies of one document, the same shape for annotation and graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Named = tuple[str, ...]
"""The normalised names of one thing."""

EVENT_LINKS = ("places", "chairs", "participants", "organisers")
POLICY_LINKS = ("issuers", "targets")


@dataclass(frozen=True, slots=True)
class RoleView:
    """One (person, role, body), each by its names; ``shown`` is for the reader of an error list."""

    person: Named
    titles: Named
    body: Named
    shown: str


@dataclass(frozen=True, slots=True)
class ThingView:
    """One event or policy: names, accepted dates, and the things it is tied to by field name."""

    names: Named
    shown: str
    dates: tuple[str, ...]
    links: Mapping[str, tuple[Named, ...]]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that one document states."""

    roles: tuple[RoleView, ...] = ()
    events: tuple[ThingView, ...] = ()
    policies: tuple[ThingView, ...] = ()
