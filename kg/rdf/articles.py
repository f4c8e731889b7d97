"""What is said of an article itself and of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from kg.model import Article, Entity, EntityKind, Evidence, Extraction, Mention, RawStretch, Span
from kg.model.layout import encode
from kg.rdf import vocabulary as v
from kg.rdf.iris import page_iri
from kg.rdf.sheet import Sheet
from kg.rdf.terms import Term, chinese, literal, node, term
from kg.resolve import Resolution, mentioned, named_besides


def describe_article(sheet: Sheet, resolution: Resolution, layout: Sequence[RawStretch] = ()) -> None:
    """The article, its dateline and by-line, and the page that it is part of (none where the input is one article)."""
    article, told = sheet.article, sheet.graph
    sheet.say(told, v.TYPE, term(v.NEWS_ARTICLE))
    sheet.say(told, v.IDENTIFIER, literal(article.identifier))
    sheet.say(told, v.ARTICLE_BODY, chinese(article.text))
    if article.headline:
        sheet.say(told, v.HEADLINE, chinese(article.headline))
    for name in article.byline:
        sheet.say(told, v.AUTHOR, sheet.entity(resolution.person(name)))
    if article.dateline and article.dateline.agency:
        sheet.say(told, v.SOURCE_ORGANIZATION, sheet.entity(resolution.organization(article.dateline.agency)))
    if article.dateline and article.dateline.place:
        sheet.say(told, v.LOCATION_CREATED, sheet.entity(resolution.place(article.dateline.place)))
    if article.region and article.region.adcode:
        sheet.say(told, v.REGION, sheet.division(article.region.adcode))
        sheet.say(told, v.REGION_BASIS, chinese(article.region.basis))
    _issue(sheet, told, article, resolution)
    if article.page != article.identifier:
        _page(sheet, v.IS_PART_OF, article.page, resolution)
        if layout:
            sheet.say(told, v.PAGE_LAYOUT, literal(encode(layout, article.text)))
    for rest in article.continuations:
        _page(sheet, v.CONTINUED_ON, rest.page, resolution)


def name_others(sheet: Sheet, extraction: Extraction, resolution: Resolution) -> None:
    """What the text names and nothing else was said of, each with the words that name it first."""
    for mention in mentioned(extraction):
        _mention(sheet, resolution.person(mention.text), mention)
        for start, bearer in resolution.apart.get(mention.text, ()):
            _mention(sheet, bearer, replace(mention, span=Span(start, start + len(mention.text))))
    for kind in (EntityKind.ORGANIZATION, EntityKind.PLACE):
        for names, mention in named_besides(extraction, kind):
            if (kind, names) in resolution.named:
                _mention(sheet, resolution.named[kind, names], mention)


def _mention(sheet: Sheet, entity: Entity, mention: Mention) -> None:
    if not sheet.has(entity):
        words = Evidence(mention.span, mention.text, mention.source, mention.confidence)
        sheet.fact(sheet.graph, v.MENTIONS, sheet.entity(entity), words)


def _page(sheet: Sheet, relation: NamedNode, identifier: str, resolution: Resolution) -> None:
    """A page that the article, or a stretch of it, stands on."""
    page = node(page_iri(identifier))
    sheet.say(sheet.graph, relation, page)
    sheet.say(page, v.TYPE, term(v.PUBLICATION_ISSUE))
    sheet.say(page, v.IDENTIFIER, literal(identifier))
    _issue(sheet, page, sheet.article, resolution)


def _issue(sheet: Sheet, thing: Term, article: Article, resolution: Resolution) -> None:
    """Who published it, and when."""
    if article.source:
        sheet.say(thing, v.PUBLISHER, sheet.entity(resolution.organization(article.source)))
    if article.published:
        sheet.date(thing, v.DATE_PUBLISHED, article.published, None)
        if article.published.basis:
            sheet.say(thing, v.DATE_BASIS, chinese(article.published.basis))
