"""`wentu ledger`: who held which post when, as far as articles tell."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import store_option
from kg.cli.output import print_table, shortened
from kg.model import InputError

if TYPE_CHECKING:
    from kg.queries.ledger_rows import Answer, Change, Clash, Held, Sighted
    from kg.store import Store

HELD = ["post", "holder", "first sighted", "last sighted", "told as past", "told", "follows", "words"]


@click.command()
@click.argument("body", required=False)
@click.argument("post", required=False)
@click.option("--on", "day", metavar="DATE", help="Who held POST then (2021, 2021-05 or 2021-05-12).")
@click.option("--between", nargs=2, metavar="DATE DATE", help="What is told to have changed from one date to another.")
@click.option("--person", metavar="NAME", help="The posts of a person, in order.")
@click.option("--review", is_flag=True, help="The posts of one seat that two are sighted in at once, of all bodies.")
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON, one object or list.")
@store_option
def ledger(
    body: str | None,
    post: str | None,
    day: str | None,
    between: tuple[str, str] | None,
    person: str | None,
    review: bool,
    as_json: bool,
    store: str,
) -> None:
    """List the holders of the posts of BODY, or of its POST, in order, with first and last sighting.

    A sighting proves a post for its day; when a term began or ended is never guessed. Two holders of one seat at once
    are listed as clashes. BODY and NAME are names, full or short, or IRIs.
    """
    from kg.store import open_store

    if sum(map(bool, (body, person, review))) != 1:
        raise InputError("name a BODY, or --person NAME, or --review")
    if (day or between) and not body:
        raise InputError("--on and --between ask about a BODY")
    if day and not post:
        raise InputError("--on asks about a POST of the body")
    with open_store(store, read_only=True) as graph:
        try:
            found = _asked(graph, body, post or "", day, between, person)
        except ValueError as error:
            raise InputError(f"{error}; a date is 2021, 2021-05 or 2021-05-12") from None
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        _print(found)


def _asked(
    graph: Store, body: str | None, post: str, day: str | None, between: tuple[str, str] | None, person: str | None
) -> list[Any]:
    from kg.queries import ledger as ask
    from kg.rdf.vocabulary import ORGANIZATION, PERSON

    if person:
        people = ask.things_named(graph, person, PERSON)
        if not people:
            raise InputError(f"the graph holds no person {person}")
        return [held for one in people for held in ask.career_of(graph, one.iri)]
    if not body:
        return list(ask.to_review(graph))
    bodies = ask.things_named(graph, body, ORGANIZATION)
    if not bodies:
        raise InputError(f"the graph holds no body {body}")
    if len(bodies) > 1:
        named = ", ".join(f"{one.label} <{one.iri}>" for one in bodies[:10])
        raise InputError(f"{body} may be one of {len(bodies)} bodies; name one: {named}")
    where = bodies[0].iri
    if day:
        return list(ask.holders_on(graph, where, post, day))
    if between:
        return list(ask.changes_of(graph, where, *between, post))
    return list(ask.ledger_of(graph, where, post))


def _print(found: Iterable[Any]) -> None:
    from kg.queries.ledger_rows import Answer, Change, Held, PostLedger

    each = list(found)
    ledgers = [one for one in each if isinstance(one, PostLedger)]
    if ledgers:
        print_table(["body", *HELD], ([one.body.label, *_held(held)] for one in ledgers for held in one.holders))
        clashes = [clash for one in ledgers for clash in one.clashes]
        if clashes:
            click.echo()
            print_table(["to be reviewed", "and", "post", "", "from", "to"], map(_clash, clashes))
    elif any(isinstance(one, Held) for one in each):
        print_table(["person", "body", *HELD[:1], *HELD[2:]], (_career(held) for held in each))
    elif any(isinstance(one, Answer) for one in each):
        print_table(["holder", "post", "sighted", "last", "next", "words"], map(_answer, each))
    elif any(isinstance(one, Change) for one in each):
        print_table(["day", "", "holder", "post", "words"], map(_change, each))
    else:
        click.echo("nothing is told", err=True)


def _day(told: Sighted | None) -> str:
    return told.day if told else ""


def _words(*tellings: Sighted | None) -> str:
    return shortened(next((told.words.exact for told in tellings if told), ""))


def _held(held: Held) -> list[str]:
    days = [_day(held.first), _day(held.last), _day(held.past)]
    follows = held.follows.label if held.follows else ""
    return [
        held.post.label,
        f"{held.person.label} (again)" if held.returned else held.person.label,
        *days,
        str(held.told),
        follows,
        _words(held.first, held.past),
    ]


def _career(held: Held) -> list[str]:
    post, _, *rest = _held(held)
    return [held.person.label, held.body.label, post, *rest]


def _clash(clash: Clash) -> list[str]:
    how = "at once" if clash.at_once else "in between"
    return [clash.one.person.label, clash.other.person.label, clash.one.post.label, how, clash.since, clash.until]


def _answer(answer: Answer) -> list[str]:
    words = _words(answer.last, answer.next)
    how = {"on": "on the day", "between": "before and after", "before": "before only", "after": "after only"}
    person, post = answer.held.person.label, answer.held.post.label
    return [person, post, how[answer.how], _day(answer.last), _day(answer.next), words]


def _change(change: Change) -> list[str]:
    said = {"appears": "first sighted", "past": "told as past"}[change.what]
    told = change.held.first if change.what == "appears" else change.held.past
    return [change.day, said, change.held.person.label, change.held.post.label, _words(told)]
