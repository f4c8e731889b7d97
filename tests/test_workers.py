"""A worker that dies loses nothing; work that kills its worker is told; results come in order."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from kg import pipeline
from kg.model import InputError, WentuError
from kg.store import open_store
from kg.workers import AHEAD, Alone, Processes, workers

Work = tuple[int, str]


def double(work: Work) -> int:
    """Twice the number. ``die`` kills the worker; a path kills it the first time and is written then."""
    number, how = work
    if how == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how and not Path(how).exists():
        Path(how).write_text("killed once", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.001)
    return 2 * number


def lost(work: Work) -> int:
    return -1


def test_one_process_does_what_it_is_given() -> None:
    assert list(Alone().map(double, [(1, ""), (2, "")], lost)) == [((1, ""), 2), ((2, ""), 4)]


def test_results_come_in_order_and_only_so_many_wait() -> None:
    taken = 0

    def items() -> Iterator[Work]:
        nonlocal taken
        for n in range(50):
            taken += 1
            yield n, ""

    with workers(2, None) as crew:
        for seen, (item, result) in enumerate(crew.map(double, items(), lost)):
            assert (item, result) == ((seen, ""), 2 * seen)
            assert taken - seen <= 2 * AHEAD


def test_work_whose_worker_was_killed_from_outside_is_done_again(tmp_path: Path) -> None:
    items = [(n, str(tmp_path / "flag") if n == 7 else "") for n in range(30)]
    with workers(2, None) as crew:
        assert [result for _, result in crew.map(double, items, lost)] == [2 * n for n in range(30)]
    assert (tmp_path / "flag").exists()


def test_work_that_kills_its_worker_twice_is_given_up_and_no_other() -> None:
    items = [(n, "die" if n in (3, 4, 21) else "") for n in range(30)]
    with workers(2, None) as crew:
        assert [r for _, r in crew.map(double, items, lost)] == [-1 if how else 2 * n for n, how in items]


def test_where_no_worker_lives_the_work_ends_with_a_word() -> None:
    crew = Processes(2)
    try:
        with pytest.raises(WentuError, match="use --jobs 1"):
            list(crew.map(double, [(n, "die") for n in range(40)], lost))
    finally:
        crew.close()


def test_a_pool_that_broke_between_two_items_goes_on() -> None:
    crew = Processes(2)

    def items() -> Iterator[Work]:
        for n in range(12):
            if n == 6:
                for process in list(crew._pool._processes.values()):
                    process.kill()
                    process.join()
                time.sleep(0.2)
            yield n, ""

    try:
        assert [r for _, r in crew.map(double, items(), lost)] == [2 * n for n in range(12)]
    finally:
        crew.close()


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running


def test_a_cluster_goes_on_when_one_of_its_two_workers_is_killed(cluster: LocalCluster, tmp_path: Path) -> None:
    items = [(n, str(tmp_path / "flag") if n == 7 else "") for n in range(60)]
    with workers(1, cluster.scheduler_address) as crew:
        assert [result for _, result in crew.map(double, items, lost)] == [2 * n for n in range(60)]
    assert (tmp_path / "flag").exists()


def test_work_that_kills_every_worker_of_a_cluster_is_given_up(cluster: LocalCluster) -> None:
    items = [(n, "die" if n == 3 else "") for n in range(8)]
    with workers(1, cluster.scheduler_address) as crew:
        results = [result for _, result in crew.map(double, items, lost)]
    # What waited on the same workers each time may be suspected, too: it is told, and the next build tries it again.
    assert results[3] == -1
    assert results.count(-1) <= 3
    assert all(r in (-1, 2 * n) for n, r in enumerate(results))


def test_a_cluster_without_workers_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers.LOOK", 0.1)
    monkeypatch.setattr("kg.workers.LONGEST_ALONE", 0.5)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as lonely:

        def items() -> Iterator[tuple[int, str]]:
            yield 0, ""
            lonely.scale(0)
            while lonely.scheduler.workers:
                time.sleep(0.05)
            yield 1, ""

        with workers(1, lonely.scheduler_address) as crew, pytest.raises(WentuError, match="no workers any more"):
            list(crew.map(double, items(), lost))


def test_a_build_on_a_cluster_that_loses_a_worker_gives_the_same_graph(cluster: LocalCluster, tmp_path: Path) -> None:
    for n in range(12):
        text = f"本报讯  5月{n + 1}日，天水市市长陆远舟到秦州区调研。\n" * 20
        (tmp_path / f"p{n}.txt").write_text(text, encoding="utf-8")
    paths = [str(p) for p in sorted(tmp_path.glob("*.txt"))]
    with open_store(":memory:") as straight:
        pipeline.build(paths, straight)
        expected = sorted(straight.dump())
    killed: list[int] = []

    def kill(report: pipeline.BuildReport) -> None:
        if not killed and report.counts["articles"]:
            killed.append(cluster.workers[0].process.process.pid)
            os.kill(killed[0], signal.SIGKILL)

    with open_store(":memory:") as store:
        parts = tmp_path / "parts"
        report = pipeline.build(paths, store, scheduler=cluster.scheduler_address, parts=str(parts), progress=kill)
        assert killed and not report.issues
        assert sorted(store.dump()) == expected
    assert not list(parts.iterdir())


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers.WAIT", 1)
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(InputError, match="no workers"),
        workers(1, empty.scheduler_address),
    ):
        pass
