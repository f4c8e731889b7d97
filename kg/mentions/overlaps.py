"""Which of two mentions that share characters stays.

Nested mentions of different kinds are how the language works: a body stands in an event's name, a place in a
body's, a person in a policy's. They all stay. Settled are only

1. two of one kind: the longer stays, then the surer, then the earlier;
2. a person against a body or place, which the same characters cannot both be: the longer stays, because what lies
   within it is a part of its name (a founder's in a foundation's, a city's character in a given name); of equally
   long ones the person stays, who is only found where something beside the name shows one.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention, MentionKind

_NAMED = (MentionKind.ORGANIZATION, MentionKind.PLACE)
_RIVALS = {kind: (kind, MentionKind.PERSON) if kind in _NAMED else (kind,) for kind in MentionKind} | {
    MentionKind.PERSON: (MentionKind.PERSON, *_NAMED)
}
_ORDER = {kind: number for number, kind in enumerate(MentionKind)}


def settle(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """``mentions`` without those that lose to another, sorted by start, end and kind."""
    ranked = sorted(mentions, key=_rank)
    size = max((mention.span.end for mention in ranked), default=0)
    taken = {kind: bytearray(size) for kind in MentionKind}  # 1 where a mention of the kind stands
    kept: list[Mention] = []
    for mention in ranked:
        start, end = mention.span.start, mention.span.end
        if not any(1 in taken[kind][start:end] for kind in _RIVALS[mention.kind]):
            taken[mention.kind][start:end] = b"\1" * (end - start)
            kept.append(mention)
    kept.sort(key=lambda m: (m.span.start, m.span.end, _ORDER[m.kind]))
    return tuple(kept)


def _rank(mention: Mention) -> tuple[int, bool, float, int]:
    # Longest first settles what lies within.
    start, end = mention.span.start, mention.span.end
    return start - end, mention.kind is not MentionKind.PERSON, -mention.confidence, start
