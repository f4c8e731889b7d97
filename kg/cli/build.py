"""`wentu build` and `wentu retract`: what goes into the graph and out of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.cli.options import date_option, paths_argument, publisher_option, store_option
from kg.cli.output import console, print_issues
from kg.model import InputError, Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.pipeline import BuildReport

PLAIN_EVERY = 10.0
"""Seconds between two lines of progress where standard error is not a terminal."""


def _line(report: BuildReport) -> str:
    counts = report.counts
    return (
        f"{counts['pages']} pages ({counts['unchanged']} unchanged), {counts['articles']} articles, "
        f"{counts['roles']} roles, {counts['events']} events, {counts['policies']} policies"
    )


@contextmanager
def _progress() -> Iterator[Callable[[BuildReport], None]]:
    screen = console(error=True)
    if not screen.is_terminal:
        started = last = time.monotonic()

        def say(report: BuildReport) -> None:
            nonlocal last
            if (now := time.monotonic()) - last >= PLAIN_EVERY:
                last = now
                click.echo(f"{_line(report)}, {report.counts['pages'] / (now - started):.1f} pages a second", err=True)

        yield say
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda report: bar.update(task, description=_line(report))


def _status(paths: tuple[str, ...], report: BuildReport) -> int:
    """2 where a file that was named could not be read, or nothing could; a broken file in a folder is only an issue."""
    named = {str(Path(p)) for p in paths if not Path(p).is_dir()}
    broken: list[Issue] = [i for i in report.issues if i.severity is Severity.ERROR]
    if any(str(Path(i.where.partition(":")[0])) in named or i.where in named for i in broken):
        return 2
    return 2 if broken and not report.counts["pages"] else 0


@click.command()
@paths_argument
@store_option
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Extracting processes.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler (tcp://host:8786) whose workers extract.")
@publisher_option
@date_option
def build(
    paths: tuple[str, ...], store: str, jobs: int, scheduler: str | None, publisher: str | None, date: str | None
) -> int:
    """Read files and folders, find the facts, store them. The same input again changes nothing."""
    from kg.pipeline import build as build_graph
    from kg.store import open_store

    with open_store(store) as graph, _progress() as progress:
        report = build_graph(
            paths, graph, jobs=jobs, scheduler=scheduler, publisher=publisher, date=date, progress=progress
        )
    print_issues(report.issues)
    click.echo(_line(report))
    click.echo(f"{len(report.issues)} issues recorded, graph in {store}")
    return _status(paths, report)


@click.command()
@click.argument("identifiers", nargs=-1, required=True, metavar="ID…")
@store_option
def retract(identifiers: tuple[str, ...], store: str) -> int:
    """Take articles, or all articles of pages, out of the graph."""
    from kg.rdf.iris import article_iri, page_iri
    from kg.store import open_store

    with open_store(store) as graph:
        owned = {i: [*graph.graphs(page_iri(i)), article_iri(i)] for i in identifiers}
        gone = {i: sum(graph.retract(iri) for iri in graphs) for i, graphs in owned.items()}
    missing = [i for i, n in gone.items() if not n]
    click.echo(f"{sum(gone.values())} articles taken out")
    if missing:
        raise InputError(f"not in {store}: {', '.join(missing)}")
    return 0
