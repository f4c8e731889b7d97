"""The graph checked against the SHACL shapes of ``ontology/shapes.ttl``.

An article's graph holds all that its shapes speak of, so articles are copied into memory and checked some at a
time: memory is bounded by the batch. pySHACL checks the core constraints, over rdflib's memory store since it is
faster there. The SPARQL constraints it would parse and run anew for every single thing, some 20 ms each; they run
here once for all things of a batch, in Oxigraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import pyshacl
from pyoxigraph import Quad, QuerySolutions, RdfFormat, serialize
from pyoxigraph import Store as Memory
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node, URIRef

from kg.queries.terms import ontology_text
from kg.rdf.iris import kind_of
from kg.rdf.vocabulary import PREFIXES
from kg.store.protocol import Store

ARTICLES_AT_ONCE = 200


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What breaks a shape: the thing, the property path ("" for the thing itself), the value, and why, twice."""

    focus: str
    path: str
    value: str
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class ShapesReport:
    """The outcome over ``articles`` graphs; ``violations`` are sorted, each once."""

    articles: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing breaks a shape."""
        return not self.violations

    def text(self) -> str:
        """The report for a reader: one line, then two for each violation."""
        if self.conforms:
            return f"conforms: {self.articles} articles, no violation"
        lines = [f"does not conform: {self.articles} articles, {len(self.violations)} violations"]
        for v in self.violations:
            lines.append(f"  {v.focus} {v.path} {v.value}".rstrip())
            lines.append(f"    {v.message_zh} · {v.message_en}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A ``sh:sparql`` constraint: a query whose every row is a violation, its messages by language."""

    query: str
    messages: tuple[tuple[str, str], ...]


def validate(
    store: Store, *, at_once: int = ARTICLES_AT_ONCE, progress: Callable[[int], None] = lambda checked: None
) -> ShapesReport:
    """Check every article's graph, ``at_once`` of them together; ``progress`` is told how many are done."""
    graphs = iter(sorted(store.graphs()))
    found: set[Violation] = set()
    checked = 0
    while batch := list(islice(graphs, at_once)):
        memory = Memory()
        memory.bulk_extend(Quad(*quad.triple) for graph in batch for quad in store.quads(graph))
        found.update(check(memory))
        checked += sum(kind_of(graph) != "identity" for graph in batch)
        progress(checked)
    return ShapesReport(checked, tuple(sorted(found)))


def check(memory: Memory) -> Iterator[Violation]:
    """What in the default graph of ``memory`` breaks a shape."""
    core, constraints = _shapes()
    triples = serialize((quad.triple for quad in memory), format=RdfFormat.N_TRIPLES)
    data = Graph().parse(data=triples, format="nt")
    _, results, _ = pyshacl.validate(data, shacl_graph=core, inference="none", inplace=True)
    if not isinstance(results, Graph):
        raise TypeError(f"pySHACL gave no report but {results!r}")
    for result in results.objects(None, SH.result):  # what stands under these in detail is no violation of its own
        yield _violation(results, result)
    for constraint in constraints:
        yield from _violations(memory, constraint)


@cache
def _shapes() -> tuple[Graph, tuple[SparqlConstraint, ...]]:
    """The shapes without their SPARQL constraints, and these."""
    core = Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")
    constraints = tuple(
        _constraint(core, target, node)
        for shape, node in core.subject_objects(SH.sparql)
        for target in core.objects(shape, SH.targetClass)
    )
    core.remove((None, SH.sparql, None))
    return core, constraints


def _constraint(shapes: Graph, target: Node, node: Node) -> SparqlConstraint:
    # What SHACL binds to $this beforehand, each thing of the target class in turn, is here all of them at once.
    query = f"SELECT $this ?value {{ $this a {target.n3()} {{ {shapes.value(node, SH.select)} }} }}"
    messages = ((getattr(m, "language", None) or "", str(m)) for m in shapes.objects(node, SH.message))
    return SparqlConstraint(query, tuple(sorted(messages)))


def _violations(memory: Memory, constraint: SparqlConstraint) -> Iterator[Violation]:
    rows = memory.query(constraint.query, prefixes=PREFIXES)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        value = row["value"].value
        said = {language: text.replace("{?value}", value) for language, text in constraint.messages}
        yield Violation(row["this"].value, "", value, said.get("zh", ""), said.get("en", ""))


def _violation(results: Graph, result: Node) -> Violation:
    messages = {getattr(m, "language", None) or "": str(m) for m in results.objects(result, SH.resultMessage)}
    path = results.value(result, SH.resultPath)
    value = results.value(result, SH.value)
    return Violation(
        focus=str(results.value(result, SH.focusNode)),
        path=str(path) if isinstance(path, URIRef) else "",
        value="" if value is None else str(value),
        message_zh=messages.get("zh", ""),
        message_en=messages.get("en", ""),
    )
