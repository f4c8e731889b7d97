"""The raw page comes back from the store, with the words of facts on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import build
from kg.queries.pages import raw_page, raw_words
from kg.rdf.iris import article_iri, page_iri
from kg.store import Store, open_store

FIRST = (
    "青澜日报\n\n青澜部署防汛\n\n　　本报讯 5月11日，青澜市委书\n\n记陆远舟主持召开全市防汛工作会议。（下转第二版）\n"
)
SECOND = (
    "（上接第一版）\n\n　　青澜市副市长沈知微出席会议，\n\n并介绍了全市的防汛情况，各县区参加会议。\n\n"
    "广告  咨询热线：0000-1234567\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("raw")
    (folder / "qlrb-2021-05-12-p01.txt").write_text(FIRST, encoding="utf-8")
    (folder / "qlrb-2021-05-12-p02.txt").write_text(SECOND, encoding="utf-8")
    with open_store(":memory:") as opened:
        build([str(folder), "seeds"], opened)
        yield opened


def whole(store: Store, identifier: str) -> str:
    page = raw_page(store, page_iri(identifier))
    assert page
    return "".join(part.text for part in page.parts)


@pytest.mark.parametrize("file", sorted(Path("seeds").glob("*.txt")), ids=lambda file: file.stem)
def test_a_page_is_as_it_was_received(store: Store, file: Path) -> None:
    assert whole(store, file.stem) == file.read_text(encoding="utf-8")
    page = raw_page(store, page_iri(file.stem))
    assert page and page.marks


def test_both_pages_of_an_article_come_back_and_hold_its_words(store: Store) -> None:
    assert whole(store, "qlrb-2021-05-12-p01") == FIRST
    assert whole(store, "qlrb-2021-05-12-p02") == SECOND
    article = article_iri("qlrb-2021-05-12-p01#1")
    (row,) = store.query(f"SELECT ?body {{ <{article}> <https://schema.org/articleBody> ?body }}")  # type: ignore[union-attr, misc]
    body = row["body"].value
    for words, page, text in (("书记陆远舟", "p01", FIRST), ("沈知微出席", "p02", SECOND)):
        start = body.index(words)
        found = raw_words(store, article, start, start + len(words))
        assert found
        assert found[0] == page_iri(f"qlrb-2021-05-12-{page}")
        assert "".join(text[mark.raw_start : mark.raw_end] for mark in found[1]) == words


def test_what_is_unknown_has_no_raw_page(store: Store) -> None:
    assert raw_page(store, page_iri("none")) is None
    assert raw_words(store, article_iri("none"), 0, 1) is None


def test_an_article_taken_back_takes_its_part_of_the_page_with_it(tmp_path: Path) -> None:
    with open_store(":memory:") as opened:
        build(["seeds/000_c4d65f45ca6f6c66.txt"], opened)
        page = page_iri("000_c4d65f45ca6f6c66")
        before = raw_page(opened, page)
        assert before
        gone = before.parts[1].article.iri
        opened.retract(gone)
        after = raw_page(opened, page)
        assert after
        assert after.parts == tuple(part for part in before.parts if part.article.iri != gone)
