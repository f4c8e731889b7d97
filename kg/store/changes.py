"""What must be added and removed so that an input's graphs become what it states now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

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


def update_text(change: Change) -> str:
    """The change as one SPARQL 1.1 update request."""
    steps = [f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in change.drop]
    if change.remove:
        steps.append(f"DELETE DATA {{\n{_by_graph(change.remove)}}}")
    if change.add:
        steps.append(f"INSERT DATA {{\n{_by_graph(change.add)}}}")
    return " ;\n".join(steps)


def _by_graph(quads: Iterable[Quad]) -> str:
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for quad in quads:
        lines[str(quad.graph_name)].append(f"{quad.subject} {quad.predicate} {quad.object} .\n")
    return "".join(f"GRAPH {graph} {{\n{''.join(triples)}}}\n" for graph, triples in lines.items())


def intake_of(graph: str, quads: Sequence[Quad], digest: str) -> Intake:
    """The intake of an input that is one article."""
    return Intake(source=graph, digest=digest, graphs={graph: quads})
