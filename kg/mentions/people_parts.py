"""Names of Tibetans, Mongols, Uyghurs, Yi and others, put together from parts that recur: 格桑|曲珍, 特木尔|巴根."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.people import people_words
from kg.model import Span

#: What makes a place of the name before it: 格桑|村, 巴特尔|路.
_PLACE_ENDS = frozenset("县乡镇村区路街寺山湖河江旗嘎苏木桥")


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(list(people_words("minority")), matchkind=MatchKind.LeftmostLongest)


def parts_in(text: str) -> tuple[Span, ...]:
    """Where ``text`` has a part of such a name, in order and apart."""
    return tuple([Span(start, end) for _, start, end in _automaton().find_matches_as_indexes(text)])


def made_whole(span: Span, parts: tuple[Span, ...]) -> Span:
    """``span`` of a name that begins with a part of such a name, with the rest of the parts that it cuts: 阿旺次|仁."""
    end = span.end
    if not any(part.start == span.start and part.end <= end for part in parts):
        return span
    for part in parts:
        inside = part.start < end < part.end
        if inside or (part.start == end and any(own.end == end and own.start >= span.start for own in parts)):
            end = part.end
    return Span(span.start, end)


def runs(text: str, parts: tuple[Span, ...]) -> Iterator[Span]:
    """Names of two parts or more that touch: 洛桑达瓦; no place's (格桑曲珍路)."""
    run: Span | None = None
    for part, following in pairwise((*parts, Span(len(text) + 1, len(text) + 1))):
        run = Span(run.start, part.end) if run else part
        if following.start == part.end:
            continue
        if run != part and text[run.end : run.end + 1] not in _PLACE_ENDS:
            yield run
        run = None
