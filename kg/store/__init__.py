"""Quads are kept and asked here: one small protocol, a local engine and any SPARQL 1.1 server."""

from kg.store.errors import (
    QuerySyntaxError,
    StoreCorruptError,
    StoreError,
    StoreLayoutError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreUnreachableError,
)
from kg.store.opening import open_store
from kg.store.protocol import Intake, QueryResult, Store

__all__ = [
    "Intake",
    "QueryResult",
    "QuerySyntaxError",
    "Store",
    "StoreCorruptError",
    "StoreError",
    "StoreLayoutError",
    "StoreLockedError",
    "StoreMissingError",
    "StoreReadOnlyError",
    "StoreUnreachableError",
    "open_store",
]
