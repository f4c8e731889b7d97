"""Articles: in lists, and one with its text and all that it states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.queries.ask import BATCH, OPENING, Links, iri, select, select_each
from kg.queries.evidence import facts_of, statements_of_article
from kg.queries.rows import ArticleDetails, ArticleRow
from kg.queries.stories import stories_of
from kg.store.protocol import Store

ROWS = """SELECT DISTINCT ?article ?identifier ?headline ?opening ?published ?page ?publisher { GRAPH ?article {
  VALUES ?article { $things } ?article a schema:NewsArticle .
  OPTIONAL { ?article dcterms:identifier ?identifier }
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:articleBody ?body FILTER NOT EXISTS { ?article schema:headline ?any }
    BIND(@opening AS ?opening) }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:isPartOf ?page }
  OPTIONAL { { ?article dcterms:publisher ?publisher } UNION
    { ?article schema:isPartOf ?issue . ?issue dcterms:publisher ?publisher } } } }""".replace("@opening", OPENING)
NEWEST = """SELECT ?article (MAX(STR(?date)) AS ?day) {
  ?article a schema:NewsArticle . OPTIONAL { ?article schema:datePublished ?date }
} GROUP BY ?article ORDER BY DESC(?day) ?article LIMIT $limit"""
OF_PAGE = """SELECT DISTINCT ?article { ?article schema:isPartOf $page ; a schema:NewsArticle } ORDER BY ?article
LIMIT $limit OFFSET $offset"""
AHEAD = """SELECT ?article ?date { GRAPH ?article { ?article schema:datePublished ?date } }
ORDER BY DESC(STR(?date)) ?article LIMIT $limit"""
MANY = """SELECT (COUNT(*) AS ?count) {
  { SELECT DISTINCT ?article { GRAPH ?article { $thing a ?class } } LIMIT $limit } }"""
# A join would look through all that the thing is told in; a filter asks of each article alone.
AMONG = "SELECT ?article { VALUES ?article { $things } FILTER EXISTS { GRAPH ?article { $thing a ?class } } }"
NAMING = """SELECT ?article (MAX(STR(?date)) AS ?day) {
  GRAPH ?article { $thing a ?class OPTIONAL { ?article schema:datePublished ?date } }
} GROUP BY ?article ORDER BY DESC(?day) ?article LIMIT $limit OFFSET $offset"""
BODY = "SELECT DISTINCT ?body { $article schema:articleBody ?body }"
NAMED = """SELECT DISTINCT ?thing ?name { GRAPH $article { ?thing rdfs:label|skos:altLabel ?name ; a ?class
  FILTER(?class IN (foaf:Person, org:Organization, schema:Place, wt:Event, wt:Policy)) } }"""
AUTHORS = "SELECT DISTINCT ?author { $article schema:author ?author } ORDER BY ?author"

LOOKED_AT = 4_000
"""Articles that are looked at first, one by one, for what most of them tell."""


def article_rows(store: Store, articles: Iterable[str]) -> tuple[ArticleRow, ...]:
    """The articles in the order given; what is no article is left out."""
    wanted = list(dict.fromkeys(articles))
    rows = {row["article"]: row for row in select_each(store, ROWS, wanted)}
    links = Links(store, (value for row in rows.values() for key in ("page", "publisher") if (value := row.get(key))))

    def row_of(article: str) -> ArticleRow:
        row = rows[article]
        page, publisher = row.get("page"), row.get("publisher")
        return ArticleRow(
            iri=article,
            identifier=row.get("identifier") or "",
            headline=row.get("headline") or "",
            opening=row.get("opening") or "",
            published=row.get("published"),
            page=links[page] if page else None,
            publisher=links[publisher] if publisher else None,
        )

    return tuple(row_of(article) for article in wanted if article in rows)


def newest_articles(store: Store, limit: int = 10) -> tuple[ArticleRow, ...]:
    """The articles of the latest dates of issue, those of unknown date last."""
    return article_rows(store, (row["article"] for row in select(store, NEWEST, limit=limit)))


def articles_of_page(store: Store, page: str, limit: int = 500, offset: int = 0) -> tuple[ArticleRow, ...]:
    """The articles of a page, by identifier."""
    rows = select(store, OF_PAGE, page=iri(page), limit=limit, offset=offset)
    return article_rows(store, (row["article"] for row in rows))


def newest_first(store: Store) -> tuple[str, ...]:
    """The IRIs of the newest articles, of known date alone: where to look first for what thousands of articles tell."""
    return tuple(row["article"] for row in select(store, AHEAD, limit=LOOKED_AT))


def naming_articles(store: Store, thing: str, limit: int, offset: int = 0, newest: Sequence[str] = ()) -> list[str]:
    """The IRIs of the articles that say something of the thing, the newest first.

    With the ``newest`` articles of all, what most of them name is found among these: putting thousands into order costs
    an engine more than all the rest of a page.
    """
    many = len(newest) // 2
    if newest and int(select(store, MANY, thing=iri(thing), limit=many)[0]["count"]) == many:
        found: list[str] = []
        for start in range(0, len(newest), BATCH):
            some = newest[start : start + BATCH]
            rows = select(store, AMONG, thing=iri(thing), things=[iri(article) for article in some])
            naming = {row["article"] for row in rows}
            found += [article for article in some if article in naming]
            if len(found) >= offset + limit:
                return found[offset : offset + limit]
    return [row["article"] for row in select(store, NAMING, thing=iri(thing), limit=limit, offset=offset)]


def article_details(store: Store, article: str) -> ArticleDetails | None:
    """One article with its text, authors and facts in the order of their words; None where there is no such article."""
    rows = article_rows(store, [article])
    if not rows:
        return None
    bodies = [row["body"] for row in select(store, BODY, article=iri(article))]
    authors = [row["author"] for row in select(store, AUTHORS, article=iri(article))]
    return ArticleDetails(
        article=rows[0],
        body=bodies[0] if bodies else "",
        authors=Links(store, authors).all(authors),
        facts=facts_of(store, statements_of_article(store, article)),
        copies=article_rows(store, (one for one in stories_of(store, [article]).get(article, ()) if one != article)),
        named=tuple((row["name"], row["thing"]) for row in select(store, NAMED, article=iri(article))),
    )
