"""Which things are compared with each other: all that keys lead to, one article's thing after another's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal

from kg.identity.kinds import Block, Seen
from kg.model import HandJudgement
from kg.queries.ask import select
from kg.rdf.iris import kind_of
from kg.resolve.grouping import Groups
from kg.store.protocol import Store

BATCH = 400
"""Keys, or articles, in one query."""
FILED = """SELECT ?article ?node ?asked ?key { GRAPH ?article { VALUES ?asked { $keys }
  ?node wt:blockKey ?asked . ?node wt:blockKey ?key } }"""


def blocks_of(store: Store, kind: str, keys: Collection[str], by_hand: Iterable[HandJudgement] = ()) -> Iterator[Block]:
    """The blocks that hold ``keys``, each once; a key that nothing is filed under any more has one without things.

    Keys that a judgement by hand speaks of together are compared with each other, whatever the names.
    """
    joined = [{*judgement.left_keys, *judgement.right_keys} for judgement in by_hand if judgement.kind == kind]
    groups: Groups[str] = Groups(sorted(keys))
    seen: defaultdict[str, set[Seen]] = defaultdict(set)
    asked: set[str] = set()
    while waiting := sorted({key for group in groups.all() for key in group} - asked):
        asked.update(waiting)
        for told in joined:
            for key in told if not told.isdisjoint(waiting) else ():
                groups.join(min(told), key)
        for start in range(0, len(waiting), BATCH):
            some = " ".join(str(Literal(key)) for key in waiting[start : start + BATCH])
            for row in select(store, FILED.replace("$keys", some)):
                if kind_of(row["node"]) == kind:
                    groups.join(row["asked"], row["key"])
                    seen[row["key"]].add(Seen(row["article"], row["node"]))
    for members in groups.all():
        things = {thing for key in members for thing in seen[key]}
        yield Block(frozenset(members), tuple(sorted(things, key=lambda s: (s.article, s.node))))
