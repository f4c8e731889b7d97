"""The room that a store takes, and disks that have none or cannot be written."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyoxigraph import Store as Engine

from kg.store import Intake, StoreError, StoreReadOnlyError, layout, open_store

from .conftest import disk_of, lines, page, single
from .test_local import environment


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk_of(tmp_path / "disk", "24m") as disk:
        yield disk


def failure(where: Path, inputs: list[Intake]) -> str:
    """What a build says that fails; the error itself would keep the engine open."""
    try:
        with open_store(where) as store:
            for intake in inputs:
                store.replace([intake])
    except StoreError as error:
        return str(error)
    return "nothing failed"


def test_a_full_disk_is_told_and_the_build_goes_on_when_there_is_room(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (10 << 20))
    inputs = [page(n, {1: f"甲{n}" * 3000, 2: os.urandom(8000).hex()}, "d") for n in range(300)]
    told = failure(small_disk / "s", inputs)
    assert "disk is full" in told and "\n" not in told
    # Room for certain: how much the engine holds on to until it compacts differs from run to run.
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,size=256m", small_disk], check=True)
    with open_store(small_disk / "s") as store:
        for intake in inputs:
            whole = {graph: len(quads) + 1 for graph, quads in intake.graphs.items()}
            found = {graph: len(list(store.quads(graph))) for graph in whole}
            assert found in (whole, dict.fromkeys(whole, 0))
    # The same command again.
    with open_store(small_disk / "s") as store, open_store(":memory:") as straight:
        store.replace(inputs)
        straight.replace(inputs)
        assert lines(store) == lines(straight)
        assert sorted(store.union()) == sorted(straight.union())


def test_a_disk_that_cannot_be_written_is_told_and_can_be_read(small_disk: Path) -> None:
    with open_store(small_disk / "s") as store:
        store.replace([single(1)])
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StoreReadOnlyError, match="cannot be written"):
        open_store(small_disk / "s")
    with open_store(small_disk / "s", read_only=True) as store:
        assert store.contains(single(1).source)


def changed_a_little(where: Path, build: int, of: int = 40) -> None:
    """A small build: one of so many articles gets another body, which no engine can compress."""
    with open_store(where) as store:
        store.replace([single(build % of, os.urandom(10_000).hex(), f"{build}")])


@pytest.fixture
def swollen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that the next build writes anew."""
    monkeypatch.setattr(layout, "LEAST", 1 << 40)
    with open_store(tmp_path / "s") as store:
        store.replace(single(n, os.urandom(10_000).hex(), "first") for n in range(40))
        for build in range(40):
            store.replace([single(build, os.urandom(10_000).hex(), f"{build}")])
    monkeypatch.setattr(layout, "LEAST", 100_000)
    return tmp_path / "s"


def test_small_builds_take_no_more_than_half_as_much_again_as_a_compact_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small copy of what ``bench/store.py --builds`` measures over thousands."""
    monkeypatch.setattr(layout, "LEAST", 100_000)
    with open_store(tmp_path / "s") as store:
        store.replace(single(n, os.urandom(10_000).hex(), "first") for n in range(40))
    largest, renewals, before = 0, 0, 0
    for n in range(60):
        changed_a_little(tmp_path / "s", n)
        taken = size(tmp_path / "s")
        largest, renewals, before = max(largest, taken), renewals + (taken < before), taken
    assert largest < 1.5 * compact(tmp_path / "s", tmp_path / "compact")
    assert 2 < renewals < 20  # now and then, not each time


def test_what_is_expected_of_a_compact_store_is_near_what_it_takes(tmp_path: Path) -> None:
    with open_store(tmp_path / "s") as store:
        store.replace(single(n, os.urandom(100).hex(), "first", size=60) for n in range(400))
        store.replace(single(n, os.urandom(100).hex(), "later", size=60) for n in range(200))
        for n in range(100):
            store.retract(single(n).source)
    expected = int((tmp_path / "s/compact").read_text())
    assert 0.75 < expected / compact(tmp_path / "s", tmp_path / "compact") < 1.3


def test_a_renewal_changes_nothing_but_the_room(swollen: Path) -> None:
    with open_store(swollen, read_only=True) as reader:
        before, union = lines(reader), sorted(reader.union())
        taken = size(swollen)
        changed_a_little(swollen, 39)
        assert size(swollen / "primary") < taken / 1.3
        assert lines(reader) == before  # over the copy that it opened, which is there still
        assert reader.refresh()
        graph = single(39).source
        assert [q for q in lines(reader) if graph.encode() not in q] == [q for q in before if graph.encode() not in q]
        assert len(sorted(reader.union())) == len(union)
    assert not open_files(swollen)


def test_a_large_store_is_written_anew_in_batches(swollen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "AT_ONCE", 100)
    monkeypatch.setattr(layout, "BATCH", 100)
    with open_store(swollen, read_only=True) as reader:
        before, union = lines(reader), sorted(reader.union())
    with open_store(swollen) as store:
        store.replace([single(1000)])
        store.retract(single(1000).source)
    with open_store(swollen, read_only=True) as reader:
        assert (lines(reader), sorted(reader.union())) == (before, union)
    assert size(swollen) < 1.5 * compact(swollen, swollen.parent / "compact")


def test_a_build_that_changes_nothing_renews_nothing(swollen: Path) -> None:
    taken = size(swollen)
    with open_store(swollen) as store:
        store.count()
    assert size(swollen) > taken / 1.3


def test_a_renewal_without_room_is_left_for_later(swollen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.layout.shutil.disk_usage", lambda path: SimpleNamespace(free=1000))
    taken = size(swollen)
    changed_a_little(swollen, 7)
    assert size(swollen) > taken / 1.3
    monkeypatch.undo()
    monkeypatch.setattr(layout, "LEAST", 100_000)
    changed_a_little(swollen, 8)
    assert size(swollen) < taken / 1.3


def test_a_disk_that_fills_up_during_a_renewal_leaves_the_store_as_it_was(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "LEAST", 1 << 40)
    with open_store(small_disk / "s") as store:
        store.replace(single(n, os.urandom(20_000).hex()) for n in range(60))
    monkeypatch.setattr(layout, "LEAST", 0)
    (small_disk / "s/compact").write_text("0")
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize - (3 << 20)))
    monkeypatch.setattr("kg.store.layout.shutil.disk_usage", lambda path: SimpleNamespace(free=1 << 40))
    with open_store(small_disk / "s") as store:
        assert store.retract(single(1).source)
    assert not (small_disk / "s/primary.new").exists()
    with open_store(small_disk / "s", read_only=True) as store:
        assert store.count() == 59 * 7
    (small_disk / "filler").unlink()
    with open_store(small_disk / "s") as store:
        assert store.retract(single(2).source)
    assert int((small_disk / "s/compact").read_text()) > 100_000


DIE = """
import os, random, signal, sys, threading, time
from kg.store import layout, open_store
from store.conftest import single
step, where = sys.argv[2], sys.argv[1]
layout.LEAST = 100_000
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
real = layout.Path.rename
if step == "writing":
    inner = layout.Layout.write_anew
    def write_anew(self, quads, count):
        inner(self, (quad if n < 200 else die() for n, quad in enumerate(quads)), count)
    layout.Layout.write_anew = write_anew
