"""Whole pages, parted: each case is a page as a dump has it and what must be made of it."""

import json
from pathlib import Path
from typing import Any

import opencc
import pytest

from kg.model import Page, PageKind, PartKind, Span
from kg.page import part_page
from kg.read import read_paths

CASES = Path(__file__).parent.parent / "cases" / "parted"


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.json")))
def test_page(name: str) -> None:
    expected: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    text = (CASES / f"{name}.txt").read_text("utf-8")
    reading = part_page(Page(name, f"{name}.txt", text, "utf-8"))
    assert [(a.headline, a.text) for a in reading.articles] == [
        (e["headline"], e["text"]) for e in expected["articles"]
    ]
    for number, (article, told) in enumerate(zip(reading.articles, expected["articles"], strict=True), 1):
        assert article.identifier == f"{name}#{number}"
        assert article.is_caption == told.get("caption", False)
        if "byline" in told:
            assert list(article.byline) == told["byline"]
        if "dateline" in told:
            line = article.dateline
            assert line and line.date and [line.agency, line.place, line.date.start] == told["dateline"]
    for kind, words in expected["left_out"].items():
        found = " ".join(part.note for part in reading.left_out if part.kind.value == kind)
        assert all(word in found for word in words), (kind, reading.left_out)
    assert (reading.published.start if reading.published else None) == expected.get(
        "published", (reading.published.start if reading.published else None)
    )
    assert expected.get("source", reading.source) == reading.source


def article_page(text: str, **more: str) -> Page:
    return Page("row-1", "rows.jsonl:1", text, "utf-8", PageKind.ARTICLE, **more)


def test_an_article_page_is_one_article_with_its_own_identifier() -> None:
    reading = part_page(
        article_page(
            "本报讯\n张明同志任清河县县长。\n\n任期五年。", title="任免  消息", date="2020-03-04", source="清河日报"
        )
    )
    (article,) = reading.articles
    assert (article.identifier, article.headline) == ("row-1", "任免 消息")
    assert article.text == "本报讯\n张明同志任清河县县长。\n任期五年。"
    assert article.published and article.published.start == "2020-03-04"


def test_a_hard_wrapped_article_is_rejoined() -> None:
    whole = "清河县今年把农村公路建设列入民生实事，计划改造村道一百二十公里，目前已经完成八十公里，"
    whole += "沿线的二十三个行政村出行条件得到改善。"
    wrapped = "\r\n".join(whole[i : i + 15] for i in range(0, len(whole), 15))
    assert part_page(article_page(wrapped)).articles[0].text == whole


def test_paragraphs_of_an_article_are_not_rejoined() -> None:
    text = "第一段说的是修路。\n第二段说的是架桥\n第三段说的是通电。\n第四段说的是通水。"
    assert part_page(article_page(text)).articles[0].text == text


def test_traditional_script_becomes_simplified_in_place() -> None:
    text = "本報訊（記者王明）清河縣昨天召開會議，研究農村電網改造問題。縣長說，這個項目關係到群眾的生產和生活。"
    (article,) = part_page(article_page(text, title="清河縣研究電網改造")).articles
    assert article.text.startswith("本报讯（记者王明）清河县昨天召开会议，研究农村电网改造问题。")
    assert article.headline == "清河县研究电网改造"
    assert len(article.text) == len(text)


@pytest.mark.parametrize("text", ["", "\n\n", "####", "导读\n▶▶ 第三版", "社址：某路1号 邮政编码：000000"])
def test_a_page_without_an_article_is_an_issue(text: str) -> None:
    reading = part_page(Page("p", "p.txt", text, "utf-8"))
    assert not reading.articles
    assert [i.code for i in reading.issues] == ["no-article"]


def test_a_traditional_page_is_parted_like_a_simplified_one() -> None:
    simplified = (CASES / "headlines_after.txt").read_text("utf-8")
    traditional = opencc.OpenCC("s2t").convert(simplified)
    one, other = (part_page(Page("p", "p.txt", text, "utf-8")) for text in (simplified, traditional))
    assert [(a.headline, a.text, a.offsets) for a in one.articles] == [
        (a.headline, a.text, a.offsets) for a in other.articles
    ]
    assert other.page.text == traditional


