"""The graphs of their own in which identity is kept: judgements by hand, judgements by the program, what is unsettled.

Each is an input of its own in the store (``Intake`` whose source is the graph itself), so that one transaction replaces
it and nothing takes it for an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.queries.ask import select
from kg.rdf import vocabulary as v
from kg.rdf.iris import PREFIXES, entity_iri, hashed
from kg.store.protocol import Intake, Store

BY_HAND = entity_iri("identity", "by-hand")
PENDING = "SELECT DISTINCT ?graph { GRAPH ?graph { ?graph wt:unsettled ?key } }"

Key = tuple[str, str]
"""A kind of thing (person, event …) and a key that its things are compared under."""


def is_identity_graph(iri: str) -> bool:
    """Whether a graph keeps identity and is no article's."""
    return iri.startswith(PREFIXES["identity"])


def settled_graph(kind: str, key: str) -> str:
    """The graph of the program's judgements on the things that are compared under ``key``, with all they lead to."""
    return entity_iri("identity", f"{kind}-{key}")


def intake(graph: str, quads: Iterable[Quad]) -> Intake:
    """What replaces one of these graphs; without quads it goes."""
    held = tuple(quads)
    return Intake(graph, "", {graph: held} if held else {})


def unsettled_intake(keys: Iterable[Key]) -> Intake:
    """Remembers that the things of these keys are to be told apart anew."""
    words = sorted(f"{kind} {key}" for kind, key in keys)
    graph = entity_iri("identity", f"unsettled-{hashed(*words)}")
    node = NamedNode(graph)
    return intake(graph, (Quad(node, v.UNSETTLED, Literal(word), node) for word in words))


def unsettled(store: Store) -> list[str]:
    """The graphs that remember keys that are to be settled, in order."""
    return sorted(row["graph"] for row in select(store, PENDING))


def keys_of(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Each thing (IRI) that has a key, with the key."""
    for quad in quads:
        if quad.predicate == v.BLOCK_KEY and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.subject.value, quad.object.value


def leads(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Each thing with those of its keys that are enough to find it, when it comes in: the ones without a space.

    Everything has such a key, and its further keys lead on from it: an article has a dozen of those, under which
    mostly nothing else stands. What goes needs all of its keys, since nothing leads on from it any more.
    """
    return ((node, key) for node, key in keys_of(quads) if " " not in key)
