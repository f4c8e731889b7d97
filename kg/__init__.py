"""Wentu (闻图): Chinese newspaper pages become a knowledge graph.

The verbs: ``read_pages`` parts pages into articles, ``extract`` states what an article says, ``build`` does both for
files and folders and stores the graph, ``open_store`` opens it. Each room's own functions are in its package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.pipeline import build, extract, read_pages
    from kg.store import open_store

__all__ = ["build", "extract", "open_store", "read_pages"]

# Imported when asked for: reading a graph does not need the language pipeline, which takes a second to load.
_HOMES = {"build": "kg.pipeline", "extract": "kg.pipeline", "read_pages": "kg.pipeline", "open_store": "kg.store"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
