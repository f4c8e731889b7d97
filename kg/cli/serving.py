"""`wentu serve`: the web application."""

from __future__ import annotations

import click

from kg.cli.options import store_option


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", envvar="WENTU_HOST", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    default=5000,
    envvar="WENTU_PORT",
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port; 0: any.",
)
def serve(store: str, host: str, port: int) -> None:
    """Serve pages, SPARQL and exports. Ctrl-C ends it."""
    from api import serve as serve_pages
    from api.settings import Settings

    serve_pages(Settings.from_environment(store=store, host=host, port=port))
