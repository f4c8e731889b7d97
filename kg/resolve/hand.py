"""Judgements by hand as they bear on the things at hand: which were judged to be one, and which two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from kg.model import HandJudgement
from kg.resolve.people_names import whole_name

Place = tuple[str, str]
"""The article and the node of a thing in it."""


class Placed(Protocol):
    """A thing as one article tells it."""

    @property
    def article(self) -> str:
        """The article's IRI."""

    @property
    def node(self) -> str:
        """The thing's IRI there."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys that it is compared under; the one that names it whole is what judgements have."""


Thing = TypeVar("Thing", bound=Placed)


def place(thing: Placed) -> Place:
    """Where the thing is told."""
    return (thing.article, thing.node)


class Hand(Generic[Thing]):
    """``one`` are the things that belong together by hand, group by group."""

    def __init__(self, things: Iterable[Thing], judgements: Iterable[HandJudgement]) -> None:
        by_article: defaultdict[str, list[Thing]] = defaultdict(list)
        for thing in things:
            by_article[thing.article].append(thing)
        self.one: list[list[Thing]] = []
        self._two: list[tuple[frozenset[Place], frozenset[Place]]] = []
        self._known: set[Place] = set()
        for judgement in judgements:
            left = _meant(by_article, judgement.left, judgement.left_keys)
            right = _meant(by_article, judgement.right, judgement.right_keys)
            if judgement.verdict == "positive":
                self.one.append([*left, *right])
            elif judgement.verdict == "negative":
                self.one.append(left)
                self._two.append((frozenset(map(place, left)), frozenset(map(place, right))))
            self._known.update(map(place, (*left, *right)))

    def knows(self, things: Iterable[Thing]) -> bool:
        """Whether a judgement speaks of one of these."""
        return bool(self._known) and any(place(thing) in self._known for thing in things)

    def apart(self, some: Iterable[Thing], others: Iterable[Thing]) -> bool:
        """Whether the two were judged to be two."""
        if not self._two:
            return False
        ours, theirs = set(map(place, some)), set(map(place, others))
        return any((a & ours and b & theirs) or (b & ours and a & theirs) for a, b in self._two)

    def split(self) -> dict[Place, int]:
        """For the things that were split off the number of the judgement: each is set apart from all else at first."""
        return {where: at for at, (left, _) in enumerate(self._two) for where in left}


def _meant(by_article: dict[str, list[Thing]], articles: Iterable[str], keys: Iterable[str]) -> list[Thing]:
    """The things that are meant; an article that names two so does not tell which, and none of them is."""
    wanted = set(keys)
    named = ([t for t in by_article.get(article, ()) if whole_name(t.keys) in wanted] for article in articles)
    return [thing for things in named if len(things) == 1 for thing in things]
