"""Pages as read, and the articles that they were parted into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kg.model.errors import Issue
from kg.model.text import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as far as it is known: ``2022-06-23``, ``2022-06``, ``2022`` or ``--06-23`` (year unknown).

    ``end`` is set for a range and has the same forms. ``basis`` says what it was read or inferred from.
    """

    start: str
    end: str | None = None
    basis: str = ""


class PageKind(StrEnum):
    """``dump``: raw page text that is still to be parted into articles; ``article``: one article already."""

    DUMP = "dump"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Page:
    """A page or a single article as read, decoded but otherwise untouched.

    ``identifier`` is the file's name without extension, or the ``id`` that the metadata gives. ``source``
    (newspaper) and ``date`` (ISO) are only what metadata says; inference belongs to the page room.
    """

    identifier: str
    path: str
    text: str
    encoding: str
    kind: PageKind = PageKind.DUMP
    title: str | None = None
    source: str | None = None
    date: str | None = None
    number: str | None = None


class PartKind(StrEnum):
    """What a stretch of a page is. Only the first group belongs to an article; the second yields no facts."""

    HEADLINE = "headline"
    SHOULDER = "shoulder-head"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"

    ADVERT = "advert"
    IMPRINT = "imprint"
    SECTION_HEAD = "section-head"
    JUMP_LINE = "jump-line"
    GUIDE = "guide"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the raw page (``raw`` spans, reading order) and, where it is in the body, its clean span.

    ``page``: the identifier of the page that ``raw`` indexes, where it is not the article's own.
    """

    kind: PartKind
    raw: tuple[Span, ...]
    clean: Span | None = None
    note: str = ""
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """The territory a paper writes from, so that 省委 or 我市 has a name: GB/T 2260 code, full name, and why."""

    adcode: str
    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """新华社北京6月23日电 · 本报6月24日讯: agency, place and day as printed; ``span`` in the article's text."""

    span: Span
    agency: str | None = None
    place: str | None = None
    date: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Continuation:
    """The stretch of an article's text (``clean``) that stands on another page of the issue.

    ``offsets`` leads from that stretch of the article's text to the raw text of ``page``.
    """

    page: str
    clean: Span
    offsets: OffsetMap


@dataclass(frozen=True, slots=True)
class Article:
    """One article, clean: ``text`` has lines rejoined, one ``\\n`` between paragraphs, no headline, no jump line.

    ``offsets`` leads from ``text`` to the page's raw text; ``headline_offsets`` does so for ``headline``
    (parts joined by one space). ``published`` is the date of issue, with its basis; ``byline`` is people.
    ``continuations`` are the stretches of ``text`` on other pages, which ``offsets`` does not reach.
    """

    identifier: str
    page: str
    text: str
    offsets: OffsetMap
    headline: str | None = None
    headline_offsets: OffsetMap = field(default_factory=lambda: OffsetMap(()))
    parts: tuple[Part, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    source: str | None = None
    published: DateValue | None = None
    region: Region | None = None
    is_caption: bool = False
    continuations: tuple[Continuation, ...] = ()

    def places(self, span: Span) -> Iterator[tuple[str, Span]]:
        """Where a span of ``text`` stands: identifier of the page and raw span there, in the text's order."""
        for raw in self.offsets.raw_spans(span):
            yield self.page, raw
        for rest in self.continuations:
            if rest.clean.overlaps(span):
                for raw in rest.offsets.raw_spans(span):
                    yield rest.page, raw


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was made of a page: its articles, the parts left out with their kind, and the issues."""

    page: Page
    articles: tuple[Article, ...]
    left_out: tuple[Part, ...] = ()
    source: str | None = None
    published: DateValue | None = None
    issues: tuple[Issue, ...] = ()
