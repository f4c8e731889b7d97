"""``/``: what the graph holds, and questions to begin with."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response

from api.pages.rendering import href, respond, stores
from kg.queries import examples

blueprint = Blueprint("home", __name__)
QUESTIONS: Final = (
    ("person", "question.person-posts", "#posts"),
    ("person", "question.person-met", "#companions"),
    ("organization", "question.organization", "#holders"),
    ("event", "question.event", ""),
    ("policy", "question.policy", ""),
    ("place", "question.place", "#events-here"),
)


@blueprint.get("/")
def home() -> Response:
    """Counts, newspapers, dates, newest articles, questions that lead to live pages."""
    kept = stores().home()
    overview, newest, tied = kept["overview"], kept["newest"], kept["tied"]
    if not dict(overview.kinds).get("article"):
        return respond("empty.html", {"kinds": {}, "articles": []})
    questions = [
        {"key": key, "name": tied[kind][0].label, "url": href(tied[kind][0].iri) + anchor}
        for kind, key, anchor in QUESTIONS
        if tied.get(kind)
    ]
    queries = [
        {"example": example, "url": f"{request.script_root}/sparql?{urlencode({'query': example.text})}"}
        for example in examples.example_queries()
    ]
    data = {
        "kinds": dict(overview.kinds),
        "publishers": overview.publishers,
        "first": overview.first,
        "last": overview.last,
        "articles": newest,
    }
    return respond("home.html", data, questions=questions, queries=queries)
