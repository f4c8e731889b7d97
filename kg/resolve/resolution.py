"""The outcome of resolution: the entity behind every name that an article's facts use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Entity, EntityKind, Evidence

Names = tuple[str, ...]
Bearers = tuple[tuple[int, Entity], ...]
"""Where in the text a name that two people bear begins, and whom it means there, in order."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities by the names as the facts have them; ``events`` and ``policies`` run along the facts of their kind.

    ``apart`` has the names that two people of the article bear.
    """

    named: Mapping[tuple[EntityKind, Names], Entity]
    events: tuple[Entity, ...] = ()
    policies: tuple[Entity, ...] = ()
    apart: Mapping[str, Bearers] = field(default_factory=dict)

    def person(self, *names: str, words: Evidence | None = None) -> Entity:
        """The person with these names, given as the fact gives them, and the fact's words, which tell which one is
        meant where two bear the name. Raises ``KeyError`` for names of no fact."""
        bearers = self.apart.get(names[0])
        if bearers is None or words is None:
            return self.named[EntityKind.PERSON, names]
        start = words.span.start + max(0, words.text.find(names[0]))
        return max(((at, entity) for at, entity in bearers if at <= start), default=bearers[0], key=lambda b: b[0])[1]

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
