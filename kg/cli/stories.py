"""`wentu identity stories`: dispatches that several papers print, and what each paper changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.cli.output import print_table

if TYPE_CHECKING:
    from kg.queries.rows import ArticleDetails, ArticleRow
    from kg.resolve.wire import Change
    from kg.store import Store


@click.command()
@click.argument("article", required=False)
@store_option
def stories(article: str | None, store: str) -> None:
    """List dispatches that several papers print; with an ARTICLE (identifier) what each of the others changed in it.

    Lines that begin with - are words that the other article lacks, those with + words that it added.
    """
    from kg.store import open_store

    with open_store(store, read_only=True) as graph:
        if article is None:
            from kg.queries.articles import article_rows
            from kg.queries.stories import stories as all_stories

            found = [article_rows(graph, story) for story in all_stories(graph)]
            print_table(["first", "paper", "day", "articles", "also in"], map(_row, found))
            return
        shown, others = _compared(graph, article)
    if not others:
        click.echo(f"{article}: no other article prints the same dispatch", err=True)
    for other in others:
        _say(shown, other)


def _row(story: Sequence[ArticleRow]) -> list[str]:
    first = story[0]
    others = "、".join(_paper(other) or other.identifier for other in story[1:])
    return [first.identifier, _paper(first), first.published or "", str(len(story)), others]


def _paper(article: ArticleRow) -> str:
    return article.publisher.label if article.publisher else ""


def _compared(graph: Store, article: str) -> tuple[ArticleDetails, list[ArticleDetails]]:
    from kg.model import InputError
    from kg.queries.articles import article_details
    from kg.rdf.iris import article_iri

    shown = article_details(graph, article if article.startswith("http") else article_iri(article))
    if shown is None:
        raise InputError(f"{article}: no such article in the graph")
    return shown, [one for copy in shown.copies if (one := article_details(graph, copy.iri))]


def _say(one: ArticleDetails, other: ArticleDetails) -> None:
    from kg.resolve.wire import changes, likeness

    what = " · ".join(filter(None, (other.article.identifier, _paper(other.article), other.article.published)))
    click.echo(f"{what}: {likeness(one.body, other.body):.0%}")
    for change in changes(one.body, other.body):
        _show(change)


def _show(change: Change) -> None:
    for sign, words in (("-", change.before), ("+", change.after)):
        if words:
            click.echo(f"    {sign} {' '.join(words.split())}")
