"""The frozen values that pass between the rooms.

One stage hands these to the next and nothing else: no stage changes what it was given, and no stage reads
another's insides. Offsets are half-open ``str`` indices. Offsets of an article index ``Article.text`` (the
graph's ``schema:articleBody``) unless the value says that it speaks of the headline.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class WentuError(Exception):
    """The work could not be done: one line that says what, where and how to mend it. Exit status 1."""

    exit_status = 1


class InputError(WentuError):
    """The call or its input was wrong. Exit status 2."""

    exit_status = 2


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` clean characters from ``clean`` on that stand in the raw text from ``raw`` on, one to one."""

    clean: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from a clean text back to the raw text that it was made from.

    ``pieces`` are sorted by ``clean`` and do not overlap; raw positions need not ascend (moved pieces).
    A clean character outside every piece was inserted by cleaning and has no raw place.
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        return cls((Piece(0, 0, length),) if length else ())

    def raw_spans(self, span: Span) -> Iterator[Span]:
        """The raw spans, in clean order, that the clean ``span`` was made from; adjacent ones are joined."""
        at = max(0, bisect_right(self.pieces, span.start, key=lambda p: p.clean) - 1)
        held: Span | None = None
        for piece in self.pieces[at:]:
            if piece.clean >= span.end:
                break
            start, end = max(span.start, piece.clean), min(span.end, piece.clean + piece.length)
            if start >= end:
                continue
            raw = Span(piece.raw + start - piece.clean, piece.raw + end - piece.clean)
            if held is not None and held.end == raw.start:
                held = Span(held.start, raw.end)
                continue
            if held is not None:
                yield held
            held = raw
        if held is not None:
            yield held


class Severity(StrEnum):
    """How much an issue costs: ``warning`` (something is less sure) or ``error`` (something was left out)."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be handled, recorded instead of absorbed. ``code`` is stable, kebab-case."""

    code: str
    message: str
    where: str
    severity: Severity = Severity.WARNING
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as far as it is known: ``2022-06-23``, ``2022-06``, ``2022`` or ``--06-23`` (year unknown).

    ``end`` is set for a range and has the same forms. ``basis`` says what it was read or inferred from.
    """

    start: str
    end: str | None = None
    basis: str = ""


class PageKind(StrEnum):
    """``dump``: raw page text that is still to be parted into articles; ``article``: one article already."""

    DUMP = "dump"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Page:
    """A page or a single article as read, decoded but otherwise untouched.

    ``identifier`` is the file's name without extension, or the ``id`` that the metadata gives. ``source``
    (newspaper) and ``date`` (ISO) are only what metadata says; inference belongs to the page room.
    """

    identifier: str
    path: str
    text: str
    encoding: str
    kind: PageKind = PageKind.DUMP
    title: str | None = None
    source: str | None = None
    date: str | None = None
    number: str | None = None


class PartKind(StrEnum):
    """What a stretch of a page is. Only the first group belongs to an article; the second yields no facts."""

    HEADLINE = "headline"
    SHOULDER = "shoulder-head"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"

    ADVERT = "advert"
    IMPRINT = "imprint"
    SECTION_HEAD = "section-head"
    JUMP_LINE = "jump-line"
    GUIDE = "guide"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the raw page (``raw`` spans, reading order) and, where it is in the body, its clean span."""

    kind: PartKind
    raw: tuple[Span, ...]
    clean: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """The territory a paper writes from, so that 省委 or 我市 has a name: GB/T 2260 code, full name, and why."""

    adcode: str
    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """新华社北京6月23日电 · 本报6月24日讯: agency, place and day as printed; ``span`` in the article's text."""

    span: Span
    agency: str | None = None
    place: str | None = None
    date: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article, clean: ``text`` has lines rejoined, one ``\\n`` between paragraphs, no headline, no jump line.

    ``offsets`` leads from ``text`` to the page's raw text; ``headline_offsets`` does so for ``headline``
    (parts joined by one space). ``published`` is the date of issue, with its basis; ``byline`` is people.
    """

    identifier: str
    page: str
    text: str
    offsets: OffsetMap
    headline: str | None = None
    headline_offsets: OffsetMap = field(default_factory=lambda: OffsetMap(()))
    parts: tuple[Part, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    source: str | None = None
    published: DateValue | None = None
    region: Region | None = None
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was made of a page: its articles, the parts left out with their kind, and the issues."""

    page: Page
    articles: tuple[Article, ...]
    left_out: tuple[Part, ...] = ()
    source: str | None = None
    published: DateValue | None = None
    issues: tuple[Issue, ...] = ()


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    TITLE = "title"
    DATE = "date"
    EVENT = "event"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something. ``span`` indexes the text that its sentence belongs to (body or headline).

    ``names`` are the names of the thing, fullest first, ``text`` among them; ``date`` is set for dates that
    could be read; ``source`` names the rule or model that found it.
    """

    kind: MentionKind
    span: Span
    text: str
    names: tuple[str, ...] = ()
    date: DateValue | None = None
    source: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and the entities that the recogniser saw.

    ``span``, ``tokens`` and ``entities`` index the text of its part: ``Article.text`` for the body,
    ``Article.headline`` where ``in_headline``. ``paragraph`` counts from 0 (the headline has -1).
    """

    index: int
    span: Span
    text: str
    paragraph: int
    tokens: tuple[Span, ...] = ()
    entities: tuple[Mention, ...] = ()
    in_headline: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words in ``Article.text`` that state a fact, what found them, and how sure that is (0 to 1)."""

    span: Span
    text: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of a fact: the names of a person, body, place or topic, fullest first, with its evidence."""

    names: tuple[str, ...]
    evidence: Evidence

    @property
    def name(self) -> str:
        return self.names[0]


