"""The data of the graph page: pyvis makes nodes, edges and options; places are given, so that nothing has to settle.

Only data is taken from pyvis. Its own pages load scripts from other hosts and put labels into HTML unescaped.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx
from pyvis.network import Network

from kg.queries.graph_rows import Edge, Neighbourhood, Node


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of thing is drawn; ``shape`` is one of vis-network's."""

    shape: str
    colour: str


LOOKS: Final[dict[str, Look]] = {
    "person": Look("dot", "#2f6fab"),
    "organization": Look("square", "#b5482f"),
    "event": Look("diamond", "#2f7a46"),
    "place": Look("triangle", "#8a6d1c"),
    "policy": Look("star", "#7a4fa3"),
    "topic": Look("hexagon", "#3f7f86"),
    "role": Look("triangleDown", "#66707a"),
    "article": Look("square", "#66707a"),
}
_OTHER: Final = Look("dot", "#66707a")
_OPTIONS: Final[dict[str, Any]] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "multiselect": True, "keyboard": {"enabled": False}, "navigationButtons": False},
    "nodes": {
        "font": {"face": "sans-serif", "size": 15, "color": "#1d2430", "strokeWidth": 4, "strokeColor": "#ffffff"},
        "widthConstraint": {"maximum": 150},
        "borderWidth": 1,
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "color": {"color": "#a9b2bd", "highlight": "#1d2430", "hover": "#5b6673"},
        "font": {"face": "sans-serif", "size": 12, "color": "#4a5563", "strokeWidth": 4, "strokeColor": "#ffffff"},
        "smooth": {"enabled": True, "type": "continuous", "roundness": 0.15},
    },
}
_MANY, _FAINT = 150, "#d3d9e0"  # so many ties would cover what they tie
_WIDE, _HIGH = 165.0, 85.0  # the room that a node takes with its label
_LABEL: Final = 24
_ROUNDS: Final = 60
_STEPS: Final = 80  # of the springs, fewer where there are more nodes to move


def network_of(around: Neighbourhood, language: str) -> dict[str, Any]:
    """Nodes, edges and options as vis-network takes them; the label shown is short, ``name`` is whole."""
    network = Network(directed=True, cdn_resources="local")
    network.options = _OPTIONS
    places = layout(around)
    centres = {link.iri for link in around.centres} or {around.centre.iri}
    tied = {end for edge in around.edges for end in (edge.source, edge.target)}
    for node in around.nodes:
        if node.kind == "article" and node.iri not in tied:
            continue  # an article is where the others are told of, not one of them
        look = LOOKS.get(node.kind, _OTHER)
        x, y = places[node.iri]
        network.add_node(
            node.iri,
            label=shortened(node.label) or node.iri,
            shape=look.shape,
            color=look.colour,
            x=round(x),
            y=round(y),
            size=_size(node, node.iri in centres),
            name=node.label,
            kind=node.kind,
            **_days(node),
        )
    for edge in around.edges:
        relation = edge.label_en if language == "en" else edge.label
        network.add_edge(
            edge.source,
            edge.target,
            relation=relation,
            predicate=edge.predicate,
            articles=edge.weight,
            width=round(1 + math.log2(edge.weight) / 2, 1),
            **_days(edge),
        )
    nodes, edges, _, _, _, told = network.get_network_data()
    options = json.loads(told)
    if len(edges) > _MANY:
        options["edges"]["color"]["color"] = _FAINT
    return {
        "centre": around.centre.iri,
        "centres": sorted(centres),
        "nodes": nodes,
        "edges": edges,
        "rest": {iri: count for iri, count in around.rest if count},
        "options": options,
    }


def _days(one: Node | Edge) -> dict[str, str]:
    return {name: day for name, day in (("first", one.first), ("last", one.last)) if day}


def shortened(label: str) -> str:
    """A label that fits under a node."""
    return label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"


def _size(node: Node, is_centre: bool) -> float:
    return 26.0 if is_centre else min(22.0, 10.0 + 2.0 * math.sqrt(node.degree))


Places = dict[str, list[float]]


def layout(around: Neighbourhood) -> dict[str, tuple[float, float]]:
    """A place for every node, the centre at (0, 0), the same for the same graph; no two labels on each other.

    What hangs together is placed together; the pieces stand in rows, that of the centre first.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.iri for node in around.nodes))
    graph.add_edges_from(sorted((edge.source, edge.target) for edge in around.edges))
    centre = around.centre.iri
    pieces = sorted(nx.connected_components(graph), key=lambda piece: (centre not in piece, -len(piece), min(piece)))
    blocks = [_placed(graph, sorted(piece)) for piece in pieces]
    wide = 1.6 * math.sqrt(sum(_extent(block, 0) * _extent(block, 1) for block in blocks))
    found: Places = {}
    x = y = row = 0.0
    for block in blocks:
        if x and x + _extent(block, 0) > wide:
            x, y, row = 0.0, y + row, 0.0
        found |= {iri: [at[0] + x, at[1] + y] for iri, at in block.items()}
        x, row = x + _extent(block, 0), max(row, _extent(block, 1))
    x0, y0 = found[centre]
    return {iri: (at[0] - x0, at[1] - y0) for iri, at in found.items()}


def _extent(block: Places, axis: int) -> float:
    """How much room a block takes along an axis, its labels included; every block starts at 0."""
    return max(at[axis] for at in block.values()) + (_WIDE, _HIGH)[axis]


def _placed(graph: nx.Graph[str], piece: list[str]) -> Places:
    """One connected piece, its smallest x and y 0."""
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(piece)
    part.add_edges_from(sorted(graph.subgraph(piece).edges))
    scale = 90.0 * math.sqrt(max(2, len(piece)))
    found = nx.spring_layout(part, seed=11, iterations=min(_STEPS, 6_000 // len(piece)), scale=scale)
    places = _apart({iri: [float(x) * 1.3, float(y)] for iri, (x, y) in found.items()})
    x0, y0 = (min(at[axis] for at in places.values()) for axis in (0, 1))
    return {iri: [at[0] - x0, at[1] - y0] for iri, at in places.items()}


def _apart(places: Places) -> Places:
    """Pushes nodes apart until their labels have room; only nodes of neighbouring cells can be in each other's way."""
    for _ in range(_ROUNDS):
        cells: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for iri, (x, y) in places.items():
            cells[math.floor(x / _WIDE), math.floor(y / _HIGH)].append(iri)
        moved = False
        for (column, row), here in list(cells.items()):
            near = [iri for c in (0, 1) for r in (-1, 0, 1) for iri in cells.get((column + c, row + r), ())]
            for one in here:
                for other in near:
                    if one < other or other not in here:
                        moved = _push(places, one, other) or moved
        if not moved:
            break
    return places


def _push(places: Places, one: str, other: str) -> bool:
    (x, y), (x2, y2) = places[one], places[other]
    across, along = _WIDE - abs(x2 - x), _HIGH - abs(y2 - y)
    if one == other or across <= 0.5 or along <= 0.5:
        return False
    axis, gap, sign = (1, along, 1 if y2 >= y else -1) if along < across else (0, across, 1 if x2 >= x else -1)
    places[one][axis] -= sign * gap / 2
    places[other][axis] += sign * gap / 2
    return True
