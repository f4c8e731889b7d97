"""Options that several commands share, so that they read and behave the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

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

date_option: Decorator = click.option(
    "--date", "date", metavar="ISO", help="The date of issue, where the files do not say it (2022-06-24)."
)

paths_argument: Decorator = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
