"""`wentu export`, `query`, `stats` and `validate`: what the graph says."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
import pyoxigraph as ox

from kg.cli.options import store_option
from kg.cli.output import print_table
from kg.model import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import QueryResult

EXPORT_FORMATS = [
    *("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"),
    *("graphml", "gexf", "csv-nodes", "csv-edges"),
]
RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


@contextmanager
def _output(path: str | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that appears under its name only when it is whole."""
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        try:
            stream = part.open("wb")
        except OSError as error:
            error.filename = str(target)  # the name that was asked for
            raise
        with stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@click.command()
@store_option
@click.option("--format", "format_", required=True, type=click.Choice(EXPORT_FORMATS), help="What to write.")
@click.option("-o", "--output", metavar="FILE", help="Where to; standard output without it.")
def export(store: str, format_: str, output: str | None) -> None:
    """Write the graph. The same graph always gives the same bytes."""
    from kg.store import open_store
    from kg.store.export import export as write

    with open_store(store, read_only=True) as graph, _output(output) as stream:
        write(graph, format_, stream)


# What stands before the first word of a request: space, comments, BASE and PREFIX.
_PROLOGUE = r"(?:\s|#[^\r\n]*(?:[\r\n]|\Z)|BASE\s*<[^>]*>|PREFIX\s[^<]*<[^>]*>)*+"
_UPDATE = re.compile(_PROLOGUE + r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)


def _query_text(query_or_file: str) -> str:
    text = _given_text(query_or_file)
    if update := _UPDATE.match(text):
        raise InputError(
            f"{update[1].upper()} is an update, which is refused: a query only reads; "
            "data comes in with wentu build PATH and goes out with wentu retract ID"
        )
    return text


def _given_text(query_or_file: str) -> str:
    if query_or_file == "-":
        return sys.stdin.read()
    path = Path(query_or_file)
    try:
        if len(query_or_file) < 1024 and "\n" not in query_or_file and path.is_file():
            return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{query_or_file}: the query could not be read: {error}") from None
    if path.suffix in {".rq", ".sparql"} and not any(c.isspace() for c in query_or_file):
        raise InputError(f"{query_or_file}: no such query file")
    return query_or_file


def _term(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        from kg.rdf.iris import PREFIXES
        from kg.rdf.vocabulary import shorten

        kind = next((kind for kind, base in PREFIXES.items() if term.value.startswith(base)), None)
        return f"{kind}:{term.value.removeprefix(PREFIXES[kind])}" if kind else shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def _print_result(result: QueryResult, format_: str) -> None:
    if isinstance(result, ox.QueryTriples):
        if format_ not in {"table", "turtle"}:
            raise InputError(f"--format {format_}: this query makes a graph; take turtle")
        from kg.rdf import iris, vocabulary

        # Sorted, so that what is said of one thing stands together and the same answer gives the same bytes.
        triples = sorted(result, key=str)
        prefixes = vocabulary.PREFIXES | iris.PREFIXES
        ox.serialize(triples, sys.stdout.buffer, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    elif format_ == "turtle":
        raise InputError("--format turtle: this query makes a table; take table, json, csv, tsv or xml")
    elif format_ != "table":
        if isinstance(result, ox.QueryBoolean) and format_ in {"csv", "tsv"}:
            raise InputError(f"--format {format_}: an ASK query answers yes or no; take table, json or xml")
        result.serialize(sys.stdout.buffer, format=RESULT_FORMATS[format_])
    elif isinstance(result, ox.QueryBoolean):
        click.echo("true" if result else "false")
    else:
        names = [variable.value for variable in result.variables]
        print_table(names, [[_term(row[name]) for name in names] for row in result])
    sys.stdout.flush()


@click.command()
@click.argument("query_or_file")
@store_option
@click.option(
    "--format",
    "format_",
    default="table",
    show_default=True,
    type=click.Choice(["table", *RESULT_FORMATS, "turtle"]),
    help="How to print the answer.",
)
def query(query_or_file: str, store: str, format_: str) -> None:
    """Answer one SPARQL query: the text itself, a file, or - for standard input."""
    from kg.store import open_store

    with open_store(store, read_only=True) as graph:
        _print_result(graph.query(_query_text(query_or_file)), format_)


@click.command()
@store_option
def stats(store: str) -> None:
    """Count the graph by class and property.

    Triples are counted in each article that states them; a query's COUNT(*) counts each once, as it asks the union.
    """
    from kg.queries.figures import stats as count
    from kg.rdf.vocabulary import shorten
    from kg.store import open_store

    with open_store(store, read_only=True) as graph:
        figures = count(graph)
    print_table(["", "count"], [["triples of all articles", str(figures.triples)], ["articles", str(figures.articles)]])
    for title, rows in (("class", figures.classes), ("property", figures.properties)):
        click.echo()
        print_table([title, "count"], [[shorten(row.iri), str(row.count)] for row in rows])


@click.command()
@store_option
def validate(store: str) -> int:
    """Check the graph against the SHACL shapes of the ontology; exit 1 where it does not conform."""
    from kg.queries.shapes import validate as check
    from kg.store import open_store

    with open_store(store, read_only=True) as graph:
        report = check(graph)
    click.echo(report.text())
    return 0 if report.conforms else 1
