"""From the layouts of its articles a page comes back character by character, and leads to the same places."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Continuation, OffsetMap, Page, PageReading, Piece, Span
from kg.model.layout import decode, encode
from kg.page import join_continued, lay_out, part_page
from kg.read import read_paths
from tests.page.test_offsets import WORDS


def restored(readings: list[PageReading]) -> dict[str, str]:
    """The raw pages, put together from lines alone."""
    laid = lay_out(readings)
    pages: dict[str, dict[int, str]] = {}
    for article in (article for reading in readings for article in reading.articles):
        for stretch in decode(encode(laid[article.identifier], article.text), article.text):
            pages.setdefault(stretch.page or article.page, {})[stretch.start] = stretch.text
    for stretches in pages.values():
        at = 0
        for start in sorted(stretches):
            assert start == at
            at += len(stretches[start])
    return {page: "".join(stretches[start] for start in sorted(stretches)) for page, stretches in pages.items()}


def leads_to_the_same_places(reading: PageReading) -> None:
    laid = lay_out([reading])
    for article in reading.articles:
        stretches = decode(encode(laid[article.identifier], article.text), article.text)
        pieces = sorted((piece for stretch in stretches for piece in stretch.pieces), key=lambda piece: piece.clean)
        back = OffsetMap(tuple(pieces))
        for at in range(len(article.text)):
            span = Span(at, at + 1)
            assert list(back.raw_spans(span)) == list(article.offsets.raw_spans(span))


def test_the_seed_pages_come_back_whole() -> None:
    for page in read_paths(["seeds"]):
        assert isinstance(page, Page)
        reading = part_page(page)
        assert restored([reading]) == {page.identifier: page.text}
        leads_to_the_same_places(reading)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_page_comes_back_whole(text: str) -> None:
    page = Page("qlrb-p1", "qlrb-p1.txt", text, "utf-8")
    reading = part_page(page)
    if reading.articles:
        assert restored([reading]) == {"qlrb-p1": text}
        leads_to_the_same_places(reading)


def test_traditional_script_and_other_widths_are_told() -> None:
    raw, clean = "記者說：今天　出會", "记者说:今天出会"
    article = Article("p#1", "p", clean, OffsetMap((Piece(0, 0, 6), Piece(6, 7, 2))))
    reading = PageReading(Page("p", "p.txt", raw, "utf-8"), (article,))
    line = encode(lay_out([reading])["p#1"], clean)
    assert line == '[[null,0,["記"],1,["說："],2,"　",1,["會"]]]'
    assert restored([reading]) == {"p": raw}


def test_an_article_tells_its_part_of_the_further_page() -> None:
    first, second = "会议要求\n（下转第二版）", "（上接第一版）抓好落实。\n另一篇。"
    rest = OffsetMap((Piece(4, 7, 5),))
    whole = Article(
        "a#1",
        "a",
        "会议要求抓好落实。",
        OffsetMap((Piece(0, 0, 4),)),
        continuations=(Continuation("b", Span(4, 9), rest),),
    )
    other = Article("b#2", "b", "另一篇。", OffsetMap((Piece(0, 13, 4),)))
    readings = [
        PageReading(Page("a", "a.txt", first, "utf-8"), (whole,)),
        PageReading(Page("b", "b.txt", second, "utf-8"), (other,)),
    ]
    assert restored(readings) == {"a": first, "b": second}
    assert [(s.page, s.text) for s in lay_out(readings)["a#1"]] == [(None, first), ("b", "（上接第一版）抓好落实。\n")]


def test_pages_without_articles_are_told_by_none() -> None:
    reading = next(join_continued([PageReading(Page("e", "e.txt", "广告", "utf-8"), ())]))
    assert lay_out([reading]) == {}
