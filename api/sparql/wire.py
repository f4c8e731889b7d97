"""Messages between the web process and a process that answers queries: a head in JSON and a body, over one socket.

Each end sends a message only when it has the answer to its last one, so messages never overlap.
"""

from __future__ import annotations

import socket
import struct
from typing import Any, Final

import orjson

_LENGTHS: Final = struct.Struct(">II")
_CHUNK: Final = 256 * 1024

Message = tuple[dict[str, Any], bytes]


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A message as it goes over the wire."""
    told = orjson.dumps(head)
    return b"".join((_LENGTHS.pack(len(told), len(body)), told, body))


def unpacked(data: bytearray) -> Message | None:
    """The message, None where it is not whole yet."""
    if len(data) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack_from(data)
    start = _LENGTHS.size + head
    if len(data) < start + body:
        return None
    with memoryview(data) as view:
        return orjson.loads(view[_LENGTHS.size : start]), bytes(view[start : start + body])


def send(connection: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """Sends one message. Raises ``OSError`` where the other end is gone."""
    connection.sendall(packed(head, body))


def receive(connection: socket.socket) -> Message:
    """Waits for one message. Raises ``EOFError`` where the other end is gone."""
    data = bytearray()
    while (message := unpacked(data)) is None:
        more = connection.recv(_CHUNK)
        if not more:
            raise EOFError
        data += more
    return message
