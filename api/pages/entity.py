"""``/id/…``: an entity leads to its page or its data; both stand at the same address with a suffix."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from api.negotiation import choose
from api.pages.marking import RawStretches, paragraphs, raw_parts
from api.pages.rendering import HTML, JSON, Snippets, href, offers, respond, stores
from api.pages.views import EntityView, quotes_in, view_of
from api.problems import Problem, not_acceptable
from api.search.views import namesakes, near, span_of
from api.sparql.formats import GRAPHS
from kg.queries import ask, pages, texts
from kg.rdf.iris import BASE, iri_to_path, is_ours, path_to_iri
from kg.store import Store

blueprint = Blueprint("entity", __name__)
SUFFIXES: Final = ("html", "json", "ttl", "nt", "rdf", "jsonld", "nq", "trig")
_FROM: Final = "-from"
_WORDS = re.compile(r"(\d{1,9})-(\d{1,9})")


@blueprint.get("/id/<path:path>")
def entity(path: str) -> Response:
    """303 to page or data for an entity; the page or the data for an entity with a suffix."""
    store = stores().pages()
    iri = _iri(path)
    if iri and ask.exists(store, iri):
        return _see_other(iri)
    stem, _, suffix = path.rpartition(".")
    iri = _iri(stem) if suffix in SUFFIXES else None
    view = view_of(store, iri, _starts(), stores().newest()) if iri else None
    if view is None:
        wanted = stem if suffix in SUFFIXES else path
        raise _missing(wanted)
    return _document(store, view, suffix)


def _iri(path: str) -> str | None:
    try:
        return path_to_iri(path)
    except ValueError:
        return None


def _starts() -> dict[str, int]:
    """Where lists begin: ``?posts-from=30``. What is no number begins at the beginning."""
    given = {name.removesuffix(_FROM): text for name, text in request.args.items() if name.endswith(_FROM)}
    return {name: int(text) for name, text in given.items() if text.isascii() and text.isdigit() and len(text) < 8}


def _see_other(iri: str) -> Response:
    best = choose(request.headers.get("Accept"), forms := offers(lambda _: b""))
    if best is None:
        raise not_acceptable(forms)
    suffix = "html" if best == HTML else "json" if best == JSON else GRAPHS[best][0]
    response = redirect(f"{request.script_root}/id/{iri_to_path(iri)}.{suffix}", 303)
    response.vary.add("Accept")
    _name_alternates(response, iri, suffix)
    return response


def _document(store: Store, view: EntityView, suffix: str) -> Response:
    query = texts.description_query(view.iri)
    response = respond(
        "article.html" if view.article else "entity.html",
        view,
        rdf=lambda form: stores().describe(query, form),
        form=suffix,
        snippet=Snippets(store, quotes_in(view)),
        paragraphs=_paragraphs(view),
        raw=_raw(store, view),
        raw_at=_raw_at(store, view),
        query=query,
        namesakes=namesakes(view.summary.link),
        span_of=span_of,
    )
    _name_alternates(response, view.iri, suffix)
    response.headers.add("Link", f'<{BASE}{iri_to_path(view.iri)}>; rel="describes"')
    return response


def _name_alternates(response: Response, iri: str, suffix: str) -> None:
    """Names the other forms of an entity."""
    base = f"{request.script_root}/id/{iri_to_path(iri)}"
    media = {"html": HTML, "json": JSON, **{name: kind for kind, (name, _) in reversed(GRAPHS.items())}}
    for other in SUFFIXES:
        if other != suffix:
            response.headers.add("Link", f'<{base}.{other}>; rel="alternate"; type="{media[other]}"')


def _words() -> tuple[int, int] | None:
    """The characters of an article's text that ``?words=12-34`` asks for."""
    words = _WORDS.fullmatch(request.args.get("words", ""))
    return (int(words[1]), int(words[2])) if words and int(words[1]) <= int(words[2]) else None


def _paragraphs(view: EntityView) -> list[list[object]]:
    details = view.article
    if details is None:
        return []
    return [list(p) for p in paragraphs(details.body, details.facts, view.iri, _words(), details.named)]


def _raw(store: Store, view: EntityView) -> list[RawStretches]:
    """The raw page, with the words that ``?article=IRI&words=12-34`` asks for marked."""
    if view.raw is None:
        return []
    chosen, article = _words(), request.args.get("article", "")
    found = pages.raw_words(store, article, *chosen) if chosen and is_ours(article) else None
    return raw_parts(view.raw, [(mark.raw_start, mark.raw_end) for mark in found[1]] if found else [])


def _raw_at(store: Store, view: EntityView) -> str:
    """Where an article's words, those asked for or all, stand on the raw page; "" where it is not known."""
    if view.article is None:
        return ""
    asked = _words()
    start, end = asked or (0, len(view.article.body))
    found = pages.raw_words(store, view.iri, start, end)
    if not found:
        return ""
    words = {"words": f"{start}-{end}"} if asked else {}
    anchor = "#words" if asked else f"#at-{found[1][0].raw_start}"
    return f"{href(found[0])}?{urlencode({'article': view.iri, **words})}{anchor}"


def _missing(path: str) -> Problem:
    """Nothing stands there: 300 with those who share the name, where several do, else 404 with names like it."""
    kind, _, name = path.partition("/")
    alike = near(kind, name or kind)
    same = [thing for thing in alike if thing["kind"] == kind and thing["label"] == name]
    if len(same) > 1:
        return Problem(300, "several-entities", f"several things are called {name}: choose one", near=same)
    return Problem(404, "unknown-entity", f"the graph holds nothing at /id/{path}", near=alike)
