"""``/sparql``: the endpoint for programs, and the query page for people."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, make_response, render_template, request
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
)

from api.headers import EDITOR_POLICY
from api.negotiation import choose
from api.pages.rendering import HTML, href
from api.problems import Problem, bad_format, not_acceptable
from api.settings import Settings
from api.sparql.cache import Reply
from api.sparql.description import service_description, written
from api.sparql.formats import GRAPHS, SHORT_GRAPHS, SHORT_SOLUTIONS
from api.sparql.lane import READY, Ready
from api.sparql.pool import Answer
from kg.queries.examples import example_queries
from kg.rdf.iris import PREFIXES as KINDS
from kg.rdf.vocabulary import PREFIXES

blueprint = Blueprint("sparql", __name__)
ROWS_SHOWN: Final = 500
_PREFIXES: Final = {**PREFIXES, **KINDS}
_FIRST_QUERY = """PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT DISTINCT ?person ?name {
  ?person a foaf:Person ; rdfs:label ?name .
}
LIMIT 20
"""


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Tells what came of a query; without one, describes the service or shows the query page."""
    ready = request.environ[READY]
    assert isinstance(ready, Ready)
    query = (ready.operation.query if ready.operation else None) or ""
    if ready.error:
        if ready.page and isinstance(ready.error, Problem):
            return _page(query, problem=ready.error)
        raise ready.error
    if ready.page:
        return _page(query, ready.answer)
    return _told(ready.reply) if ready.reply else _description()


def _settings() -> Settings:
    settings = current_app.config["WENTU"]
    assert isinstance(settings, Settings)
    return settings


def _told(reply: Reply) -> Response:
    """An answer that the client may keep, if it asks each time whether it still holds."""
    response = Response(reply.body, content_type=reply.content_type)
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(reply.etag.strip('"'))
    if request.method != "POST":
        response.make_conditional(request)
    return response


def _description() -> Response:
    name = request.args.get("format")
    forms = [*GRAPHS]
    media = SHORT_GRAPHS.get(name.lower()) if name else choose(request.headers.get("Accept"), forms)
    if media is None:
        raise bad_format(name[:80], [*SHORT_GRAPHS]) if name else not_acceptable([*forms, HTML])
    form, content_type = GRAPHS[media]
    return _told(Reply.of(content_type, written(service_description(request.base_url, _settings()), form)))


def _page(query: str, answer: Answer | None = None, problem: Problem | None = None) -> Response:
    examples = [(e, f"{request.script_root}/sparql?{urlencode({'query': e.text})}") for e in example_queries()]
    shown = _shown(answer) if answer else None
    formats = (SHORT_SOLUTIONS if answer and answer.kind == "solutions" else {}) or (
        {"turtle": "", "ntriples": "", "rdfxml": "", "jsonld": ""} if answer else {}
    )
    page = render_template(
        "sparql.html",
        query=query or ("" if problem else _FIRST_QUERY),
        result=shown,
        problem=problem,
        examples=examples,
        downloads=[(name, f"?{urlencode({'query': query, 'format': name})}") for name in formats],
        rows_shown=ROWS_SHOWN,
        seconds=_settings().query_seconds,
    )
    response = make_response(page)
    response.status_code = problem.status if problem else 200
    response.headers.update(problem.headers if problem else {})
    response.vary.add("Accept")
    response.headers["Content-Security-Policy"] = EDITOR_POLICY
    return response


def _shown(answer: Answer) -> dict[str, Any]:
    """A result as the page's table: columns, the first rows as cells (text, address), how many there are."""
    if answer.kind == "graph":
        columns, rows = ["s", "p", "o"], []
        for quad in parse(answer.body, format=RdfFormat.N_TRIPLES):
            rows.append([_cell(term) for term in (quad.subject, quad.predicate, quad.object)])
        return {"columns": columns, "rows": rows[:ROWS_SHOWN], "count": len(rows)}
    result = parse_query_results(answer.body, format=QueryResultsFormat.JSON)
    if isinstance(result, QueryBoolean):
        return {"yes": bool(result)}
    # The engine's own order of columns is kept in the head of the JSON.
    columns = json.loads(answer.body)["head"]["vars"]
    rows = [[_cell(solution[name]) for name in columns] for solution in result]
    return {"columns": columns, "rows": rows[:ROWS_SHOWN], "count": len(rows)}


def _cell(term: Any) -> tuple[str, str]:
    if isinstance(term, NamedNode):
        for prefix, iri in _PREFIXES.items():
            if term.value.startswith(iri) and "/" not in term.value[len(iri) :]:
                return f"{prefix}:{term.value[len(iri) :]}", href(term.value)
        return term.value, href(term.value)
    if isinstance(term, Literal):
        return term.value, ""
    return (str(term) if isinstance(term, BlankNode) else "" if term is None else str(term)), ""
