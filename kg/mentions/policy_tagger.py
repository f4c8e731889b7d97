"""What a trained tagger thinks of each word of an article: whether it belongs to the name of a policy.

A conditional random field over words, of the kind that also recognises people, bodies and places. It decides nothing:
the scorer weighs what it says beside the rest (``policy_scores``), and takes the stretches that it favours for
candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.language.weights import SCALE, Weights, load_weights
from kg.lexicon import policies
from kg.mentions.policy_words import Read, read_words
from kg.model import Mention, Sentence

LABELS = ("O", "B-POL", "I-POL")
_MOST = 6.0
"""Beyond this much for or against a word nothing more is told apart."""
_LEVELS = (0.0, -1.0)
"""How much a stretch's words must have for them, the firmest first, to be a candidate."""
_HOPELESS = -4.0
"""Candidates with less for them by the word have never been likelier than not."""

Margins = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What speaks for each character as part of a policy's name, natural logarithms of the odds from -6 to 6.

    ``inside`` (characters + 1): that it belongs to a name at all; ``begins``: that a name begins there rather than
    goes on. The last place stands for what is beyond either end. ``starts`` and ``ends`` are those of the words, ``on``
    what speaks for each of them and ``firsts`` which of them rather begin a name.
    """

    inside: Margins
    begins: Margins
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    on: Margins
    firsts: NDArray[np.bool_]

    def features(self, start: int, end: int) -> Iterator[str]:
        """What is thought of ``[start, end)``, which is not empty, and its neighbours."""
        seen = self.inside[start:end]
        mean, least = float(seen.mean()), float(seen.min())
        yield f"mean={round(2 * mean) / 2}"
        yield f"mean~{round(mean / 2)}"
        yield f"least={round(2 * least) / 2}"
        yield f"least~{round(least / 2)}"
        yield f"begins~{round(float(self.begins[start]) / 2)}"
        yield f"after~{round(float(self.inside[end]) / 2)}"
        yield f"before~{round(float(self.inside[start - 1]) / 2)}"

    def is_hopeless(self, start: int, end: int) -> bool:
        """Whether so much speaks against ``[start, end)`` that no candidate like it has ever been one."""
        return bool(self.inside[start:end].mean() < _HOPELESS)

    def is_cold(self, at: int) -> bool:
        """Whether no name goes through the character ``at``."""
        return bool(self.inside[at] < _HOPELESS)

    def stretches(self, text: str) -> dict[tuple[int, int], int]:
        """The stretches of words that may be names, as (start, end), with the number of the level that they reach.

        ``text`` is what this is the outlook of. Quotation marks are in them whole, also those around them.
        """
        found: dict[tuple[int, int], int] = {}
        for number, level in enumerate(_LEVELS):
            for first, last in self._runs(level):
                found.setdefault(_with_marks(text, self.starts[first], self.ends[last]), number)
        return found

    def _runs(self, level: float) -> Iterator[tuple[int, int]]:
        """The first and the last word of each run above ``level``, cut where a name begins."""
        first, last = -1, -2
        for at in np.flatnonzero(self.on > level).tolist():
            if at != last + 1 or self.firsts[at]:
                if first >= 0:
                    yield first, last
                first = at
            last = at
        if first >= 0:
            yield first, last


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` with the other half of its quotation marks, or with those around it; what precedes them is cut.

    果园”工程 → “果园”工程, 村里“一号工程 → “一号工程”.
    """
    before, after = text[start - 1 : start] == "“", text[end : end + 1] == "”"
    closed, opened = text.find("”", start, end), text.rfind("“", start, end)
    if before and after and closed < 0 and opened < 0:
        return start - 1, end + 1
    if before and closed >= 0 and text.find("“", start, closed) < 0:
        start -= 1
    if after and opened >= 0 and text.find("”", opened, end) < 0:
        return opened, end + 1
    return start, end


def outlook(text: str, headline: str, sentences: Iterable[Sentence], sure: Iterable[Mention]) -> Outlook:
    """What the trained tagger thinks of ``text``, whose certain policies are ``sure``."""
    return judged(tagger(), read_words(text, headline, sentences, sure), len(text))


def judged(weights: Weights, read: Read, length: int) -> Outlook:
    """What ``weights`` think of the words ``read`` of a text of ``length`` characters."""
    inside, begins = np.full(length + 1, -_MOST), np.full(length + 1, -_MOST)
    if not len(read.starts):
        return Outlook(inside, begins, (), (), np.zeros(0), np.zeros(0, dtype=bool))
    none, first, within = weights.prospects(weights.scores(read.keys), closed=True) / SCALE
    on = np.maximum(first, within) - none
    sizes = read.ends - read.starts
    inside[np.repeat(read.ends - np.cumsum(sizes), sizes) + np.arange(sizes.sum())] = np.repeat(on, sizes)
    begins[read.starts] = np.where(on > -_MOST, first - within, -_MOST)
    np.clip(inside, -_MOST, _MOST, out=inside)
    np.clip(begins, -_MOST, _MOST, out=begins)
    starts, ends = tuple(read.starts.tolist()), tuple(read.ends.tolist())
    return Outlook(inside, begins, starts, ends, on, first > within)


@cache
def tagger() -> Weights:
    """The tagger that ships; loaded once a process."""
    return load_weights(policies.TAGGER)
