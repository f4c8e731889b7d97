"""Dispatches that several papers print: which articles print the same one, and evidence that copies give once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.queries.ask import Links, select, select_each
from kg.queries.rows import Quote
from kg.store.protocol import Store

FIRST = "SELECT ?copy ?first { VALUES ?copy { $things } GRAPH ?judged { ?copy wt:sameStory ?first } }"
COPIES = "SELECT ?copy ?first { VALUES ?first { $things } GRAPH ?judged { ?copy wt:sameStory ?first } }"
ALL = "SELECT ?copy ?first { GRAPH ?judged { ?copy wt:sameStory ?first } }"


def stories(store: Store) -> tuple[tuple[str, ...], ...]:
    """All dispatches that several articles print, each with its articles (IRIs), the one printed first leading."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in select(store, ALL):
        found[row["first"]].add(row["copy"])
    return tuple((first, *sorted(copies)) for first, copies in sorted(found.items()))


def stories_of(store: Store, articles: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of the articles that are printed elsewhere, too, all articles of its dispatch, the first leading."""
    wanted = set(articles)
    first = {row["copy"]: row["first"] for row in select_each(store, FIRST, sorted(wanted))}
    copies: defaultdict[str, set[str]] = defaultdict(set)
    for row in select_each(store, COPIES, sorted({*first.values(), *(wanted - first.keys())})):
        copies[row["first"]].add(row["copy"])
    whole = {head: (head, *sorted(others)) for head, others in copies.items()}
    return {article: story for article in sorted(wanted) if (story := whole.get(first.get(article, article)))}


def told_once(
    quotes: Mapping[tuple[str, str, str], Sequence[Quote]], stories: Mapping[str, Sequence[str]], links: Links
) -> dict[tuple[str, str, str], tuple[Quote, ...]]:
    """The words for each fact, those that copies of one dispatch repeat given once, with where else they stand."""
    return {fact: _once(words, stories, links) for fact, words in quotes.items()}


def _once(quotes: Sequence[Quote], stories: Mapping[str, Sequence[str]], links: Links) -> tuple[Quote, ...]:
    same: defaultdict[tuple[str, str, int], list[Quote]] = defaultdict(list)
    times: Counter[tuple[str, str]] = Counter()
    for quote in quotes:
        # Words that an article repeats are several places in it, each the same as that of its copies.
        place = (quote.article.iri, quote.exact)
        story = stories.get(quote.article.iri, (quote.article.iri,))
        same[story[0], quote.exact, times[place]].append(quote)
        times[place] += 1
    out = []
    for told in same.values():
        rank = {article: at for at, article in enumerate(stories.get(told[0].article.iri, ()))}
        told.sort(key=lambda quote: (rank.get(quote.article.iri, 0), quote.start))
        others = dict.fromkeys(quote.article.iri for quote in told if quote.article.iri != told[0].article.iri)
        out.append(replace(told[0], also=links.all(others)) if others else told[0])
    return tuple(out)
