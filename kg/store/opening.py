"""One way to open any store."""

from __future__ import annotations

import os
from pathlib import Path

from kg.store.errors import StoreKindError
from kg.store.local import MEMORY, LocalStore
from kg.store.protocol import Store
from kg.store.remote import RemoteStore


def open_store(location: str | os.PathLike[str], *, read_only: bool = False, create: bool = True) -> Store:
    """Opens the store at a directory, at the ``http(s)`` URL of a SPARQL 1.1 server, or in memory (``:memory:``).

    A writer creates the directory where it is missing unless ``create`` is false; a reader never does. Raises
    subclasses of ``StoreError``.
    """
    text = os.fspath(location)
    if ("://" in text and not text.startswith(("http://", "https://"))) or not text:
        raise StoreKindError(f"{text or '(nothing)'}: a store is a folder or an http(s) address; give another --store")
    if text.startswith(("http://", "https://")):
        return RemoteStore(text, read_only=read_only)
    if text == MEMORY:
        return LocalStore(text, read_only=read_only)
    return LocalStore(Path(text).expanduser(), read_only=read_only, create=create)
