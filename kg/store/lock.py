"""Locks on files: who writes a store, and which snapshots are still being read."""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.store.errors import StoreLockedError


class WriterLock:
    """One writer a store. The file says who holds it; the system frees it when that process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> None:
        """Raises ``StoreLockedError``, which names the holder, where another writer has the lock."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "another process"
            os.close(handle)
            raise StoreLockedError(
                f"{self._path.parent}: another build is writing to this store ({holder}); wait until it ends or stop it"
            ) from None
        os.ftruncate(handle, 0)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        os.write(handle, f"process {os.getpid()} on {socket.gethostname()} since {since}\n".encode())
        self._handle = handle

    def release(self) -> None:
        """Lets go; does nothing where the lock is not held."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


class ReaderMark:
    """Keeps the writer from removing what is still being read."""

    def __init__(self, path: Path) -> None:
        """Raises ``FileNotFoundError`` where there is nothing to be marked any more."""
        self._handle: int | None = os.open(path, os.O_RDONLY)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def release(self) -> None:
        """Says that the reading is over; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextmanager
def unread(path: Path) -> Iterator[bool]:
    """Whether no process holds a ``ReaderMark`` on ``path``; where so, none can get one until the block ends."""
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)
