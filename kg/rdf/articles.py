"""What is said of an article itself and of its page."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from kg.model import Article, Entity, EntityKind, Evidence, Extraction, Mention, RawStretch
from kg.model.layout import encode
from kg.rdf import vocabulary as v
from kg.rdf.iris import page_iri
from kg.rdf.sheet import Sheet, chinese
from kg.resolve import Resolution, mentioned, named_besides


def describe_article(sheet: Sheet, resolution: Resolution, layout: Sequence[RawStretch] = ()) -> None:
    """The article, its dateline and by-line, and the page that it is part of (none where the input is one article)."""
    article, node = sheet.article, sheet.graph
    sheet.say(node, v.TYPE, v.NEWS_ARTICLE)
    sheet.say(node, v.IDENTIFIER, Literal(article.identifier))
    sheet.say(node, v.ARTICLE_BODY, chinese(article.text))
    if article.headline:
        sheet.say(node, v.HEADLINE, chinese(article.headline))
    for name in article.byline:
        sheet.say(node, v.AUTHOR, sheet.entity(resolution.person(name)))
    if article.dateline and article.dateline.agency:
        sheet.say(node, v.SOURCE_ORGANIZATION, sheet.entity(resolution.organization(article.dateline.agency)))
    if article.dateline and article.dateline.place:
        sheet.say(node, v.LOCATION_CREATED, sheet.entity(resolution.place(article.dateline.place)))
    if article.region and article.region.adcode:
        sheet.say(node, v.REGION, sheet.division(article.region.adcode))
        sheet.say(node, v.REGION_BASIS, chinese(article.region.basis))
    _issue(sheet, node, article, resolution)
    if article.page != article.identifier:
        _page(sheet, v.IS_PART_OF, article.page, resolution)
        if layout:
            sheet.say(node, v.PAGE_LAYOUT, Literal(encode(layout, article.text)))
    for rest in article.continuations:
        _page(sheet, v.CONTINUED_ON, rest.page, resolution)


def name_others(sheet: Sheet, extraction: Extraction, resolution: Resolution) -> None:
    """What the text names and nothing else was said of, each with the words that name it first."""
    for mention in mentioned(extraction):
        _mention(sheet, resolution.person(mention.text), mention)
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
    page = NamedNode(page_iri(identifier))
    sheet.say(sheet.graph, relation, page)
    sheet.say(page, v.TYPE, v.PUBLICATION_ISSUE)
    sheet.say(page, v.IDENTIFIER, Literal(identifier))
    _issue(sheet, page, sheet.article, resolution)


def _issue(sheet: Sheet, node: NamedNode, article: Article, resolution: Resolution) -> None:
    """Who published it, and when."""
    if article.source:
        sheet.say(node, v.PUBLISHER, sheet.entity(resolution.organization(article.source)))
    if article.published:
        sheet.date(node, v.DATE_PUBLISHED, article.published, None)
        if article.published.basis:
            sheet.say(node, v.DATE_BASIS, chinese(article.published.basis))
