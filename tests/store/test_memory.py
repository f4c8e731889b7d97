"""Freed memory goes back to the system."""

import sys
from pathlib import Path

import pytest

from kg.store.memory import give_back


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of a process how much memory it holds")
def test_what_was_freed_is_given_back() -> None:
    def held() -> int:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096

    # Small pieces of memory come from the heap, whose end the C library keeps while the last piece is in use.
    pieces = [bytes(2_000) for _ in range(50_000)]
    last = pieces.pop()
    before = held()
    del pieces
    give_back()
    assert before - held() > 50_000_000
    assert len(last) == 2_000
