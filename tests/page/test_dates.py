"""The day of issue, the newspaper and the region, each with what it was read from."""

import pytest

from kg.model import Page
from kg.page import part_page

BODY = (
    "本报{day}讯（记者王明）{words}清河县昨天召开会议，研究农业生产问题。"
    "会议要求各乡镇做好准备工作，确保全年粮食丰收。\n"
)


def published(
    words: str = "", *, day: str = "6月23日", name: str = "p1", extra: str = "", date: str | None = None
) -> tuple[str | None, str]:
    text = BODY.format(day=day, words=words) + extra
    found = part_page(Page(name, "x/" + name, text, "utf-8", date=date)).published
    return (found.start, found.basis) if found else (None, "")


def test_metadata_then_name_then_print() -> None:
    assert published(date="2020-01-02", name="p-2021-03-04") == ("2020-01-02", "metadata")
    assert published(name="qhrb-2021-03-04-p1") == ("2021-03-04", "file name qhrb-2021-03-04-p1")
    assert published(extra="\n2019年6月24日 星期一 今日四版\n")[0] == "2019-06-24"


def test_else_the_day_after_the_latest_dateline() -> None:
    later = "本报6月25日讯（记者李红）市图书馆新馆开放，藏书二十万册，读者凭身份证就能借阅。"
    later += "新馆设有盲人阅览室和少儿阅览室，周末举办读书会。\n"
    start, basis = published(extra=later)
    assert start == "--06-26" and "6月25日" in basis and "no year" in basis
    assert published(day="12月31日", extra=later.replace("6月25日", "1月1日"))[0] == "--01-02"
    assert published(day="2月28日")[0] == "--03-01"


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2018年6月10日，工程开工。", "2018"),
        ("会议听取了2017年重点工作进展情况。", "2017"),
        ("产值从2015年的三亿元增长到2018年底的六亿元。", "2019"),
        ("2016年5月项目投产，三年来累计加工粮食百万吨。", "2019"),
        ("这是庆祝新中国成立七十周年的活动之一。", "2019"),
        ("力争2035年基本实现现代化，2019年重点工作已经完成过半。", "2019"),
        ("会议部署２０１９年县政府重点工作目标责任制。", "2019"),
        ("水库在2014年开工。6月22日星期三，库区开始蓄水。", "2016"),
        ("他二〇一五年到村里工作，６月２２日（周三）获得表彰。", "2016"),
    ],
)
def test_a_year_that_the_page_tells(words: str, year: str) -> None:
    start, basis = published(words)
    assert start == f"{year}-06-24"
    assert "year from" in basis


def test_a_weekday_in_the_masthead() -> None:
    words = "水库在2014年开工，总投资三亿元。"
    assert published(words, extra="\n清河日报 6月24日 星期五 今日四版\n")[0] == "2016-06-24"


@pytest.mark.parametrize(
    "words", ["6月22日星期三，库区开始蓄水。", "力争2035年前建成。", "1998年他来到清河县。", "近三年来产量不断提高。"]
)
def test_a_year_that_it_does_not_tell(words: str) -> None:
    assert published(words)[0] == "--06-24"


def test_no_dateline_no_date() -> None:
    assert part_page(Page("p", "p", "清河县召开会议，研究农业生产问题。", "utf-8")).published is None


def test_datelines_get_the_year_of_issue() -> None:
    reading = part_page(Page("p", "p", BODY.format(day="12月31日", words=""), "utf-8", date="2020-01-01"))
    line = reading.articles[0].dateline
    assert line and line.date and line.date.start == "2019-12-31"


def test_region_from_the_paper() -> None:
    reading = part_page(Page("p", "p", BODY.format(day="6月23日", words=""), "utf-8", source="襄阳日报"))
    region = reading.articles[0].region
    assert region and (region.adcode, region.name) == ("420600", "襄阳市")


def test_region_from_what_the_page_speaks_of() -> None:
    words = "我省今年在兰州市、天水市和酒泉市建设示范区。省委要求兰州市带头。全省有三十个县参加，甘肃省农业厅负责。"
    region = part_page(Page("p", "p", BODY.format(day="6月23日", words=words), "utf-8")).articles[0].region
    assert region and region.adcode == "620000" and "我省" in region.basis


def test_a_national_paper_has_no_region() -> None:
    words = "我省今年在兰州市、天水市和酒泉市建设示范区。"
    reading = part_page(Page("p", "p", BODY.format(day="6月23日", words=words), "utf-8", source="人民日报"))
    assert reading.articles[0].region is None


def test_newspaper_from_the_imprint() -> None:
    page = Page(
        "p",
        "p",
        BODY.format(day="6月23日", words="") + "社址：某路1号 邮政编码：000000 承印：襄阳日报社印务中心\n",
        "utf-8",
    )
    assert part_page(page).source == "襄阳日报"
