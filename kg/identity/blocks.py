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
FILED = """SELECT ?article ?node ?asked ?key ?told { GRAPH ?article { VALUES ?asked { $keys }
  ?node wt:blockKey ?asked . ?node wt:blockKey ?key OPTIONAL { ?node wt:sighting ?told } } }"""


def blocks_of(store: Store, kind: str, keys: Collection[str], by_hand: Iterable[HandJudgement] = ()) -> Iterator[Block]:
    """The blocks that hold ``keys``, each once; a key that nothing is filed under any more has one without things.

    Keys that a judgement by hand speaks of together are compared with each other, whatever the names.
    """
    joined = [{*judgement.left_keys, *judgement.right_keys} for judgement in by_hand if judgement.kind == kind]
    groups: Groups[str] = Groups(sorted(keys))
    filed: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    told: dict[tuple[str, str], str] = {}
    asked: set[str] = set()
    while waiting := sorted({key for group in groups.all() for key in group} - asked):
        asked.update(waiting)
        for keys_of_one in joined:
            for key in keys_of_one if not keys_of_one.isdisjoint(waiting) else ():
                groups.join(min(keys_of_one), key)
        for start in range(0, len(waiting), BATCH):
            some = " ".join(str(Literal(key)) for key in waiting[start : start + BATCH])
            for row in select(store, FILED.replace("$keys", some)):
                if kind_of(row["node"]) == kind:
                    groups.join(row["asked"], row["key"])
                    thing = (row["article"], row["node"])
                    filed[thing].add(row["key"])
                    told[thing] = row.get("told") or ""
    seen: defaultdict[str, list[Seen]] = defaultdict(list)
    for thing in sorted(filed):
        seen[groups.root(min(filed[thing]))].append(Seen(*thing, frozenset(filed[thing]), told[thing]))
    for members in groups.all():
        yield Block(frozenset(members), tuple(seen[groups.root(members[0])]))
