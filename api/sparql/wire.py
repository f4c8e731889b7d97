"""Messages between the web process and a process that answers queries: a head in JSON and a body, over one socket."""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any, Final

_LENGTHS: Final = struct.Struct(">II")
_CHUNK: Final = 256 * 1024


def send(connection: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """Sends one message. Raises ``OSError`` where the other end is gone."""
    told = json.dumps(head).encode()
    connection.sendall(b"".join((_LENGTHS.pack(len(told), len(body)), told, body)))


def receive(connection: socket.socket, seconds: float | None = None) -> tuple[dict[str, Any], bytes]:
    """One message. Raises ``TimeoutError`` where it is not whole after so many seconds, ``EOFError`` at the end."""
    deadline = None if seconds is None else time.monotonic() + seconds
    data = _read(connection, bytearray(), _LENGTHS.size, deadline)
    head, body = _LENGTHS.unpack_from(data)
    whole = _LENGTHS.size + head + body
    data = _read(connection, data, whole, deadline)
    start = _LENGTHS.size + head
    return json.loads(bytes(data[_LENGTHS.size : start])), bytes(data[start:whole])


def _read(connection: socket.socket, data: bytearray, length: int, deadline: float | None) -> bytearray:
    """Reads until ``data`` has so many bytes; messages never overlap, as each is answered before the next."""
    while len(data) < length:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            connection.settimeout(left)
        more = connection.recv(_CHUNK)
        if not more:
            raise EOFError
        data += more
    return data
