"""Blocks of things with many keys: those under a key are compared only where they may be one.

A block is what may be one with one another, step by step. It depends on the things that are there alone, and a key that
many share (a day and a person) does not make one block of all that is under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from kg.identity.blocks import BATCH
from kg.identity.kinds import Block, Seen, Thing
from kg.model import HandJudgement
from kg.queries.ask import select
from kg.rdf import vocabulary as v
from kg.rdf.iris import kind_of
from kg.resolve.grouping import Groups
from kg.store.protocol import Store

UNDER = """SELECT ?article ?node ?asked { GRAPH ?article { VALUES ?asked { $keys } ?node wt:blockKey ?asked } }"""
SAID = """SELECT ?at ?said { VALUES (?at ?article ?node) { $things } GRAPH ?article { ?node $property ?said } }"""


class Nearby:
    """Things of one kind by key, read from the store as they are asked for; what is ``done`` is passed over."""

    def __init__(self, store: Store, kind: str, done: Collection[Thing]) -> None:
        self._store, self._kind, self._done = store, kind, done
        self.passed: set[str] = set()
        self._under: dict[str, list[Thing]] = {}
        self.seen: dict[Thing, Seen] = {}

    def load(self, keys: Iterable[str]) -> None:
        """Reads all that is filed under these keys."""
        wanted = sorted(set(keys) - self._under.keys())
        self._under |= {key: [] for key in wanted}
        for start in range(0, len(wanted), BATCH):
            values = " ".join(str(Literal(key)) for key in wanted[start : start + BATCH])
            for row in select(self._store, UNDER.replace("$keys", values)):
                thing = row["article"], row["node"]
                if thing in self._done:
                    self.passed.add(row["asked"])
                elif kind_of(row["node"]) == self._kind:
                    self._under[row["asked"]].append(thing)
        self._describe({thing for key in wanted for thing in self._under[key]} - self.seen.keys())

    def _describe(self, things: Collection[Thing]) -> None:
        ordered = sorted(things)
        for start in range(0, len(ordered), BATCH):
            pairs = ordered[start : start + BATCH]
            keys, told = self._said(pairs, v.BLOCK_KEY), self._said(pairs, v.SIGHTING)
            self.seen |= {
                thing: Seen(*thing, frozenset(keys[at]), min(told[at], default="")) for at, thing in enumerate(pairs)
            }

    def _said(self, pairs: Sequence[Thing], property: NamedNode) -> dict[int, list[str]]:
        """The values that things have, by their place in the list: rows are many, and wide ones dear."""
        values = " ".join(f"({at} {NamedNode(article)} {NamedNode(node)})" for at, (article, node) in enumerate(pairs))
        found: defaultdict[int, list[str]] = defaultdict(list)
        for row in select(self._store, SAID.replace("$things", values), property=property):
            found[int(row["at"])].append(row["said"])
        return found

    def under(self, key: str) -> list[Seen]:
        """All things under a key that was loaded."""
        return [self.seen[thing] for thing in self._under[key]]


def near_blocks(
    store: Store,
    kind: str,
    keys: Collection[str],
    by_hand: Iterable[HandJudgement],
    done: Collection[Thing],
    near: Callable[[Seen, Seen], bool],
    is_sure: Callable[[str], bool],
) -> Iterator[Block]:
    """The blocks of all things under ``keys``; those under a sure key are in one block without being compared.

    What judgements by hand speak of together is in one block, too. The keys of a block are the sure ones of its things;
    a sure key under which nothing stands any more has a block without things. What is ``done`` was in a whole block
    before, so that nothing else leads to it.
    """
    shelf = Nearby(store, kind, done)
    shelf.load(keys)
    groups: Groups[Seen] = Groups()
    spoken = [frozenset((*j.left_keys, *j.right_keys)) for j in by_hand if j.kind == kind]
    waiting = sorted({one for key in keys for one in shelf.under(key)}, key=lambda s: (s.article, s.node))
    known, sure = set(waiting), set()
    while waiting:
        found: list[Seen] = []
        wider = {one: one.keys | _spoken_with(one, spoken) for one in waiting}
        shelf.load(key for some in wider.values() for key in some)
        for one in waiting:
            for key in sorted(wider[one]):
                together = is_sure(key) or key not in one.keys
                if together and key in sure:
                    continue
                for other in shelf.under(key):
                    if not groups.together(one, other) and (together or near(one, other)):
                        groups.join(one, other)
                        found.append(other)
                sure.update([key] if together and key in one.keys else [])
        waiting = sorted(set(found) - known, key=lambda s: (s.article, s.node))
        known.update(waiting)
    yield from _blocks(known, groups, is_sure)
    gone = (key for key in sorted(set(keys) - shelf.passed) if is_sure(key) and not shelf.under(key))
    yield from (Block(frozenset([key]), ()) for key in gone)


def _spoken_with(one: Seen, spoken: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(key for keys in spoken if keys & one.keys for key in keys)


def _blocks(things: Iterable[Seen], groups: Groups[Seen], is_sure: Callable[[str], bool]) -> Iterator[Block]:
    members: defaultdict[Seen, list[Seen]] = defaultdict(list)
    for one in sorted(things, key=lambda s: (s.article, s.node)):
        members[groups.root(one)].append(one)
    for some in members.values():
        yield Block(frozenset(key for one in some for key in one.keys if is_sure(key)), tuple(some))
