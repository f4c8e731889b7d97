"""``/search`` and ``/search/suggest``: finding things by any part of a name, as a page, as data, while one types."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import unquote

from flask import Blueprint, request
from werkzeug.wrappers import Response

from api.pages.rendering import JSON, as_json, day, href, respond, stores
from api.pages.views import Part
from api.problems import Problem
from kg.model import EntityKind
from kg.queries import finding
from kg.queries.rows import Hit, Link
from kg.rdf.iris import BASE, is_ours

blueprint = Blueprint("search", __name__)
KINDS: Final = (*(kind.value for kind in EntityKind), "article")
HITS: Final = 50
MOST_HITS: Final = 500
SUGGESTIONS: Final = 8
NAMESAKES: Final = 20
_LONGEST: Final = 200
_TRIED: Final = 40  # characters of a name that others are to be like
_KEPT_SECONDS: Final = 60


@blueprint.get("/search")
def search() -> Response:
    """Things by any part of a name or its pinyin; ``kind`` (several) keeps only those."""
    query, kinds = _asked()
    hits = found(query, kinds, MOST_HITS)
    start = _start(len(hits))
    data = {"query": query, "kinds": kinds, "results": hits[start : start + HITS]}
    part = Part(start, start + HITS < len(hits), HITS)
    return respond("search.html", data, all_kinds=KINDS, part=part, cut=len(hits) == MOST_HITS, span_of=span_of)


@blueprint.get("/search/suggest")
def suggest() -> Response:
    """The likeliest things for what is typed so far, as JSON; nothing while the first index is being made."""
    query, kinds = _asked()
    held = stores()
    index = held.names.current(held.current())
    hits = index.search(query, kinds, SUGGESTIONS) if index else ()
    response = Response(as_json({"query": query, "suggestions": [_suggestion(hit) for hit in hits]}), content_type=JSON)
    response.vary.update(["Accept-Language", "Cookie"])
    if index:
        response.headers["Cache-Control"] = f"private, max-age={_KEPT_SECONDS}"
    return response


def found(query: str, kinds: list[str], limit: int) -> tuple[Hit, ...]:
    """From the index, or while the first one is being made by asking the graph, which takes longer."""
    held = stores()
    index = held.names.current(held.current())
    return index.search(query, kinds, limit) if index else finding.search(held.pages(), query, kinds, limit)


def span_of(hit: Hit) -> str:
    """When a thing took place or was told of, in the page's language: an event's days, else years."""
    if hit.link.kind in ("event", "policy", "article"):
        days = dict.fromkeys(day(date) for date in (hit.first, hit.last) if date)
    else:
        days = dict.fromkeys(date[:4] for date in (hit.first, hit.last) if date)
    return " – ".join(days)


def near(kind: str, name: str) -> list[dict[str, str]]:
    """Things whose names are like the one that was not found: the same, then of the same beginning or end."""
    name = name[:_TRIED].strip()
    alike: dict[str, Hit] = {}
    for part in (name, name[:-1], name[1:], name[:2], name[-2:]):
        if len(part) >= 2 or part == name:
            for hit in found(part, [], 8):
                alike.setdefault(hit.link.iri, hit)
        if len(alike) >= 8:
            break
    ranked = sorted(alike.values(), key=lambda hit: hit.link.kind != kind)[:8]
    return [
        {"iri": h.link.iri, "label": h.link.label, "kind": h.link.kind, "title": h.title, "when": span_of(h)}
        for h in ranked
    ]


def unknown(thing: str) -> Problem:
    """404 for a thing, by its IRI or its name, of which the graph holds nothing; with names like it."""
    kind, _, name = thing.removeprefix(BASE).partition("/") if is_ours(thing) else ("", "", thing)
    return Problem(404, "unknown-entity", f"the graph holds nothing of {thing[:300]}", near=near(kind, unquote(name)))


def namesakes(thing: Link) -> tuple[Hit, ...]:
    """Other things of the same kind and name; none while the first index is being made."""
    return tuple(hit for hit in _of_name(thing) if hit.link.label == thing.label and hit.link.iri != thing.iri)


def apart(thing: Link) -> str:
    """What tells a thing from others of its name: a person's title, its days; nothing while there is no index."""
    hit = next((hit for hit in _of_name(thing) if hit.link.iri == thing.iri), None)
    return " · ".join(part for part in (hit.title, span_of(hit)) if part) if hit else ""


def _of_name(thing: Link) -> tuple[Hit, ...]:
    held = stores()
    index = held.names.current(held.current())
    return index.search(thing.label, [thing.kind], NAMESAKES) if index and thing.kind in KINDS else ()


def _start(count: int) -> int:
    """Where the page begins: ``?hits-from=50``; at the beginning where there is nothing then."""
    text = request.args.get("hits-from", "")
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    return start if start < count else 0


def _asked() -> tuple[str, list[str]]:
    kinds = list(dict.fromkeys(kind for kind in request.args.getlist("kind") if kind))
    for kind in kinds:
        if kind not in KINDS:
            raise Problem(400, "unknown-kind", f"there is no kind {kind[:40]!r}; there are {', '.join(KINDS)}")
    return request.args.get("q", "").strip()[:_LONGEST], kinds


def _suggestion(hit: Hit) -> dict[str, Any]:
    thing = hit.link
    return {
        "iri": thing.iri,
        "label": thing.label,
        "kind": thing.kind,
        "matched": hit.matched,
        "articles": hit.articles,
        "when": span_of(hit),
        "title": hit.title,
        "url": href(thing.iri),
    }
