"""`wentu read`: what was made of a page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from kg.cli.options import date_option, paths_argument, publisher_option
from kg.cli.output import counted, print_issues
from kg.model import Article, DateValue, Issue, PageReading, Part, PartKind

_LISTED = (PartKind.SHOULDER, PartKind.SUBHEAD, PartKind.CAPTION)
_FIRST_WORDS = 20


def _date(value: DateValue | None) -> str | None:
    if value is None:
        return None
    return f"{value.start}/{value.end}" if value.end else value.start


def _short(text: str, limit: int = 40) -> str:
    words = " ".join(text.split())
    return words if len(words) <= limit else words[:limit] + "…"


def _words(part: Part, article: Article, page_text: str) -> str:
    """The words of an article's part: clean where they are in the body, else as the page has them."""
    if part.clean is not None:
        return part.clean.of(article.text)
    return part.note if part.page else "".join(span.of(page_text) for span in part.raw)


def _part_as_json(part: Part, article: Article, page_text: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": part.kind.value,
        "spans": [[s.start, s.end] for s in part.raw],
        "clean": [part.clean.start, part.clean.end] if part.clean else None,
    }
    if part.kind is not PartKind.BODY:
        told["text"] = _words(part, article, page_text)
    if part.page:
        told["page"] = part.page
    return told


def article_as_json(article: Article, page_text: str) -> dict[str, Any]:
    """The article for programs. ``spans`` are raw offsets in its page (or in ``page``), ``clean`` ones in ``text``."""
    dateline = article.dateline
    return {
        "id": article.identifier,
        "page": article.page,
        "continued_on": [rest.page for rest in article.continuations],
        "headline": article.headline,
        "byline": list(article.byline),
        "dateline": dateline
        and {
            "agency": dateline.agency,
            "place": dateline.place,
            "date": _date(dateline.date),
            "date_basis": dateline.date.basis if dateline.date else None,
            "clean": [dateline.span.start, dateline.span.end],
        },
        "date": _date(article.published),
        "date_basis": article.published.basis if article.published else None,
        "source": article.source,
        "region": article.region
        and {"adcode": article.region.adcode, "name": article.region.name, "basis": article.region.basis},
        "caption": article.is_caption,
        "text": article.text,
        "parts": [_part_as_json(part, article, page_text) for part in article.parts],
    }


def reading_as_json(reading: PageReading) -> dict[str, Any]:
    """A page reading for programs: its articles, what was left out and why, and the issues."""
    text = reading.page.text
    return {
        "id": reading.page.identifier,
        "path": reading.page.path,
        "encoding": reading.page.encoding,
        "source": reading.source,
        "date": _date(reading.published),
        "date_basis": reading.published.basis if reading.published else None,
        "articles": [article_as_json(a, text) for a in reading.articles],
        "left_out": [
            {
                "kind": p.kind.value,
                "spans": [[s.start, s.end] for s in p.raw],
                "note": p.note,
                "text": "".join(s.of(text) for s in p.raw),
            }
            for p in reading.left_out
        ],
        "issues": [{"code": i.code, "severity": i.severity.value, "message": i.message} for i in reading.issues],
    }


def _facts(article: Article) -> Iterator[str]:
    if article.byline:
        yield "by " + "、".join(article.byline)
    if article.dateline:
        day = _date(article.dateline.date)
        yield "dateline " + article.dateline.span.of(article.text).strip("（() ）") + (f" ({day})" if day else "")
    if article.is_caption:
        yield "caption of a picture"
    if article.continuations:
        yield "continued on " + ", ".join(rest.page for rest in article.continuations)
    paragraphs = article.text.count("\n") + 1
    yield f"{len(article.text)} characters in {paragraphs} paragraph{'s' if paragraphs > 1 else ''}"


def _print_article(article: Article, page_text: str) -> None:
    # No headline is made up: the first words show which article it is.
    title = article.headline or f"(no headline) {_short(article.text, _FIRST_WORDS)}"
    click.echo(f"  {article.identifier}  {title}")
    click.echo("      " + " · ".join(_facts(article)))
    for part in article.parts:
        if part.kind in _LISTED and not article.is_caption:
            click.echo(f"      {part.kind.value}: {_short(_words(part, article, page_text))}")


def _print(reading: PageReading) -> None:
    issued = f"{_date(reading.published)} ({reading.published.basis})" if reading.published else "date unknown"
    text = reading.page.text
    click.echo(f"{reading.page.identifier}  {reading.source or 'newspaper unknown'}  {issued}")
    for article in reading.articles:
        _print_article(article, text)
    if not reading.articles:
        click.echo("  no article")
    for part in reading.left_out:
        click.echo(f"  left out, {part.kind.value}: {_short(''.join(s.of(text) for s in part.raw))}")
    counts = Counter(part.kind.value for part in reading.left_out)
    told = ", ".join(f"{n} {kind}" for kind, n in counts.most_common())
    click.echo(f"  {counted(len(reading.articles), 'article')}" + (f"; left out: {told}" if told else ""))


@click.command()
@paths_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, a line each.")
@publisher_option
@date_option
def read(paths: tuple[str, ...], as_json: bool, publisher: str | None, date: str | None) -> int:
    """Show what was made of pages: their articles, and what was left out and why."""
    from kg.pipeline import read_pages

    issues: list[Issue] = []
    pages = 0
    for item in read_pages(paths, publisher=publisher, date=date):
        if isinstance(item, Issue):
            issues.append(item)
            continue
        pages += 1
        issues += item.issues
        if as_json:
            click.echo(json.dumps(reading_as_json(item), ensure_ascii=False))
        else:
            _print(item)
    print_issues(issues)
    return 0 if pages else 2
