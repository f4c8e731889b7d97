"""Dispatches that several papers print: the kind ``article``. Articles keep their IRIs; copies are linked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode, Quad

from kg.identity.graphs import settled_graph
from kg.identity.judgements import judgement_quads
from kg.identity.kinds import Block, Seen, Settled, Thing, only
from kg.identity.nearby import near_blocks
from kg.model import Copy, HandJudgement, Verdict
from kg.queries.ask import iri, select
from kg.rdf import vocabulary as v
from kg.resolve.wire import are_copies, are_near, copy_reason, likeness, stories_of
from kg.store.protocol import Store

BODY = "SELECT ?body { GRAPH $article { $article schema:articleBody ?body } }"


class Stories:
    """The kind ``article``."""

    name = "article"

    def blocks(
        self, store: Store, keys: Collection[str], by_hand: Collection[HandJudgement], done: Collection[Thing]
    ) -> Iterator[Block]:
        """See ``Kind``: what is copied from one another, step by step."""
        texts = _Texts(store)

        def near(one: Seen, other: Seen) -> bool:
            ours, theirs = copy_of(one), copy_of(other)
            return are_near(ours, theirs) and are_copies(ours, theirs, texts.likeness(one.article, other.article))

        return near_blocks(store, self.name, keys, by_hand, done, near, _is_sure)

    def settle(self, store: Store, blocks: Sequence[Block], by_hand: Collection[HandJudgement]) -> Iterator[Settled]:
        """See ``Kind``. Copies are linked to the one that was printed first."""
        hand, texts = only(self.name, by_hand), _Texts(store)
        for block in blocks:
            copies = [copy_of(one) for one in block.seen]
            pairs = [
                (one, other)
                for at, one in enumerate(copies)
                for other in copies[at + 1 :]
                if are_near(one, other) and are_copies(one, other, texts.likeness(one.article, other.article))
            ]
            graph = settled_graph(self.name, min(block.keys))
            said = [q for story in stories_of(copies, pairs, hand) for q in _linked(graph, story, texts)]
            yield Settled(block, {}, tuple(said))


class _Texts:
    """The bodies of articles, as they are asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._likeness: dict[tuple[str, str], float] = {}

    def likeness(self, one: str, other: str) -> float:
        """How much of the shorter article the longer has."""
        pair = (min(one, other), max(one, other))
        if pair not in self._likeness:
            self._likeness[pair] = likeness(self._body(one), self._body(other))
        return self._likeness[pair]

    def _body(self, article: str) -> str:
        return min((row["body"] for row in select(self._store, BODY, article=iri(article))), default="")


def _is_sure(key: str) -> bool:
    return " " not in key


def copy_of(seen: Seen) -> Copy:
    """The article as it is compared, from what ``kg.rdf.sightings`` wrote of it."""
    told: dict[str, Any] = json.loads(seen.told) if seen.told else {}
    return Copy(seen.article, seen.node, seen.keys, _day(told.get("day", "")), told.get("paper", ""))


@lru_cache(maxsize=16_384)
def _day(text: str) -> int | None:
    return date.fromisoformat(text).toordinal() if len(text) == len("2022-06-23") else None


def _linked(graph: str, story: Sequence[Copy], texts: _Texts) -> Iterator[Quad]:
    first = story[0]
    for copy in story[1:]:
        yield Quad(NamedNode(copy.article), v.SAME_STORY, NamedNode(first.article), NamedNode(graph))
        reason = copy_reason(texts.likeness(copy.article, first.article))
        yield from judgement_quads(graph, Verdict.POSITIVE, (copy.article, first.article), reason.score, [reason])
