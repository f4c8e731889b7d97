"""What articles state, each fact with its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.errors import Issue
from kg.model.mentions import Mention
from kg.model.pages import Article, DateValue
from kg.model.text import Span


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
        """The fullest name."""
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
