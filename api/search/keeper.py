"""Keeps the index in step with the store without making a request wait."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from api.search.index import FORMAT, Index
from kg.store import Store

_LOG = logging.getLogger("wentu.search")
_ROOT: Final = str(Path(__file__).parent.parent.parent)
_FOLDER: Final = "names"
_REMOTE_SECONDS: Final = 900  # a server does not say when it has news
_AGAIN_SECONDS: Final = 30.0


class Keeper:
    """The newest index of the store at ``location``.

    A local store has it in its own directory, so that it goes with it and all processes share one. Where that cannot
    be written, and for a remote store, it lies in a temporary directory of this process.
    """

    def __init__(self, location: str) -> None:
        self._location = location
        self._lock = threading.Lock()
        self._index: tuple[str, Index] | None = None
        self._builder: subprocess.Popen[bytes] | None = None
        self._not_before = 0.0
        self._folder: Path | None = None
        self._own: tempfile.TemporaryDirectory[str] | None = None

    def current(self, store: Store) -> Index | None:
        """The index of the store as it is, or else the one before; None where there is none yet.

        Where there is none of this version, a process begins to make it.
        """
        name = _name(store)
        with self._lock:
            if self._index is None or self._index[0] != name:
                self._take(store, name)
            return self._index[1] if self._index else None

    def wait(self, store: Store, seconds: float = 60.0) -> Index:
        """The index of this version, waited for. Raises ``TimeoutError``."""
        name, until = _name(store), time.monotonic() + seconds
        while time.monotonic() < until:
            found = self.current(store)
            if found and self._index and self._index[0] == name:
                return found
            time.sleep(0.02)
        raise TimeoutError(f"no index of {self._location} after {seconds:g} seconds")

    def close(self) -> None:
        """Lets go of the index; one that is being made is given up."""
        with self._lock:
            if self._builder and self._builder.poll() is None:
                self._builder.terminate()
                self._builder.wait()
            if self._index:
                self._index[1].close()
            self._index = self._builder = None
            if self._own:
                self._own.cleanup()

    def _take(self, store: Store, name: str) -> None:
        file = self._where(store) / name
        if file.exists():
            try:
                found = Index(file)
            except sqlite3.DatabaseError:
                _LOG.warning("%s is damaged and is made anew", file)
                file.unlink(missing_ok=True)
            else:
                if self._index:
                    self._index[1].close()
                self._index = (name, found)
                return
        self._begin(file)

    def _begin(self, file: Path) -> None:
        """Starts a process, unless one is at work or ended just now (another server's may be at it)."""
        if self._builder is not None and self._builder.poll() is None:
            return
        if self._builder is not None and self._builder.returncode:
            _LOG.warning("the index of names could not be made (status %s)", self._builder.returncode)
            self._not_before = time.monotonic() + _AGAIN_SECONDS
            self._builder = None
        if time.monotonic() < self._not_before:
            return
        self._not_before = time.monotonic() + 1.0
        path = os.pathsep.join(filter(None, [_ROOT, os.environ.get("PYTHONPATH")]))
        self._builder = subprocess.Popen(
            [sys.executable, "-P", "-m", "api.search.build", self._location, str(file.parent), file.name],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )

    def _where(self, store: Store) -> Path:
        if self._folder is None:
            self._folder = self._beside(store) or self._temporary()
        return self._folder

    def _beside(self, store: Store) -> Path | None:
        if store.snapshot() is None:
            return None
        folder = Path(self._location) / _FOLDER
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            return None
        return folder if os.access(folder, os.W_OK) else None

    def _temporary(self) -> Path:
        self._own = tempfile.TemporaryDirectory(prefix="wentu-names-", ignore_cleanup_errors=True)
        return Path(self._own.name)


def _name(store: Store) -> str:
    version = store.version() if store.snapshot() else f"at-{int(time.time() / _REMOTE_SECONDS)}"
    return f"names-{FORMAT}-{version}.sqlite"
