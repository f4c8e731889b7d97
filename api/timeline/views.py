"""``/timeline``: events in time, as a page whose script draws them, and as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, g, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from api.i18n import pattern
from api.pages.rendering import JSON, as_json, here, stores, term
from api.problems import Problem
from kg.queries.ask import Links
from kg.queries.rows import Link
from kg.queries.timeline import MOST, Timeline, timeline
from kg.rdf.iris import BASE, is_ours
from kg.rdf.vocabulary import WT

blueprint = Blueprint("timeline", __name__)
CLASSES: Final = ("Meeting", "Talks", "Ceremony", "Visit")
FILTERS: Final = {"person": "person", "body": "organization", "place": "place"}  # and the kind of thing that each takes
LISTED: Final = 100
SAID: Final = ("window", "missed", "failed", "retry")


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is set: its name, the thing, and the address without it."""

    name: str
    thing: Link
    without: str


@blueprint.get("/timeline")
def page() -> Response:
    """The page with its latest events as a list; a script draws all of them from the data."""
    found, things = _found(), _things()
    links = Links(stores().pages(), things.values())
    filters = [Filter(name, links[iri], here(**{name: ""})) for name, iri in things.items()]
    told = {
        "data": f"{url_for('timeline.data')}?{urlencode(_asked())}",
        "base": request.script_root,
        "language": g.language,
        "kinds": {name: term(WT + name) for name in CLASSES},
        "said": {name: pattern(f"timeline.{name}", g.language) for name in SAID},
    }
    return make_response(
        render_template(
            "timeline.html",
            found=found,
            listed=found.events[:LISTED],
            undated=found.undated[:LISTED],
            filters=filters,
            told=told,
            classes=CLASSES,
            most=MOST,
            filter_kinds=[kind for name, kind in FILTERS.items() if name not in things],
        )
    )


@blueprint.get("/timeline.json")
def data() -> Response:
    """The events by column, so that ten thousand of them are a small answer; ``namespace`` goes before each IRI."""
    found = _found()
    columns = {
        "namespace": BASE + "event/",
        "capped": found.capped,
        "iris": [event.iri.removeprefix(BASE + "event/") for event in found.events],
        "labels": [event.label for event in found.events],
        "kinds": [CLASSES.index(event.event_class) for event in found.events],
        "starts": [event.start for event in found.events],
        "ends": [event.end if event.end != event.start else "" for event in found.events],
    }
    return Response(as_json(columns), content_type=JSON)


def _asked() -> dict[str, str]:
    return {name: value for name in (*FILTERS, "from", "to") if (value := request.args.get(name))}


def _things() -> dict[str, str]:
    """The things that events are to be tied to. Raises ``Problem`` for one that is none of ours."""
    things = {name: value for name, value in _asked().items() if name in FILTERS}
    for value in things.values():
        if not is_ours(value):
            raise Problem(404, "unknown-entity", f"the graph holds nothing of {value[:300]}")
    return things


def _found() -> Timeline:
    asked: Mapping[str, Any] = _asked()
    if not asked:
        return stores().timeline()
    try:
        span = {"since": asked.get("from", ""), "until": asked.get("to", "")}
        whole = stores().timeline() if stores().is_local() else None
        return timeline(stores().pages(), **_things(), **span, whole=whole)
    except ValueError as error:
        raise Problem(400, "bad-date", f"{error}; a date is 2021, 2021-05 or 2021-05-11") from None