TWO = (
    "罗建平在全县春耕生产座谈会上强调\n抓住有利时机 确保夏粮丰收\n\n"
    "本报讯（记者王明）全县春耕生产座谈会昨天召开，县委书记罗建平\n出席并讲话，要求各乡镇抓住有利时机，扩大优质小麦种植面积，确\n"
    "保夏粮丰收。\n县长柳青主持会议。\n\n"
    "市图书馆新馆开放\n\n"
    "本报讯（记者李红）市图书馆新馆昨天开放，藏书二十万册，读者凭\n身份证就能借阅。新馆设有盲人阅览室。\n"
)
BODIES = [
    "本报讯（记者王明）全县春耕生产座谈会昨天召开，县委书记罗建平出席并讲话，要求各乡镇抓住有利时机，"
    "扩大优质小麦种植面积，确保夏粮丰收。\n县长柳青主持会议。",
    "本报讯（记者李红）市图书馆新馆昨天开放，藏书二十万册，读者凭身份证就能借阅。新馆设有盲人阅览室。",
]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_page_in_every_encoding(tmp_path: Path, encoding: str, ends: str) -> None:
    text = TWO.replace("\n", ends)
    if encoding == "big5":
        text = opencc.OpenCC("s2t").convert(text)
    (tmp_path / "p.txt").write_bytes(text.encode(encoding))
    (page,) = read_paths([tmp_path / "p.txt"])
    assert isinstance(page, Page) and page.text == text
    reading = part_page(page)
    assert [a.text for a in reading.articles] == BODIES
    assert [a.headline for a in reading.articles] == [
        "罗建平在全县春耕生产座谈会上强调 抓住有利时机 确保夏粮丰收",
        "市图书馆新馆开放",
    ]
    for article in reading.articles:
        raw = "".join(span.of(text) for span in article.offsets.raw_spans(Span(0, len(article.text))))
        assert opencc.OpenCC("t2s").convert(raw) == article.text.replace("\n", "")


def test_the_parts_of_an_article_have_their_places() -> None:
    article = part_page(Page("p", "p.txt", TWO, "utf-8")).articles[0]
    told = {part.kind: "".join(span.of(TWO) for span in part.raw) for part in article.parts}
    assert told[PartKind.SHOULDER] == "罗建平在全县春耕生产座谈会上强调"
    assert told[PartKind.HEADLINE] == "抓住有利时机 确保夏粮丰收"
    assert (told[PartKind.BYLINE], told[PartKind.DATELINE]) == ("记者王明", "本报讯")


def test_headlines_away_from_their_bodies() -> None:
    """All headlines at the top: each goes to the body that says its words."""
    head, _, rest = TWO.partition("\n\n")
    second = "市图书馆新馆开放\n"
    reading = part_page(Page("p", "p.txt", f"{second}{head}\n\n{rest.replace(second, '')}", "utf-8"))
    assert [a.headline for a in reading.articles] == [
        "罗建平在全县春耕生产座谈会上强调 抓住有利时机 确保夏粮丰收",
        "市图书馆新馆开放",
    ]


def test_a_report_of_a_celebration_is_no_advertisement() -> None:
    text = (
        "本报讯（记者王明）昨天，清河县举行建县五十周年庆典，县长柳青出席并致辞。周年庆典上，文艺工作者表演了节目。\n"
    )
    reading = part_page(Page("p", "p.txt", text, "utf-8"))
    assert [a.text for a in reading.articles] == [text.strip()]


def test_text_longer_than_any_article_is_an_issue() -> None:
    reading = part_page(Page("p", "p.txt", "清河县召开会议，研究农业生产问题。" * 40_000, "utf-8"))
    assert not reading.articles and "unplaced-text" in [issue.code for issue in reading.issues]
