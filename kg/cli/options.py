"""Options that several commands share, so that they read and behave the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from kg.model import InputError

DEFAULT_STORE = "wentu-store"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

store_option: Decorator = click.option(
    "--store",
    default=DEFAULT_STORE,
    envvar="WENTU_STORE",
    show_default=True,
    show_envvar=True,
    metavar="DIR|URL",
    help="The graph: a folder, or the address of a SPARQL 1.1 server.",
)

publisher_option: Decorator = click.option(
    "--publisher", metavar="NAME", help="The newspaper, where the files do not say it (吉林日报)."
)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The date in ISO form; one line and exit status 2 where it is none."""
    if value is None:
        return None
    from kg.read.metadata import iso_date

    day = iso_date(value)
    if day is None:
        raise InputError(f"--date {value!r} is not a date: write it as YYYY-MM-DD")
    return day


date_option: Decorator = click.option(
    "--date",
    "date",
    metavar="ISO",
    callback=_day,
    help="The date of issue, where the files do not say it (2022-06-24).",
)

paths_argument: Decorator = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
