"""Printing: tables that know the width of Chinese, JSON, issues."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

import click
from rich import box
from rich.console import Console
from rich.table import Table

from kg.model import Issue, Severity

SHOWN_ISSUES = 20
WIDEST = 60
"""Characters of quoted words that a cell of a table shows."""


def console(*, error: bool = False) -> Console:
    """A console on standard output (or error); wide where it is not a terminal, so that nothing is folded."""
    stream = sys.stderr if error else sys.stdout
    return Console(file=stream, highlight=False, markup=False, width=None if stream.isatty() else 10_000)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 page, 2 pages; ``many`` where an s does not make it.

    >>> counted(1, "policy", "policies"), counted(0, "page")
    ('1 policy', '0 pages')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(text: str) -> str:
    """Words for a cell of a table: those of a whole life (in JSON they are all there) without their middle.

    >>> shortened("林远舟，" + "历任多职，" * 20 + "市长")
    '林远舟，历任多职，历任多职，历任多职，历…职，历任多职，历任多职，历任多职，历任多职，历任多职，历任多职，历任多职，市长'
    """
    half = WIDEST // 3
    return text if len(text) <= WIDEST else f"{text[:half]}…{text[half + 1 - WIDEST :]}"


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows of text under their columns, to standard output."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table, soft_wrap=False)


def print_issues(issues: Sequence[Issue]) -> None:
    """The recorded issues, errors first, to standard error; a long list is cut and says so."""
    ranked = sorted(issues, key=lambda i: (i.severity is not Severity.ERROR, i.code, i.where))
    for issue in ranked[:SHOWN_ISSUES]:
        # Messages of the reading room name their file themselves.
        where = "" if issue.where.partition(":")[0] in issue.message else f"{issue.where}: "
        click.echo(f"{issue.severity.value}: {where}{issue.message} [{issue.code}]", err=True)
    if len(ranked) > SHOWN_ISSUES:
        rest = Counter(i.code for i in ranked[SHOWN_ISSUES:])
        click.echo("and " + ", ".join(f"{n} × {code}" for code, n in rest.most_common()), err=True)
