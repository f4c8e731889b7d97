"""Names that sign a text or a picture: （苏远舟）, （苏远舟、温以宁摄） and names that fill a line."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from kg.model import Span

SIGNERS: Final = 3
"""More people than these sign nothing together; they stand in a list."""
NEAR: Final = 30
"""Characters before and after a name in which a signature begins and ends."""
_CREDIT: Final = re.compile("(?:摄影报道|摄影|供稿|撰稿|文并摄|图文|摄)$")
_BETWEEN: Final = re.compile("[\\s、，,·/／]+")


def is_signature(text: str, name: Span, people: Collection[Span]) -> bool:
    """Whether ``name`` stands in a bracket that ends a line, or is a picture's credit, or in a line, where nothing but
    names of ``people`` stands.

    >>> text = "贫困户有了新房。（苏远舟）"
    >>> is_signature(text, Span(9, 12), [Span(9, 12)]), is_signature(text, Span(0, 3), [Span(0, 3)])
    (True, False)
    """
    around = _bracket(text, name) or _line(text, name)
    if around is None:
        return False
    within = [span for span in people if around.start <= span.start and span.end <= around.end]
    rest = list(text[around.start : around.end])
    for span in within:
        rest[span.start - around.start : span.end - around.start] = " " * (span.end - span.start)
    return len(within) <= SIGNERS and not _BETWEEN.sub("", _CREDIT.sub("", "".join(rest)))


def _bracket(text: str, name: Span) -> Span | None:
    """The inside of the bracket around the name that ends a line or is a credit."""
    opens, closes = text.rfind("（", max(0, name.start - NEAR), name.start), text.find("）", name.end, name.end + NEAR)
    if opens < 0 or closes < 0 or "）" in text[opens : name.start]:
        return None
    ends = not text[closes + 1 :].partition("\n")[0].strip()
    return Span(opens + 1, closes) if ends or _CREDIT.search(text[name.end : closes]) else None


def _line(text: str, name: Span) -> Span | None:
    start, end = text.rfind("\n", 0, name.start) + 1, text.find("\n", name.end)
    end = len(text) if end < 0 else end
    return Span(start, end) if name.start - start <= NEAR and end - name.end <= NEAR else None
