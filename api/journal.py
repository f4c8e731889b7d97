"""The log: a line of JSON for each request."""

from __future__ import annotations

import atexit
import fcntl
import os
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from kg.model import InputError

_REST_SECONDS: Final = 0.05  # between two writings
_MOST_WAITING: Final = 100_000  # lines; where nobody reads the log, those that come later are counted alone


class Journal:
    """A log of JSON lines: to ``stderr``, to a file (which is appended to), or nowhere (``none``).

    A thread of its own writes them, so that a log that is slow to take them keeps no request waiting.
    """

    def __init__(self, target: str, folder: Path | None = None) -> None:
        """``folder`` is where the web processes meet that write this log. Raises ``InputError`` for a bad file."""
        self._file = -1
        if target == "stderr":
            self._file = sys.__stderr__.fileno() if sys.__stderr__ else -1
        elif target != "none":
            try:
                self._file = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            except OSError as error:
                raise InputError(f"WENTU_LOG: {target}: {error.strerror}") from None
        # A pipe parts what is longer than a page, so those who write to one take turns.
        self._turn = os.open(folder / "log", os.O_RDWR | os.O_CREAT, 0o600) if folder else -1
        self._lines: deque[bytes] = deque()
        self._dropped = 0
        self._writing = threading.Lock()
        self._news = threading.Event()
        if self._file >= 0:
            threading.Thread(target=self._keep_writing, name="wentu-log", daemon=True).start()
            atexit.register(self.flush)

    def write(self, told: dict[str, Any]) -> None:
        """Takes one line."""
        if self._file < 0:
            return
        if len(self._lines) >= _MOST_WAITING:
            self._dropped += 1
            return
        self._lines.append(_line(told))
        if not self._news.is_set():
            self._news.set()

    def flush(self) -> None:
        """Writes all that was taken."""
        with self._writing:
            lines = [self._lines.popleft() for _ in range(len(self._lines))]
            if self._dropped:
                lines.append(_line({"event": "log", "dropped": self._dropped}))
            try:
                self._write(b"".join(lines))
            except OSError:  # a full disk: what could not be written is told when there is room
                self._dropped += len(lines)
            else:
                self._dropped = 0

    def _write(self, data: bytes) -> None:
        if self._turn >= 0:
            fcntl.flock(self._turn, fcntl.LOCK_EX)
        try:
            while data:
                data = data[os.write(self._file, data) :]
        finally:
            if self._turn >= 0:
                fcntl.flock(self._turn, fcntl.LOCK_UN)

    def _keep_writing(self) -> None:
        while self._news.wait():
            time.sleep(_REST_SECONDS)
            self._news.clear()
            self.flush()


def _line(told: dict[str, Any]) -> bytes:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return orjson.dumps({"time": now, **told}, option=orjson.OPT_APPEND_NEWLINE)
