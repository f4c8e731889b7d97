"""What each kind of entity page shows: the rows of the named queries, gathered once for page, JSON and RDF alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from kg.queries import articles, events, evidence, finding, pages, policies, posts
from kg.queries.entity_rows import Companion, EventDetails, EventRow, PolicyDetails, PolicyRow, Post
from kg.queries.page_rows import RawPage
from kg.queries.posts import Shown
from kg.queries.rows import ArticleDetails, ArticleRow, EntitySummary, Fact, Quote
from kg.rdf.iris import kind_of
from kg.store import Store

ROWS_SHOWN: Final = 30
QUOTES_SHOWN: Final = 5
FARTHEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of a list stand in the view: those after ``start``; ``more`` says that others follow."""

    start: int
    more: bool
    size: int = ROWS_SHOWN

    @property
    def cut(self) -> bool:
        """Whether this is not the whole list."""
        return self.more or self.start > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """One entity with all that its page shows; what does not apply to its kind is None or empty.

    ``parts`` says of each list which rows of it these are.
    """

    summary: EntitySummary
    parts: dict[str, Part]
    event: EventDetails | None = None
    policy: PolicyDetails | None = None
    article: ArticleDetails | None = None
    raw: RawPage | None = None
    posts: tuple[Post, ...] = ()
    holders: tuple[Post, ...] = ()
    events: tuple[EventRow, ...] = ()
    organized: tuple[EventRow, ...] = ()
    events_here: tuple[EventRow, ...] = ()
    issued: tuple[PolicyRow, ...] = ()
    policies_for: tuple[PolicyRow, ...] = ()
    companions: tuple[Companion, ...] = ()
    page_articles: tuple[ArticleRow, ...] = ()
    stated: tuple[Fact, ...] = ()

    @property
    def iri(self) -> str:
        """The entity's IRI."""
        return self.summary.link.iri

    @property
    def kind(self) -> str:
        """Its kind, as in its IRI."""
        return self.summary.link.kind or kind_of(self.iri)


def _stated(store: Store, statement: str, limit: int, offset: int) -> tuple[Fact, ...]:
    """What a statement states: one fact."""
    return evidence.facts_of(store, evidence.statements_named(store, [statement]))


def _companions(store: Store, person: str, limit: int, offset: int) -> tuple[Companion, ...]:
    return events.companions(store, person, limit, offset, _EVENTS_SHOWN)


_EVENTS_SHOWN: Final = 8
_Rows = Callable[[Store, str, int, int], tuple[Any, ...]]
_LISTS: Final[dict[str, dict[str, _Rows]]] = {
    "person": {
        "events": events.events_of,
        "companions": _companions,
        "issued": policies.issued_policies,
    },
    "organization": {
        "organized": events.organized_events,
        "issued": policies.issued_policies,
        "policies_for": policies.policies_for,
    },
    "place": {"events_here": events.events_at, "policies_for": policies.policies_for},
    "topic": {"policies_for": policies.policies_for},
    "statement": {"stated": _stated},
    "page": {"page_articles": articles.articles_of_page},
}
_POSTS: Final = {"person": (("posts", posts.posts_of),), "organization": (("holders", posts.holders),)}
_DETAILS: Final[dict[str, tuple[tuple[str, Callable[[Store, str], Any]], ...]]] = {
    "event": (("event", events.event_details),),
    "policy": (("policy", policies.policy_details),),
    "article": (("article", articles.article_details),),
    "page": (("raw", pages.raw_page),),
}
_AT_ONCE: Final = 2  # as many as there are processes for pages


def view_of(
    store: Store, iri: str, starts: Mapping[str, int] | None = None, newest: Sequence[str] = ()
) -> EntityView | None:
    """The view of an entity, None where the graph says nothing of it. ``starts`` says where its lists begin.

    ``newest`` are the newest articles of all, as far as they are known.
    """
    begin = {name: min(max(0, start), FARTHEST) for name, start in (starts or {}).items()}
    facts_from, articles_from = begin.get("facts", 0), begin.get("articles", 0)
    lists = _LISTS.get(kind_of(iri), {})
    with ThreadPoolExecutor(_AT_ONCE) as asking:  # each query waits for a process of its own
        described = asking.submit(
            finding.describe,
            store,
            iri,
            ROWS_SHOWN,
            facts_from=facts_from,
            articles_from=articles_from,
            newest=newest,
        )
        asked = {
            name: asking.submit(rows_of, store, iri, ROWS_SHOWN + 1, begin.get(name, 0))
            for name, rows_of in lists.items()
        }
        for name, posts_of in _POSTS.get(kind_of(iri), ()):
            wanted = Shown(ROWS_SHOWN + 1, begin.get(name, 0), QUOTES_SHOWN, newest)
            asked[name] = asking.submit(posts_of, store, iri, wanted)
        details = {name: asking.submit(details_of, store, iri) for name, details_of in _DETAILS.get(kind_of(iri), ())}
    summary = described.result()
    if summary is None:
        return None
    parts = {
        "facts": Part(facts_from, summary.more_facts),
        "articles": Part(articles_from, summary.more_articles, finding.ARTICLES_SHOWN),
    }
    shown: dict[str, Any] = {name: found.result() for name, found in details.items()}
    for name, found in asked.items():
        rows = found.result()
        shown[name], parts[name] = rows[:ROWS_SHOWN], Part(begin.get(name, 0), len(rows) > ROWS_SHOWN)
    return EntityView(summary=summary, parts=parts, **shown)


def quotes_in(value: Any) -> Iterator[Quote]:
    """Every quote anywhere in a view."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from quotes_in(getattr(value, field.name))
