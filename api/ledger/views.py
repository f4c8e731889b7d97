"""``/ledger``: who held which post when, of a body or a person, as a page and as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from api.pages.rendering import Snippets, respond, stores
from api.problems import Problem
from api.search.views import apart, unknown
from kg.queries import ask
from kg.queries.ledger import career_of, changes_of, holders_on, ledger_of, things_named
from kg.queries.ledger_rows import Answer, Change, Held, PostLedger, Sighted
from kg.queries.rows import Link, Quote
from kg.rdf.vocabulary import ORGANIZATION, PERSON
from kg.store import Store

blueprint = Blueprint("ledger", __name__)
_LONGEST: Final = 300
_TAKEN: Final = ("body", "person", "post", "date", "from", "to")


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What was asked and what is told. Of ``ledgers``, ``answers``, ``changes`` and ``career`` one is filled.

    ``choices`` are the bodies or people that a name may mean where it means several; then nothing else is filled.
    """

    asked: dict[str, str]
    thing: Link | None = None
    choices: tuple[Link, ...] = ()
    ledgers: tuple[PostLedger, ...] = ()
    answers: tuple[Answer, ...] = ()
    changes: tuple[Change, ...] = ()
    career: tuple[Held, ...] = ()


@blueprint.get("/ledger")
def ledger() -> Response:
    """The holders of a body's posts in order; with ``date`` who held one then; with ``from`` and ``to`` what changed.

    ``person`` instead of ``body``: the posts of one person. Both are IRIs or names.
    """
    asked = {name: value.strip()[:_LONGEST] for name in _TAKEN if (value := request.args.get(name))}
    if not asked.get("body") and not asked.get("person"):
        view = LedgerView(asked)
    else:
        try:
            view = _told(stores().pages(), asked)
        except ValueError as error:
            raise Problem(400, "bad-date", f"{error}; a date is 2021, 2021-05 or 2021-05-12") from None
    return respond("ledger.html", view, apart=apart, snippet=Snippets(stores().pages(), _quotes(view)))


def _told(store: Store, asked: dict[str, str]) -> LedgerView:
    kind = "body" if asked.get("body") else "person"
    found = things_named(store, asked[kind], ORGANIZATION if kind == "body" else PERSON)
    if not found or not ask.exists(store, found[0].iri):
        raise unknown(asked[kind])
    if len(found) > 1:
        return LedgerView(asked, choices=found)
    thing, post = found[0], asked.get("post", "")
    if kind == "person":
        return LedgerView(asked, thing, career=career_of(store, thing.iri))
    if day := asked.get("date"):
        if not post:
            raise Problem(400, "missing-parameter", "a date needs the post that is asked about")
        return LedgerView(asked, thing, answers=holders_on(store, thing.iri, post, day))
    if "from" in asked or "to" in asked:
        since, until = asked.get("from", "0001"), asked.get("to", "9998")
        return LedgerView(asked, thing, changes=changes_of(store, thing.iri, since, until, post))
    return LedgerView(asked, thing, ledgers=ledger_of(store, thing.iri, post))


def _quotes(view: LedgerView) -> list[Quote]:
    """The words that the page shows."""
    held = [*view.career, *(h for one in view.ledgers for h in one.holders), *(c.held for c in view.changes)]
    told: Iterable[Sighted | None] = (
        *(t for one in held for t in (one.first, one.last, one.past)),
        *(t for one in view.answers for t in (one.last, one.next)),
    )
    return [one.words for one in told if one is not None]
