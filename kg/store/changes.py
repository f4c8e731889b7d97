"""What must be added and removed so that an input's graphs become what it states now, and their union with them.

The default graph holds the union of all graphs, each triple once. Engines can query the union without that, but
Oxigraph then gives a triple as often as graphs state it: counts are wrong, and a join of three patterns about a person
whom a thousand articles name costs a thousand cubed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.rdf.vocabulary import INPUT_DIGEST
from kg.store.protocol import Intake


@dataclass(slots=True)
class Change:
    """Quads to add, quads to remove, and graphs (IRIs) to drop whole."""

    add: list[Quad] = field(default_factory=list)
    remove: list[Quad] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Roughly how much the engine has to do."""
        return len(self.add) + len(self.remove) + len(self.drop)

    def join(self, other: Change) -> None:
        """Takes in what ``other`` adds, removes and drops."""
        self.add += other.add
        self.remove += other.remove
        self.drop += other.drop


def stated(intake: Intake) -> dict[str, set[Quad]]:
    """The quads of each graph with the digest of the input among them.

    Raises ``ValueError`` where a quad is filed under a graph that is not its own.
    """
    out: dict[str, set[Quad]] = {}
    source, digest = NamedNode(intake.source), Literal(intake.digest)
    for graph, quads in intake.graphs.items():
        name = NamedNode(graph)
        if strays := [quad for quad in quads if quad.graph_name != name]:
            raise ValueError(f"filed under {graph}, but it stands in another graph: {strays[0]}")
        out[graph] = {*quads, Quad(source, INPUT_DIGEST, digest, name)}
    return out


def change_of(new: dict[str, set[Quad]], held: dict[str, set[Quad]]) -> Change:
    """The least change from the graphs ``held`` to the graphs ``new``; graphs without a successor are dropped."""
    change = Change(drop=sorted(held.keys() - new.keys()))
    for graph, quads in new.items():
        old = held.get(graph)
        if not old:
            change.add += quads
        else:
            change.add += quads - old
            change.remove += old - quads
    return change


def change_of_union(change: Change, dropped: Iterable[Quad], holders: Callable[[Quad], Iterable[Quad]]) -> Change:
    """What ``change`` means for the union; ``dropped`` are the quads of the graphs that it drops.

    ``holders`` gives the quads that now state the triple of a quad, in any graph. A triple goes with the last of them.
    """
    gone = {*change.remove, *dropped}
    added = [Quad(quad.subject, quad.predicate, quad.object) for quad in change.add]
    if not gone:
        return Change(added)
    lost = {Quad(quad.subject, quad.predicate, quad.object) for quad in gone}.difference(added)
    return Change(added, [quad for quad in lost if not any(_stays(held, gone) for held in holders(quad))])


def _stays(held: Quad, gone: set[Quad]) -> bool:
    return not isinstance(held.graph_name, DefaultGraph) and held not in gone


def update_text(change: Change) -> str:
    """The change as one SPARQL 1.1 update request."""
    steps = [f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in change.drop]
    if change.remove:
        steps.append(f"DELETE DATA {{\n{_by_graph(change.remove)}}}")
    if change.add:
        steps.append(f"INSERT DATA {{\n{_by_graph(change.add)}}}")
    return " ;\n".join(steps)


def replacement_text(new: dict[str, set[Quad]], old: Iterable[str], *, union: bool) -> str:
    """One update request that puts the graphs ``new`` in the place of those of their names and of ``old``.

    It needs no knowledge of what the graphs hold; ``union`` keeps their union in the default graph.
    """
    names = sorted({str(NamedNode(graph)) for graph in (*new, *old)})
    quads = [quad for each in new.values() for quad in each]
    steps = [_LOST.format(graphs=" ".join(names), others=", ".join(names))] if union else []
    steps += [f"DROP SILENT GRAPH {graph}" for graph in names]
    if quads:
        default = {Quad(*quad.triple) for quad in quads} if union else set()
        steps.append(f"INSERT DATA {{\n{_by_graph([*default, *quads])}}}")
    return " ;\n".join(steps)


_LOST = """DELETE {{ ?s ?p ?o }} WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?h {{ ?s ?p ?o }} FILTER(?h NOT IN ({others})) }} }}"""


def _by_graph(quads: Iterable[Quad]) -> str:
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
        lines[graph].append(f"{quad.subject} {quad.predicate} {quad.object} .\n")
    default = "".join(lines.pop("", ()))
    return default + "".join(f"GRAPH {graph} {{\n{''.join(triples)}}}\n" for graph, triples in lines.items())


def intake_of(graph: str, quads: Sequence[Quad], digest: str) -> Intake:
    """The intake of an input that is one article."""
    return Intake(source=graph, digest=digest, graphs={graph: quads})
