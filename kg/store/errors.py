"""What can go wrong with a store: each error says in one line what, where, and how to mend it."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from kg.model import InputError, WentuError


class StoreError(WentuError):
    """A store cannot do what was asked. ``str`` is one line, fit to be shown to the user as it is."""


class StoreMissingError(StoreError, InputError):
    """There is no store at the location."""


class StoreKindError(StoreError, InputError):
    """The location is something else than was asked for: a file, a folder of other things, a server."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class StoreCorruptError(StoreError):
    """The store's files are damaged."""


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


_OUT_OF_SPACE = re.compile(r"no space left|disk quota", re.IGNORECASE)
_CORRUPT = re.compile(
    r"corruption|checksum|bad magic|not an sstable|does not exist in options|invalid data|while opening a file",
    re.IGNORECASE,
)
_READ_ONLY = re.compile(r"read-only file system|permission denied", re.IGNORECASE)


@contextmanager
def plain_errors(location: str) -> Iterator[None]:
    """Turns what the engine and the system raise into one line that says what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # the engine raises RuntimeError for damage that it finds late
        number, said = getattr(error, "errno", None), getattr(error, "strerror", None)
        text = " ".join(str(said or error).split())
        if number == errno.ENOSPC or _OUT_OF_SPACE.search(text):
            raise StoreError(
                f"{location}: the disk is full; make room and run the same command again, nothing is lost"
            ) from error
        if number in (errno.EROFS, errno.EACCES, errno.EPERM) or _READ_ONLY.search(text):
            raise StoreReadOnlyError(f"{location}: cannot be written ({text}); give another --store") from error
        if _CORRUPT.search(text):
            raise StoreCorruptError(
                f"{location}: the store's files are damaged ({text}); build it anew in another directory"
            ) from error
        raise StoreError(f"{location}: {text}") from error
