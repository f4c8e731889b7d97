"""The web processes of one server: how many there are, which of them this one is, and where they meet."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self


class Seat:
    """The place of one web process among ``of``; they meet in ``folder``, which only their user may enter.

    There are twice as many seats as processes, so that one that ends may be replaced before it is gone. A seat is
    held by a lock that the system lets go when the process ends, however it ends.
    """

    def __init__(self, folder: Path | None = None, number: int = 0, of: int = 1, descriptor: int = -1) -> None:
        self.folder, self.number, self.of = folder, number, of
        self._descriptor = descriptor  # kept open, as closing it would give the seat up

    @classmethod
    def taken(cls, folder: Path, of: int) -> Self:
        """A free seat, taken for as long as this process lives. Raises ``OSError`` where none is free."""
        descriptor = os.open(folder / "seats", os.O_RDWR | os.O_CREAT, 0o600)
        for number in range(2 * of):
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
            except BlockingIOError:
                continue
            return cls(folder, number, of, descriptor)
        os.close(descriptor)
        raise BlockingIOError(f"all seats in {folder} are taken")

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return 2 * self.of

    def share(self, whole: int) -> int:
        """This process's part of a number that all have together, at least 1."""
        return max(1, whole // self.of + (self.number % self.of < whole % self.of))
