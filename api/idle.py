"""Ends connections whose client takes nothing of its answer, which would lie in memory for as long."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Final

_DESCRIPTORS: Final = Path("/proc/self/fd")
_LOOK_SECONDS: Final = 0.05


async def give_up_after(seconds: int) -> None:
    """Lets the system (Linux) do it for all connections from now on.

    They have it from the socket that listens. The server makes that one itself, a moment after it is told to begin,
    and hands it to nobody, so it is looked for among the files of this process.
    """
    if not hasattr(socket, "TCP_USER_TIMEOUT") or not _DESCRIPTORS.exists():
        return
    while not _told(seconds * 1000):
        await asyncio.sleep(_LOOK_SECONDS)


def _told(milliseconds: int) -> bool:
    found = False
    for entry in _DESCRIPTORS.iterdir():
        with suppress(OSError), socket.socket(fileno=os.dup(int(entry.name))) as held:
            inet = held.family in (socket.AF_INET, socket.AF_INET6)
            if inet and held.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                held.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
                found = True
    return found
