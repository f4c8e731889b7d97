"""Names read as the text has them elsewhere: what was cut is made whole, what was run together is parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.mentions.people_clues import Seen, Text
from kg.mentions.person_names import is_chinese_name
from kg.model import Span

_TWO = 2
_BETWEEN = frozenset("同与和向对")


def as_elsewhere(text: Text, seen: list[Seen]) -> list[Seen]:
    """``seen`` with names that were cut or run together read as they are read elsewhere in the text."""
    counts = Counter(one.span.of(text.text) for one in seen)
    longer: dict[str, list[str]] = {}
    for name, count in counts.items():
        if count > 1:
            for size in range(2, len(name)):
                longer.setdefault(name[:size], []).append(name)
    out: list[Seen] = []
    for one in (part for whole in seen for part in _apart(text.text, whole, counts)):
        start, name = one.span.start, one.span.of(text.text)
        wholes = [w for w in longer.get(name, ()) if text.text.startswith(w, start)]
        end = max((start + len(w) for w in wholes), default=one.span.end)
        if start and text.text[start - 1 : end] in counts:
            start -= 1  # 计|远方
        if out and start < out[-1].span.end:
            continue
        first = next((size for size in (2, 3) if _run_together(text.text, start, start + size, end, counts)), 0)
        out += [Seen(Span(start, start + first), one.rule)] if first else []
        second = _second(text.text, start + first, counts) if first else 0
        out.append(Seen(Span(start + first, start + first + second) if first else Span(start, end), one.rule))
    return out


def _apart(text: str, one: Seen, counts: Counter[str]) -> Iterator[Seen]:
    """``one`` as two where a preposition parts two names in it that the text has elsewhere: 林远|同|默茨."""
    span = one.span
    for at in range(span.start + _TWO, span.end - _TWO):
        if text[at] in _BETWEEN and text[span.start : at] in counts and text[at + 1 : span.end] in counts:
            yield Seen(Span(span.start, at), one.rule)
            yield Seen(Span(at + 1, span.end), one.rule)
            return
    yield one


def _run_together(text: str, start: int, middle: int, end: int, counts: Counter[str]) -> bool:
    """Whether a name that the text has elsewhere ends in ``middle``, inside what was read, and another begins there."""
    names = is_chinese_name(text[start:middle]) and end - start <= _TWO + _TWO
    oftener = counts[text[start:middle]] >= max(1, counts[text[start:end]])
    return names and middle < end and oftener and _second(text, middle, counts) > 0


def _second(text: str, at: int, counts: Counter[str]) -> int:
    return next((size for size in (3, 2) if text[at : at + size] in counts), 0)
