"""Whatever the page holds, clean text leads back to the very characters, and nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Page, PageKind, PageReading, Span
from kg.page import part_page

WORDS = [
    "本报讯（记者王明）",
    "新华社北京6月1日电",
    "清河县召开会议",
    "部署春耕生产，",
    "县长主持会议。",
    "（下转第二版）",
    "（上接第一版）",
    "本报记者 李红",
    "导读",
    "# ",
    "**",
    "——",
    "一 鼓 作 气",
    " ",
    "　　",
    "\n",
    "\n\n",
    "\r\n",
    "咨询热线：0000-1234567",
    "社址：某路1号 邮编：000000",
    "記者說這個會議",
    "记者 张三 摄",
    "2022年6月24日",
    "ABC",
    "\u200b",
    "\x07",
    "“",
    "”",
    "《",
    "！",
    "？",
    "开栏语：",
    "图为会场。",
    "１２",
]
PAGES = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=60).map("".join)
MARKS = set("#*>_|")


def check(text: str, reading: PageReading) -> None:
    covered: set[int] = set()
    for article in reading.articles:
        covered |= check_map(text, article)
        for part in article.parts:
            covered |= {i for span in part.raw for i in range(span.start, span.end)}
    for part in reading.left_out:
        covered |= {i for span in part.raw for i in range(span.start, span.end)}
    lost = [c for i, c in enumerate(text) if i not in covered and c.isprintable() and not c.isspace()]
    assert set(lost) <= MARKS | {"\xad"}, lost


def check_map(text: str, article: Article) -> set[int]:
    covered: set[int] = set()
    inserted = list(article.text)
    for piece in article.offsets.pieces:
        raw, clean = text[piece.raw : piece.raw + piece.length], article.text[piece.clean : piece.clean + piece.length]
        assert len(raw) == len(clean) == piece.length
        # Only script may differ between a page and its clean text.
        assert all(r == c or r >= "\u3400" for r, c in zip(raw, clean, strict=True))
        span = Span(piece.clean, piece.clean + piece.length)
        assert "".join(s.of(text) for s in article.offsets.raw_spans(span)) == raw
        covered |= set(range(piece.raw, piece.raw + piece.length))
        inserted[piece.clean : piece.clean + piece.length] = [""] * piece.length
    assert set("".join(inserted)) <= {"\n", " "}
    for piece in article.headline_offsets.pieces:
        raw, clean = text[piece.raw : piece.raw + piece.length], (article.headline or "")[piece.clean :][: piece.length]
        assert len(raw) == len(clean) and all(r == c or r >= "\u3400" for r, c in zip(raw, clean, strict=True))
        covered |= set(range(piece.raw, piece.raw + piece.length))
    assert not article.dateline or article.dateline.span.end <= len(article.text)
    return covered


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_a_dump(text: str) -> None:
    reading = part_page(Page("p", "p.txt", text, "utf-8"))
    check(text, reading)
    assert [a.identifier for a in reading.articles] == [f"p#{n}" for n in range(1, len(reading.articles) + 1)]


@settings(max_examples=80, deadline=None)
@given(PAGES)
def test_an_article(text: str) -> None:
    reading = part_page(Page("p", "p.jsonl:1", text, "utf-8", PageKind.ARTICLE))
    check(text, reading)
    assert len(reading.articles) <= 1
