"""Which of two mentions that share characters stays.

Nested mentions of different kinds are how the language works: a body stands in an event's name, a place in a
body's, a person in a policy's. They all stay. Settled are only

1. two of one kind: the longer stays, then the surer, then the earlier;
2. a person against a body or place, which the same characters cannot both be: the longer stays, because what lies
   within it is a part of its name (a founder's in a foundation's, a city's character in a given name); of equally
   long ones the surer stays, then the person.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention, MentionKind

_NAMED = frozenset({MentionKind.ORGANIZATION, MentionKind.PLACE})
_ORDER = {kind: number for number, kind in enumerate(MentionKind)}


def settle(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """``mentions`` without those that lose to another, sorted by start, end and kind."""
    kept: list[Mention] = []
    taken: dict[MentionKind, _Cover] = {kind: _Cover() for kind in MentionKind}
    for mention in sorted(mentions, key=_rank):
        if not any(taken[kind].meets(mention) for kind in _rivals(mention.kind)):
            taken[mention.kind].add(mention)
            kept.append(mention)
    kept.sort(key=lambda m: (m.span.start, m.span.end, _ORDER[m.kind]))
    return tuple(kept)


def _rank(mention: Mention) -> tuple[int, float, bool, int]:
    # Longest first settles what lies within; crossing rivals of one length go by confidence.
    return -len(mention.span), -mention.confidence, mention.kind is not MentionKind.PERSON, mention.span.start


def _rivals(kind: MentionKind) -> Iterable[MentionKind]:
    if kind is MentionKind.PERSON:
        return (kind, *_NAMED)
    return (kind, MentionKind.PERSON) if kind in _NAMED else (kind,)


class _Cover:
    """The characters that mentions of one kind have taken."""

    def __init__(self) -> None:
        self._places: set[int] = set()

    def add(self, mention: Mention) -> None:
        self._places.update(range(mention.span.start, mention.span.end))

    def meets(self, mention: Mention) -> bool:
        return not self._places.isdisjoint(range(mention.span.start, mention.span.end))
