"""Sightings taken for one person, and what is told of them without a look at their posts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.lexicon.fields import LIST, family_of_word, is_narrow
from kg.model import Sighting
from kg.resolve.names import person_key
from kg.resolve.people_names import is_foreign
from kg.resolve.people_posts import alike, family_of_role

YEAR: Final = 365.25
FAMOUS: Final = 9
"""More sightings than this within a year make one known for life."""
SEVERAL: Final = 3
"""So many words beside a name do not all speak of another."""


@dataclass(frozen=True)
class Told:
    """Sightings of one person, the earliest first. Sums are made once."""

    sightings: tuple[Sighting, ...]

    @property
    def order(self) -> tuple[int, str, str]:
        """The order of the earliest sighting."""
        return self.sightings[0].order

    @cached_property
    def days(self) -> list[int]:
        """The days of the sightings of known year, in order."""
        return [s.day for s in self.sightings if s.day is not None]

    @cached_property
    def names(self) -> frozenset[str]:
        """The fullest name of each sighting."""
        return frozenset(s.names[0] for s in self.sightings)

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that have a sighting."""
        return frozenset(s.article for s in self.sightings)

    @cached_property
    def is_listed(self) -> bool:
        """Whether one is named in a list of members."""
        return any(LIST in s.words for s in self.sightings)

    @cached_property
    def company(self) -> frozenset[str]:
        """All who were met."""
        return frozenset(key for s in self.sightings for key in s.company)

    @cached_property
    def beside(self) -> frozenset[str]:
        """All who were named in the same articles."""
        return frozenset(key for s in self.sightings for key in s.beside)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words beside the name that tell a narrow field."""
        return frozenset(word for s in self.sightings for word in s.words if is_narrow(word))

    @cached_property
    def is_told_by_words(self) -> bool:
        """Whether several words beside the name tell one walk of life, and none another."""
        words = {word for s in self.sightings for word in s.words}
        return len(words) >= SEVERAL and len({family_of_word(word) for word in words}) == 1

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words beside the name, narrow or wide, of families that few belong to."""
        return frozenset(word for s in self.sightings for word in s.words if alike(family_of_word(word)))

    @cached_property
    def titles(self) -> frozenset[str]:
        """The titles right before the name that no post tells."""
        return frozenset(title for s in self.sightings for title in s.titles)

    @cached_property
    def is_titled(self) -> bool:
        """Whether titles tell the walk of life wherever no post does."""
        return all(families_of(s.titles) for s in self.sightings)

    @cached_property
    def is_foreign(self) -> bool:
        """Whether all names look foreign."""
        return all(is_foreign(person_key(name)) for name in self.names)

    @cached_property
    def regions(self) -> frozenset[str]:
        """The provinces (two digits) that the papers write from."""
        return frozenset(s.region[:2] for s in self.sightings if s.region)

    @cached_property
    def is_author(self) -> bool:
        """Whether by-lines alone have the name."""
        return all(s.author for s in self.sightings)

    @cached_property
    def papers(self) -> frozenset[str]:
        """The papers, known ones only."""
        return frozenset(s.paper for s in self.sightings if s.paper)

    @cached_property
    def is_famous(self) -> bool:
        """Whether one is told of so often within a year that one will be for life."""
        days = self.days
        return any(days[at + FAMOUS] - days[at] <= YEAR for at in range(len(days) - FAMOUS))

    def near(self, other: Told, reach: int, most: int) -> int:
        """How many sightings lie within ``reach`` days of a sighting of ``other``, for that which has most; up to
        ``most``."""
        days, best = self.days, 0
        if not days:
            return 0
        most = min(most, len(days))
        start, end = bisect_left(other.days, days[0] - reach), bisect_right(other.days, days[-1] + reach)
        for day in sorted(set(other.days[start:end])):
            best = max(best, bisect_right(days, day + reach) - bisect_left(days, day - reach))
            if best >= most:
                return most
        return best


def families_of(titles: Iterable[str]) -> set[str]:
    """The walks of life that these titles tell."""
    return {family for title in titles if (family := family_of_word(title) or family_of_role(title))}
