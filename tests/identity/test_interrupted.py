"""A build that ends in the middle of settling who is who: the same command again ends in the same graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kg.identity.graphs import unsettled
from kg.pipeline import build
from kg.store import Store, StoreError, open_store
from kg.store.remote import RemoteStore
from tests.identity.conftest import ALL
from tests.store.conftest import Server, disk_of

ROOT = Path(__file__).parents[2]
Write = Callable[[Sequence[str]], str]
FIRST = ("a1", "a2", "a3", "a5")
"""What the store holds before: people who are told apart, joined and given other IRIs by what comes."""


def told(store: Store) -> tuple[list[bytes], list[bytes]]:
    return sorted(store.dump()), sorted(store.union())


@pytest.fixture
def straight(written: Write) -> tuple[list[bytes], list[bytes]]:
    with open_store(":memory:") as store:
        build([written(FIRST)], store)
        build([written(ALL)], store)
        return told(store)


BUILD = """
import os, random, signal, sys, threading
from kg import pipeline
from kg.identity import settle
from kg.store import local, open_store
path, where, at, late = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
settle.KEYS = local.BATCH = 1  # a transaction for each name
real, left = local.LocalStore._commit, [at]
def commit(self, change):
    left[0] -= bool(change.size)
    if left[0] == 0:
        threading.Timer(late, os.kill, (os.getpid(), signal.SIGKILL)).start()
        late or threading.Event().wait()
    real(self, change)
local.LocalStore._commit = commit
with open_store(where) as store:
    really = pipeline.settle
    pipeline.settle = lambda *given: (left.__setitem__(0, at), really(*given))[1]
    left[0] = -1
    pipeline.build([path], store)
print("done")
"""


@pytest.mark.parametrize(("at", "late"), [(1, 0.0), (2, 0.0), (3, 0.001), (4, 0.0), (6, 0.002)])
def test_a_kill_in_the_middle_of_settling(
    written: Write, straight: tuple[list[bytes], list[bytes]], tmp_path: Path, at: int, late: float
) -> None:
    where = tmp_path / "s"
    with open_store(where) as store:
        build([written(FIRST)], store)
    command = [sys.executable, "-c", BUILD, written(ALL), str(where), str(at), str(late)]
    killed = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, capture_output=True, text=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    with open_store(where) as store:
        assert unsettled(store)
        build([written(ALL)], store)
        assert told(store) == straight


def failing(store: Store, at: int, fail: Callable[[], None]) -> None:
    """Has ``fail`` called before the write of that number."""
    assert isinstance(store, RemoteStore)
    real, left = store._client.update, [at]

    def update(*arguments: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            fail()
        real(*arguments)  # type: ignore[arg-type]

    store._client.update = update  # type: ignore[method-assign, assignment]


@pytest.mark.parametrize("at", [2, 3])
def test_a_server_that_is_gone_in_the_middle_of_settling(
    written: Write, straight: tuple[list[bytes], list[bytes]], tmp_path: Path, at: int
) -> None:
    server = Server(tmp_path / "oxigraph")
    try:
        build([written(FIRST)], open_store(server.url))
        store = open_store(server.url)
        failing(store, at, server.stop)  # the first write is that of the articles
        with pytest.raises(StoreError) as caught:
            build([written(ALL)], store)
        assert "\n" not in str(caught.value)
        server.start()
        again = open_store(server.url)
        assert unsettled(again)
        build([written(ALL)], again)
        assert told(again) == straight
    finally:
        server.stop()


def test_a_disk_that_is_full_in_the_middle(
    written: Write, straight: tuple[list[bytes], list[bytes]], tmp_path: Path
) -> None:
    with disk_of(tmp_path / "disk", "24m") as disk:
        with open_store(disk / "s") as store:
            build([written(FIRST)], store)
        filler = disk / "filler"
        message = ""
        try:
            with open_store(disk / "s") as store:
                with filler.open("wb", buffering=0) as file, pytest.raises(OSError):
                    while file.write(b"x" * 65_536):
                        pass
                build([written(ALL)], store)
        except StoreError as error:
            message = str(error)
        assert "disk is full" in message and "\n" not in message
        filler.unlink()
        with open_store(disk / "s") as store:
            build([written(ALL)], store)
            assert told(store) == straight
