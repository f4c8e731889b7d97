"""A store of an older layout becomes one of this version's, with all that it holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store as Engine

from kg.store import StoreKindError, StoreLayoutError, StoreLockedError, StoreMissingError, open_store, upgrade
from kg.store.layout import LAYOUT, Layout
from kg.store.lock import WriterLock

from .conftest import Server, lines, page, single
from .test_local import environment

INPUTS = [single(1), page(1, {1: "甲", 2: "乙"}, "d"), page(2, {1: "甲"}, "d")]


def layout_1(root: Path) -> Path:
    """What the first layout looked like: the named graphs alone, in the engine and in the readers' copy."""
    with open_store(":memory:") as straight:
        straight.replace(INPUTS)
        (root / "primary").mkdir(parents=True)
        engine = Engine(str(root / "primary"))
        engine.extend(quad for graph in straight.graphs() for quad in straight.quads(graph))
    engine.flush()
    (root / "snapshots").mkdir()
    engine.backup(str(root / "snapshots" / "3"))
    del engine
    (root / "snapshots" / "3.mark").touch()
    (root / "published").write_text("3\n")
    (root / "lock").touch()
    (root / "store.json").write_text('{"layout": 1}\n')
    return root


def is_like_new(root: Path) -> bool:
    with open_store(":memory:") as straight, open_store(root, read_only=True) as store:
        straight.replace(INPUTS)
        return lines(store) == lines(straight) and sorted(store.union()) == sorted(straight.union())


def test_the_first_layout_becomes_the_present_one(tmp_path: Path) -> None:
    root = layout_1(tmp_path / "s")
    for read_only in (True, False):
        with pytest.raises(StoreLayoutError, match=r"layout 1, .*run: wentu upgrade --store"):
            open_store(root, read_only=read_only)
    assert upgrade(root) == 1
    assert json.loads((root / "store.json").read_text()) == {"layout": LAYOUT}
    assert is_like_new(root)
    assert upgrade(root) == LAYOUT
    with open_store(root) as store:
        assert store.retract(single(1).source)
        store.replace([single(1)])
    assert is_like_new(root)


def test_an_old_reader_goes_on_over_what_it_opened(tmp_path: Path) -> None:
    root = layout_1(tmp_path / "s")
    mark = Layout(root).hold(3)
    reader = Engine.read_only(str(root / "snapshots" / "3"))
    upgrade(root)
    assert len(list(reader)) == sum(len(q) + 1 for intake in INPUTS for q in intake.graphs.values())
    mark.release()


DIE = """
import os, signal, sys
from pathlib import Path
from kg.store import layout, upgrade
step = sys.argv[2]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if step == "before":
    Path.rename = die
elif step == "between":
    real = Path.rename
    Path.rename = lambda p, to: real(p, to) if p.name == "primary" else die()
elif step == "described":
    layout.Layout.describe = die
else:
    layout.Layout.publish = die
upgrade(sys.argv[1])
"""


@pytest.mark.parametrize("step", ["before", "between", "described", "published"])
def test_an_upgrade_that_is_killed_can_be_run_again(tmp_path: Path, step: str) -> None:
    root = layout_1(tmp_path / "s")
    killed = subprocess.run([sys.executable, "-c", DIE, root, step], env=environment(), check=False)
    assert killed.returncode < 0
    upgrade(root)
    assert is_like_new(root)


def test_what_cannot_be_upgraded_is_told(tmp_path: Path, shared_server: Server) -> None:
    root = layout_1(tmp_path / "s")
    (root / "store.json").write_text('{"layout": 99}')
    with pytest.raises(StoreLayoutError, match="newer Wentu"):
        upgrade(root)
    (root / "store.json").write_text('{"layout": 0}')
    with pytest.raises(StoreLayoutError, match="build it anew"):
        upgrade(root)
    with pytest.raises(StoreMissingError):
        upgrade(tmp_path / "none")
    with pytest.raises(StoreKindError, match="only a directory"):
        upgrade(shared_server.url)


def test_nobody_may_write_meanwhile(tmp_path: Path) -> None:
    root = layout_1(tmp_path / "s")
    lock = WriterLock(root / "lock")
    lock.acquire()
    with pytest.raises(StoreLockedError, match=f"process {os.getpid()}"):
        upgrade(root)
    lock.release()
    upgrade(root)
    assert is_like_new(root)
