"""Sightings of people read out of the articles' graphs: posts, company, day, paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.identity.kinds import Seen
from kg.model import HeldPost, Sighting
from kg.queries.ask import bind
from kg.rdf import vocabulary as v
from kg.resolve.people_posts import standing_in
from kg.store.protocol import Store

BATCH: Final = 100
"""Articles in one query."""
TRIPLES: Final = "SELECT ?article ?s ?p ?o { GRAPH ?article { VALUES (?article ?p) { $wanted } ?s ?p ?o } }"
WANTED: Final = (
    *(v.LABEL, v.ALT_LABEL, v.BLOCK_KEY, v.MEMBER, v.IN_ORGANIZATION, v.IN_ROLE, v.TOLD_AS_PAST, v.ATTENDEE),
    *(v.ISSUED_BY, v.AUTHOR, v.PUBLISHER, v.DATE_PUBLISHED, v.REGION, v.ADCODE),
)
PAST: Final = (
    "SELECT ?article ?s ?p ?o { GRAPH ?article { VALUES (?article ?s) { $wanted } ?s ?p ?o FILTER(?p = rdf:subject) } }"
)

Told = dict[str, list[tuple[str, str]]]
"""Subject and object of each triple, by predicate."""


def sightings_of(store: Store, seen: Iterable[Seen]) -> Iterator[Sighting]:
    """A sighting for each thing, article by article."""
    nodes: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(set(seen), key=lambda s: (s.article, s.node)):
        nodes[one.article].append(one.node)
    for article, told in articles_told(store, nodes):
        yield from _Article(article, told).sightings(nodes[article])


def articles_told(store: Store, articles: Iterable[str]) -> Iterator[tuple[str, Told]]:
    """What the graphs of articles say with the properties that tell people apart."""
    each = list(articles)
    for start in range(0, len(each), BATCH):
        some = [NamedNode(article) for article in each[start : start + BATCH]]
        found: dict[str, Told] = {article.value: defaultdict(list) for article in some}
        _ask(store, TRIPLES, ((article, p) for article in some for p in WANTED), found)
        past = [(NamedNode(a), NamedNode(s)) for a, told in found.items() for s, _ in told[v.TOLD_AS_PAST.value]]
        if past:
            _ask(store, PAST, past, found)
        yield from found.items()


def _ask(store: Store, query: str, pairs: Iterable[tuple[NamedNode, NamedNode]], found: dict[str, Told]) -> None:
    wanted = " ".join(f"({one} {other})" for one, other in pairs)
    rows = store.query(bind(query.replace("$wanted", wanted)))
    assert isinstance(rows, QuerySolutions)
    for article, subject, predicate, value in rows:
        if isinstance(value, NamedNode | Literal):
            found[article.value][predicate.value].append((subject.value, value.value))


class _Article:
    """One article's triples, looked up by predicate and subject."""

    def __init__(self, iri: str, told: Told) -> None:
        self._iri = iri
        self._told = told
        self._by_subject = {p: _grouped(pairs) for p, pairs in told.items()}

    def _of(self, subject: str, predicate: NamedNode) -> list[str]:
        return self._by_subject.get(predicate.value, {}).get(subject, [])

    def sightings(self, nodes: Iterable[str]) -> Iterator[Sighting]:
        """What the article tells of each of these people."""
        days = [day for text in self._of(self._iri, v.DATE_PUBLISHED) if (day := _day(text)) is not None]
        papers = sorted({paper for _, paper in self._told.get(v.PUBLISHER.value, ())})
        regions = sorted({c for r in self._of(self._iri, v.REGION) for c in self._of(r, v.ADCODE)})
        posts, company = self._posts(), self._company()
        authors = set(self._of(self._iri, v.AUTHOR))
        issuers = {value for _, value in self._told.get(v.ISSUED_BY.value, ())}
        for node in nodes:
            keys = frozenset(self._of(node, v.BLOCK_KEY))
            yield Sighting(
                article=self._iri,
                node=node,
                names=self._names(node),
                keys=keys,
                day=min(days, default=None),
                posts=frozenset(posts.get(node, ())),
                company=frozenset(company.get(node, set()) - keys),
                paper=papers[0] if papers else "",
                region=regions[0] if regions else "",
                author=node in authors and node not in posts and node not in company and node not in issuers,
            )

    def _names(self, node: str) -> tuple[str, ...]:
        labels = sorted(self._of(node, v.LABEL), key=lambda n: (-len(n), n))
        others = sorted(self._of(node, v.ALT_LABEL), key=lambda n: (-len(n), n))
        return tuple(dict.fromkeys((*labels, *others))) or ("",)

    def _posts(self) -> Mapping[str, list[HeldPost]]:
        over = {statement for statement, _ in self._told.get(v.TOLD_AS_PAST.value, ())}
        former = {subject for statement, subject in self._told.get(v.SUBJECT.value, ()) if statement in over}
        found: defaultdict[str, list[HeldPost]] = defaultdict(list)
        for membership, person in self._told.get(v.MEMBER.value, ()):
            for body in self._of(membership, v.IN_ORGANIZATION):
                for role in self._of(membership, v.IN_ROLE):
                    found[person].append(self._post(body, role, former=membership in former))
        return found

    def _post(self, body: str, role: str, *, former: bool) -> HeldPost:
        label, bare = (min(self._of(thing, v.LABEL), default="") for thing in (body, role))
        # What is named on its page only (党组) is another body in every article.
        key = f"{body} {self._iri}" if "%40" in body else body
        return HeldPost(key, label, bare, former, standing_in(label, bare))

    def _company(self) -> Mapping[str, set[str]]:
        events: defaultdict[str, set[str]] = defaultdict(set)
        for event, person in self._told.get(v.ATTENDEE.value, ()):
            events[event].add(person)
        found: defaultdict[str, set[str]] = defaultdict(set)
        for people in events.values():
            keys = {person: self._of(person, v.BLOCK_KEY) for person in people}
            for person in people:
                found[person].update(key for other in people if other != person for key in keys[other])
        return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, value in pairs:
        found[subject].append(value)
    return {subject: sorted(values) for subject, values in found.items()}


@lru_cache(maxsize=16_384)
def _day(text: str) -> int | None:
    """The day of 2022-06-23; for 2022-06 and 2022 one in their middle; None without a year."""
    parts = text.split("-")
    if len(parts[0]) != 4:
        return None
    year, month, day = (int(part) for part in (*parts, *("07", "15")[len(parts) - 1 :])[:3])
    return date(year, month, day).toordinal()
