"""The rows of the graph page: nodes, edges, and what stands around a thing. Dates as in ``kg.queries.rows``."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.rows import Link


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph page; ``degree`` counts its edges within what is shown."""

    iri: str
    label: str
    kind: str
    degree: int


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the graph page. ``label`` is the title held (role) or the predicate's Chinese label."""

    source: str
    target: str
    predicate: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes and edges around ``centre``; ``capped`` where more than the limit were there, ``left_out`` how many.

    ``centres`` are all the things that were asked for, ``centre`` the first of them.
    """

    centre: Link
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    capped: bool
    left_out: int
    centres: tuple[Link, ...] = ()