class EventKind(StrEnum):
    """The kinds of event that the guidelines know."""

    MEETING = "meeting"
    TALKS = "talks"
    CEREMONY = "ceremony"
    VISIT = "visit"


class PolicyKind(StrEnum):
    """A document (《…》, law, plan) or a named programme (campaign, mechanism, project)."""

    DOCUMENT = "document"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class RoleFact:
    """``person`` held ``role`` (bare title, 书记) in ``organization``; ``title`` is as written (省委书记).

    ``as_of`` is the day the article proves it for, None where unknown; ``former`` where told as past.
    """

    person: str
    role: str
    title: str
    organization: tuple[str, ...]
    evidence: Evidence
    as_of: DateValue | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class EventFact:
    """One event with all that the article says of it. Chairs are repeated among the participants."""

    names: tuple[str, ...]
    kind: EventKind
    evidence: Evidence
    date: DateValue | None = None
    date_evidence: Evidence | None = None
    places: tuple[Claim, ...] = ()
    chairs: tuple[Claim, ...] = ()
    participants: tuple[Claim, ...] = ()
    organizers: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyFact:
    """One policy instrument with who issued it, when, and what it is aimed at."""

    names: tuple[str, ...]
    kind: PolicyKind
    evidence: Evidence
    date: DateValue | None = None
    date_evidence: Evidence | None = None
    issuers: tuple[Claim, ...] = ()
    targets: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    events: tuple[EventFact, ...] = ()
    policies: tuple[PolicyFact, ...] = ()
    issues: tuple[Issue, ...] = ()


class EntityKind(StrEnum):
    """The kinds of node that have names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    ROLE = "role"
    EVENT = "event"
    POLICY = "policy"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a name stands for. ``key`` identifies it within its kind and makes its IRI."""

    kind: EntityKind
    key: str
    names: tuple[str, ...]
    adcode: str | None = None
    parent: str | None = None


class Verdict(StrEnum):
    """What was decided about two candidates."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two entity keys are one, with score, reasons in words, and who decided (rule or hand)."""

    kind: EntityKind
    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    decided_by: str
