"""Puts the application together: routes, headers, errors."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from api.assets import blueprint as assets
from api.forwarded import Forwarded, Told
from api.graph.views import blueprint as graph
from api.headers import HEADERS
from api.i18n import LANGUAGES, language_of
from api.journal import Journal
from api.ledger.views import blueprint as ledger
from api.metrics import Metrics
from api.operations import blueprint as operations
from api.packing import pack
from api.pages.entity import blueprint as entity
from api.pages.home import blueprint as home
from api.pages.rendering import TEMPLATE_GLOBALS, problem_response
from api.pages.service import blueprint as service
from api.problems import Problem
from api.search.views import blueprint as search
from api.seat import Seat
from api.settings import Settings
from api.sparql.endpoint import Endpoint
from api.sparql.lane import Lane, Wsgi
from api.sparql.views import blueprint as sparql
from api.stores import Stores
from api.timeline.views import blueprint as timeline
from api.watch import Watch
from kg.store import StoreError, StoreMissingError

_LOG = logging.getLogger("wentu.web")


def create_app(settings: Settings, store_location: str | None = None, seat: Seat | None = None) -> Flask:
    """The application of one web process. The store is opened by the first request that needs it."""
    seat = seat or Seat()
    app = Flask("api", static_folder=None)
    app.url_map.merge_slashes = False  # a name may hold //
    app.config.update(
        WENTU=settings,
        # A query in a form grows threefold by percent-encoding.
        MAX_CONTENT_LENGTH=3 * settings.query_length + 65_536,
    )
    app.jinja_env.globals.update(TEMPLATE_GLOBALS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    stores = app.extensions["wentu"] = Stores(store_location or settings.store, settings, seat)
    atexit.register(stores.close)
    for blueprint in (home, search, entity, sparql, graph, service, operations, assets, timeline, ledger):
        app.register_blueprint(blueprint)
    app.before_request(_choose_language)
    app.after_request(_finish)
    app.context_processor(_page_values)
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(StoreError, _store_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)
    app.wsgi_app = _layers(app, settings, stores, seat)  # type: ignore[method-assign, assignment]
    return app


def _layers(app: Flask, settings: Settings, stores: Stores, seat: Seat) -> Wsgi:
    """What a request passes through, from inside out: the routes, the lane of queries, the address, the watch."""
    endpoint = Endpoint(settings, stores, seat)
    metrics = app.extensions["wentu-metrics"] = Metrics(stores.queries, endpoint.cache, seat)
    lane = app.extensions["wentu-lane"] = Lane(app.wsgi_app, endpoint, stores.loop, app.config["MAX_CONTENT_LENGTH"])
    layers: Wsgi = lane
    forwarded = Told(settings)
    if settings.public_url:
        layers = _PublicAddress(lane, settings.public_url)
    elif settings.proxies and forwarded.standard:
        layers = Forwarded(lane, settings.proxies)
    elif settings.proxies:
        layers = ProxyFix(lane, x_for=0, x_proto=settings.proxies, x_host=settings.proxies, x_prefix=settings.proxies)
    journal = app.extensions["wentu-journal"] = Journal(settings.log, seat.folder)
    watch = app.extensions["wentu-watch"] = Watch(layers, metrics, journal, forwarded)
    return watch


def _choose_language() -> None:
    g.language = language_of(request)


def _page_values() -> dict[str, Any]:
    other = LANGUAGES[1 - LANGUAGES.index(g.language)]
    return {"language": g.language, "other_language": other, "version": version("wentu")}


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    elif request.method == "OPTIONS":
        _tell_options(response)
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = "zh-CN" if g.language == "zh" else "en"
        response.vary.update(["Accept-Language", "Cookie"])
        if request.args.get("lang") in LANGUAGES:
            response.set_cookie("lang", g.language, max_age=31_536_000, samesite="Lax", httponly=True)
    return pack(response)


def _tell_options(response: Response) -> None:
    """The methods there are, for clients and for browsers that ask before they send."""
    response.status_code = 204
    response.set_data(b"")
    del response.headers["Content-Type"]
    response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
    response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"


def _store_error(error: StoreError) -> Response:
    _LOG.warning("%s", error)
    if isinstance(error, StoreMissingError):
        problem = Problem(503, "store-missing", "there is no graph yet; fill it with: wentu build PATH")
    else:
        problem = Problem(503, "store-unreadable", "the graph cannot be read just now; try again")
    problem.headers["Retry-After"] = "10"
    return problem_response(problem)


def _http_error(error: HTTPException) -> Response:
    """Werkzeug's own errors in our shape; redirects stay what they are."""
    status = error.code or 500
    if status < 400:
        return Response.force_type(error.get_response())
    details = {404: f"there is nothing at {request.path}", 405: f"{request.method} is not possible here"}
    detail = details.get(status) or error.description or error.name
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    code = error.name.lower().replace(" ", "-")
    return problem_response(Problem(status, code, str(detail), headers=headers))


def _unexpected(error: Exception) -> Response:
    _LOG.exception("%s %s", request.method, request.path, exc_info=error)
    return problem_response(Problem(500, "internal-error", "the server met an error of its own; it was recorded"))


class _PublicAddress:
    """Makes every address that the application builds the one that users see in front of a reverse proxy."""

    def __init__(self, app: Wsgi, address: str) -> None:
        parts = urlsplit(address)
        self._app = app
        self._environ = {
            "wsgi.url_scheme": parts.scheme,
            "HTTP_HOST": parts.netloc,
            "SCRIPT_NAME": parts.path.rstrip("/"),
        }

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return self._app({**environ, **self._environ}, start)
