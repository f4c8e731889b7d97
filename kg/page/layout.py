"""Which article tells which characters of the raw pages, so that each page can be shown as it was received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article, OffsetMap, PageReading, Piece, RawStretch


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    start: int
    end: int
    article: str


def lay_out(readings: Iterable[PageReading]) -> dict[str, tuple[RawStretch, ...]]:
    """The stretches of raw page that each article tells, by the article's identifier.

    The pages are those of one issue. Every character of a page that has articles is told once: what belongs to none
    (an advertisement, a section's head) by the article before it. A page that has no article is told by none.
    """
    held = list(readings)
    articles = {article.identifier: article for reading in held for article in reading.articles}
    found: defaultdict[str, list[RawStretch]] = defaultdict(list)
    for reading in held:
        page, text = reading.page.identifier, reading.page.text
        for start, end, owner in _owned(_claims(articles.values(), page), len(text)):
            article = articles[owner]
            pieces = tuple(_clipped(_offsets(article, page), start, end))
            found[owner].append(RawStretch(None if article.page == page else page, start, text[start:end], pieces))
    return {identifier: tuple(stretches) for identifier, stretches in found.items()}


def _offsets(article: Article, page: str) -> Iterator[OffsetMap]:
    """What leads from the article's text to that page."""
    if article.page == page:
        yield article.offsets
    yield from (rest.offsets for rest in article.continuations if rest.page == page)


def _claims(articles: Iterable[Article], page: str) -> list[_Claim]:
    """The characters of a page that articles are made of, in the page's order."""
    claims = []
    for article in articles:
        for offsets in _offsets(article, page):
            claims += [_Claim(p.raw, p.raw + p.length, article.identifier) for p in offsets.pieces if p.length]
        for part in article.parts:
            if (part.page or article.page) == page:
                claims += [_Claim(raw.start, raw.end, article.identifier) for raw in part.raw if len(raw)]
    return sorted(claims)


def _owned(claims: Sequence[_Claim], length: int) -> Iterator[tuple[int, int, str]]:
    """The page cut into stretches of one article each, without a gap."""
    begun, owner, told = 0, claims[0].article if claims else "", 0
    for claim in claims:
        if claim.end <= told:
            continue
        if claim.article != owner:
            cut = max(claim.start, told)
            if cut > begun:
                yield begun, cut, owner
            begun, owner = cut, claim.article
        told = claim.end
    if claims and begun < length:
        yield begun, length, owner


def _clipped(offsets: Iterable[OffsetMap], start: int, end: int) -> Iterator[Piece]:
    for one in offsets:
        for piece in one.pieces:
            first, last = max(piece.raw, start), min(piece.raw + piece.length, end)
            if first < last:
                yield Piece(piece.clean + first - piece.raw, first, last - first)