elif step == "written":
    layout.Layout.swap = die
elif step == "between":
    layout.Path.rename = lambda p, to: real(p, to) if p.name == "primary" else die()
elif step == "swapped":
    remove = layout.shutil.rmtree
    layout.shutil.rmtree = lambda p, **how: die() if p.name == "primary.old" and p.exists() else remove(p, **how)
elif step == "cleared":
    publish, calls = layout.Layout.publish, []
    def once(self, engine):
        calls.append(1)
        return publish(self, engine) if len(calls) == 1 else die()
    layout.Layout.publish = once
with open_store(where) as store:
    store.replace([single(5, "又改", "killed")])
"""


@pytest.mark.parametrize("step", ["writing", "written", "between", "swapped", "cleared"])
def test_a_kill_during_a_renewal_loses_nothing(swollen: Path, step: str) -> None:
    with open_store(swollen, read_only=True) as before, open_store(":memory:") as straight:
        held = [line for line in lines(before) if single(5).source.encode() not in line]
        straight.replace([single(5, "又改", "killed")])
        expected = sorted([*held, *lines(straight)])
    killed = subprocess.run([sys.executable, "-c", DIE, str(swollen), step], env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    with open_store(swollen, read_only=True) as reader:
        assert lines(reader) == expected
    with open_store(swollen) as store:
        assert lines(store) == expected
        store.replace([single(5, "又改了", "again")])
    assert {p.name for p in swollen.iterdir()} == {"store.json", "lock", "primary", "snapshots", "published", "compact"}
    assert size(swollen) < 1.5 * compact(swollen, swollen.parent / "compact")


@pytest.mark.parametrize("moved", [False, True])
def test_a_renewal_that_was_cut_short_is_cleared_up(tmp_path: Path, moved: bool) -> None:
    root = tmp_path / "s"
    with open_store(root) as store:
        store.replace([single(1)])
        before = lines(store)
    (root / "primary.new").mkdir()
    if moved:
        (root / "primary").rename(root / "primary.old")
    with open_store(root) as store:
        assert lines(store) == before
    assert not (root / "primary.old").exists() and not (root / "primary.new").exists()


def size(folder: Path) -> int:
    """The bytes of what the engine stores, the primary and the readers' copies, files that are the same once."""
    files = {p.stat().st_ino: p.stat().st_size for p in folder.rglob("*.sst")}
    return sum(files.values())


def compact(store: Path, folder: Path) -> int:
    """The bytes that what a store states takes when it is written at once."""
    engine = Engine(str(folder))
    with open_store(store, read_only=True) as held:
        engine.bulk_extend(iter(Engine.read_only(str(held.snapshot()))))
    engine.optimize()
    engine.flush()
    return size(folder)


def open_files(folder: Path) -> list[str]:
    """The files under a folder that this process has open."""
    links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return [link for link in links if link.startswith(str(folder))]
