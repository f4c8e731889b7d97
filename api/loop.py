"""The event loop in which queries wait: the server's own, or one in a thread where no server has given its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class Loop:
    """One event loop for all that answers queries. Safe to use by many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._own: threading.Thread | None = None

    def adopt(self, loop: asyncio.AbstractEventLoop) -> None:
        """Uses the server's loop; before anything has run here."""
        with self._lock:
            assert self._loop is None
            self._loop = loop

    def run(self, work: Coroutine[Any, Any, _Value]) -> _Value:
        """What the work gives; waits for it, so never call this in the loop itself."""
        return asyncio.run_coroutine_threadsafe(work, self._running()).result()

    def close(self) -> None:
        """Ends a loop of our own; what still runs in it is left alone."""
        with self._lock:
            loop, thread, self._loop, self._own = self._loop, self._own, None, None
        if loop and thread:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._own = threading.Thread(target=self._loop.run_forever, name="wentu-loop", daemon=True)
                self._own.start()
            return self._loop
