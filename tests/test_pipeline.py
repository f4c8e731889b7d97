"""From paths to a stored graph: one process, many and a cluster give the same; one bad page stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from distributed import LocalCluster

from kg import pipeline
from kg.model import InputError, Issue, Page, PageReading
from kg.store import open_store

PAGE = Path(__file__).parent / "cases" / "pages" / "tianshui-2021-05-13.txt"


def lines(store: Path) -> list[bytes]:
    with open_store(str(store), read_only=True) as opened:
        return sorted(opened.dump())


def build(where: Path, *paths: Path, **options: object) -> pipeline.BuildReport:
    with open_store(str(where)) as store:
        return pipeline.build(list(map(str, paths)), store, **options)  # type: ignore[arg-type]


def test_workers_of_a_cluster_give_the_same_graph(tmp_path: Path) -> None:
    build(tmp_path / "one", PAGE)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        report = build(tmp_path / "two", PAGE, scheduler=cluster.scheduler_address)
    assert report.counts["articles"] == 2
    assert lines(tmp_path / "one") == lines(tmp_path / "two")


def test_a_scheduler_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"127\.0\.0\.1:9"):
        build(tmp_path / "s", PAGE, scheduler="tcp://127.0.0.1:9")


def test_changed_input_replaces_its_articles(tmp_path: Path) -> None:
    page = tmp_path / "tianshui.txt"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    build(tmp_path / "s", page)
    page.write_text(PAGE.read_text(encoding="utf-8").partition("\n\n")[0], encoding="utf-8")
    report = build(tmp_path / "s", page)
    assert report.counts["unchanged"] == 0
    text = b"".join(lines(tmp_path / "s")).decode()
    assert "tianshui#1" in text
    assert "tianshui#2" not in text


def test_the_order_of_pages_does_not_matter(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("本报讯  5月14日，天水市市长陆远舟到秦州区调研。\n", encoding="utf-8")
    build(tmp_path / "one", PAGE, other)
    build(tmp_path / "two", other, PAGE)
    assert lines(tmp_path / "one") == lines(tmp_path / "two")


def test_a_page_that_breaks_the_extractor_is_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.part_page

    def breaks_on_some(page: Page) -> PageReading:
        if page.identifier == "bad":
            raise RecursionError("too deep")
        return real(page)

    monkeypatch.setattr(pipeline, "part_page", breaks_on_some)
    bad = tmp_path / "bad.txt"
    bad.write_text("5月14日，天水市市长陆远舟到秦州区调研。\n", encoding="utf-8")
    report = build(tmp_path / "s", bad, PAGE)
    assert [(i.code, "bad.txt" in i.where) for i in report.issues] == [("extraction-failed", True)]
    assert report.counts["articles"] == 2


def test_progress_is_told_after_each_page(tmp_path: Path) -> None:
    seen: list[int] = []
    build(tmp_path / "s", PAGE, progress=lambda report: seen.append(report.counts["pages"]))
    assert seen == [1]


def test_reading_alone_gives_pages_and_issues(tmp_path: Path) -> None:
    readings = list(pipeline.read_pages([str(PAGE), str(tmp_path / "none.txt")]))
    assert {type(r) for r in readings} == {PageReading, Issue}
