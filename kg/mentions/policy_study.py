"""Annotated articles as the tagger and the scorer of policies learn from them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.language import analyse
from kg.language.train import Settings, train_field
from kg.language.weights import load_weights
from kg.mentions.policies import free_candidates, sure_mentions, wide_marks
from kg.mentions.policy_names import are_alike, plain
from kg.mentions.policy_scores import Reading
from kg.mentions.policy_tagger import LABELS, Outlook, judged
from kg.mentions.policy_words import TEMPLATES, Read, read_words
from kg.model import Article, Mention, OffsetMap

SETTINGS = Settings(iterations=60, l1=0.05, l2=0.5, least=2)
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Studied:
    """An annotated article: its text, its certain policies, its words, and where it has the names annotated.

    ``names`` are without marks; ``named`` are (start, end) in ``text``, in order, none overlapping.
    """

    text: str
    headline: str
    sure: tuple[Mention, ...]
    read: Read
    names: tuple[str, ...]
    named: tuple[tuple[int, int], ...]

    def labels(self) -> tuple[str, ...]:
        """The label of each word of ``read``."""
        places = np.zeros(len(self.text) + 1, dtype=np.int8)
        for start, end in self.named:
            places[start:end] = np.maximum(places[start:end], 1)
            places[start] = 2
        pairs = zip(self.read.starts.tolist(), self.read.ends.tolist(), strict=True)
        return tuple(LABELS[(0, 2, 1)[int(places[start:end].max())]] for start, end in pairs)


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate of an article: its features and whether the annotation names it."""

    article: int
    features: tuple[str, ...]
    named: bool


def read_studied(folders: Sequence[Path]) -> list[Studied]:
    """The annotated articles under ``folders``. Raises OSError and ValueError as reading them does."""
    rows = [json.loads(p.read_text(encoding="utf-8")) for folder in folders for p in sorted(folder.glob("*.json"))]
    return [studied(row) for row in rows if isinstance(row, dict) and "policies" in row]


def studied(row: dict[str, object]) -> Studied:
    """The article of one annotation (``title``, ``text``, ``policies`` with lists of ``name``)."""
    raw, title = str(row["text"]), str(row.get("title") or "")
    article = Article("a", "a", raw, OffsetMap.identity(len(raw)), headline=title)
    text, sure = wide_marks(raw), sure_mentions(article)
    policies = row["policies"]
    assert isinstance(policies, list)
    names = tuple(plain(name) for policy in policies for name in policy["name"])
    read = read_words(text, title, analyse(article), sure)
    return Studied(text, title, sure, read, names, _named(text, names))


def _named(text: str, names: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where ``text`` has one of ``names``, whatever marks it has within; of those that overlap the longest."""
    letters = [(letter, at) for at, character in enumerate(text) for letter in plain(character)]
    bare = "".join(letter for letter, _ in letters)
    found = []
    for name in {name for name in names if len(name) > 1}:
        for match in re.finditer(f"(?={re.escape(name)})", bare):
            found.append((letters[match.start()][1], letters[match.start() + len(name) - 1][1] + 1))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if not any(a < end and start < b for a, b in kept):
            kept.append((start, end))
    return tuple(sorted(kept))


def train_tagger(articles: Sequence[Studied], out: Path) -> None:
    """Train the tagger on ``articles`` and write it to ``out``."""
    keys = np.concatenate([article.read.keys for article in articles], axis=1)
    sequences = [labels for article in articles if (labels := article.labels())]
    train_field(keys, sequences, LABELS, out, SETTINGS, [True] * len(TEMPLATES))


def outlooks(articles: Sequence[Studied], scratch: Path) -> list[Outlook]:
    """What taggers that never saw it think of each of ``articles``; the taggers are written under ``scratch``."""
    found: dict[int, Outlook] = {}
    for part in range(_PARTS):
        path = scratch / f"tagger-{part}.npz"
        train_tagger([a for i, a in enumerate(articles) if i % _PARTS != part], path)
        weights = load_weights(path)
        for i in range(part, len(articles), _PARTS):
            found[i] = judged(weights, articles[i].read, len(articles[i].text))
    return [found[i] for i in range(len(articles))]


def examples_of(number: int, article: Studied, thought: Outlook) -> list[Example]:
    """The candidates of ``article``, which is the ``number``-th, as ``thought`` of it makes them."""
    reading = Reading(article.text, article.headline, tuple(m.span for m in article.sure), thought)
    found = []
    for candidate in free_candidates(reading, article.sure):
        touches = any(a < candidate.end and candidate.start < b for a, b in article.named)
        name = plain(article.text[candidate.start : candidate.end])
        named = touches and any(are_alike(name, other) for other in article.names)
        found.append(Example(number, tuple(dict.fromkeys(reading.features(candidate))), named))
    return found
