"""What the web processes of one server tell each other: their counts, when one of them is asked for those of all."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

from api.seat import Seat

_ANSWER_SECONDS = 2.0
_CHUNK = 65_536


class Siblings:
    """The other web processes, over a Unix socket for each in the folder of the seats."""

    def __init__(self, seat: Seat, tell: Callable[[], bytes]) -> None:
        """Tells each of the others what ``tell`` gives when it asks."""
        self._seat, self._tell = seat, tell
        if seat.folder and seat.of > 1:
            server = socket.socket(socket.AF_UNIX)
            (seat.folder / str(seat.number)).unlink(missing_ok=True)  # of one that was killed
            server.bind(str(seat.folder / str(seat.number)))
            server.listen()
            threading.Thread(target=self._listen, args=(server,), name="wentu-siblings", daemon=True).start()

    def ask(self) -> Iterator[bytes]:
        """What each of the others tells; one that is gone tells nothing."""
        for number in range(self._seat.seats if self._seat.folder and self._seat.of > 1 else 0):
            if number != self._seat.number:
                with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
                    connection.settimeout(_ANSWER_SECONDS)
                    connection.connect(f"{self._seat.folder}/{number}")
                    yield _whole(connection)

    def _listen(self, server: socket.socket) -> None:
        while True:
            with suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.settimeout(_ANSWER_SECONDS)
                    connection.sendall(self._tell())


def _whole(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(_CHUNK):
        parts.append(part)
    return b"".join(parts)
