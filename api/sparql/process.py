"""One process that answers queries, seen from the web process."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from api.sparql.line import Line
from api.sparql.turns import Turn
from api.sparql.wire import Message
from kg.rdf.iris import PREFIXES as KINDS
from kg.rdf.vocabulary import PREFIXES

_ROOT: Final = str(Path(__file__).parent.parent.parent)
_START_SECONDS: Final = 30
_END_SECONDS: Final = 0.2
_PREFIXES: Final = {**PREFIXES, **KINDS}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A directory that stays as it is, and the version of the data in it."""

    path: Path
    version: str


class LostError(Exception):
    """The process ended before it answered."""


class Process:
    """A process over one snapshot; ``version`` is the snapshot's, ``ready`` says that it has answered once."""

    def __init__(self, process: subprocess.Popen[bytes], line: Line, version: str) -> None:
        self._process, self._line, self.version, self.ready = process, line, version, False
        self.stopped = False  # by another than who asks
        self._greeting = line.ask({"prefixes": _PREFIXES})

    @classmethod
    async def start(cls, snapshot: Snapshot, memory_mb: int) -> Self:
        """Starts one, without waiting until it is ready. Raises ``OSError`` where the system has no room for it."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                process = await asyncio.to_thread(_spawned, theirs.fileno(), snapshot.path, memory_mb)
            except OSError:
                ours.close()
                raise
        _, line = await asyncio.get_running_loop().create_unix_connection(Line, sock=ours)
        return cls(process, line, snapshot.version)

    async def await_ready(self) -> None:
        """Waits until the process may be asked. Raises ``LostError`` where it ended first or cannot read the store."""
        try:
            greeting, _ = await self._line.within(self._greeting, _START_SECONDS)
        except (EOFError, TimeoutError) as error:
            raise LostError(f"no start: {error}") from None
        if not greeting["ready"]:
            raise LostError(greeting["message"])
        self.ready = True

    def takes(self, version: str) -> bool:
        """Whether it may be asked at once over this version of the data."""
        return self.ready and self.version == version

    async def ask(self, request: dict[str, Any], seconds: float, turn: Turn) -> Message:
        """Head and body. Raises ``TimeoutError`` after so many seconds, ``LostError`` where the process ended, and
        ``RecalledError`` where the turn is not to wait any longer.
        """
        turn.sent = self._line.ask(request)
        try:
            return await self._line.within(turn.sent, seconds)
        except EOFError as error:
            raise LostError(str(error)) from None

    async def end(self) -> int:
        """Hangs up; the status with which the process ended, negative for a signal."""
        self._line.close()
        return await asyncio.to_thread(self._ended)

    def stop(self) -> None:
        """Kills the process; whoever asked it sees it end."""
        self.stopped = True
        self._process.kill()

    def reap(self) -> None:
        """Kills the process and waits until it is gone."""
        self._process.kill()
        self._process.wait()

    def _ended(self) -> int:
        try:
            # One that ended by itself tells why only if it is not killed first.
            return self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.reap()
            return self._process.wait()


def _spawned(descriptor: int, snapshot: Path, memory_mb: int) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, [_ROOT, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "api.sparql.worker", str(descriptor), str(snapshot), str(memory_mb)],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )
