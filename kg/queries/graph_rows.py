"""The rows of the graph page: nodes, edges, and what stands around things. Dates as in ``kg.queries.rows``."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries.rows import Link


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph page; ``degree`` counts its edges within what is shown.

    ``first`` and ``last`` bound the days of an event or policy; None for other things and where no day is known.
    """

    iri: str
    label: str
    kind: str
    degree: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the graph page. ``label`` is the title held (role) or the predicate's Chinese label.

    ``first`` and ``last`` bound the days that a post is proved for, or those of the event or policy that it starts
    from; None where no day is known. ``weight`` counts the articles that state it. ``posts`` are the IRIs of the
    memberships behind a post.
    """

    source: str
    target: str
    predicate: str
    label: str
    label_en: str
    first: str | None = None
    last: str | None = None
    weight: int = 1
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes and edges around ``centre``; ``left_out`` are how many more there are than the limits let in.

    ``centres`` are all the things that were asked for, ``centre`` the first of them; ``rest`` tells of each thing
    that was expanded how many of those tied to it are not shown.
    """

    centre: Link
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    centres: tuple[Link, ...] = ()
    rest: tuple[tuple[str, int], ...] = ()

    @property
    def capped(self) -> bool:
        """Whether there is more than is shown."""
        return self.left_out > 0
