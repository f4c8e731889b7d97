"""Quads are kept and asked here: one small protocol, a local engine and any SPARQL 1.1 server."""

from kg.store.errors import (
    QuerySyntaxError,
    ResultTooLargeError,
    StoreCorruptError,
    StoreError,
    StoreKindError,
    StoreLayoutError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreSlowError,
    StoreUnreachableError,
)
from kg.store.export import FORMATS, export
from kg.store.opening import open_store
from kg.store.protocol import Intake, QueryResult, Store
from kg.store.upgrade import upgrade

__all__ = [
    "FORMATS",
    "Intake",
    "QueryResult",
    "QuerySyntaxError",
    "ResultTooLargeError",
    "Store",
    "StoreCorruptError",
    "StoreError",
    "StoreKindError",
    "StoreLayoutError",
    "StoreLockedError",
    "StoreMissingError",
    "StoreReadOnlyError",
    "StoreSlowError",
    "StoreUnreachableError",
    "export",
    "open_store",
    "upgrade",
]
