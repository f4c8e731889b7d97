"""An article continued on another page of the same issue is one article."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Page, PageKind, PageReading, Span
from kg.page import join_continued, part_page, together
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
    assert [p.note for p in article.parts if p.note] == ["下转第二版", "上接第一版"]


def test_every_stretch_of_a_joined_article_leads_to_its_own_page() -> None:
    texts = {"p1": START, "p2": REST}
    article = joined(*((name, text, "2020-03-03") for name, text in texts.items()))[0].articles[0]
    span = Span(article.text.index("抓好养老"), article.text.index("三十个社区"))
    places = list(article.places(span))
    assert [(page, raw.of(texts[page])) for page, raw in places] == [
        ("p1", "抓好养老服务中心建设，"),
        ("p2", "并在年底以前建成"),
    ]
    assert {p.page for p in article.parts} == {None, "p2"}
    for part in article.parts:
        if part.clean:
            assert part.clean.of(article.text) == "".join(s.of(texts[part.page or "p1"]) for s in part.raw)


def test_an_article_goes_on_over_three_pages() -> None:
    middle = REST.rstrip() + "每个食堂配备两名营养师，（下转第三版）\n"
    end = "（上接第二版）\n并接受民政局检查。养老服务中心建成以后免费开放。\n"
    first, second, third = joined(("p1", START, "2020-03-03"), ("p2", middle, "2020-03-03"), ("p3", end, "2020-03-03"))
    (article,) = first.articles
    assert article.text.endswith("配备两名营养师，并接受民政局检查。养老服务中心建成以后免费开放。")
    assert [c.page for c in article.continuations] == ["p2", "p3"]
    assert not (second.articles or third.articles or first.issues)


def test_an_end_on_a_page_that_is_not_there_is_an_issue() -> None:
    (alone,) = joined(("p1", START, "2020-03-03"))
    assert [i.code for i in alone.issues] == ["continuation-not-found"]


def test_the_one_that_speaks_of_the_same_is_chosen() -> None:
    other = (
        "（上接第一版）\n球队在客场以三比一获胜，门将表现出色。下半场对手换上两名前锋，仍未能扳平比分。\n"
        "主教练赛后说，年轻球员经受住了考验，下一场比赛将在主场进行。\n"
    )
    rests = other + "\n\n" + REST
    first, second = joined(("p1", START, "2020-03-03"), ("p2", rests, "2020-03-03"))
    assert "社区食堂" in first.articles[0].text
    assert ["球队" in a.text for a in second.articles] == [True]
    assert [i.code for i in second.issues if i.code.startswith("cont")] == ["continuation-without-start"]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["a-2020-03-03-p1", "a-2020-03-03-p2", "a-2020-03-04-p1"], [2, 1]),
        (["a-20200303-01", "b-20200303-01"], [1, 1]),
        (["rb-p1", "rb-p2", "wb-p1"], [2, 1]),
        (["001", "002"], [1, 1]),
        ([f"a-2020-03-03-p{n:03}" for n in range(70)], [64, 6]),
    ],
)
def test_which_pages_are_read_together(names: list[str], groups: list[int]) -> None:
    pages = [Page(name, f"x/{name}.txt", "字", "utf-8") for name in names]
    assert [len(group) for group in together(pages)] == groups


def test_metadata_tells_an_issue_and_folders_part_it() -> None:
    told = [
        Page(str(n), f"{f}/{n}.txt", "字", "utf-8", date=d)
        for n, (f, d) in enumerate([("x", "2020-03-03"), ("x", "2020-03-03"), ("y", "2020-03-03"), ("y", "2020-03-04")])
    ]
    row = Page("r", "x/r.jsonl:1", "字", "utf-8", PageKind.ARTICLE, date="2020-03-03")
    assert [len(group) for group in together([*told, row, row])] == [2, 1, 1, 1, 1]


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


SENTENCES = st.lists(
    st.text(alphabet="清河县长主持召开会议抓好养老服务中心建设", min_size=4, max_size=40).map(
        lambda words: words + "。"
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES, st.integers(8, 24))
def test_any_joined_article_leads_back_to_the_very_characters(first: list[str], rest: list[str], width: int) -> None:
    def wrapped(sentences: list[str]) -> str:
        text = "".join(sentences)
        return "\n".join(text[i : i + width] for i in range(0, len(text), width))

    texts = {
        "p1": f"本报讯（记者陈明）{wrapped(first)}（下转第二版）\n",
        "p2": f"（上接第一版）\n{wrapped(rest)}\n",
    }
    readings = joined(*((name, text, "2020-03-03") for name, text in texts.items()))
    for article in (article for reading in readings for article in reading.articles):
        for at, char in enumerate(article.text):
            places = list(article.places(Span(at, at + 1)))
            # Only what joins paragraphs has no place.
            assert [raw.of(texts[page]) for page, raw in places] == ([char] if char != "\n" else [])
