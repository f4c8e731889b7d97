"""A page becomes a reading: its articles, what was left out and why, its newspaper and day of issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Article, Issue, OffsetMap, Page, PageKind, PageReading, Part, PartKind, Severity, Span
from kg.page.assemble import body_of, headline_of, raw_spans
from kg.page.away import place_headlines
from kg.page.dateline import find_dateline, find_reporters, reporter_spans
from kg.page.hidden import find_hidden_headlines, find_stray_headlines, split_headlines
from kg.page.issued import date_page, resolve_dateline
from kg.page.kinds import is_rubric
from kg.page.lines import Line, split_lines
from kg.page.masthead import find_newspaper, find_region
from kg.page.script import is_traditional, simplify
from kg.page.segment import part
from kg.page.unit import Segment, Unit, UnitKind
from kg.page.units import make_units, settle, single_unit
from kg.page.wrap import is_hard_wrapped

_FURNITURE = {
    UnitKind.JUMP: PartKind.JUMP_LINE,
    UnitKind.IMPRINT: PartKind.IMPRINT,
    UnitKind.ADVERT: PartKind.ADVERT,
    UnitKind.GUIDE: PartKind.GUIDE,
}
_SENTENCE_ENDS = re.compile(r"[。！？!?；;\n]")
LONGEST_SENTENCE = 10_000  # characters; what comes after reads sentence by sentence
LONGEST_ARTICLE = 500_000  # characters; the longest law that a paper prints is shorter
_ADVERT_LINES = 5
_MOST_TOLD = 20


def part_page(page: Page) -> PageReading:
    """What a page holds. An article page is one article; a dump is parted, and nothing of it is lost: every
    line is in an article or in ``left_out``.
    """
    simple = _simplified(page)
    lines = split_lines(simple.text)
    found, left_out = (_one_article if page.kind is PageKind.ARTICLE else _many_articles)(simple, lines)
    articles, too_long = _set_aside(found)
    left_out += too_long
    issues = _issues(simple, articles, left_out)
    source = simple.source or find_newspaper(simple, left_out)
    published = date_page(simple, articles, left_out)
    region = find_region(simple, source, articles)
    dated = (replace(a, source=source, published=published, region=region) for a in articles)
    return PageReading(page, tuple(map(_told, dated)), tuple(left_out), source, published, tuple(issues))


def _simplified(page: Page) -> Page:
    """The page in simplified script, one character for one: offsets hold for the page as it was read."""
    if not is_traditional(page.text):
        return page
    return replace(
        page,
        text=simplify(page.text),
        title=simplify(page.title) if page.title else None,
        source=simplify(page.source) if page.source else None,
    )


def _set_aside(articles: Sequence[Article]) -> tuple[list[Article], list[Part]]:
    """The articles that can be read, and those as unplaced text that are none: work on them would not end."""
    kept, aside = [], []
    for article in articles:
        why = ""
        if len(article.text) > LONGEST_ARTICLE:
            why = f"an article of more than {LONGEST_ARTICLE} characters"
        elif max(map(len, _SENTENCE_ENDS.split(article.text))) > LONGEST_SENTENCE:
            why = f"a sentence of more than {LONGEST_SENTENCE} characters"
        if why:
            raw = tuple(article.offsets.raw_spans(Span(0, len(article.text))))
            aside.append(Part(PartKind.UNPLACED, raw, note=f"{article.text[:20]}… ({why})"))
        else:
            kept.append(article)
    return kept, aside


def _told(article: Article) -> Article:
    """The article with what its words tell of itself: the dateline and who wrote it."""
    dateline = find_dateline(article.text)
    within = [(PartKind.BYLINE, span) for span in reporter_spans(article.text)]
    within += [(PartKind.DATELINE, dateline.span)] if dateline else []
    parts = (Part(kind, tuple(article.offsets.raw_spans(span)), span) for kind, span in within)
    return replace(
        article,
        parts=(*article.parts, *parts),
        dateline=resolve_dateline(dateline, article.published) if dateline else None,
        byline=find_reporters(article.text, article.byline),
    )


def _one_article(page: Page, lines: Sequence[Line]) -> tuple[list[Article], list[Part]]:
    units = make_units(lines) if is_hard_wrapped(lines) else [single_unit(line) for line in lines]
    content = [u for u in units if u.kind is not UnitKind.JUMP]
    left_out = [Part(PartKind.JUMP_LINE, raw_spans(u), note=u.text) for u in units if u.kind is UnitKind.JUMP]
    if not content:
        return [], left_out
    text, offsets, parts = body_of(content, Segment((), (), (), tuple(range(len(content)))))
    bylines = tuple(u.text for u in content if u.kind is UnitKind.BYLINE)
    title = re.sub(r"\s+", " ", page.title).strip() if page.title else None
    article = Article(
        page.identifier,
        page.identifier,
        text,
        offsets,
        title or None,
        OffsetMap(()),
        tuple(parts),
        bylines,
        is_caption=len(content) == 1 and content[0].caption,
    )
    return [article], left_out


def _many_articles(page: Page, lines: Sequence[Line]) -> tuple[list[Article], list[Part]]:
    content, furniture = settle(make_units(lines))
    content = split_headlines(content, find_stray_headlines(content))
    segments, skipped = part(content)
    hidden = find_hidden_headlines(content, segments)
    if hidden:
        content = split_headlines(content, hidden)
        segments, skipped = part(content)
    segments, skipped = place_headlines(content, segments, skipped)
    articles = []
    left_out = [Part(_FURNITURE[u.kind], raw_spans(u), note=u.text[:40]) for u in furniture]
    for number, segment in enumerate(segments, 1):
        articles.append(_article(page, number, content, segment))
        skipped += segment.rubrics
    guided = any(u.kind is UnitKind.GUIDE for u in furniture)
    left_out += [
        Part(_skipped_kind(content, i, guided), raw_spans(content[i]), note=content[i].text[:40]) for i in skipped
    ]
    left_out.sort(key=lambda p: p.raw[0].start if p.raw else 0)
    return articles, left_out


def _article(page: Page, number: int, content: Sequence[Unit], segment: Segment) -> Article:
    text, offsets, parts = body_of(content, segment)
    headline, headline_offsets, heads = headline_of(content, segment)
    bylines = [content[i].text for i in segment.bylines]
    bylines += [content[i].text for i in segment.body if content[i].kind is UnitKind.BYLINE]
    parts += heads + [Part(PartKind.BYLINE, raw_spans(content[i])) for i in segment.bylines]
    if headline is None and page.title and number == 1:
        headline = page.title
    bodies = [content[i] for i in segment.body if content[i].kind is UnitKind.PARAGRAPH]
    return Article(
        f"{page.identifier}#{number}",
        page.identifier,
        text,
        offsets,
        headline,
        headline_offsets,
        tuple(parts),
        tuple(bylines),
        is_caption=all(u.caption for u in bodies),
    )


def _skipped_kind(content: Sequence[Unit], i: int, guided: bool) -> PartKind:
    unit = content[i]
    near = unit.marks | (content[i + 1].marks if i + 1 < len(content) else frozenset())
    if "guide" in near or (guided and unit.kind is UnitKind.DISPLAY and i >= len(content) - 4):
        return PartKind.GUIDE
    if unit.advert >= 0.5 or _beside_advert(content, i):
        return PartKind.ADVERT
    if unit.kind is UnitKind.DISPLAY and (is_rubric(unit) or len(unit.text) <= 20):
        return PartKind.SECTION_HEAD
    return PartKind.UNPLACED


def _beside_advert(content: Sequence[Unit], i: int) -> bool:
    """Whether only display lines stand between the unit and an advertisement."""
    if "advert" in content[i].marks:
        return True
    for unit in content[i + 1 : i + _ADVERT_LINES]:
        if "advert" in unit.marks:
            return True
        if unit.kind is not UnitKind.DISPLAY:
            return False
    return False


def _issues(page: Page, articles: Sequence[Article], left_out: Sequence[Part]) -> list[Issue]:
    issues = []
    if not articles:
        issues.append(
            Issue("no-article", f"{page.path}: no article was found on this page.", page.path, Severity.WARNING)
        )
    unplaced = [lost for lost in left_out if lost.kind is PartKind.UNPLACED]
    for lost in unplaced[:_MOST_TOLD]:
        issues.append(
            Issue(
                "unplaced-text",
                f"{page.path}: {lost.note!r} belongs to no article; it was left out.",
                page.path,
                Severity.WARNING,
                lost.raw[0] if lost.raw else None,
            )
        )
    if len(unplaced) > _MOST_TOLD:
        issues.append(
            Issue(
                "unplaced-text",
                f"{page.path}: {len(unplaced) - _MOST_TOLD} more lines belong to no article; they were left out.",
                page.path,
                Severity.WARNING,
            )
        )
    return issues
