"""Makes the index of a store: ``python -m api.search.build STORE FOLDER NAME``, in a process of its own.

One process at a time works in a folder; a second one ends at once. The file appears whole or not at all.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from api.search.index import build
from kg.queries.naming import every_name, every_span, every_title
from kg.store import open_store
from kg.store.errors import StoreLockedError
from kg.store.lock import WriterLock


def make(store: str, folder: Path, name: str) -> bool:
    """Writes ``folder/name`` from the store as it is now and removes older indexes; whether it was ours to make."""
    lock = WriterLock(folder / "lock")
    try:
        lock.acquire()
    except StoreLockedError:
        return False
    try:
        if (folder / name).exists():
            return False
        part = folder / f"{name}.part"
        part.unlink(missing_ok=True)  # of a process that was killed
        with open_store(store, read_only=True) as opened:
            build(part, every_name(opened), every_span(opened), every_title(opened))
        part.replace(folder / name)
        for old in folder.glob("names-*"):
            if old.name != name:
                old.unlink(missing_ok=True)  # whoever reads it keeps it until done
        return True
    finally:
        lock.release()


if __name__ == "__main__":
    os.nice(5)
    make(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
