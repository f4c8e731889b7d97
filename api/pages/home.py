"""``/`` and ``/search``: what the graph holds, and finding things in it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.wrappers import Response

from api.pages.rendering import href, respond, stores
from api.problems import Problem
from kg.model import EntityKind
from kg.queries import articles, examples, figures, finding, texts

blueprint = Blueprint("home", __name__)
KINDS: Final = (*(kind.value for kind in EntityKind), "article")
HITS: Final = 50
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
    held = stores()
    overview = held.kept("overview", figures.overview)
    if not dict(overview.kinds).get("article"):
        return respond("empty.html", {"kinds": {}, "articles": []})
    newest = held.kept("newest", lambda store: articles.newest_articles(store, 8))
    tied = held.kept("tied", texts.most_tied)
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


@blueprint.get("/search")
def search() -> Response:
    """Things by any part of a name; ``kind`` (several) keeps only those."""
    query = request.args.get("q", "").strip()[:200]
    kinds = [kind for kind in request.args.getlist("kind") if kind]
    for kind in kinds:
        if kind not in KINDS:
            raise Problem(400, "unknown-kind", f"there is no kind {kind[:40]!r}; there are {', '.join(KINDS)}")
    hits = finding.search(stores().pages(), query, kinds, limit=HITS)
    data = {"query": query, "kinds": kinds, "results": hits}
    return respond("search.html", data, all_kinds=KINDS, limit=HITS)
