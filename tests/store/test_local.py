import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from kg.store import (
    StoreCorruptError,
    StoreError,
    StoreKindError,
    StoreLayoutError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    open_store,
)
from kg.store.layout import Layout

from .conftest import lines, page, single

ROOT = Path(__file__).parents[2]


def test_a_reader_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="wentu build"):
        open_store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_writer_that_wants_a_store_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="wentu build"):
        open_store(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()
    open_store(tmp_path / "s").close()
    open_store(tmp_path / "s", create=False).close()


def test_an_empty_folder_is_a_store_to_be(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="no store yet"):
        open_store(tmp_path, read_only=True)
    with open_store(tmp_path) as store:
        assert store.count() == 0


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    for read_only in (True, False):
        with pytest.raises(StoreKindError, match="no store"):
            open_store(tmp_path, read_only=read_only)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for read_only in (True, False):
        with pytest.raises(StoreKindError, match="this is a file"):
            open_store(tmp_path / "file", read_only=read_only)


def test_a_store_of_another_layout_is_named(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store/store.json").write_text('{"layout": 99}')
    with pytest.raises(StoreLayoutError, match=r"layout 99.*newer Wentu"):
        open_store(tmp_path / "store")


def test_a_store_that_an_older_version_wrote_is_left_as_it_is(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        store.replace([single(1)])
    description = tmp_path / "store/store.json"
    now = description.read_text()
    description.write_text('{"layout": 1}')
    for read_only in (True, False):
        with pytest.raises(StoreLayoutError, match=r"layout 1, this version needs .*wentu upgrade"):
            open_store(tmp_path / "store", read_only=read_only)
    description.write_text(now)
    with open_store(tmp_path / "store", read_only=True) as store:
        assert store.contains(single(1).source)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "7"])
def test_a_damaged_description_is_told(tmp_path: Path, text: str) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store/store.json").write_text(text)
    with pytest.raises(StoreCorruptError, match="damaged"):
        open_store(tmp_path / "store")


def test_damaged_files_are_told_in_one_line(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        store.replace(single(n) for n in range(50))
    for path in (tmp_path / "store/primary").glob("MANIFEST*"):
        path.write_bytes(b"not what was written here" * 10)
    with pytest.raises(StoreCorruptError) as caught:
        open_store(tmp_path / "store")
    assert "\n" not in str(caught.value) and str(tmp_path) in str(caught.value)


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        store.replace([single(1)])
    (tmp_path / "store/snapshots/1/CURRENT").unlink()
    with pytest.raises(StoreCorruptError, match="damaged"):
        open_store(tmp_path / "store", read_only=True)


def test_a_copy_for_readers_that_is_gone_is_made_again(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace([single(1)])
    shutil.rmtree(tmp_path / "snapshots")
    with open_store(tmp_path, read_only=True) as store:
        assert store.contains(single(1).source)


def test_the_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace([single(1)])
        with pytest.raises(StoreLockedError, match=f"process {os.getpid()} on "):
            open_store(tmp_path)
    open_store(tmp_path).close()


def test_a_store_can_be_opened_again_after_an_error_at_opening(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    primary = tmp_path / "primary"
    primary.rename(tmp_path / "aside")
    primary.write_text("in the way")
    with pytest.raises(StoreError):
        open_store(tmp_path)
    primary.unlink()
    (tmp_path / "aside").rename(primary)
    open_store(tmp_path).close()


def test_readers_do_not_write(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace([single(1)])
    with open_store(tmp_path, read_only=True) as store:
        with pytest.raises(StoreReadOnlyError):
            store.replace([single(2)])
        with pytest.raises(StoreReadOnlyError):
            store.retract(single(1).source)
        assert store.contains(single(1).source)


def test_readers_go_on_while_a_build_runs_and_see_its_end(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace([single(1)])
    reader = open_store(tmp_path, read_only=True)
    version = reader.version()
    with open_store(tmp_path) as writer:
        writer.replace([single(2)])
        assert not reader.refresh()
        assert not reader.contains(single(2).source)
        with open_store(tmp_path, read_only=True) as late:
            assert late.contains(single(1).source) and not late.contains(single(2).source)
        writer.publish()
        assert reader.refresh()
        assert reader.contains(single(2).source)
        assert reader.version() != version
        writer.replace([single(3)])
    assert reader.refresh()
    assert reader.contains(single(3).source)
    assert not reader.refresh()
    reader.close()


def test_a_snapshot_lasts_as_long_as_its_readers(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace([single(1)])
    reader = open_store(tmp_path, read_only=True)
    snapshot = reader.snapshot()
    assert snapshot is not None
    for n in range(2, 6):
        with open_store(tmp_path) as store:
            store.replace([single(n)])
    assert {p.name for p in (tmp_path / "snapshots").iterdir() if p.is_dir()} == {snapshot.name, "5"}
    held = pyoxigraph.Store.read_only(str(snapshot))  # as a worker process would
    assert len(list(held.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == reader.count() == 7
    reader.close()
    with open_store(tmp_path) as store:
        store.replace([single(6)])
    assert {p.name for p in (tmp_path / "snapshots").iterdir() if p.is_dir()} == {"6"}


def test_a_reader_lets_go_of_the_snapshot_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what it takes, which may be all of a store that was written anew, would wait for the next build."""
    with open_store(tmp_path) as store:
        store.replace([single(1)])
    with open_store(tmp_path, read_only=True) as reader:
        with open_store(tmp_path) as store:
            store.replace([single(2)])
        assert reader.refresh() and not reader.refresh()
        assert {p.name for p in (tmp_path / "snapshots").iterdir() if p.is_dir()} == {"1", "2"}
        monkeypatch.setattr("kg.store.local.LONGEST", 0.0)
        assert not reader.refresh()
        assert {p.name for p in (tmp_path / "snapshots").iterdir()} == {"2", "2.mark"}
        assert reader.contains(single(2).source)


def test_a_snapshot_that_is_about_to_be_published_is_not_swept_away(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace([single(1)])
    (tmp_path / "snapshots/2").mkdir()
    (tmp_path / "snapshots/2.mark").touch()
    Layout(tmp_path).sweep()
    assert {p.name for p in (tmp_path / "snapshots").iterdir()} == {"1", "1.mark", "2", "2.mark"}


def test_a_query_goes_on_over_what_it_began_with(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace(single(n, size=200) for n in range(50))
    with open_store(tmp_path, read_only=True) as reader:
        rows = iter(reader.query("SELECT * { ?s ?p ?o }"))  # type: ignore[arg-type]
        next(rows)
        with open_store(tmp_path) as writer:
            for n in range(50):
                writer.retract(single(n).source)
        assert reader.refresh()
        assert sum(1 for _ in rows) == 50 * 201 - 1
        assert reader.count() == 0


def test_closing_without_a_change_publishes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace([single(1)])
    with open_store(tmp_path, read_only=True) as reader:
        with open_store(tmp_path) as store:
            store.replace([single(1)])
        assert not reader.refresh()


def test_a_reader_publishes_what_a_killed_writer_had_stored(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from kg.store import open_store; from store.conftest import single\n"
        f"store = open_store({str(tmp_path / 'store')!r}); store.replace([single(1)])\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script], env=environment(), check=False)
    with open_store(tmp_path / "store", read_only=True) as reader:
        assert reader.contains(single(1).source)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}


BUILD = """
import sys
import kg.store.local
from kg.store import open_store
from store.conftest import page
generation = sys.argv[2]
kg.store.local.BULK = int(sys.argv[3])
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    for start in range(0, 400, 20):
        store.replace(page(n, {1: f"甲 {generation}" * 50, 2: f"乙 {generation}" * 50}, generation)
                      for n in range(start, start + 20))
print("done", flush=True)
"""


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_at_any_moment_loses_no_article(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    store_path = tmp_path / "store"
    subprocess.run(
        [sys.executable, "-c", BUILD, store_path, "old", "5000"], env=environment(), check=True, capture_output=True
    )
    killed = 0
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", BUILD, store_path, "new", "5000"], env=environment(), stdout=subprocess.PIPE
        )
        assert process.stdout and process.stdout.readline() == b"open\n"
        time.sleep(chance.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += process.returncode == -signal.SIGKILL
        process.stdout.close()
        with open_store(store_path) as store:
            for number in range(400):
                told = [page(number, {1: f"甲 {g}" * 50, 2: f"乙 {g}" * 50}, g) for g in ("old", "new")]
                digest = store.digest(told[0].source)
                intake = told[digest == "new"]
                for graph, quads in intake.graphs.items():
                    assert set(quads) < set(store.quads(graph))
                    assert len(list(store.quads(graph))) == len(quads) + 1
    assert killed
    subprocess.run(
        [sys.executable, "-c", BUILD, store_path, "new", "5000"], env=environment(), check=True, capture_output=True
    )
    with open_store(store_path) as store, open_store(":memory:") as straight:
        straight.replace(page(n, {1: "甲 new" * 50, 2: "乙 new" * 50}, "new") for n in range(400))
        assert lines(store) == lines(straight)


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_in_a_first_build_leaves_whole_pages(tmp_path: Path, seed: int) -> None:
    """The engine's bulk path, which first builds take, keeps a page together as well."""
    chance = random.Random(seed)
    store_path = tmp_path / "store"
    command = [sys.executable, "-c", BUILD, str(store_path), "new", "1"]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"open\n"
    time.sleep(chance.random() * 0.4)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_store(store_path) as store:
        for number in range(400):
            intake = page(number, {1: "甲 new" * 50, 2: "乙 new" * 50}, "new")
            sizes = {len(list(store.quads(graph))) for graph in intake.graphs}
            assert sizes == ({7} if store.digest(intake.source) else {0})
    subprocess.run(command, env=environment(), check=True, capture_output=True)
    with open_store(store_path) as store:
        assert store.count() == 400 * 14
