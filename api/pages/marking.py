"""Texts cut where the words of facts begin and end, so that any number of them can be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.queries.page_rows import RawPage, RawPart
from kg.queries.rows import Fact

Range = tuple[int, int]
"""Start and end in a text."""
Spanned = tuple[int, int, int]
"""Start, end, and the number of what stands there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that the same facts rest on (their numbers; none for plain text), and whether it is what was asked for.

    ``thing`` is the IRI of what it names, "" where it is no name.
    """

    text: str
    facts: tuple[int, ...]
    chosen: bool = False
    first: bool = False
    thing: str = ""


@dataclass(frozen=True, slots=True)
class RawStretches:
    """A part of a raw page, cut; ``gap`` where the page is not known before it. ``facts`` are places in its marks."""

    part: RawPart
    gap: bool
    stretches: tuple[Stretch, ...]


def paragraphs(
    body: str, facts: Sequence[Fact], article: str, chosen: Range | None, named: Iterable[tuple[str, str]] = ()
) -> list[list[Stretch]]:
    """The body's paragraphs as stretches, names of things among them. ``chosen`` is marked wherever it lies."""
    spans = [
        (quote.start, quote.end, number)
        for number, fact in enumerate(facts)
        for quote in fact.quotes
        if quote.article.iri == article and body[quote.start : quote.end] == quote.exact
    ]
    out: list[list[Stretch]] = [[]]
    for stretch in _first_told(_stretches(body, spans, [chosen] if chosen else [], _names(body, named))):
        head, *rest = stretch.text.split("\n")
        for at, text in enumerate((head, *rest)):
            if at:
                out.append([])
            if text:
                out[-1].append(replace(stretch, text=text, first=stretch.first and at == 0))
    return [paragraph for paragraph in out if paragraph]


def raw_parts(page: RawPage, chosen: Sequence[Range]) -> list[RawStretches]:
    """The parts of a raw page as stretches; ``chosen`` are places on the page."""
    found = []
    told = False
    at = 0
    for part in page.parts:
        start, end = part.start, part.start + len(part.text)
        spans = [
            (mark.raw_start - start, mark.raw_end - start, number)
            for number, mark in enumerate(page.marks)
            if start <= mark.raw_start and mark.raw_end <= end
        ]
        inside = [(low - start, high - start) for low, high in chosen if start <= low and high <= end]
        stretches = tuple(_first_told(_stretches(part.text, spans, inside), told))
        told = told or any(stretch.first for stretch in stretches)
        found.append(RawStretches(part, start > at, stretches))
        at = end
    return found


def _names(body: str, named: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Where the names of things stand in the text, the longest name at each place."""
    things = {name: thing for name, thing in sorted(named) if len(name) > 1}
    if not things:
        return []
    pattern = re.compile("|".join(map(re.escape, sorted(things, key=len, reverse=True))))
    return [(*match.span(), things[match[0]]) for match in pattern.finditer(body)]


def _stretches(
    text: str, spans: Iterable[Spanned], chosen: Sequence[Range], names: Sequence[tuple[int, int, str]] = ()
) -> Iterator[Stretch]:
    spans = sorted(spans)
    ends = {p for low, high in chosen for p in (low, high) if p <= len(text)}
    ends |= {p for start, end, _ in names for p in (start, end)}
    thing_at = {at: thing for start, end, thing in names for at in range(start, end)}
    for start, end in pairwise(sorted({0, len(text), *ends, *(p for s in spans for p in s[:2])})):
        over = tuple(dict.fromkeys(number for s, e, number in spans if s <= start and end <= e))
        is_chosen = any(low <= start and end <= high for low, high in chosen)
        yield Stretch(text[start:end], over, is_chosen, thing=thing_at.get(start, ""))


def _first_told(stretches: Iterable[Stretch], told: bool = False) -> Iterator[Stretch]:
    """The first of the chosen ones knows that it is."""
    for stretch in stretches:
        yield replace(stretch, first=True) if stretch.chosen and not told else stretch
        told = told or stretch.chosen
