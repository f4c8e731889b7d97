"""What is said of a body by its name alone: its family, what it is part of, what replaced it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from kg.lexicon.bodies import family_of, parent_of_body, successors_of
from kg.model import Entity, EntityKind
from kg.rdf import vocabulary as v
from kg.resolve.bodies import tied
from kg.resolve.names import fold

FAMILIES: Final = {node.value.removeprefix(v.WT): node for node in v.BODY_FAMILIES}


def families_of(body: Entity) -> Iterator[NamedNode]:
    """The class of its family, if its name tells one."""
    if family := family_of(body.names[0]):
        yield FAMILIES[family]


def whole_of(body: Entity) -> Entity | None:
    """The body that this one is part of. What is known on its page only (省委组织部) is part of such a one (省委)."""
    parent = parent_of_body(body.names[0])
    if not parent:
        return None
    return Entity(EntityKind.ORGANIZATION, tied(body.key, fold(parent)), (parent,))


def replacing(body: Entity) -> Iterator[Entity]:
    """The bodies that it was renamed to or became part of."""
    for one in successors_of(body.names[0]):
        yield Entity(EntityKind.ORGANIZATION, fold(one.successor), (one.successor,))
