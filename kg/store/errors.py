"""What can go wrong with a store: each error says in one line what, where, and how to mend it."""

from __future__ import annotations

from kg.model import InputError, WentuError


class StoreError(WentuError):
    """A store cannot do what was asked. ``str`` is one line, fit to be shown to the user as it is."""


class StoreMissingError(StoreError, InputError):
    """There is no store at the location."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class StoreCorruptError(StoreError):
    """The directory is not a store, or its files are damaged."""


class StoreLayoutError(StoreError):
    """The store was written by a version with another layout."""


class StoreReadOnlyError(StoreError):
    """Writing was asked of a store that was opened for reading, or that lies on a disk that cannot be written."""


class StoreUnreachableError(StoreError):
    """A remote server does not answer, answers something that is not SPARQL, or refuses the credentials."""


class StoreSlowError(StoreUnreachableError):
    """A server that takes longer over a query than it may."""


class ResultTooLargeError(StoreError):
    """The result of a query has more bytes than it may."""


class QuerySyntaxError(StoreError, InputError):
    """The query is not SPARQL; the message has the place."""
