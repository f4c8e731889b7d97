"""The IRIs that things are given anew, gathered so that each article is written once, whatever changes in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode

from kg.identity.kinds import Settled
from kg.queries.ask import select
from kg.rdf.reidentify import reidentify
from kg.rdf.vocabulary import INPUT_DIGEST
from kg.store.protocol import Intake, Store

GATHERED: Final = 20_000
"""Articles whose changes wait in memory (some 2 kB each); then they are written."""
TOGETHER: Final = 50
"""Articles whose inputs are asked for together."""
OWNER: Final = """SELECT ?source ?digest ?article { VALUES ?asked { $articles }
  GRAPH ?asked { ?source wt:inputDigest ?digest } GRAPH ?article { ?source wt:inputDigest ?digest } }"""


class Renames:
    """What is to change in the articles of ``store``: for each the new IRI of each old one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def take(self, outcome: Iterable[Settled]) -> None:
        """Takes in what was settled; writes when there is much."""
        for one in outcome:
            for seen, iri in one.iris.items():
                if seen.node != iri:
                    self._new[seen.article][seen.node] = iri
        if len(self._new) > GATHERED:
            self.write()

    def write(self) -> None:
        """Writes all that was taken in, an input at a time."""
        self._store.replace(self._intakes())
        self._new.clear()

    def _intakes(self) -> Iterator[Intake]:
        """The inputs of these articles, each with the new IRIs in the graphs of those articles."""
        each = iter(sorted(self._new))
        owned: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        while some := list(islice(each, TOGETHER)):
            values = " ".join(str(NamedNode(article)) for article in some)
            for row in select(self._store, OWNER.replace("$articles", values)):
                owned[row["source"], row["digest"]].add(row["article"])
        # An input is written once: what is read here must not wait for what was yielded before.
        for (source, digest), articles in sorted(owned.items()):
            graphs = {a: [q for q in self._store.quads(a) if q.predicate != INPUT_DIGEST] for a in sorted(articles)}
            yield Intake(source, digest, {a: reidentify(quads, self._new.get(a, {})) for a, quads in graphs.items()})
