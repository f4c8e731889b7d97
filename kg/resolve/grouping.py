"""Things joined into groups, two at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Groups(Generic[Thing]):
    """Disjoint groups of things; which group a thing is in does not depend on the order of joining."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        self._above: dict[Thing, Thing] = {thing: thing for thing in things}

    def root(self, thing: Thing) -> Thing:
        """Whoever stands for the thing's group at the moment; a thing not seen before is alone."""
        self._above.setdefault(thing, thing)
        while (above := self._above[thing]) != thing:
            self._above[thing] = thing = self._above[above]
        return thing

    def join(self, one: Thing, other: Thing) -> None:
        """Makes the groups of the two one."""
        self._above[self.root(one)] = self.root(other)

    def together(self, one: Thing, other: Thing) -> bool:
        """Whether the two are in one group."""
        return self.root(one) == self.root(other)

    def all(self) -> list[list[Thing]]:
        """The groups, their things in the order in which they were given."""
        groups: defaultdict[Thing, list[Thing]] = defaultdict(list)
        for thing in list(self._above):
            groups[self.root(thing)].append(thing)
        return list(groups.values())
