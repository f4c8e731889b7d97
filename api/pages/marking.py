"""An article's text cut where the words of its facts begin and end, so that any number of them can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.queries.rows import Fact


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that the same facts rest on (their numbers; none for plain text), and whether it is what was asked for."""

    text: str
    facts: tuple[int, ...]
    chosen: bool = False
    first: bool = False


def paragraphs(body: str, facts: Sequence[Fact], article: str, chosen: tuple[int, int] | None) -> list[list[Stretch]]:
    """The body's paragraphs as stretches. ``chosen`` (start, end) is marked, too, wherever it lies in the body."""
    spans = [
        (quote.start, quote.end, number)
        for number, fact in enumerate(facts)
        for quote in fact.quotes
        if quote.article.iri == article and body[quote.start : quote.end] == quote.exact
    ]
    out: list[list[Stretch]] = [[]]
    for stretch in _stretches(body, spans, chosen):
        head, *rest = stretch.text.split("\n")
        for at, text in enumerate((head, *rest)):
            if at:
                out.append([])
            if text:
                out[-1].append(Stretch(text, stretch.facts, stretch.chosen, stretch.first and at == 0))
    return [paragraph for paragraph in out if paragraph]


def _stretches(body: str, spans: Iterable[tuple[int, int, int]], chosen: tuple[int, int] | None) -> Iterator[Stretch]:
    spans = sorted(spans)
    low, high = chosen or (0, 0)
    cuts = sorted({0, len(body), *(p for s in spans for p in s[:2]), *(p for p in (low, high) if p <= len(body))})
    told_first = False
    for start, end in pairwise(cuts):
        over = tuple(dict.fromkeys(number for s, e, number in spans if s <= start and end <= e))
        is_chosen = low <= start and end <= high and high > low
        yield Stretch(body[start:end], over, is_chosen, is_chosen and not told_first)
        told_first = told_first or is_chosen
