"""Words that name something, and the sentences that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.pages import DateValue
from kg.model.text import Span


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

    ``span``, ``edges`` and ``entities`` index the text of its part: ``Article.text`` for the body,
    ``Article.headline`` where ``in_headline``. ``edges``: where each word begins, then where the last one ends;
    words stand without spaces between them. ``paragraph`` counts from 0 (the headline has -1).
    """

    index: int
    span: Span
    text: str
    paragraph: int
    edges: tuple[int, ...] = ()
    entities: tuple[Mention, ...] = ()
    in_headline: bool = False
