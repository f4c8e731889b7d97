"""Taking out what the input no longer holds."""

from __future__ import annotations

from collections.abc import Set
from itertools import islice
from typing import Final

from kg.identity import settle, take_out
from kg.identity.graphs import is_identity_graph
from kg.model import InputError
from kg.store.protocol import Store

BATCH: Final = 200
"""Inputs taken out in one call: their quads are held in memory meanwhile."""


def prune(store: Store, stated: Set[str], *, most: bool = False) -> int:
    """Takes out all articles of inputs (IRIs of pages or articles) that are not among ``stated``; how many articles.

    Where more than half of the articles would go, that is rather a mistaken path than a wish: without ``most`` it
    raises ``InputError`` and takes out nothing. Cut short, it goes on when it is called again.
    """
    gone: set[str] = set()
    lost = kept = 0
    for source, graph in store.owners():
        if is_identity_graph(graph):
            continue
        if source in stated:
            kept += 1
        else:
            lost += 1
            gone.add(source)
    if lost > kept and not most:
        raise InputError(
            f"--prune would take {lost} of {lost + kept} articles out of {store.location}; nothing was taken out. "
            "Name all paths that the graph is built from, or say --yes too"
        )
    sources = iter(sorted(gone))
    while batch := list(islice(sources, BATCH)):
        take_out(store, batch)
    settle(store)
    return lost
