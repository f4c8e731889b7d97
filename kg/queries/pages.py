"""The raw page as it was received, put together again from what its articles tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model import OffsetMap, RawStretch, Span
from kg.model.layout import decode
from kg.queries.ask import Links, Row, iri, select, select_each
from kg.queries.page_rows import RawMark, RawPage, RawPart
from kg.rdf.iris import page_iri
from kg.store.protocol import Store

OF_PAGE = """SELECT DISTINCT ?article ?layout ?body ?home { { ?article schema:isPartOf $page } UNION
  { ?article wt:continuedOn $page } GRAPH ?article { ?article wt:pageLayout ?layout ; schema:articleBody ?body ;
  schema:isPartOf ?home } }"""
OF_ARTICLE = """SELECT ?layout ?body ?home { GRAPH $article { $article wt:pageLayout ?layout ;
  schema:articleBody ?body ; schema:isPartOf ?home } }"""
WORDS = """SELECT DISTINCT ?article ?start ?end { VALUES ?article { $things } GRAPH ?article {
  ?statement prov:wasDerivedFrom ?article ; oa:start ?start ; oa:end ?end } }"""


def raw_page(store: Store, page: str) -> RawPage | None:
    """The page with the words of every fact marked; None where no article tells how it looked.

    What stood in an article that was taken back is missing: the next part begins after it.
    """
    told = {row["article"]: row for row in select(store, OF_PAGE, page=iri(page))}
    if not told:
        return None
    words: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in select_each(store, WORDS, told):
        words[row["article"]].add((int(row["start"]), int(row["end"])))
    links = Links(store, told)
    parts, marks = [], []
    for article, row in told.items():
        stretches = [stretch for home, stretch in _stretches(row) if home == page]
        parts += [RawPart(links[article], stretch.start, stretch.text) for stretch in stretches]
        offsets = _offsets(stretches)
        for start, end in sorted(words[article]):
            marks += [RawMark(article, start, end, r.start, r.end) for r in offsets.raw_spans(Span(start, end))]
    return RawPage(
        parts=tuple(sorted(parts, key=lambda part: part.start)),
        marks=tuple(sorted(marks, key=lambda mark: (mark.raw_start, mark.raw_end, mark.article, mark.start))),
    )


def raw_words(store: Store, article: str, start: int, end: int) -> tuple[str, tuple[RawMark, ...]] | None:
    """On which page characters of an article's text stand, and where there; None where no layout tells it.

    Words that run over two pages are found on the first of them.
    """
    for row in select(store, OF_ARTICLE, article=iri(article)):
        by_page: dict[str, list[RawStretch]] = defaultdict(list)
        for home, stretch in _stretches(row):
            by_page[home].append(stretch)
        for page, stretches in by_page.items():
            found = [
                RawMark(article, start, end, raw.start, raw.end)
                for raw in _offsets(stretches).raw_spans(Span(start, end))
            ]
            if found:
                return page, tuple(found)
    return None


def _stretches(row: Row) -> Iterator[tuple[str, RawStretch]]:
    """The stretches that an article tells, each with its page's IRI."""
    for stretch in decode(row["layout"], row["body"]):
        yield (row["home"] if stretch.page is None else page_iri(stretch.page)), stretch


def _offsets(stretches: list[RawStretch]) -> OffsetMap:
    """What leads from the article's text to these stretches of one page."""
    pieces = sorted((piece for stretch in stretches for piece in stretch.pieces), key=lambda piece: piece.clean)
    return OffsetMap(tuple(pieces))
