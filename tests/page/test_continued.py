"""An article continued on another page of the same issue is one article."""

from collections.abc import Iterable

import pytest

from kg.model import Page, PageReading
from kg.page import join_continued, part_page
from kg.page.continued import page_number

START = (
    "松江市召开民生工作会议\n"
    "本报3月2日讯（记者陈明）松江市昨天召开全市民生工作会议。会议要求抓好养老服务中心建设，（下转第二版）\n"
)
REST = "（上接第一版）\n并在年底以前建成三十个社区食堂。养老服务中心由民政局管理。\n"


def joined(*pages: tuple[str, str, str | None]) -> list[PageReading]:
    readings: Iterable[PageReading] = (
        part_page(Page(name, name, text, "utf-8", source="松江日报", date=date, number=name[1:]))
        for name, text, date in pages
    )
    return list(join_continued(readings))


def test_the_rest_is_joined_without_a_break_in_the_sentence() -> None:
    first, second = joined(("p1", START, "2020-03-03"), ("p2", REST, "2020-03-03"))
    (article,) = first.articles
    assert article.text.endswith("抓好养老服务中心建设，并在年底以前建成三十个社区食堂。养老服务中心由民政局管理。")
    assert article.headline == "松江市召开民生工作会议" and not second.articles
    assert [p.note for p in article.parts if p.note] == ["下转第二版", "continued on p2"]


def test_pages_of_another_day_are_not_joined() -> None:
    first, second = joined(("p1", START, "2020-03-03"), ("p2", REST, "2020-03-04"))
    assert len(first.articles) == len(second.articles) == 1
    assert [i.code for i in second.issues] == ["continuation-without-start"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("第二版", "2"), ("03版", "3"), ("A3", "A3"), ("第十二版", "12"), ("十版", "10"), (None, ""), ("", "")],
)
def test_page_numbers(text: str | None, number: str) -> None:
    assert page_number(text) == number
