"""Scoring a graph that is there, or one that an extractor makes of the annotated texts on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.evaluate.gold import GoldDocument
from kg.evaluate.score import Evaluation, judge
from kg.evaluate.system import read_system
from kg.model import Page, PageKind

Extract = Callable[[Page], Iterable[ox.Quad]]
"""Makes the quads of one article, given as a page of kind ``ARTICLE`` with identifier, title, source and date."""

IDENTIFIER = ox.NamedNode("http://purl.org/dc/terms/identifier")


def judge_graph(documents: Sequence[GoldDocument], quads: Iterable[ox.Quad]) -> Evaluation:
    """Score quads that were built before, of a store or a file."""
    return judge(documents, read_system(quads))


def build_and_judge(documents: Sequence[GoldDocument], extract: Extract) -> Evaluation:
    """Run the extractor on the annotated texts and score what it states."""
    return judge_graph(documents, graph_of_articles(documents, extract))


def graph_of_articles(documents: Sequence[GoldDocument], extract: Extract) -> Iterator[ox.Quad]:
    """The quads of every annotated text, in order.

    A page's text is taken apart into the articles that the annotation lists. They count for the page, which is
    said by giving each of their graphs the page's identifier.
    """
    for document in documents:
        for page in _pages(document):
            graphs = set()
            for quad in extract(page):
                graphs.add(quad.graph_name)
                yield quad
            for graph in graphs:
                if isinstance(graph, ox.NamedNode):
                    yield ox.Quad(graph, IDENTIFIER, ox.Literal(document.identifier), graph)


def _pages(document: GoldDocument) -> Iterator[Page]:
    for identifier, text in document.texts():
        yield Page(
            identifier=identifier,
            path=identifier,
            text=text,
            encoding="utf-8",
            kind=PageKind.ARTICLE,
            title=document.title,
            source=document.source,
            date=document.published,
        )
