"""A store that an older version wrote becomes one that this version reads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Quad
from pyoxigraph import Store as Engine

from kg.store.errors import StoreKindError, StoreLayoutError, plain_errors
from kg.store.layout import LAYOUT, Layout
from kg.store.local import LocalStore
from kg.store.lock import WriterLock


def _with_union(engine: Engine) -> Iterator[Quad]:
    """Layout 1 kept the named graphs alone; layout 2 keeps their union in the default graph beside them."""
    for quad in engine:
        if not isinstance(quad.graph_name, DefaultGraph):
            yield quad
            yield Quad(*quad.triple)


STEPS: Final[Mapping[int, Callable[[Engine], Iterable[Quad]]]] = {1: _with_union}
"""What a store of this version is made of, by the layout that it has; each may be taken twice."""


def upgrade(location: str | os.PathLike[str]) -> int:
    """Brings the store in a directory up to this version's layout; the layout that it had.

    It needs the store's own size again in free room. Killed at any moment it leaves the store as it was, or upgraded,
    or to be upgraded again by the same command; readers of the older version go on over what they opened. Raises
    subclasses of ``StoreError``.
    """
    text = os.fspath(location)
    if text.startswith(("http://", "https://")):
        raise StoreKindError(f"{text}: a server's files are its own; only a directory can be upgraded")
    layout = Layout(Path(text).expanduser())
    had = layout.found()
    if had == LAYOUT:
        return had
    if had not in STEPS:
        advice = "install a newer Wentu" if had > LAYOUT else "build it anew in another directory"
        raise StoreLayoutError(f"{text}: the store has layout {had}, which cannot become layout {LAYOUT}; {advice}")
    with plain_errors(text):
        lock = WriterLock(layout.lock)
        lock.acquire()
        try:
            layout.settle()
            if layout.primary.exists():
                old = Engine(str(layout.primary))
                layout.write_anew(STEPS[had](old), 2 * len(old))
                del old
                layout.swap()
            layout.describe()
        finally:
            lock.release()
    LocalStore(layout.root).close()  # publishes what was written
    return had
