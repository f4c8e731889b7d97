"""``/graph``: the interactive page around an entity, its data, and vis-network as the pyvis package carries it."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from flask import Blueprint, current_app, g, make_response, render_template, request
from werkzeug.wrappers import Response

from api.graph.network import LOOKS, network_of
from api.pages.rendering import JSON, as_json, stores, t, term
from api.problems import Problem
from api.settings import Settings
from kg.queries.graph import TIES, connections, neighbourhood
from kg.queries.graph_rows import Neighbourhood
from kg.rdf import vocabulary as v
from kg.rdf.iris import BASE, is_ours, path_to_iri

blueprint = Blueprint("graph", __name__)
_RELATIONS: Final = (v.TYPE, v.LABEL, v.START_DATE, v.END_DATE, v.ISSUED, *TIES)
MOST_ENTITIES: Final = 20
_VENDOR: Final = {
    "vis-network.min.js": "text/javascript; charset=utf-8",
    "vis-network.css": "text/css; charset=utf-8",
}


@blueprint.get("/graph")
def graph() -> Response:
    """The page; without an entity, one that says how to come to it."""
    if not request.args.get("entity"):
        return make_response(render_template("graph-choose.html"))
    around = _around()
    names = {node.iri: node for node in around.nodes}
    network = network_of(around, g.language)
    drawn = {node["kind"] for node in network["nodes"]}
    return make_response(
        render_template(
            "graph.html",
            around=around,
            heading=_heading(around),
            names=names,
            network=network,
            looks=LOOKS,
            words=_words(),
            shown_kinds=drawn,
        )
    )


def _heading(around: Neighbourhood) -> str:
    names = [link.label for link in around.centres]
    if request.args.get("connect"):
        return t("graph.connection", one=names[0], other=names[1])
    return t("graph.title", name="、".join(names))


def _words() -> dict[str, object]:
    """What the page's script says, in the page's language."""
    return {
        "base": request.script_root,
        "open": t("graph.open"),
        "expand": t("graph.expand"),
        "loading": t("graph.loading"),
        "failed": t("graph.failed", reason="%s"),
        "nothing": t("graph.nothing-new"),
        "added": t("graph.added", count="%s"),
        "capped": t("graph.capped", shown="%s", left="%s"),
        "hide": t("graph.hide-node"),
        "connect": t("graph.connect", name="%s"),
        "full": t("graph.full", limit=MOST_ENTITIES),
        "most": MOST_ENTITIES,
        "names": t("entity.names"),
        "former": t("entity.former"),
        "relations": {node.value: term(node.value) for node in _RELATIONS},
        "kinds": {kind: t(f"kind.{kind}") for kind in LOOKS},
    }


@blueprint.get("/graph.json")
def graph_json() -> Response:
    """The same data for expanding a node."""
    around = _around()
    data = {**network_of(around, g.language), "capped": around.capped, "left_out": around.left_out}
    return Response(as_json(data), content_type=JSON)


def _around() -> Neighbourhood:
    """What the address asks for: the surroundings of all its entities, or with ``connect`` the way between two."""
    asked = [iri for iri in request.args.getlist("entity") if iri]
    if not asked:
        raise Problem(400, "entity-missing", "say which entity: /graph.json?entity=IRI")
    if len(asked) > MOST_ENTITIES:
        raise Problem(400, "too-many-entities", f"at most {MOST_ENTITIES} entities in one graph", limit=MOST_ENTITIES)
    settings = current_app.config["WENTU"]
    assert isinstance(settings, Settings)
    plain = [found for iri in asked if (found := _plain(iri))]
    store = stores().pages()
    if request.args.get("connect"):
        if len(asked) != 2:
            raise Problem(400, "two-entities", "a connection has two ends: /graph?entity=IRI&entity=IRI&connect=1")
        way = connections(store, plain[0], plain[1]) if len(plain) == 2 else None
        if way is None:
            raise Problem(404, "no-connection", "no way of few steps leads from one to the other")
        return way
    around = neighbourhood(store, plain, settings.graph_nodes) if plain else None
    if around is None:
        raise Problem(404, "unknown-entity", f"the graph holds nothing of {asked[0][:300]}")
    return around


def _plain(iri: str) -> str:
    """The IRI as we write it, "" for a foreign one: whoever copied it may have letters or their escapes."""
    try:
        return path_to_iri(iri.removeprefix(BASE), encoded=True) if is_ours(iri) else ""
    except ValueError:
        return ""


@blueprint.get("/static/vendor/<name>")
def vendor(name: str) -> Response:
    """Scripts and styles out of the installed package; nothing comes from another host."""
    if name not in _VENDOR:
        raise Problem(404, "not-found", f"there is nothing at {request.path}")
    body = (files("pyvis") / "lib" / "vis-9.1.2" / name).read_bytes()
    response = Response(body, content_type=_VENDOR[name])
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
