"""What each kind of entity page shows: the rows of the named queries, gathered once for page, JSON and RDF alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from kg.queries import articles, events, evidence, finding, policies, posts
from kg.queries.rows import (
    ArticleDetails,
    ArticleRow,
    Companion,
    EntitySummary,
    EventDetails,
    EventRow,
    Fact,
    PolicyDetails,
    PolicyRow,
    Post,
    Quote,
)
from kg.rdf.iris import kind_of
from kg.store import Store

FACTS_SHOWN: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """One entity with all that its page shows; what does not apply to its kind is None or empty."""

    summary: EntitySummary
    event: EventDetails | None = None
    policy: PolicyDetails | None = None
    article: ArticleDetails | None = None
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


def _stated(store: Store, statement: str) -> tuple[Fact, ...]:
    """What a statement states."""
    return evidence.facts_of(store, evidence.statements_named(store, [statement]))


_Part = Callable[[Store, str], Any]
_PARTS: Final[dict[str, dict[str, _Part]]] = {
    "person": {
        "posts": posts.posts_of,
        "events": events.events_of,
        "companions": events.companions,
        "issued": policies.issued_policies,
    },
    "organization": {
        "holders": posts.holders,
        "organized": events.organized_events,
        "issued": policies.issued_policies,
        "policies_for": policies.policies_for,
    },
    "place": {"events_here": events.events_at, "policies_for": policies.policies_for},
    "topic": {"policies_for": policies.policies_for},
    "event": {"event": events.event_details},
    "policy": {"policy": policies.policy_details},
    "article": {"article": articles.article_details},
    "statement": {"stated": _stated},
    "page": {"page_articles": articles.articles_of_page},
}


def view_of(store: Store, iri: str) -> EntityView | None:
    """The view of an entity, None where the graph says nothing of it."""
    summary = finding.describe(store, iri, FACTS_SHOWN)
    if summary is None:
        return None
    parts = _PARTS.get(kind_of(iri), {})
    return EntityView(summary=summary, **{name: part(store, iri) for name, part in parts.items()})


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
