"""Articles that go on with another page of the same issue become one: （下转第二版） meets （上接第一版）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Article, Continuation, Issue, OffsetMap, Page, PageReading, PartKind, Piece, Span
from kg.page.evidence import bigrams

_NUMERALS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}
_PAGE = re.compile(r"第?\s*(?P<page>[A-Za-z]?[0-9０-９一二三四五六七八九十]{1,4})\s*版?")
# jlrb-2022-06-24-p02 · 晨报第3版
_IN_NAME = re.compile(
    r"(?:(?:^|[-_. ])p(?:age)?[-_. ]?|第|[-_. ](?=[A-Za-z]?[0-9]{1,2}版))"
    r"(?P<page>[A-Za-z]?[0-9]{1,3})版?$",
    re.IGNORECASE,
)
_ALIKE = 0.04
_MOST_PAGES = 9  # that one article is followed over


def page_number(text: str | None) -> str:
    """第二版, 2版, ２, p02 → 2; A3 stays A3; "" where there is none."""
    match = _PAGE.search((text or "").removeprefix("p"))
    if not match:
        return ""
    found = match["page"].upper().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if "十" in found:
        tens, _, ones = found.partition("十")
        found = f"{_NUMERALS.get(tens, '1')}{_NUMERALS.get(ones, '0')}"
    return "".join(_NUMERALS.get(c, c) for c in found).lstrip("0")


def number_of(page: Page) -> str:
    """The page's number within its issue, as metadata or the file's name tell it; "" where neither does."""
    if page.number:
        return page_number(page.number)
    named = _IN_NAME.search(page.identifier)
    return page_number(named["page"]) if named else ""


def join_continued(readings: Iterable[PageReading]) -> Iterator[PageReading]:
    """The readings of one issue's pages, every article that goes on elsewhere joined to its rest.

    The rest's own page lacks it then. The joined article leads to the characters of each page
    (``Article.places``); what goes on, or has begun, on a page that is not among these is an issue.
    """
    held = list(readings)
    rests = _rests(held)
    taken = {rest.identifier for rest in rests.values()}
    for reading in held:
        articles = tuple(_whole(a, rests) for a in reading.articles if a.identifier not in taken)
        issues = tuple(issue for a in articles for issue in _missing(reading, a, rests))
        yield replace(reading, articles=articles, issues=(*reading.issues, *issues))


def _rests(held: Sequence[PageReading]) -> dict[str, Article]:
    """What each article that goes on elsewhere goes on with, by the article's identifier."""
    rests: dict[str, Article] = {}
    taken: set[str] = set()
    for reading in held:
        for article in reading.articles:
            rest = _rest_of(article, reading, held, taken)
            if rest:
                taken.add(rest.identifier)
                rests[article.identifier] = rest
    return rests


def _whole(article: Article, rests: dict[str, Article]) -> Article:
    """The article with its rest, the rest of that, and so on; two that claim to go on with each other end it."""
    seen, last = {article.identifier}, article
    while (rest := rests.get(last.identifier)) and rest.identifier not in seen and len(seen) < _MOST_PAGES:
        article, last = _join(article, rest), rest
        seen.add(rest.identifier)
    return article


def _missing(reading: PageReading, article: Article, rests: dict[str, Article]) -> Iterator[Issue]:
    """Issues for a beginning or an end that the other pages do not have."""
    path = reading.page.path
    if _jump(article, "上接") is not None:
        yield Issue(
            "continuation-without-start",
            f"{path}: {article.identifier} goes on with an article of another "
            "page that was not found; it stands alone. Read the pages of an issue together.",
            path,
        )
    target = _jump(article, "下转")
    if target is not None and article.identifier not in rests:
        yield Issue(
            "continuation-not-found",
            f"{path}: {article.identifier} goes on on page {target or '?'}, "
            "which was not found; it ends here. Read the pages of an issue together.",
            path,
        )


def _rest_of(article: Article, reading: PageReading, held: Sequence[PageReading], taken: set[str]) -> Article | None:
    """The article on another page of the issue that goes on with this one: the one that speaks most of the same."""
    target = _jump(article, "下转")
    if target is None:
        return None
    rests = [
        rest
        for other in held
        if other is not reading and _one_issue(reading, other)
        for rest in other.articles
        if rest.identifier not in taken and _fits(reading, other, rest, target)
    ]
    best = max(rests, key=lambda rest: _alike(article, rest), default=None)
    # Where both pages are numbered and only one article fits, it need not repeat the words of the beginning.
    told = (
        len(rests) == 1
        and number_of(reading.page)
        and any(number_of(other.page) for other in held if best in other.articles)
    )
    return best if best and (told or _alike(article, best) >= _ALIKE) else None


def _jump(article: Article, words: str) -> str | None:
    """The page that a jump line of the article names after ``words``; None if it has no such line."""
    notes = (part.note for part in article.parts if part.kind is PartKind.JUMP_LINE and part.page is None)
    return next((page_number(note.removeprefix(words)) for note in notes if note.startswith(words)), None)


def _one_issue(left: PageReading, right: PageReading) -> bool:
    """Whether nothing that is known of newspaper and day speaks against it."""
    if left.source and right.source and left.source != right.source:
        return False
    return not left.published or not right.published or left.published.start == right.published.start


def _fits(start: PageReading, other: PageReading, rest: Article, target: str) -> bool:
    source = _jump(rest, "上接")
    here, there = number_of(start.page), number_of(other.page)
    return source is not None and (not there or there == target) and (not here or not source or here == source)


def _alike(article: Article, rest: Article) -> float:
    left, right = bigrams(article.text), bigrams(rest.text)
    return len(left & right) / max(1, min(len(left), len(right)))


def _join(article: Article, rest: Article) -> Article:
    """The article with the rest's text after its own; broken off within a sentence, it goes on without a break."""
    seam = "" if article.text and article.text[-1] not in "。！？”…" else "\n"
    shift = len(article.text) + len(seam)
    parts = (replace(p, clean=p.clean and p.clean.shift(shift), page=rest.page) for p in rest.parts)
    moved = OffsetMap(tuple(Piece(p.clean + shift, p.raw, p.length) for p in rest.offsets.pieces))
    there = Continuation(rest.page, Span(shift, shift + len(rest.text)), moved)
    return replace(
        article,
        text=article.text + seam + rest.text,
        parts=(*article.parts, *parts),
        continuations=(*article.continuations, there),
        is_caption=False,
        byline=tuple(dict.fromkeys((*article.byline, *rest.byline))),
        dateline=article.dateline or (rest.dateline and replace(rest.dateline, span=rest.dateline.span.shift(shift))),
    )
