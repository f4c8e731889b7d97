"""What is compared: the roles, events and policies of one document, the same shape for annotation and graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Named = tuple[str, ...]
"""The normalised names of one thing."""

EVENT_LINKS = ("places", "chairs", "participants", "organisers")
POLICY_LINKS = ("issuers", "targets")


@dataclass(frozen=True, slots=True)
class Support:
    """What found a fact of a graph, and how sure that is (0 to 1); of several statements the surest."""

    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RoleView:
    """One (person, role, body), each by its names; ``shown`` is for the reader of an error list."""

    person: Named
    titles: Named
    body: Named
    shown: str
    support: Support | None = None


@dataclass(frozen=True, slots=True)
class ThingView:
    """One event or policy: names, accepted dates, and the things it is tied to by field name.

    ``kind`` is that of an event (meeting, talks…), "" where none is told. ``supports`` of a graph's facts run along
    ``links`` by field, and along ``dates`` as ``date``.
    """

    names: Named
    shown: str
    dates: tuple[str, ...]
    links: Mapping[str, tuple[Named, ...]]
    kind: str = ""
    support: Support | None = None
    supports: Mapping[str, tuple[Support | None, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that one document states."""

    roles: tuple[RoleView, ...] = ()
    events: tuple[ThingView, ...] = ()
    policies: tuple[ThingView, ...] = ()
