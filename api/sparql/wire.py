"""Messages between the web process and a process that answers queries: a head in JSON and a body, over one socket.

The web process may send its next message before it has the answer to the last one; answers keep the order.
"""

from __future__ import annotations

import socket
import struct
from typing import Any, Final

import orjson

_LENGTHS: Final = struct.Struct(">II")
LATE: Final = "late"  # the code of an answer to one who asked behind another that took long after all
LATE_SECONDS: Final = 0.04
_CHUNK: Final = 64 * 1024

Message = tuple[dict[str, Any], bytes]


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A message as it goes over the wire."""
    told = orjson.dumps(head)
    return b"".join((_LENGTHS.pack(len(told), len(body)), told, body))


def unpacked(data: bytes | bytearray) -> tuple[Message, int] | None:
    """The first message and its length in all, None where it is not whole yet."""
    if len(data) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack_from(data)
    start = _LENGTHS.size + head
    if len(data) < start + body:
        return None
    with memoryview(data) as view:
        return (orjson.loads(view[_LENGTHS.size : start]), bytes(view[start : start + body])), start + body


def send(connection: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """Sends one message. Raises ``OSError`` where the other end is gone."""
    connection.sendall(packed(head, body))


class Inbox:
    """What comes over a connection, read into memory that is kept: a new piece for each message costs more than it."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._piece = memoryview(bytearray(_CHUNK))
        self._held = bytearray()

    def receive(self) -> Message:
        """Waits for one message. Raises ``EOFError`` where the other end is gone."""
        while (found := unpacked(self._held)) is None:
            length = self._connection.recv_into(self._piece)
            if not length:
                raise EOFError
            self._held += self._piece[:length]
        message, length = found
        del self._held[:length]
        return message
