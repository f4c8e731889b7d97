"""Who is being answered and who used how much of late, over all web processes of a server.

Each process writes into a part of a shared file that is its own, and reads the parts of the others: so no lock is
needed, and what a process that was killed had counted is forgotten when another takes its seat.
"""

from __future__ import annotations

import mmap
import os
import time
from collections import Counter
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from api.seat import Seat

_DRAWERS: Final = 16_384  # clients are told apart by these in the parts of others
_HEAD: Final = 64  # bytes before the parts: the key that says which drawer is whose, so that nobody can choose
_ALL: Final = 8
_PART: Final = _ALL + _DRAWERS * (4 + 8 + 8)
_HALF_LIFE: Final = 30.0  # seconds after which half of what a client used is forgotten
_MOST_REMEMBERED: Final = 10_000


class Desk:
    """The counts of this process and of those beside it; for the tasks of one event loop."""

    def __init__(self, seat: Seat | None = None) -> None:
        seat = seat or Seat()
        self._inside: Counter[str] = Counter()
        self._used: dict[str, tuple[float, float]] = {}  # seconds used, and when that was so
        held = memoryview(_file(seat))
        parts = [_Part(held[at : at + _PART]) for at in range(_HEAD, _HEAD + seat.seats * _PART, _PART)]
        self._own = parts.pop(seat.number)
        self._own.clear()
        self._others = parts if seat.folder else []
        key = bytes(held[:_HEAD])
        self._drawer = lru_cache(maxsize=_MOST_REMEMBERED)(lambda client: _drawer(key, client))

    def enter(self, client: str) -> tuple[int, int]:
        """Takes in a query; how many of the client and of all are in now.

        It is counted first and looked at then, so that two processes cannot both let in the last one.
        """
        drawer = self._drawer(client)
        self._inside[client] += 1
        self._own.inside[drawer] += 1
        self._own.all[0] += 1
        mine, everyone = self._inside[client], self._own.all[0]
        for other in self._others:
            mine += other.inside[drawer]
            everyone += other.all[0]
        return mine, everyone

    def leave(self, client: str) -> None:
        """Lets out a query that was taken in."""
        self._own.inside[self._drawer(client)] -= 1
        self._own.all[0] -= 1
        self._inside[client] -= 1
        if not self._inside[client]:
            del self._inside[client]

    def charge(self, client: str, seconds: float) -> None:
        """Remembers what a client used."""
        if len(self._used) >= _MOST_REMEMBERED:
            self._used = {one: used for one, used in self._used.items() if _left(*used) > 1}
        now, drawer, own = time.monotonic(), self._drawer(client), self._own
        self._used[client] = (_left(*self._used.get(client, (0.0, 0.0))) + seconds, now)
        own.used[drawer], own.then[drawer] = _left(own.used[drawer], own.then[drawer]) + seconds, now

    def debt(self, client: str) -> float:
        """Seconds that a client used of late."""
        held = self._used.get(client)
        debt = _left(*held) if held else 0.0
        if self._others:
            drawer = self._drawer(client)
            for other in self._others:
                if other.used[drawer]:
                    debt += _left(other.used[drawer], other.then[drawer])
        return debt


class _Part:
    """What one process wrote: how many queries are in, of all and by drawer; what was used, and when that was so."""

    def __init__(self, held: memoryview) -> None:
        self._held = held
        self.all = held[:_ALL].cast("q")
        then = len(held) - 8 * _DRAWERS
        self.used, self.then = held[then - 8 * _DRAWERS : then].cast("d"), held[then:].cast("d")
        self.inside = held[_ALL : then - 8 * _DRAWERS].cast("I")

    def clear(self) -> None:
        """Forgets all."""
        self._held[:] = bytes(len(self._held))


def _file(seat: Seat) -> mmap.mmap:
    size = _HEAD + seat.seats * _PART
    if seat.folder is None:
        return mmap.mmap(-1, size)
    path = seat.folder / "desk"
    if not path.exists():
        part = path.with_name(f"desk-{seat.number}")
        part.write_bytes(os.urandom(_HEAD))
        os.truncate(part, size)
        with suppress(FileExistsError):
            os.link(part, path)  # whole, by the first who comes
        part.unlink()
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), size)


def _drawer(key: bytes, client: str) -> int:
    return int.from_bytes(blake2b(client.encode(), digest_size=4, key=key).digest()) % _DRAWERS


def _left(used: float, then: float) -> float:
    """What is left of what was used then."""
    return used and float(used * 0.5 ** ((time.monotonic() - then) / _HALF_LIFE))
