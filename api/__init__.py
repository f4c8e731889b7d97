"""The web application: pages, the SPARQL endpoint, the graph page, exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from api.settings import Settings

# Imported when called: the processes that answer queries load this package, too, and need nothing of the web.


def create_app(settings: Settings, store_location: str | None = None) -> Flask:
    """The application over the store at ``store_location``, or where the settings say; it may come later."""
    from api.app import create_app as create

    return create(settings, store_location)


def serve(settings: Settings) -> None:
    """Serves until Ctrl-C or SIGTERM; prints the address. Raises ``WentuError`` where it cannot start."""
    from api.serving import serve as run

    run(settings)
