"""The room that a store takes, and disks that have none or cannot be written."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store as Engine

from kg.store import Intake, StoreError, StoreReadOnlyError, layout, open_store

from .conftest import disk_of, lines, page, single


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


def test_a_worn_store_is_written_anew_with_what_is_stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LEAST_WEAR", 100_000)
    largest = 0
    for n in range(30):
        with open_store(tmp_path / "s") as store:
            store.replace(single(k, os.urandom(4000).hex(), f"{n}") for k in range(20))
        largest = max(largest, size(tmp_path / "s/primary"))
    with open_store(tmp_path / "s", read_only=True) as reader:
        before = lines(reader)
        assert len(before) == 20 * 7
    (tmp_path / "s/wear").write_text("999999999")
    with open_store(tmp_path / "s") as store:
        assert lines(store) == before
        assert sorted(store.union())
    assert not (tmp_path / "s/wear").exists()
    assert size(tmp_path / "s/primary") < largest


def test_small_builds_take_no_more_than_half_as_much_again_as_a_compact_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small copy of what ``bench/store.py --builds`` measures over thousands."""
    monkeypatch.setattr(layout, "LEAST_WEAR", 100_000)
    with open_store(tmp_path / "s") as store:
        store.replace(single(n, os.urandom(10_000).hex(), "first") for n in range(40))
    largest = 0
    for n in range(120):
        with open_store(tmp_path / "s") as store:
            store.replace([single(n % 40, os.urandom(10_000).hex(), f"{n}")])
        largest = max(largest, size(tmp_path / "s/primary"))  # readers' copies are links to these, but for a merge
    compact = Engine(str(tmp_path / "compact"))
    with open_store(tmp_path / "s", read_only=True) as store:
        compact.bulk_extend(iter(Engine.read_only(str(store.snapshot()))))
    compact.optimize()
    compact.flush()
    assert largest < 1.5 * size(tmp_path / "compact")


def test_a_worn_store_without_room_for_a_second_copy_goes_on_as_it_is(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "LEAST_WEAR", 0)
    with open_store(small_disk / "s") as store:
        store.replace(single(n, os.urandom(20_000).hex()) for n in range(60))
    (small_disk / "s/wear").write_text("999999999")
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize - (3 << 20)))
    with open_store(small_disk / "s") as store:
        assert store.count() == 60 * 7
        assert store.retract(single(1).source)
    assert not (small_disk / "s/primary.new").exists()


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
    return sum(p.stat().st_size for p in folder.rglob("*.sst"))
