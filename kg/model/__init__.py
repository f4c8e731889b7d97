"""The frozen values that pass between the rooms.

One stage hands these to the next and nothing else: no stage changes what it was given, and no stage reads
another's insides. Offsets are half-open ``str`` indices. Offsets of an article index ``Article.text`` (the
graph's ``schema:articleBody``) unless the value says that it speaks of the headline.
"""

from kg.model.entities import (
    Entity,
    EntityKind,
)
from kg.model.errors import (
    InputError,
    Issue,
    Severity,
    WentuError,
)
from kg.model.facts import (
    Claim,
    EventFact,
    EventKind,
    Evidence,
    Extraction,
    PolicyFact,
    PolicyKind,
    RoleFact,
)
from kg.model.identity import (
    Copy,
    HandJudgement,
    HeldPost,
    Occasion,
    Reason,
    Sighting,
    Standing,
    Verdict,
)
from kg.model.layout import (
    RawStretch,
)
from kg.model.mentions import (
    Mention,
    MentionKind,
    Sentence,
)
from kg.model.pages import (
    Article,
    Continuation,
    Dateline,
    DateValue,
    Page,
    PageKind,
    PageReading,
    Part,
    PartKind,
    Region,
)
from kg.model.text import (
    OffsetMap,
    Piece,
    Span,
)

__all__ = [
    "Article",
    "Claim",
    "Continuation",
    "Copy",
    "DateValue",
    "Dateline",
    "Entity",
    "EntityKind",
    "EventFact",
    "EventKind",
    "Evidence",
    "Extraction",
    "HandJudgement",
    "HeldPost",
    "InputError",
    "Issue",
    "Mention",
    "MentionKind",
    "Occasion",
    "OffsetMap",
    "Page",
    "PageKind",
    "PageReading",
    "Part",
    "PartKind",
    "Piece",
    "PolicyFact",
    "PolicyKind",
    "RawStretch",
    "Reason",
    "Region",
    "RoleFact",
    "Sentence",
    "Severity",
    "Sighting",
    "Span",
    "Standing",
    "Verdict",
    "WentuError",
]
