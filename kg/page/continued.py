"""Articles that go on with another page of the same issue become one: （下转第二版） meets （上接第一版）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Article, Issue, PageReading, Part, PartKind, Span
from kg.page.evidence import bigrams

_NUMERALS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}
_PAGE = re.compile(r"第?\s*(?P<page>[A-Za-z]?[0-9０-９一二三四五六七八九十]{1,4})\s*版?")
_ALIKE = 0.04


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


def join_continued(readings: Iterable[PageReading]) -> Iterator[PageReading]:
    """The readings with every article that goes on elsewhere joined to its rest, which its own page then lacks.

    Pages are of one issue when newspaper and day agree and are known. Offsets of a joined article lead to its own
    page up to the seam; the rest is told by a part with the other page's identifier in its note.
    """
    held = list(readings)
    taken: set[str] = set()
    joined: dict[str, Article] = {}
    for reading in held:
        for article in reading.articles:
            rest = _rest_of(article, reading, held, taken)
            if rest:
                taken.add(rest.identifier)
                joined[article.identifier] = _join(article, rest)
    for reading in held:
        articles = tuple(joined.get(a.identifier, a) for a in reading.articles if a.identifier not in taken)
        issues = tuple(Issue("continuation-without-start", f"{reading.page.path}: {a.identifier} goes on with an "
                             "article of another page that was not found; it stands alone.", reading.page.path)
                       for a in articles if _jump(a, "上接") is not None)
        yield replace(reading, articles=articles, issues=(*reading.issues, *issues))


def _rest_of(article: Article, reading: PageReading, held: Iterable[PageReading], taken: set[str]) -> Article | None:
    """The article on another page of the issue that goes on with this one: the one that speaks most of the same."""
    target = _jump(article, "下转")
    if target is None:
        return None
    rests = [rest for other in held if other is not reading and _one_issue(reading, other) for rest in other.articles
             if rest.identifier not in taken and _fits(reading, other, rest, target)]
    best = max(rests, key=lambda rest: _alike(article, rest), default=None)
    return best if best and (len(rests) == 1 or _alike(article, best) >= _ALIKE) else None


def _jump(article: Article, words: str) -> str | None:
    """The page that a jump line of the article names after ``words``; None if it has no such line."""
    notes = (part.note for part in article.parts if part.kind is PartKind.JUMP_LINE)
    return next((page_number(note.removeprefix(words)) for note in notes if note.startswith(words)), None)


def _one_issue(left: PageReading, right: PageReading) -> bool:
    if not left.published or not right.published:
        return False
    return left.source == right.source and left.published.start == right.published.start


def _fits(start: PageReading, other: PageReading, rest: Article, target: str) -> bool:
    source = _jump(rest, "上接")
    here, there = page_number(start.page.number), page_number(other.page.number)
    return source is not None and (not there or there == target) and (not here or not source or here == source)


def _alike(article: Article, rest: Article) -> float:
    left, right = bigrams(article.text), bigrams(rest.text)
    return len(left & right) / max(1, min(len(left), len(right)))


def _join(article: Article, rest: Article) -> Article:
    """The article with the rest's text after its own; broken off within a sentence, it goes on without a break."""
    seam = "" if article.text and article.text[-1] not in "。！？”…" else "\n"
    shift = len(article.text) + len(seam)
    part = Part(PartKind.BODY, (), Span(shift, shift + len(rest.text)), note=f"continued on {rest.page}")
    return replace(article, text=article.text + seam + rest.text, parts=(*article.parts, part),
                   byline=tuple(dict.fromkeys((*article.byline, *rest.byline))),
                   dateline=article.dateline or (rest.dateline and replace(
                       rest.dateline, span=rest.dateline.span.shift(shift))))
