"""The rows that the named queries give: frozen, typed, in plain strings, ready for pages, JSON and tables.

IRIs are ``str`` without angle brackets. Dates are the lexical forms of the graph: ``2022-06-23``, ``2022-06``,
``2022`` or ``--06-23``. Offsets are half-open ``str`` indices into the article's ``schema:articleBody``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A named thing: its IRI, its fullest label (the IRI's tail where it has none) and its kind.

    ``kind`` is a value of ``EntityKind`` (person, organization, place, role, event, policy, topic) or one of
    article, page, membership, statement; empty where the graph does not tell.
    """

    iri: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: its lexical form, with the IRI of its datatype or its language."""

    text: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that state a fact: ``exact == body[start:end]`` of ``article``; rule and confidence where told.

    ``also`` are articles that print the same dispatch with the same words.
    """

    article: Link
    exact: str
    start: int
    end: int
    rule: str = ""
    confidence: float | None = None
    also: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """One thing that an event or a policy is tied to, with the first of the ``told`` words that say so."""

    thing: Link
    quotes: tuple[Quote, ...] = ()
    told: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated triple with its words. Of a role, ``subject`` is the person, ``object`` the body, ``title`` the post.

    ``predicate`` is the IRI of the property (``org:role`` for a role held).
    """

    subject: Link
    predicate: str
    object: Link | Value
    quotes: tuple[Quote, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How often a class has members or a property is used (distinct subjects; distinct triples)."""

    iri: str
    count: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What the graph holds: distinct triples over all articles, articles, and counts by class and property."""

    triples: int
    articles: int
    classes: tuple[Count, ...]
    properties: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A newspaper and how many articles of it there are; ``link`` is None for articles of unknown papers."""

    link: Link | None
    articles: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The home page's figures: members by kind, newspapers, first and last full date of issue."""

    kinds: tuple[tuple[str, int], ...]
    publishers: tuple[Publisher, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article: its IRI, identifier, headline, date of issue, page and newspaper, as far as known.

    ``opening`` are its first words where it has no headline.
    """

    iri: str
    identifier: str
    headline: str
    published: str | None = None
    page: Link | None = None
    publisher: Link | None = None
    opening: str = ""

    @property
    def name(self) -> str:
        """Its headline, or else its first words, or else its identifier."""
        return self.headline or self.opening or self.identifier

    @property
    def link(self) -> Link:
        """The article as a named thing."""
        return Link(self.iri, self.name, "article")


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: the thing, the name that matched, in how many articles it is named, and what tells it apart.

    ``first`` and ``last`` bound its days (an event's or policy's own, else its articles'), ``title`` is the post that
    a person is mostly named with; empty where they are not known.
    """

    link: Link
    matched: str
    articles: int
    first: str = ""
    last: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class EntitySummary:
    """What any entity page shows: names (fullest first), classes, code, parents and parts, facts and articles.

    ``facts`` are those of which the entity is subject or object; ``more_facts``, ``more_parts`` and
    ``more_articles`` say that the limit cut them.
    """

    link: Link
    classes: tuple[str, ...]
    names: tuple[str, ...]
    adcode: str | None
    parents: tuple[Link, ...]
    parts: tuple[Link, ...]
    facts: tuple[Fact, ...]
    more_facts: bool
    articles: tuple[ArticleRow, ...]
    more_parts: bool = False
    more_articles: bool = False


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """One article with its text, its authors and every fact it states, by where the words stand.

    ``named`` are the names that people, bodies, places, events and policies have in it, each with the IRI of its thing.
    ``copies`` are the other articles that print the same dispatch.
    """

    article: ArticleRow
    body: str
    authors: tuple[Link, ...]
    facts: tuple[Fact, ...]
    named: tuple[tuple[str, str], ...] = ()
    copies: tuple[ArticleRow, ...] = ()
