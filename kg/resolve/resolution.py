"""The outcome of resolution: the entity behind every name that an article's facts use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Entity, EntityKind

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities by the names as the facts have them; ``events`` and ``policies`` run along the facts of their kind."""

    named: Mapping[tuple[EntityKind, Names], Entity]
    events: tuple[Entity, ...] = ()
    policies: tuple[Entity, ...] = ()

    def person(self, *names: str) -> Entity:
        """The person with these names, given as the fact gives them. Raises ``KeyError`` for names of no fact."""
        return self.named[EntityKind.PERSON, names]

    def organization(self, *names: str) -> Entity:
        """The body with these names. Raises ``KeyError`` for names of no fact."""
        return self.named[EntityKind.ORGANIZATION, names]

    def place(self, *names: str) -> Entity:
        """The place with these names. Raises ``KeyError`` for names of no fact."""
        return self.named[EntityKind.PLACE, names]

    def role(self, name: str) -> Entity:
        """The role with this bare title. Raises ``KeyError`` for the title of no fact."""
        return self.named[EntityKind.ROLE, (name,)]

    def issuer(self, *names: str) -> Entity:
        """The body, or the person who signed. Raises ``KeyError`` for names of no fact."""
        return self.named.get((EntityKind.ORGANIZATION, names)) or self.person(*names)

    def target(self, *names: str) -> Entity:
        """What a policy is aimed at: a body or a place that the page knows by the first name, else a topic."""
        return self.named[EntityKind.TOPIC, names]
