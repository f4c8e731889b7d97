"""The graph and its vocabulary as data: exports, ontology, VoID, OpenAPI, health."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import yaml
from flask import Blueprint, current_app, jsonify, render_template, request
from pyoxigraph import Literal, NamedNode, RdfFormat, parse, serialize
from werkzeug.wrappers import Response
from werkzeug.wsgi import wrap_file

from api.negotiation import choose
from api.pages.rendering import HTML, JSON, chosen, respond, stores
from api.problems import Problem, bad_format
from api.sparql.description import void_description, written
from api.sparql.formats import GRAPHS
from api.sparql.results import GRAPH_FORMATS
from kg.model import WentuError
from kg.queries import figures
from kg.queries.terms import ontology_text
from kg.rdf.vocabulary import PREFIXES, RDF, RDFS
from kg.store.export import FORMATS, MEDIA_TYPES

blueprint = Blueprint("service", __name__)
_EXTENSIONS = {"turtle": "ttl", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf"}


@blueprint.get("/export")
def export() -> Response:
    """The whole graph as one file; without ``format`` the page that lists the forms."""
    name = request.args.get("format")
    if name is None:
        if choose(request.headers.get("Accept"), [HTML]) is None:
            raise Problem(400, "format-missing", f"say ?format=…, one of {', '.join(FORMATS)}", formats=list(FORMATS))
        stores().current()
        return current_app.make_response(render_template("export.html", formats=MEDIA_TYPES))
    if name not in FORMATS:
        raise bad_format(name[:80], list(FORMATS))
    file = stores().exported(name)
    size = file.seek(0, 2)
    file.seek(0)
    response = Response(
        wrap_file(request.environ, file), direct_passthrough=True, content_type=f"{MEDIA_TYPES[name]}; charset=utf-8"
    )
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = f"attachment; filename=wentu.{_EXTENSIONS.get(name, name)}"
    return response


@blueprint.get("/ontology")
def ontology() -> Response:
    """The ontology as a page, or in any form of RDF (Turtle as it was written)."""
    terms = _terms()

    def rdf(form: str) -> bytes:
        if form == "ttl":
            return ontology_text().encode()
        triples = (quad.triple for quad in parse(ontology_text(), format=RdfFormat.TURTLE))
        return serialize(triples, format=GRAPH_FORMATS[form], prefixes=PREFIXES) or b""

    if not request.args.get("format") and choose(request.headers.get("Accept"), ["text/turtle", HTML]) == "text/turtle":
        return respond("ontology.html", terms, rdf=rdf, form="ttl")
    return respond("ontology.html", terms, rdf=rdf)


@cache
def _terms() -> dict[str, list[dict[str, Any]]]:
    """Classes and properties with labels, comments, domains and ranges, by local name."""
    said: dict[str, dict[str, Any]] = {}
    for quad in parse(ontology_text(), format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode):
            continue
        about = said.setdefault(quad.subject.value, {"iri": quad.subject.value, "types": []})
        name, value = quad.predicate.value, quad.object
        if name == RDF + "type" and isinstance(value, NamedNode):
            about["types"].append(value.value.rpartition("#")[2])
        elif name in (RDFS + "label", RDFS + "comment") and isinstance(value, Literal):
            about.setdefault(name.rpartition("#")[2], {})[value.language or ""] = value.value
        elif name in (RDFS + "domain", RDFS + "range") and isinstance(value, NamedNode):
            about[name.rpartition("#")[2]] = value.value

    def kind(suffix: str) -> list[dict[str, Any]]:
        found = [a for a in said.values() if any(t.endswith(suffix) for t in a["types"]) and a.get("label")]
        return sorted(found, key=lambda about: str(about["iri"]))

    return {"classes": kind("Class"), "properties": kind("Property")}


@blueprint.get("/.well-known/void")
def void() -> Response:
    """VoID: how much of what there is, counted."""
    forms = [media for media in GRAPHS if media not in (JSON, "application/xml")]
    media = chosen(forms)
    stats = stores().kept("stats", figures.stats)
    name, content_type = GRAPHS[media]
    body = written(void_description(request.url_root.rstrip("/"), stats), name)
    return Response(body, content_type=content_type, headers={"Vary": "Accept"})


@cache
def _openapi() -> dict[str, Any]:
    text = (files("api") / "openapi.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    document["info"]["version"] = version("wentu")
    return document


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """What programs may ask here."""
    return jsonify({**_openapi(), "servers": [{"url": request.url_root.rstrip("/")}]})


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the server lives and whether it has a graph to answer from (503 where it has none)."""
    try:
        told = {"status": "ok", "live": True, "ready": True, "store": {"version": stores().current().version()}}
    except WentuError:
        told = {"status": "no store", "live": True, "ready": False, "store": None}
    response = jsonify(told)
    response.status_code = 200 if told["ready"] else 503
    response.headers["Cache-Control"] = "no-store"
    return response
