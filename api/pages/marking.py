"""Texts cut where the words of facts begin and end, so that any number of them can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.queries.rows import Fact, RawPage, RawPart

Range = tuple[int, int]
"""Start and end in a text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that the same facts rest on (their numbers; none for plain text), and whether it is what was asked for."""

    text: str
    facts: tuple[int, ...]
    chosen: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class RawStretches:
    """A part of a raw page, cut; ``gap`` where the page is not known before it. ``facts`` are places in its marks."""

    part: RawPart
    gap: bool
    stretches: tuple[Stretch, ...]


def paragraphs(body: str, facts: Sequence[Fact], article: str, chosen: Range | None) -> list[list[Stretch]]:
    """The body's paragraphs as stretches. ``chosen`` is marked, too, wherever it lies in the body."""
    spans = [
        (quote.start, quote.end, number)
        for number, fact in enumerate(facts)
        for quote in fact.quotes
        if quote.article.iri == article and body[quote.start : quote.end] == quote.exact
    ]
    out: list[list[Stretch]] = [[]]
    for stretch in _first_told(_stretches(body, spans, [chosen] if chosen else [])):
        head, *rest = stretch.text.split("\n")
        for at, text in enumerate((head, *rest)):
            if at:
                out.append([])
            if text:
                out[-1].append(Stretch(text, stretch.facts, stretch.chosen, stretch.first and at == 0))
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


def _stretches(text: str, spans: Iterable[tuple[int, int, int]], chosen: Sequence[Range]) -> Iterator[Stretch]:
    spans = sorted(spans)
    ends = {p for low, high in chosen for p in (low, high) if p <= len(text)}
    for start, end in pairwise(sorted({0, len(text), *ends, *(p for s in spans for p in s[:2])})):
        over = tuple(dict.fromkeys(number for s, e, number in spans if s <= start and end <= e))
        yield Stretch(text[start:end], over, any(low <= start and end <= high for low, high in chosen))


def _first_told(stretches: Iterable[Stretch], told: bool = False) -> Iterator[Stretch]:
    """The first of the chosen ones knows that it is."""
    for stretch in stretches:
        yield replace(stretch, first=True) if stretch.chosen and not told else stretch
        told = told or stretch.chosen
