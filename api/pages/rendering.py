"""One view, many forms: the same data as a page, as JSON, as RDF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, current_app, g, make_response, render_template, request

from api.assets import address, imports
from api.i18n import catalogue, spoken_date, translate
from api.i18n import pattern as words_to_fill
from api.negotiation import choose
from api.pages.editing import editor
from api.problems import PROBLEM_JSON, Problem, bad_format, not_acceptable
from api.sparql.formats import GRAPHS, SHORT_GRAPHS
from api.stores import Stores
from kg.queries import texts
from kg.queries.rows import Fact, Quote, Value
from kg.queries.terms import term_labels
from kg.rdf.iris import iri_to_path, is_ours
from kg.rdf.vocabulary import WT
from kg.store import Store

HTML, JSON = "text/html", "application/json"
Rdf = Callable[[str], bytes]
_CONTEXT = 28  # characters shown on either side of the words of a statement


def stores() -> Stores:
    """The application's store."""
    held = current_app.extensions["wentu"]
    assert isinstance(held, Stores)
    return held


def offers(rdf: Rdf | None) -> list[str]:
    """The media types of a view."""
    return [HTML, JSON, *(media for media in GRAPHS if media != JSON)] if rdf else [HTML, JSON]


def chosen(forms: Sequence[str], named: str | None = None) -> str:
    """The media type to answer in: by name (``?format=`` or a suffix), else by ``Accept``. Raises ``Problem``."""
    name = named or request.args.get("format")
    if name:
        media = {"html": HTML, **SHORT_GRAPHS, "json": JSON}.get(name.lower())
        if media is None or media not in forms:
            known = [n for n, m in {"html": HTML, "json": JSON, **SHORT_GRAPHS}.items() if m in forms]
            raise bad_format(name[:80], known)
        return media
    best = choose(request.headers.get("Accept"), forms)
    if best is None:
        raise not_acceptable(list(forms))
    return best


def respond(
    template: str, data: Any, *, rdf: Rdf | None = None, form: str | None = None, status: int = 200, **context: Any
) -> Response:
    """The data in the form that the client likes best; ``context`` is for the page alone."""
    media = chosen(offers(rdf), form)
    if media == HTML:
        response = make_response(render_template(template, data=data, **context))
    elif media == JSON:
        response = Response(as_json(data), content_type=JSON)
    else:
        assert rdf is not None
        name, content_type = GRAPHS[media]
        response = Response(rdf(name), content_type=content_type)
    response.status_code = status
    response.vary.add("Accept")
    return response


def as_json(data: Any) -> bytes:
    """Rows as JSON, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"no JSON for {type(value)}")


def problem_response(problem: Problem, **context: Any) -> Response:
    """A problem as a page for browsers, as JSON for all others."""
    if choose(request.headers.get("Accept"), [PROBLEM_JSON, JSON, HTML]) == HTML and not request.args.get("format"):
        response = make_response(render_template("problem.html", problem=problem, **context))
    else:
        response = Response(problem.as_json(), content_type=PROBLEM_JSON)
    response.status_code = problem.status
    response.headers.update(problem.headers)
    response.vary.add("Accept")
    return response


# ---- what templates use


def t(key: str, **values: object) -> str:
    """The words of a key in the page's language."""
    return translate(key, g.language, **values)


def pattern(key: str) -> str:
    """The words of a key for a script to fill."""
    return words_to_fill(key, g.language)


def detail(problem: Problem) -> str:
    """What is wrong, in the page's language where the catalogue has it."""
    key = f"detail.{problem.code}"
    if key not in catalogue():
        return problem.detail
    values = {"formats": "", "limit": "", **problem.extra}
    return t(key, formats=", ".join(values["formats"]), limit=values["limit"])


def day(date: str | None) -> str:
    """A date as people write it."""
    return spoken_date(date, g.language)


def href(iri: str) -> str:
    """Where a thing of ours has its page; another IRI only where it is a web address, else nothing."""
    if is_ours(iri):
        return f"{request.script_root}/id/{iri_to_path(iri)}.html"
    if iri.startswith(WT):
        return f"{request.script_root}/ontology#{iri.removeprefix(WT)}"
    return iri if iri.startswith(("http://", "https://")) else ""


def term(iri: str) -> str:
    """What the ontology calls a class or property, in the page's language."""
    return term_labels(iri)[g.language == "en"]


def here(**changes: str) -> str:
    """The address of this page with other parameters."""
    given = [(k, v) for k, v in request.args.items(multi=True) if k not in changes]
    path = quote(request.script_root + request.path, safe="/~")
    return f"{path}?{urlencode([*given, *changes.items()])}"


class Snippets:
    """The words of statements with a little of the article around them."""

    def __init__(self, store: Store, quotes: Iterable[Quote]) -> None:
        self._bodies = texts.bodies(store, (quote.article.iri for quote in quotes))

    def __call__(self, words: Quote) -> tuple[str, str, str]:
        """(before, the words, after); nothing around them where the article's text does not agree."""
        body = self._bodies.get(words.article.iri, "")
        if body[words.start : words.end] != words.exact:
            return "", words.exact, ""
        before = body[max(0, words.start - _CONTEXT) : words.start].rpartition("\n")[2]
        after = body[words.end : words.end + _CONTEXT].partition("\n")[0]
        cut_before = words.start > _CONTEXT and len(before) == _CONTEXT
        cut_after = len(after) == _CONTEXT and words.end + _CONTEXT < len(body)
        return ("…" if cut_before else "") + before, words.exact, after + ("…" if cut_after else "")


def is_value(thing: object) -> bool:
    """Whether a fact's object is a literal."""
    return isinstance(thing, Value)


def sentence(fact: Fact) -> str:
    """The relation of a fact in words: the title of a role, else what the ontology calls the property."""
    return fact.title or term(fact.predicate)


TEMPLATE_GLOBALS: dict[str, Any] = {
    "t": t, "pattern": pattern, "detail": detail, "day": day, "href": href, "term": term, "here": here,
    "is_value": is_value, "sentence": sentence, "editor": editor, "asset": address, "imports": imports,
}  # fmt: skip
