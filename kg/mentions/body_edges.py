"""Bodies as the recogniser gives them, without what it cuts at a mark or runs on over words that no name holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from kg.lexicon.endings import is_ending, kind_of, stops
from kg.model import Sentence, Span

_NEAR = 12
"""Characters within which the other mark of a pair is looked for."""
_ENDS = "。；\n"


def whole_bodies(text: str, sentence: Sentence, span: Span) -> Iterator[Span]:
    """The bodies that a recognised ``span`` of ``sentence`` holds.

    朝鲜《江城新闻 is read to its 》, 望海2”号 from its “, 某公司“5·22 to the mark; 《江州日报》 is 江州日报, a book
    is none; 市场监管总局会同中央网信办 is two.
    """
    marked = _marked(text, span)
    if marked is not None:
        yield from _parted(text, sentence, marked)


def _marked(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    cut = False
    for opening, closing in ("《》", "“”", "（）", "()"):
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing):
            at = text.find(closing, end, end + _NEAR) if opening != "“" else -1
            cut = at < 0 or _ended(text, end, at)
            end = start + inside.rindex(opening) if cut else at + 1
        elif inside.count(closing) > inside.count(opening):
            at = text.rfind(opening, max(0, start - _NEAR), start)
            cut = at < 0 or _ended(text, at, start)
            if not cut:
                start = at
            elif inside.endswith(closing):
                end -= 1
            else:
                start += inside.index(closing) + 1
    if text[start:end].startswith("《") and text.find("》", start, end) == end - 1:
        return Span(start + 1, end - 1) if kind_of(text[start + 1 : end - 1]) == "media" else None
    wrapped = text[start : start + 1] == "“" and text.find("”", start, end) == end - 1
    kept = end - start > 1 and not wrapped and (not cut or kind_of(text[start:end]))
    return Span(start, end) if kept else None


def _ended(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in _ENDS)


def _parted(text: str, sentence: Sentence, span: Span) -> Iterator[Span]:
    first, past = bisect_left(sentence.edges, span.start), bisect_right(sentence.edges, span.end)
    words = list(pairwise(sentence.edges[first:past]))
    walls = [
        (start, end)
        for start, end in words
        # 新闻发布|处: where an ending alone follows, the word belongs to the name
        if end - start > 1 and text[start:end] in stops() and not is_ending(text[end : span.end])
    ]
    if not walls:
        yield span
        return
    ends = (span.start, *(at for wall in walls for at in wall), span.end)
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        if end - start > 1 and kind_of(text[start:end]):
            yield Span(start, end)
