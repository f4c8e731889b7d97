"""`wentu identity`: who is who, why, and what a person judged about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.cli.output import counted, print_issues, print_table

if TYPE_CHECKING:
    from kg.identity.report import PersonShown
    from kg.model import HandJudgement, Issue

because_option = click.option("--because", default="", metavar="WORDS", help="Why, in your own words; it is kept.")


@click.group()
def identity() -> None:
    """Who is who: list and explain the people of a name, join or split them by hand.

    A person is given by name (王伟), as tables show it (person:王伟%40松江市教育局) or by IRI; an event as event:NAME
    or by IRI. What is judged by hand stays, whatever is built later, until it is undone. Articles that name two so
    tell no judgement which is meant.
    """


@identity.command(name="list")
@click.argument("name", required=False)
@store_option
def list_(name: str | None, store: str) -> None:
    """List the people of a NAME; without one the names that several bear, and all judgements by hand."""
    from kg.identity.judgements import by_hand
    from kg.identity.report import people_named, shared_names
    from kg.store import open_store

    with open_store(store, read_only=True) as graph:
        if name is not None:
            print_table(["person", "names", "posts", "first", "last", "articles"], map(_row, people_named(graph, name)))
            return
        shared, made = shared_names(graph), by_hand(graph)
    if shared:
        print_table(["name", "people"], [[key, str(people)] for key, people in shared])
    else:
        click.echo("no name is borne by several people")
    click.echo()
    if made:
        print_table(["judged by hand", "verdict", "left", "right", "when", "because"], map(_judged, made))
    else:
        click.echo("nothing was judged by hand")


def _row(person: PersonShown) -> list[str]:
    names, posts = "、".join(person.names), "；".join(person.posts)
    return [_short(person.iri), names, posts, person.first, person.last, str(person.articles)]


def _short(iri: str) -> str:
    from kg.rdf.iris import PREFIXES

    return f"person:{iri.removeprefix(PREFIXES['person'])}" if iri.startswith(PREFIXES["person"]) else iri


def _judged(judgement: HandJudgement) -> list[str]:
    sides = [
        f"{'、'.join(keys)} in {counted(len(articles), 'article')}"
        for keys, articles in ((judgement.left_keys, judgement.left), (judgement.right_keys, judgement.right))
    ]
    return [judgement.identifier[:8], judgement.verdict.value, *sides, judgement.made, judgement.because]


@identity.command()
@click.argument("name")
@click.argument("other", required=False)
@click.option("--lang", default="zh", show_default=True, type=click.Choice(["zh", "en"]), help="Language of reasons.")
@store_option
def explain(name: str, other: str | None, lang: str, store: str) -> None:
    """Say why the people of NAME are several and why different names are one's, or why NAME and OTHER are two."""
    from kg.identity.report import explain as compare
    from kg.identity.report import names_of_one, people_named
    from kg.resolve.reasons import in_words
    from kg.store import open_store

    with open_store(store, read_only=True) as graph:
        found = compare(graph, name, other or "")
        alone = people_named(graph, name) if not found else ()
        joined = names_of_one(graph, name) if other is None else ()
    for person in alone:
        click.echo(
            f"{_short(person.iri)}: one person in {counted(person.articles, 'article')}, "
            f"{person.first} to {person.last}"
        )
    for one in found:
        click.echo(f"{_short(one.one.iri)} / {_short(one.other.iri)}: {one.score:+.1f}")
        for judgement in one.by_hand:
            click.echo(
                f"    by hand ({judgement.identifier[:8]}): {judgement.verdict.value} {judgement.because}".rstrip()
            )
        for reason in one.reasons:
            click.echo(f"    {in_words(reason, lang)}")
    for person_iri, names in joined:
        click.echo(f"{_short(person_iri)}: {names.name} = {names.other_name}")
        for reason in names.reasons:
            click.echo(f"    {in_words(reason, lang)}")


@identity.command()
@click.argument("one")
@click.argument("other")
@because_option
@store_option
def join(one: str, other: str, because: str, store: str) -> int:
    """Judge that ONE and OTHER are one person, or one event."""
    from kg.identity.hand import join as join_them
    from kg.identity.report import thing_iri
    from kg.store import open_store

    with open_store(store, create=False) as graph:
        judgement, issues = join_them(graph, thing_iri(one), thing_iri(other), because, _now())
    return _said(judgement, issues)


@identity.command()
@click.argument("person")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@because_option
@store_option
def split(person: str, articles: tuple[str, ...], because: str, store: str) -> int:
    """Judge that whom these ARTICLES (identifiers) name is another than PERSON (or event) in its other articles."""
    from kg.identity.hand import split as split_off
    from kg.identity.report import thing_iri
    from kg.rdf.iris import article_iri
    from kg.store import open_store

    with open_store(store, create=False) as graph:
        wanted = [article if article.startswith("http") else article_iri(article) for article in articles]
        judgement, issues = split_off(graph, thing_iri(person), wanted, because, _now())
    return _said(judgement, issues)


@identity.command()
@click.argument("identifier")
@store_option
def undo(identifier: str, store: str) -> int:
    """Take back a judgement by hand, by its IDENTIFIER or how that begins."""
    from kg.identity.hand import undo as take_back
    from kg.store import open_store

    with open_store(store, create=False) as graph:
        judgement, issues = take_back(graph, identifier)
    print_issues(issues)
    click.echo(f"taken back: {judgement.identifier[:8]}")
    return 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _said(judgement: HandJudgement, issues: list[Issue]) -> int:
    print_issues(issues)
    click.echo(f"judged: {judgement.identifier[:8]} (take it back with wentu identity undo {judgement.identifier[:8]})")
    return 0
