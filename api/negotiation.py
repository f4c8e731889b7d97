"""Which of the forms on offer a client likes best (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an ``Accept`` header with its weight, 0 to 1."""

    kind: str
    subkind: str
    weight: float

    def matches(self, media: str) -> bool:
        """Whether ``media`` (``text/turtle``) lies in this range."""
        kind, _, subkind = media.partition("/")
        return self.kind in ("*", kind) and self.subkind in ("*", subkind)

    @property
    def precision(self) -> int:
        """How exactly the range tells what it wants: 0 for ``*/*``, 1 for ``text/*``, 2 for a type."""
        return (self.kind != "*") + (self.subkind != "*")


_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")  # q=0.8 · q=1 · q=.5 is none


def ranges(header: str | None) -> tuple[Range, ...]:
    """The ranges of an ``Accept`` header; one that is no media range is passed over. No header accepts all."""
    if header is None or not header.strip(" \t,"):
        return (Range("*", "*", 1.0),)
    found = []
    for item in header.split(","):
        media, *parameters = (part.strip().lower() for part in item.split(";"))
        kind, slash, subkind = media.partition("/")
        if media == "*":  # sent by old Java clients for */*
            kind = subkind = slash = "*"
        if not (kind and slash and subkind):
            continue
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
        found.append(Range(kind, subkind, weight))
    return tuple(found)


def choose(header: str | None, offers: Sequence[str]) -> str | None:
    """The offer that the client likes best, the earlier of two that it likes alike; None where it takes none.

    >>> choose("text/*;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    """
    accepted = ranges(header)
    best, best_weight = None, 0.0
    for offer in offers:
        fitting = [r for r in accepted if r.matches(offer)]
        if not fitting:
            continue
        weight = max(fitting, key=lambda r: (r.precision, r.weight)).weight
        if weight > best_weight:
            best, best_weight = offer, weight
    return best
