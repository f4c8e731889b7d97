"""`wentu build`, `retract` and `upgrade`: what goes into the graph and out of it, and what an older version wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import date_option, paths_argument, publisher_option, store_option
from kg.cli.output import counted, print_issues
from kg.cli.progress import progress, summary
from kg.model import InputError, Issue, Severity

if TYPE_CHECKING:
    from kg.pipeline import BuildReport
    from kg.store import Store


def _refuse_nothing(paths: tuple[str, ...], *, prune: bool) -> list[Issue]:
    """The issues where no page at all can be read, so that no store is made or opened for it; else none.

    Raises ``InputError`` where there is no page, without any issue. A folder that was emptied is fine with --prune.
    """
    from kg.read import read_paths

    issues: list[Issue] = []
    for found in read_paths(paths):
        if not isinstance(found, Issue):
            return []
        issues.append(found)
    if not issues and not prune:
        raise InputError(f"{', '.join(paths)}: no page in there; nothing was built")
    return issues


def _status(paths: tuple[str, ...], report: BuildReport) -> int:
    """2 where a file that was named could not be read, or nothing could; 1 where the extractor failed on a page.

    A broken file in a folder is only an issue.
    """
    named = {str(Path(p)) for p in paths if not Path(p).is_dir()}
    broken: list[Issue] = [i for i in report.issues if i.severity is Severity.ERROR]
    unread = [i for i in broken if i.code != "extraction-failed"]
    if any(str(Path(i.where.partition(":")[0])) in named or i.where in named for i in unread):
        return 2
    if unread and not report.counts["pages"]:
        return 2
    return 1 if len(unread) < len(broken) else 0


@click.command()
@paths_argument
@store_option
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Extracting processes.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler (tcp://host:8786) whose workers extract.")
@click.option(
    "--parts",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="A folder that all workers share: results pass through it, not through the scheduler.",
)
@publisher_option
@date_option
@click.option("--prune", is_flag=True, help="Take out of the graph what these paths no longer hold.")
@click.option("--yes", is_flag=True, help="Let --prune take out more than half of the articles.")
def build(
    paths: tuple[str, ...],
    store: str,
    jobs: int,
    scheduler: str | None,
    parts: str | None,
    publisher: str | None,
    date: str | None,
    prune: bool,
    yes: bool,
) -> int:
    """Read files and folders, find the facts, store them. The same input again changes nothing.

    With --prune the graph then holds what the paths state and nothing else.
    """
    from kg.pipeline import BuildReport
    from kg.pipeline import build as build_graph
    from kg.store import open_store

    if issues := _refuse_nothing(paths, prune=prune):
        print_issues(issues)
        return _status(paths, BuildReport(issues=issues))
    stated: set[str] = set()
    with open_store(store) as graph:
        with progress(paths) as show:
            report = build_graph(
                paths,
                graph,
                jobs=jobs,
                scheduler=scheduler,
                parts=parts,
                publisher=publisher,
                date=date,
                progress=show,
                seen=stated.add if prune else lambda source: None,
            )
        print_issues(report.issues)
        click.echo(summary(report))
        if prune:
            _prune(graph, stated, report, most=yes)
    click.echo(f"{counted(len(report.issues), 'issue')} recorded, graph in {store}")
    return _status(paths, report)


def _prune(graph: Store, stated: set[str], report: BuildReport, *, most: bool) -> None:
    from kg.prune import prune

    # What could not be read is not gone. A page that the extractor failed on was read, and so was one of two of a name.
    unread = [
        i
        for i in report.issues
        if i.severity is Severity.ERROR and i.code not in {"extraction-failed", "duplicate-identifier"}
    ]
    if unread:
        raise InputError(
            f"--prune took nothing out, since {counted(len(unread), 'input')} could not be read "
            f"(the first: {unread[0].where}); mend or remove them and run the same command again"
        )
    click.echo(f"{counted(prune(graph, stated, most=most), 'article')} taken out that the input no longer holds")


@click.command()
@click.argument("identifiers", nargs=-1, required=True, metavar="ID…")
@store_option
def retract(identifiers: tuple[str, ...], store: str) -> int:
    """Take articles, or all articles of pages, out of the graph."""
    from kg.identity import retract as take_article_out
    from kg.identity import settle
    from kg.rdf.iris import article_iri, page_iri
    from kg.store import open_store

    with open_store(store, create=False) as graph:
        owned = {i: [*graph.graphs(page_iri(i)), article_iri(i)] for i in identifiers}
        gone = {i: sum(take_article_out(graph, iri) for iri in graphs) for i, graphs in owned.items()}
        settle(graph)
    missing = [i for i, n in gone.items() if not n]
    click.echo(f"{counted(sum(gone.values()), 'article')} taken out")
    if missing:
        raise InputError(f"not in {store}: {', '.join(missing)}")
    return 0


@click.command()
@store_option
def upgrade(store: str) -> None:
    """Bring a store that an older version wrote up to date. Needs its size again in free room."""
    from kg.store import upgrade as bring_up
    from kg.store.layout import LAYOUT

    had = bring_up(store)
    click.echo(f"{store} has layout {LAYOUT}" + (", nothing to do" if had == LAYOUT else f" now; it had layout {had}"))
