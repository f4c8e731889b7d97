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
class Post:
    """A role held: who, what, where; titles as written; first and last day an article proves it for.

    ``quotes`` are the newest of the ``told`` statements that say it.
    """

    person: Link
    role: Link
    organization: Link
    titles: tuple[str, ...]
    first: str | None
    last: str | None
    former: bool
    quotes: tuple[Quote, ...]
    told: int = 0


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list: its class's local name (Meeting, Talks, Ceremony, Visit), dates and places."""

    event: Link
    event_class: str
    start: str | None
    end: str | None
    places: tuple[Link, ...]
    chairs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EventDetails:
    """All that is said of one event. Participants stand in the order printed, chairs among them."""

    event: Link
    event_class: str
    names: tuple[str, ...]
    start: str | None
    end: str | None
    places: tuple[Claimed, ...]
    chairs: tuple[Claimed, ...]
    participants: tuple[Claimed, ...]
    organizers: tuple[Claimed, ...]
    quotes: tuple[Quote, ...]
    told: int = 0


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy in a list: its class's local name (PolicyDocument, Programme), date, issuers and targets."""

    policy: Link
    policy_class: str
    issued: str | None
    issuers: tuple[Link, ...]
    targets: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PolicyDetails:
    """All that is said of one policy."""

    policy: Link
    policy_class: str
    names: tuple[str, ...]
    issued: str | None
    issuers: tuple[Claimed, ...]
    targets: tuple[Claimed, ...]
    quotes: tuple[Quote, ...]
    told: int = 0


@dataclass(frozen=True, slots=True)
class Companion:
    """Someone who took part in ``shared`` of the same events, the latest of which are ``events``."""

    person: Link
    events: tuple[Link, ...]
    shared: int = 0


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


@dataclass(frozen=True, slots=True)
class RawPart:
    """A stretch of a raw page, from its character ``start`` on, that one article tells."""

    article: Link
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class RawMark:
    """Where characters ``start`` to ``end`` of an article's text stand on the raw page, or a piece of them."""

    article: str
    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as received, in its parts by their place, with the words of its articles' facts."""

    parts: tuple[RawPart, ...]
    marks: tuple[RawMark, ...]


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """An example of ``ontology/queries``: file stem, titles, what it answers, parameters, and the SPARQL text."""

    name: str
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    parameters: tuple[tuple[str, str], ...]
    text: str
