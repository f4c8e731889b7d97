"""What a kind of thing must bring so that its things are told apart and joined across articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import Quad

from kg.model import HandJudgement, Issue
from kg.store.protocol import Store

Thing = tuple[str, str]
"""The article and the node of what it names."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing (its IRI as the graph has it now) that one article's graph files under ``keys``, with what it tells of it
    (``wt:sighting``, as it stands there; ``""`` where there is none)."""

    article: str
    node: str
    keys: frozenset[str] = field(default=frozenset(), compare=False)
    told: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """All that is compared with each other: the keys that lead to one another, and every thing filed under them."""

    keys: frozenset[str]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome for one block: the IRI that each thing has from now on, and the program's judgements as triples.

    ``judgements`` stand in the graph ``settled_graph(kind, min(keys))``; give each quad that graph.
    """

    block: Block
    iris: dict[Seen, str]
    judgements: tuple[Quad, ...] = ()
    issues: tuple[Issue, ...] = ()


class Kind(Protocol):
    """One kind of thing. The outcome must depend on nothing but the block's articles and the judgements by hand."""

    @property
    def name(self) -> str:
        """The kind as IRIs have it: person."""

    def blocks(
        self, store: Store, keys: Collection[str], by_hand: Collection[HandJudgement], done: Collection[Thing]
    ) -> Iterator[Block]:
        """The blocks that hold these keys, each once; a key that is no more has one without things.

        Of those whose things are ``done`` none has to come again: a block is settled whole.
        """

    def settle(self, store: Store, blocks: Sequence[Block], by_hand: Collection[HandJudgement]) -> Iterator[Settled]:
        """Tells the things of each block apart; ``store`` is only read. Blocks come some hundred at a time."""


def only(kind: str, by_hand: Iterable[HandJudgement]) -> tuple[HandJudgement, ...]:
    """The judgements by hand that speak of this kind."""
    return tuple(judgement for judgement in by_hand if judgement.kind == kind)
