"""``/graph``: the interactive page around things, its data, and what it shows as files."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, current_app, g, make_response, render_template, request
from werkzeug.wrappers import Response

from api.graph.network import LOOKS, network_of
from api.graph.saving import as_graphml, as_turtle
from api.graph.state import State
from api.i18n import pattern
from api.pages.rendering import JSON, as_json, stores, t, term
from api.problems import Problem
from api.search.views import unknown
from api.settings import Settings
from kg.queries.evidence import facts_of_tie
from kg.queries.graph import MOST_NODES, TIES, connections, neighbourhood
from kg.queries.graph_rows import Neighbourhood
from kg.queries.texts import around_query
from kg.rdf import vocabulary as v
from kg.rdf.iris import BASE, is_ours, path_to_iri

blueprint = Blueprint("graph", __name__)
_RELATIONS: Final = (v.TYPE, v.LABEL, v.START_DATE, v.END_DATE, v.ISSUED, v.IN_ROLE, *TIES)
_DRAWN: Final = (v.IN_ROLE, *TIES)
SAID: Final = (
    "open", "expand", "loading", "failed", "retry", "nothing-new", "added", "capped", "hide-node", "connect", "full",
    "pin", "unpin", "most", "found", "none-found", "ties", "copied", "rest", "all-dates", "articles", "shown",
)  # fmt: skip
MOST_ENTITIES: Final = 20


@blueprint.get("/graph")
def graph() -> Response:
    """The page; without an entity, one that says how to come to it."""
    state = State.of(request.args)
    if not state.entities:
        return make_response(render_template("graph-choose.html"))
    around = _around(state)
    network = network_of(around, g.language)
    ends = [link.label for link in around.centres]
    if state.connect:
        heading = t("graph.connection", one=ends[0], other=ends[1])
    else:
        heading = t("graph.title", name="、".join(ends))
    shown = state.shown(around)
    return make_response(
        render_template(
            "graph.html",
            around=around,
            shown=shown,
            heading=heading,
            names={node.iri: node for node in around.nodes},
            network=network,
            looks=LOOKS,
            words=_words(),
            shown_kinds={node.kind for node in around.nodes},
            relations=[(v.shorten(node.value), node.value) for node in _DRAWN],
            drawn_relations={edge.predicate for edge in around.edges},
            state=state,
            query=around_query([link.iri for link in around.centres], TIES),
        )
    )


def _words() -> dict[str, object]:
    """What the page's scripts say, in the page's language."""
    return {
        "base": request.script_root,
        "language": g.language,
        "most": MOST_ENTITIES,
        "mostNodes": MOST_NODES,
        "step": _limit(),
        "names": t("entity.names"),
        "said": {name: pattern(f"graph.{name}", g.language) for name in SAID},
        "relations": {node.value: term(node.value) for node in _RELATIONS},
        "short": {node.value: v.shorten(node.value) for node in _DRAWN},
        "kinds": {kind: t(f"kind.{kind}") for kind in LOOKS},
    }


@blueprint.get("/graph.json")
def graph_json() -> Response:
    """The same data for expanding a node: all of it, whatever is filtered out."""
    around = _around(State.of(request.args))
    data = {**network_of(around, g.language), "capped": around.capped, "left_out": around.left_out}
    return Response(as_json(data), content_type=JSON)


@blueprint.get("/graph.ttl")
def graph_turtle() -> Response:
    """What the graph shows, as Turtle."""
    state = State.of(request.args)
    body = as_turtle(stores().pages(), state.shown(_around(state)))
    return _file(body, "text/turtle; charset=utf-8", "graph.ttl")


@blueprint.get("/graph.graphml")
def graph_graphml() -> Response:
    """What the graph shows, as GraphML."""
    state = State.of(request.args)
    return _file(as_graphml(state.shown(_around(state))), "application/graphml+xml; charset=utf-8", "graph.graphml")


def _file(body: bytes, content_type: str, name: str) -> Response:
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@blueprint.get("/graph/tie.json")
def tie() -> Response:
    """The newest words that state one tie: ``?source=IRI&predicate=IRI&target=IRI``."""
    source, target = _plain(request.args.get("source", "")), _plain(request.args.get("target", ""))
    predicate = request.args.get("predicate", "")
    if not (source and target and predicate in {node.value for node in _DRAWN}):
        raise Problem(400, "unknown-tie", "say which tie: ?source=IRI&predicate=IRI&target=IRI")
    return Response(as_json({"facts": facts_of_tie(stores().pages(), source, predicate, target)}), content_type=JSON)


def _limit() -> int:
    settings = current_app.config["WENTU"]
    assert isinstance(settings, Settings)
    return settings.graph_nodes


def _around(state: State) -> Neighbourhood:
    """What the address asks for: the surroundings of all its entities, or with ``connect`` the way between two."""
    asked = state.entities
    if not asked:
        raise Problem(400, "entity-missing", "say which entity: /graph.json?entity=IRI")
    if len(asked) > MOST_ENTITIES:
        raise Problem(400, "too-many-entities", f"at most {MOST_ENTITIES} entities in one graph", limit=MOST_ENTITIES)
    plain = [_plain(iri) for iri in asked]
    store = stores().pages()
    if state.connect:
        if len(asked) < 2:
            raise Problem(400, "two-entities", "a connection has two ends: /graph?entity=IRI&entity=IRI&connect=1")
        known = plain[0] and plain[1]
        way = connections(store, plain[0], plain[1], [iri for iri in plain[2:] if iri], _limit()) if known else None
        if way is None:
            raise Problem(404, "no-connection", "no way of few steps leads from one to the other")
        return way
    known_things = [iri for iri in plain if iri]
    around = neighbourhood(store, known_things, _limit()) if known_things else None
    if around is None:
        raise unknown(asked[0])
    return around


def _plain(iri: str) -> str:
    """The IRI as we write it, "" for a foreign one: whoever copied it may have letters or their escapes."""
    try:
        return path_to_iri(iri.removeprefix(BASE), encoded=True) if is_ours(iri) else ""
    except ValueError:
        return ""
