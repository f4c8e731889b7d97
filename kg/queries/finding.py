"""Finding a thing by its name, and all that any entity page shows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal

from kg.queries.articles import article_rows, naming_articles
from kg.queries.ask import Links, exists, fullest, iri, select, select_each
from kg.queries.evidence import facts_of, statements_named
from kg.queries.rows import EntitySummary, Hit
from kg.rdf.iris import kind_of
from kg.store.protocol import Store

SEARCH = """SELECT ?thing ?label (COUNT(DISTINCT ?graph) AS ?count) { GRAPH ?graph {
  { ?thing rdfs:label ?label } UNION { ?thing skos:altLabel ?label } UNION { ?thing schema:headline ?label }
  FILTER(CONTAINS(LCASE(STR(?label)), $text)) } } GROUP BY ?thing ?label"""
ABOUT = """SELECT DISTINCT ?class ?name ?alias ?code { { $thing a ?class } UNION { $thing rdfs:label ?name }
  UNION { $thing skos:altLabel ?alias } UNION { $thing wt:adcode ?code } }"""
PARENTS = "SELECT DISTINCT ?other { $thing org:subOrganizationOf|schema:containedInPlace ?other } ORDER BY ?other"
PARTS = """SELECT DISTINCT ?other { ?other org:subOrganizationOf|schema:containedInPlace $thing } ORDER BY ?other
LIMIT $limit"""
STATEMENTS = """SELECT DISTINCT ?article ?start ?statement { VALUES ?article { $things } GRAPH ?article {
  { ?statement rdf:subject $thing ; oa:start ?start } UNION { ?statement rdf:object $thing ; oa:start ?start }
  UNION { ?membership org:member $thing . ?statement rdf:subject ?membership ; oa:start ?start }
  UNION { ?membership org:organization $thing . ?statement rdf:subject ?membership ; oa:start ?start } } }"""

PARTS_SHOWN = 100
ARTICLES_SHOWN = 50
ARTICLES_AHEAD = 200
"""Articles that are looked through for statements at first; each time they do not suffice, ten times as many."""


def search(store: Store, text: str, kinds: Iterable[str] = (), limit: int = 20) -> tuple[Hit, ...]:
    """Things with a name (or headline) that contains ``text``, case aside; an empty text finds nothing.

    The whole name comes before a beginning, that before a part; then what most articles name, then short names.
    """
    wanted, only = text.strip().lower(), frozenset(kinds)
    if not wanted:
        return ()
    matched: dict[str, list[str]] = defaultdict(list)
    articles: dict[str, int] = defaultdict(int)
    for row in select(store, SEARCH, text=Literal(wanted)):
        if not only or kind_of(row["thing"]) in only:
            matched[row["thing"]].append(row["label"])
            articles[row["thing"]] = max(articles[row["thing"]], int(row["count"]))

    def place(label: str) -> int:
        name = label.lower()
        return 0 if name == wanted else 1 if name.startswith(wanted) else 2

    best = {
        thing: min(labels, key=lambda label: (place(label), len(label), label)) for thing, labels in matched.items()
    }
    ranked = sorted(best, key=lambda thing: (place(best[thing]), -articles[thing], len(best[thing]), thing))[:limit]
    links = Links(store, ranked)
    return tuple(Hit(links[thing], best[thing], articles[thing]) for thing in ranked)


def describe(
    store: Store,
    thing: str,
    limit: int = 200,
    *,
    facts_from: int = 0,
    articles_from: int = 0,
    newest: Sequence[str] = (),
) -> EntitySummary | None:
    """Names, classes, code, parents and parts of a thing, its newest ``limit`` facts and the newest articles naming it.

    Facts and articles begin after so many of the newest. ``newest`` are the newest articles of all, if they are known
    (``articles.newest_first``). None where the graph says nothing of the thing.
    """
    node = iri(thing)
    if not exists(store, thing):
        return None
    about = select(store, ABOUT, thing=node)
    parents = [row["other"] for row in select(store, PARENTS, thing=node)]
    parts = [row["other"] for row in select(store, PARTS, thing=node, limit=PARTS_SHOWN + 1)]
    latest = naming_articles(store, thing, ARTICLES_AHEAD, newest=newest)
    found = _statements(store, thing, latest, facts_from, limit + 1)
    here = latest[articles_from : articles_from + ARTICLES_SHOWN + 1]
    if articles_from + ARTICLES_SHOWN + 1 > ARTICLES_AHEAD:
        here = naming_articles(store, thing, ARTICLES_SHOWN + 1, articles_from)
    naming = article_rows(store, here)
    links = Links(store, [thing, *parents, *parts])
    return EntitySummary(
        link=links[thing],
        classes=tuple(sorted({value for row in about if (value := row.get("class"))})),
        names=tuple(
            dict.fromkeys(
                fullest(value for row in about if (value := row.get("name")))
                + fullest(value for row in about if (value := row.get("alias")))
            )
        ),
        adcode=next((value for row in about if (value := row.get("code"))), None),
        parents=links.all(parents),
        parts=links.all(parts[:PARTS_SHOWN]),
        facts=facts_of(store, statements_named(store, found[:limit])),
        more_facts=len(found) > limit,
        articles=naming[:ARTICLES_SHOWN],
        more_parts=len(parts) > PARTS_SHOWN,
        more_articles=len(naming) > ARTICLES_SHOWN,
    )


def _statements(store: Store, thing: str, latest: list[str], start: int, count: int) -> list[str]:
    """``count`` statements that tell of a thing, after the first ``start``: newest article first, as printed.

    Articles are looked through from the newest on, which sorting all that is told of a high office would not allow.
    """
    found: list[str] = []
    looked, articles = 0, latest
    while articles:
        place = {article: at for at, article in enumerate(articles)}
        rows = select_each(store, STATEMENTS.replace("$thing ", f"{iri(thing)} "), articles)
        told = ((place[row["article"]], int(row["start"]), row["statement"]) for row in rows)
        found += [statement for _, _, statement in sorted(told)]
        if len(found) >= start + count or len(articles) < ARTICLES_AHEAD:
            break
        looked += len(articles)
        articles = naming_articles(store, thing, 9 * looked, looked)
    return found[start : start + count]
