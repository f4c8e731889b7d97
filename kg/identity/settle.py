"""Who is who, settled across articles: every key that a build touched is looked at anew, and the graphs follow.

What is settled is a pure function of the articles and the judgements by hand, so that neither the order of ingest nor
how often it was cut short changes the outcome. The keys to settle are remembered in the store before the articles that
touch them are written, and forgotten when all graphs that they change have been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.identity.blocks import BATCH
from kg.identity.events import Events
from kg.identity.graphs import (
    Key,
    intake,
    is_identity_graph,
    keys_of,
    leads,
    settled_graph,
    unsettled,
    unsettled_intake,
)
from kg.identity.judgements import by_hand
from kg.identity.kinds import Kind, Settled, Thing
from kg.identity.people import People
from kg.identity.renames import Renames
from kg.identity.stories import Stories
from kg.identity.waiting import Waiting
from kg.model import HandJudgement, Issue, Severity
from kg.queries.ask import select
from kg.rdf.iris import kind_of
from kg.resolve.by_hand import without_contradiction
from kg.store.protocol import Intake, Store

KINDS: Final[tuple[Kind, ...]] = (People(), Events(), Stories())
"""The kinds of thing that are told apart, in the order in which they are settled."""
INTAKES: Final = 50
"""Inputs whose keys are remembered together."""
KEYS: Final = 3_000
SIGHTINGS: Final = 10_000
"""So many keys are settled at a time, and fewer where more than so many things are filed under them: what articles tell
of these is held in memory meanwhile (some 10 kB each)."""
TOLD: Final = 200_000
"""Keys that a build keeps in mind (some 50 MB) lest it write or settle them again; then it forgets them all."""
HELD: Final = """SELECT DISTINCT ?node ?key { VALUES ?source { $sources }
  GRAPH ?article { ?source wt:inputDigest ?digest . ?node wt:blockKey ?key } }"""
FILED: Final = """SELECT ?key (COUNT(?node) AS ?things) { VALUES ?key { $keys }
  GRAPH ?article { ?node wt:blockKey ?key } } GROUP BY ?key"""


def remembering(store: Store, intakes: Iterable[Intake]) -> Iterator[Intake]:
    """The intakes, with what they will leave unsettled written to the store before them."""
    told: set[Key] = set()
    intakes = iter(intakes)
    while some := list(islice(intakes, INTAKES)):
        keys = {(kind_of(node), key) for i in some for quads in i.graphs.values() for node, key in leads(quads)}
        keys |= _held(store, [i.source for i in some])
        if new := keys - told:
            yield unsettled_intake(new)
            if len(told) > TOLD:
                told.clear()
            told |= new
        yield from some


def _held(store: Store, sources: Iterable[str]) -> set[Key]:
    """The keys of what the store holds of these inputs now."""
    values = " ".join(str(NamedNode(source)) for source in sources)
    return {(kind_of(row["node"]), row["key"]) for row in select(store, HELD.replace("$sources", values))}


def take_out(store: Store, sources: Iterable[str]) -> None:
    """Takes out all that these inputs state; what they leave unsettled is remembered."""
    store.replace(remembering(store, (Intake(source, "", {}) for source in sources)))


def retract(store: Store, graph: str) -> bool:
    """Takes one article out, whether it was there; its names are remembered as unsettled."""
    if is_identity_graph(graph) or not store.contains(graph):
        return False
    if keys := {(kind_of(node), key) for node, key in keys_of(store.quads(graph))}:
        store.replace([unsettled_intake(keys)])
    return store.retract(graph)


def settle(store: Store, progress: Callable[[int, int], None] = lambda done, keys: None) -> list[Issue]:
    """Settles all that is unsettled; what was noticed. Cut short, it goes on when it is called again.

    ``progress`` is called with the keys done and those there were.
    """
    graphs = unsettled(store)
    issues: list[Issue] = []
    hand, against = without_contradiction(by_hand(store))
    issues += [_contradictory(judgement) for judgement in against]
    done = 0
    renames = Renames(store)
    with Waiting(store, graphs) as waiting:
        for kind in KINDS:
            settled: set[Thing] = set()
            for some in (part for keys in waiting.of(kind.name, KEYS) for part in _portions(store, keys)):
                outcome = list(kind.settle(store, list(kind.blocks(store, some, hand, settled)), hand))
                if len(settled) > TOLD:
                    settled.clear()
                # A thing has its old IRI in the store until what changes is written.
                settled |= {(s.article, i) for o in outcome for s in o.block.seen for i in (s.node, o.iris.get(s, ""))}
                issues += [issue for one in outcome for issue in one.issues]
                store.replace(intake for one in outcome for intake in _judgements(store, kind.name, one))
                renames.take(outcome)
                done += len(some)
                progress(done, waiting.count)
    renames.write()
    store.replace(intake(graph, ()) for graph in graphs)
    return issues


def _portions(store: Store, keys: Sequence[str]) -> Iterator[list[str]]:
    """``keys`` in their order, in lists under which no more than ``SIGHTINGS`` things are filed, or a single key."""
    filed: dict[str, int] = {}
    for start in range(0, len(keys), BATCH):
        values = " ".join(str(Literal(key)) for key in keys[start : start + BATCH])
        filed |= {row["key"]: int(row["things"]) for row in select(store, FILED.replace("$keys", values))}
    some: list[str] = []
    held = 0
    for key in keys:
        things = filed.get(key, 0)
        if some and held + things > SIGHTINGS:
            yield some
            some, held = [], 0
        some.append(key)
        held += things
    if some:
        yield some


def _contradictory(judgement: HandJudgement) -> Issue:
    return Issue(
        "contradictory-judgements",
        f"the judgement by hand {judgement.identifier[:8]} contradicts another; neither is taken until one is undone",
        judgement.left[0] if judgement.left else judgement.identifier,
        Severity.ERROR,
    )


def _judgements(store: Store, kind: str, one: Settled) -> Iterator[Intake]:
    """The block's judgements stand in the graph of its least key; those of its other keys have none of their own."""
    home = settled_graph(kind, min(one.block.keys))
    for key in sorted(one.block.keys):
        graph = settled_graph(kind, key)
        if (graph == home and one.judgements) or store.contains(graph):
            yield intake(graph, one.judgements if graph == home else ())
