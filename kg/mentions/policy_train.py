"""Trains the scorer of policies again: ``python -m kg.mentions.policy_train --data DIR [--data DIR…] [--out PATH]``.

Each ``DIR`` holds annotated articles, one JSON each (``title``, ``text``, ``policies`` with lists of ``name``). A
candidate that holds a name, is held by one or shares half of its pairs of characters with one is a policy. Nothing is
drawn by chance.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from kg.lexicon.policies import WEIGHTS
from kg.mentions.policies import sure_mentions, wide_marks
from kg.mentions.policy_scores import Reading
from kg.model import Article, OffsetMap

_LEAST = 4
_PENALTY = 2.0
_FOLDS = 8
# What these rules find is no matter of judgement; what the other grammars find teaches the scorer too.
_FIXED = frozenset(("settled", "title", "short-title", "plan", "law", "about", "salient"))
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate of an article: its features and whether the annotation names it."""

    article: int
    features: tuple[str, ...]
    named: bool
    name: str


def read_examples(folders: tuple[Path, ...]) -> list[Example]:
    """The candidates of all articles under ``folders`` that no sure rule has taken. OSError, ValueError as reading."""
    found = []
    paths = [path for folder in folders for path in sorted(folder.glob("*.json"))]
    for number, path in enumerate(paths):
        row = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(row, dict) and "policies" in row:
            found += _examples(number, row)
    return found


def _examples(number: int, row: dict[str, object]) -> list[Example]:
    text, title = wide_marks(str(row["text"])), str(row.get("title") or "")
    article = Article(str(number), str(number), text, OffsetMap.identity(len(text)), headline=title)
    taken = [m.span for m in sure_mentions(article) if m.source.rsplit("/", 1)[-1] in _FIXED]
    policies = row["policies"]
    assert isinstance(policies, list)
    names = [_plain(name) for policy in policies for name in policy["name"]]
    reading = Reading(text, title, tuple(taken))
    found = []
    for candidate in reading.candidates:
        if any(span.start < candidate.end and candidate.start < span.end for span in taken):
            continue
        name = text[candidate.start : candidate.end]
        named = any(_alike(_plain(name), other) for other in names)
        found.append(Example(number, tuple(reading.features(candidate)), named, name))
    return found


def _plain(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).lower())


def _alike(one: str, other: str) -> bool:
    """Whether one holds the other and little more, or they share half of their pairs of characters."""
    if min(len(one), len(other)) >= 3 and (one in other or other in one):
        return 2 * min(len(one), len(other)) >= max(len(one), len(other))
    mine, theirs = _pairs(one), _pairs(other)
    return bool(mine and theirs) and 4 * len(mine & theirs) >= len(mine) + len(theirs)


def _pairs(name: str) -> set[str]:
    return {name[i : i + 2] for i in range(len(name) - 1)}


def fit(examples: list[Example]) -> dict[str, float]:
    """The weights of ridge logistic regression, found by Newton's method; features of too few articles are left out."""
    seen = {(example.article, feature) for example in examples for feature in example.features}
    counts = Counter(feature for _, feature in seen)
    index = {feature: i + 1 for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= _LEAST))}
    table = np.zeros((len(examples), len(index) + 1))
    table[:, 0] = 1
    for row, example in enumerate(examples):
        for feature in example.features:
            if feature in index:
                table[row, index[feature]] = 1
    wanted = np.array([example.named for example in examples], dtype=float)
    solved = _newton(table, wanted)
    return {"bias": float(solved[0])} | {feature: float(solved[i]) for feature, i in index.items()}


def _newton(table: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    penalty = np.full(table.shape[1], _PENALTY)
    penalty[0] = 1e-3
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - wanted) + penalty * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def cross_validated(examples: list[Example]) -> list[float]:
    """The probability of each example under weights that never saw its article."""
    chances = [0.0] * len(examples)
    for fold in range(_FOLDS):
        weights = fit([e for e in examples if e.article % _FOLDS != fold])
        for i, example in enumerate(examples):
            if example.article % _FOLDS == fold:
                total = weights["bias"] + sum(weights.get(f, 0.0) for f in example.features)
                chances[i] = float(1 / (1 + np.exp(-total)))
    return chances


def best_threshold(examples: list[Example], chances: list[float]) -> tuple[float, float, float]:
    """The threshold with the best F1 over ``chances``, with the precision and the recall that it gives."""
    best = (0.0, 0.5, 0.0, 0.0)
    wanted = sum(e.named for e in examples)
    for percent in range(20, 90, 2):
        chosen = [e for e, chance in zip(examples, chances, strict=True) if chance >= percent / 100]
        right = sum(e.named for e in chosen)
        if chosen and right:
            precision, recall = right / len(chosen), right / wanted
            best = max(best, (2 * precision * recall / (precision + recall), percent / 100, precision, recall))
    return best[1:]


@click.command()
@click.option("--data", "folders", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.5, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=WEIGHTS, show_default=True)
def main(folders: tuple[Path, ...], threshold: float, out: Path) -> None:
    """Train on the annotated articles of each --data and write the weights.

    The threshold is given, not learned: papers at large hold more look-alikes than articles chosen for annotation.
    """
    examples = read_examples(folders)
    level, precision, recall = best_threshold(examples, cross_validated(examples))
    weights = fit(examples) | {"threshold": threshold}
    lines = [f"{name}\t{value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.02]
    head = "# Weights of the scorer of policies (feature, weight), written by python -m kg.mentions.policy_train.\n"
    out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    named = sum(e.named for e in examples)
    click.echo(
        f"{len(examples)} candidates, {named} policies, {len(lines)} weights; unseen articles: "
        f"threshold {level}, precision {precision:.2f}, recall {recall:.2f}"
    )


if __name__ == "__main__":
    main()
