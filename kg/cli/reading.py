"""`wentu read`: what was made of a page."""

from __future__ import annotations

import json
from typing import Any

import click

from kg.cli.options import date_option, paths_argument, publisher_option
from kg.cli.output import print_issues
from kg.model import Article, DateValue, Issue, PageReading, Part


def _date(value: DateValue | None) -> str | None:
    if value is None:
        return None
    return f"{value.start}/{value.end}" if value.end else value.start


def _excerpt(part: Part, text: str, limit: int = 40) -> str:
    words = " ".join("".join(span.of(text) for span in part.raw).split())
    return words if len(words) <= limit else words[:limit] + "…"


def article_as_json(article: Article) -> dict[str, Any]:
    """The article for programs; ``spans`` of its parts are offsets in the raw page."""
    dateline = article.dateline
    return {
        "id": article.identifier,
        "page": article.page,
        "headline": article.headline,
        "byline": list(article.byline),
        "dateline": dateline and {"agency": dateline.agency, "place": dateline.place, "date": _date(dateline.date)},
        "date": _date(article.published),
        "date_basis": article.published.basis if article.published else None,
        "source": article.source,
        "region": article.region and {"adcode": article.region.adcode, "name": article.region.name},
        "caption": article.is_caption,
        "text": article.text,
        "parts": [{"kind": p.kind.value, "spans": [[s.start, s.end] for s in p.raw]} for p in article.parts],
    }


def reading_as_json(reading: PageReading) -> dict[str, Any]:
    """A page reading for programs: its articles, what was left out and why, and the issues."""
    return {
        "id": reading.page.identifier,
        "path": reading.page.path,
        "encoding": reading.page.encoding,
        "source": reading.source,
        "date": _date(reading.published),
        "date_basis": reading.published.basis if reading.published else None,
        "articles": [article_as_json(a) for a in reading.articles],
        "left_out": [
            {
                "kind": p.kind.value,
                "spans": [[s.start, s.end] for s in p.raw],
                "note": p.note,
                "text": "".join(s.of(reading.page.text) for s in p.raw),
            }
            for p in reading.left_out
        ],
        "issues": [{"code": i.code, "severity": i.severity.value, "message": i.message} for i in reading.issues],
    }


def _print(reading: PageReading) -> None:
    issued = f"{_date(reading.published)} ({reading.published.basis})" if reading.published else "date unknown"
    click.echo(f"{reading.page.identifier}  {reading.source or 'newspaper unknown'}  {issued}")
    for article in reading.articles:
        click.echo(f"  {article.identifier}  {article.headline or '(no headline)'}")
        facts = [
            "by " + "、".join(article.byline) if article.byline else "",
            "dateline " + article.dateline.span.of(article.text) if article.dateline else "",
            "caption" if article.is_caption else "",
            f"{len(article.text)} characters",
        ]
        click.echo("      " + " · ".join(f for f in facts if f))
    for part in reading.left_out:
        note = f" ({part.note})" if part.note else ""
        click.echo(f"  left out: {part.kind.value}{note}: {_excerpt(part, reading.page.text)}")


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
