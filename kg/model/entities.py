"""Who and what the names stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """The kinds of node that have names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    ROLE = "role"
    EVENT = "event"
    POLICY = "policy"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a name stands for. ``key`` identifies it within its kind and makes its IRI.

    Of places: ``adcode`` of a division (GB/T 2260), ``parent``: that of the one that holds it, ``country``: ISO 3166.
    """

    kind: EntityKind
    key: str
    names: tuple[str, ...]
    adcode: str | None = None
    parent: str | None = None
    country: str = ""
