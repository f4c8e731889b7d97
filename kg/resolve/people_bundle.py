"""Sightings taken for one person, summed up so that two such bundles can be compared."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from typing import Final

from kg.lexicon.fields import LIST, family_of_word
from kg.model import HeldPost, Sighting
from kg.resolve.people_posts import (
    CHINA,
    HIGH,
    LOCAL,
    TOP,
    is_beside,
    is_named_like_chinese,
    is_once,
)
from kg.resolve.people_told import YEAR, Told, families_of
from kg.resolve.seats import is_seat

AGAIN: Final = 3
"""In so many lists of members are only those of note."""
OFTEN: Final = 6
"""From so many sightings on one is of note."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a post was told as held: how often, and the first and last day of known year (None where there is none)."""

    told: int
    first: int | None
    last: int | None

    def joined(self, other: Span) -> Span:
        """Both as one."""
        days = [day for day in (self.first, self.last, other.first, other.last) if day is not None]
        return Span(self.told + other.told, min(days, default=None), max(days, default=None))


@dataclass(frozen=True)
class Bundle(Told):
    """Sightings of one person, with what their posts tell."""

    @classmethod
    def of(cls, sightings: Iterable[Sighting]) -> Bundle:
        """The bundle of these sightings, whatever their order."""
        return cls(tuple(sorted(sightings, key=lambda s: s.order)))

    def joined(self, other: Bundle) -> Bundle:
        """Both as one; what was summed up of them is added, not counted anew."""
        whole = Bundle(tuple(merge(self.sightings, other.sightings, key=lambda s: s.order)))
        posts = dict(self.posts)
        for post, span in other.posts.items():
            posts[post] = posts[post].joined(span) if post in posts else span
        whole.__dict__["posts"] = posts
        seats = {**self.seats, **other.seats}
        for post in self.seats.keys() & other.seats.keys():
            seats[post] = sorted([*self.seats[post], *other.seats[post]])
        whole.__dict__["seats"] = seats
        whole.__dict__["company"] = self.company | other.company
        whole.__dict__["beside"] = self.beside | other.beside
        whole.__dict__["around"] = self.around + other.around
        whole.__dict__["days_with_post"] = sorted([*self.days_with_post, *other.days_with_post])
        return whole

    @cached_property
    def posts(self) -> dict[HeldPost, Span]:
        """The posts with when they were told; one told as past stands apart from one told as held."""
        days: dict[HeldPost, list[int | None]] = {}
        for sighting in self.sightings:
            for post in sighting.posts:
                days.setdefault(post, []).append(sighting.day)
        known = {post: sorted(d for d in told if d is not None) for post, told in days.items()}
        return {
            post: Span(len(told), known[post][0] if known[post] else None, known[post][-1] if known[post] else None)
            for post, told in days.items()
        }

    @cached_property
    def main(self) -> dict[HeldPost, Span]:
        """The posts that are not held beside another or for an occasion."""
        return {post: span for post, span in self.posts.items() if not is_beside(post)}

    @cached_property
    def local(self) -> frozenset[HeldPost]:
        """The main posts in a territory of China, of walks of life in which few leave their province."""
        return frozenset(p for p in self.main if p.standing.adcode and p.standing.family in LOCAL)

    @cached_property
    def seats(self) -> dict[HeldPost, list[int]]:
        """The days of known year, in order, on which each post was told that leaves no room for one elsewhere."""
        days: dict[HeldPost, list[int]] = {post: [] for post in self.posts if is_seat(post)}
        for sighting in self.sightings if days else ():
            if sighting.day is not None:
                for post in sighting.posts & days.keys():
                    days[post].append(sighting.day)
        return {post: told for post, told in days.items() if told}

    @cached_property
    def lands(self) -> Counter[str]:
        """How often posts of each land were told, bodies of several lands not counted; nor, of foreign names, China,
        which bodies are taken to be of that name no land (人民委员会)."""
        told: Counter[str] = Counter()
        nowhere = {"", "INT", "CN"} if self.is_foreign else {"", "INT"}
        for post, span in self.posts.items():
            if post.standing.land not in nowhere:
                told[post.standing.land] += span.told
        return told

    @property
    def land(self) -> str:
        """The land of most posts, ``""`` where none is known."""
        return min(self.lands, key=lambda land: (-self.lands[land], land)) if self.lands else ""

    @cached_property
    def families(self) -> dict[str, float]:
        """The share of each family among the posts told; told by words beside the name where no
        main post is told; those of no known family are left out."""
        told: Counter[str] = Counter()
        for post, span in self.main.items():
            if post.standing.family:
                told[post.standing.family] += span.told
        if not self.main:
            for sighting in self.sightings:
                told.update(families_of(sighting.titles) or {family_of_word(word) for word in sighting.words})
        return {family: count / told.total() for family, count in told.items()}

    @property
    def family(self) -> str:
        """The family of most posts, ``""`` where none is known."""
        return min(self.families, key=lambda f: (-self.families[f], f)) if self.families else ""

    @cached_property
    def rank(self) -> float:
        """The highest rank told, 0 where none is known."""
        return max((post.standing.rank for post in self.posts), default=0.0)

    @cached_property
    def is_leader(self) -> bool:
        """Whether one leads the state, or another."""
        return self.rank >= TOP or any(is_once(post.role) and post.standing.land for post in self.posts)

    @cached_property
    def is_known(self) -> bool:
        """Whether one is of note beyond a day: in high office, or often told of."""
        listed = sum(1 for s in self.sightings if LIST in s.words)
        return self.is_leader or self.rank >= HIGH or len(self.sightings) >= OFTEN or listed >= AGAIN

    @cached_property
    def note(self) -> int:
        """3 for who will be known for life, 2 for who is of note beyond a day, 1 for who is in a list of members, 0 for
        others."""
        if self.is_famous:
            return 3
        return 2 if self.is_known or self.level >= TOP else int(self.is_listed)

    @cached_property
    def level(self) -> float:
        """The highest rank: of the posts; of the company where no main post is told, and no word of a field beside the
        name, since who is named bare among leaders is one that everybody knows."""
        bare = (
            s.level for s in self.sightings if s.level and self.main.keys().isdisjoint(s.posts) and not s.words - {LIST}
        )
        return max(self.rank, max(bare, default=0.0))

    @cached_property
    def around(self) -> Counter[str]:
        """How many sightings name each body and place in the name's sentence, those of the posts and their provinces
        among them."""
        held = {p: {p.label, p.standing.adcode[:2] + "0000"} if p in self.local else {p.label} for p in self.posts}
        told = (s.around.union(*(held[post] for post in s.posts)) for s in self.sightings)
        return Counter(thing for things in told for thing in things)

    @cached_property
    def lands_beside(self) -> frozenset[str]:
        """The lands before the name where no post tells one; of a Chinese name where no post is told at all."""
        foreign = self.is_foreign
        return frozenset(
            land
            for s in self.sightings
            if not s.posts or (foreign and not any(post.standing.land for post in s.posts))
            for land in s.lands
        )

    @cached_property
    def is_chinese(self) -> bool:
        """Whether a post is of a territory or a national body of China, known as such."""
        return any(p.standing.land == CHINA and (p.standing.adcode or p.standing.rank) for p in self.posts)

    @cached_property
    def is_abroad(self) -> bool:
        """Whether the posts tell a land where people have no Chinese names."""
        return not is_named_like_chinese(self.land)

    @cached_property
    def days_with_post(self) -> list[int]:
        """The days of the sightings with a main post, in order."""
        return [s.day for s in self.sightings if s.day is not None and any(not is_beside(p) for p in s.posts)]


def years_between(one: Bundle, other: Bundle) -> float | None:
    """The least time between a sighting of each, in years; None where a year is unknown."""
    if not one.days or not other.days:
        return None
    fewer, more = sorted((one.days, other.days), key=len)
    least = min(
        min(abs(day - more[i]) for i in (bisect_left(more, day) - 1, bisect_left(more, day)) if 0 <= i < len(more))
        for day in fewer
    )
    return least / YEAR


def told_within(inner: Bundle, outer: Bundle) -> int:
    """How many sightings of ``inner`` with a post lie between the first and the last of ``outer``."""
    days = outer.days_with_post
    return sum(1 for day in inner.days_with_post if days[0] <= day <= days[-1]) if len(days) > 1 else 0
