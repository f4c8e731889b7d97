"""How an article's characters stand on its raw pages, in one line of JSON that gives back every raw character.

A stretch is a piece of a page as received. It is told by what its article's text already holds and by what it lacks:

- ``12``: the next 12 characters of the text, as they are;
- ``"\\n"``: characters that are on the page alone (line ends, headlines, what was left out);
- ``["臺灣"]``: the next two characters of the text, which the page writes so;
- ``[40]``: what follows goes on with character 40 of the text.

So the raw page costs some bytes a line, and an article that is taken back takes its part of the page with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model.text import Piece

Item = int | str | list[int | str]


@dataclass(frozen=True, slots=True)
class RawStretch:
    """Characters ``start`` to ``start + len(text)`` of a raw page; ``pieces`` lead from the article's text to them.

    ``page`` is the page's identifier, None for the page that the article is part of.
    """

    page: str | None
    start: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def end(self) -> int:
        """Where it ends on the page."""
        return self.start + len(self.text)


def encode(stretches: Iterable[RawStretch], body: str) -> str:
    """The line for the stretches of the article whose text is ``body``."""
    told = [[stretch.page, stretch.start, *_items(stretch, body)] for stretch in stretches]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def decode(line: str, body: str) -> tuple[RawStretch, ...]:
    """The stretches that a line tells. Raises ``ValueError`` where it does not fit the text."""
    return tuple(_stretch(page, start, items, body) for page, start, *items in json.loads(line))


def _items(stretch: RawStretch, body: str) -> Iterator[Item]:
    at, clean = stretch.start, 0
    for piece in sorted(stretch.pieces, key=lambda piece: piece.raw):
        skip = max(0, at - piece.raw)  # two pieces on the same characters: the first has them
        if skip >= piece.length:
            continue
        raw, begin, length = piece.raw + skip, piece.clean + skip, piece.length - skip
        if raw > at:
            yield stretch.text[at - stretch.start : raw - stretch.start]
        if begin != clean:
            yield [begin]
        written = stretch.text[raw - stretch.start : raw - stretch.start + length]
        yield from _copied(written, body[begin : begin + length])
        at, clean = raw + length, begin + length
    if at < stretch.end:
        yield stretch.text[at - stretch.start :]


def _copied(written: str, clean: str) -> Iterator[Item]:
    """Runs of characters that are the same on the page and in the text, and of those that are not."""
    same = [a == b for a, b in zip(written, clean, strict=True)]
    cuts = [0, *(i for i in range(1, len(same)) if same[i] != same[i - 1]), len(same)]
    for start, end in pairwise(cuts):
        yield end - start if same[start] else [written[start:end]]


def _stretch(page: str | None, start: int, items: Iterable[Item], body: str) -> RawStretch:
    texts: list[str] = []
    pieces: list[Piece] = []
    at, clean = start, 0
    for item in items:
        if isinstance(item, list) and isinstance(item[0], int):
            clean = item[0]
            continue
        if isinstance(item, str):
            texts.append(item)
        else:
            written = body[clean : clean + item] if isinstance(item, int) else str(item[0])
            if clean + len(written) > len(body) or not written or (isinstance(item, int) and len(written) != item):
                raise ValueError("the layout does not fit the article's text")
            texts.append(written)
            if pieces and pieces[-1].clean + pieces[-1].length == clean and pieces[-1].raw + pieces[-1].length == at:
                held = pieces.pop()
                pieces.append(Piece(held.clean, held.raw, held.length + len(written)))
            else:
                pieces.append(Piece(clean, at, len(written)))
            clean += len(written)
        at += len(texts[-1])
    return RawStretch(page, start, "".join(texts), tuple(pieces))
