"""Whole pages, parted: each case is a page as a dump has it and what must be made of it."""

import json
from pathlib import Path
from typing import Any

import opencc
import pytest

from kg.model import Page, PageKind
from kg.page import part_page

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
