"""From paths to a stored graph: one process, many and a cluster give the same; one bad page stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from distributed import LocalCluster

from kg import pipeline
from kg.model import InputError, Issue, Page, PageReading
from kg.page import part_page
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
    real = part_page

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


def test_progress_is_told_after_each_page_and_each_stretch_of_settling(tmp_path: Path) -> None:
    seen: list[tuple[int, int, bool]] = []

    def tell(report: pipeline.BuildReport) -> None:
        seen.append((report.counts["pages"], report.settled, report.settled <= report.unsettled))

    build(tmp_path / "s", PAGE, progress=tell)
    assert seen[0] == (1, 0, True)
    assert seen[-1][:1] == (1,) and seen[-1][1] > 0
    assert all(sane for *_, sane in seen)


def test_reading_alone_gives_pages_and_issues(tmp_path: Path) -> None:
    readings = list(pipeline.read_pages([str(PAGE), str(tmp_path / "none.txt")]))
    assert {type(r) for r in readings} == {PageReading, Issue}


START = (
    "松江市召开民生工作会议\n"
    "本报3月2日讯（记者陈明）松江市昨天召开全市民生工作会议。会议要求抓好养老服务中心建设，（下转第二版）\n"
)
REST = "（上接第一版）\n并在年底以前建成三十个社区食堂。3月1日，松江市市长陆远舟出席养老服务中心启用仪式。\n"
ADVERT = "诚聘英才\n某某商贸有限公司诚聘会计两名。\n联系电话：13800000000\n"


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """Three pages of one issue: an article on the first goes on with the second, the third has adverts only."""
    folder = tmp_path / "issue"
    folder.mkdir()
    for number, text in enumerate((START, REST, ADVERT), 1):
        (folder / f"sjrb-2020-03-03-p{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_an_article_over_two_pages_is_one_and_its_facts_lead_to_their_page(tmp_path: Path, issue: Path) -> None:
    report = build(tmp_path / "s", issue)
    assert (report.counts["pages"], report.counts["articles"]) == (3, 1)
    assert [i.code for i in report.issues] == ["no-article"]
    ask = """PREFIX wt: <https://w3id.org/wentu/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX schema: <https://schema.org/> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT DISTINCT ?first ?other ?page { ?article schema:isPartOf/dcterms:identifier ?first ;
          wt:continuedOn/dcterms:identifier ?other . ?fact oa:exact ?words ; wt:onPage/dcterms:identifier ?page
          FILTER(CONTAINS(?words, "市长")) }"""
    with open_store(str(tmp_path / "s"), read_only=True) as store:
        rows = [tuple(value.value for value in row) for row in store.query(ask)]  # type: ignore[union-attr]
    assert rows == [("sjrb-2020-03-03-p1", "sjrb-2020-03-03-p2", "sjrb-2020-03-03-p2")]


def test_an_unchanged_issue_is_skipped_whole_and_one_changed_page_renews_it(tmp_path: Path, issue: Path) -> None:
    build(tmp_path / "s", issue)
    assert build(tmp_path / "s", issue).counts["unchanged"] == 3
    second = issue / "sjrb-2020-03-03-p2.txt"
    second.write_text(REST.replace("三十个", "四十个"), encoding="utf-8")
    assert build(tmp_path / "s", issue).counts["unchanged"] == 0
    assert "四十个社区食堂" in b"".join(lines(tmp_path / "s")).decode()
    second.unlink()
    report = build(tmp_path / "s", issue)
    assert "社区食堂" not in b"".join(lines(tmp_path / "s")).decode()
    assert "continuation-not-found" in {i.code for i in report.issues}


def test_pages_taken_out_are_read_again_with_their_issue(tmp_path: Path, issue: Path) -> None:
    build(tmp_path / "s", issue)
    before = lines(tmp_path / "s")
    with open_store(str(tmp_path / "s")) as store:
        for graph in list(store.graphs()):
            store.retract(graph)
    assert build(tmp_path / "s", issue).counts["unchanged"] == 0
    assert lines(tmp_path / "s") == before


def test_a_failed_page_of_an_issue_is_tried_again(tmp_path: Path, issue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = part_page

    def breaks_on_second(page: Page) -> PageReading:
        if page.identifier.endswith("p2"):
            raise RecursionError("too deep")
        return real(page)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "part_page", breaks_on_second)
        failed = build(tmp_path / "s", issue)
    assert "extraction-failed" in {i.code for i in failed.issues}
    assert build(tmp_path / "s", issue).counts["unchanged"] == 0
    build(tmp_path / "one", issue)
    assert lines(tmp_path / "s") == lines(tmp_path / "one")


def test_many_processes_join_pages_as_one_does(tmp_path: Path, issue: Path) -> None:
    build(tmp_path / "one", issue, PAGE)
    build(tmp_path / "two", issue, PAGE, jobs=2)
    assert lines(tmp_path / "one") == lines(tmp_path / "two")
