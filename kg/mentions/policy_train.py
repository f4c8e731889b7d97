"""Trains the tagger and the scorer of policies: ``python -m kg.mentions.policy_train --data DIR [--data DIR…]``.

Each ``DIR`` holds annotated articles, one JSON each (``title``, ``text``, ``policies`` with lists of ``name``). The
scorer learns from what taggers think that never saw the article. A candidate that holds a name, is held by one or
shares half of its pairs of characters with one is a policy. Nothing is drawn by chance.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from kg.lexicon.policies import TAGGER, WEIGHTS
from kg.mentions.policy_study import Example, Studied, examples_of, outlooks, read_studied, train_tagger

_LEAST = 4
_PENALTY = 10.0
_FOLDS = 8


def learned_examples(articles: Sequence[Studied]) -> list[Example]:
    """The candidates of ``articles`` that nothing sure touches, in order."""
    with tempfile.TemporaryDirectory() as scratch:
        thought = outlooks(articles, Path(scratch))
    pairs = enumerate(zip(articles, thought, strict=True))
    return [example for number, (article, outlook) in pairs for example in examples_of(number, article, outlook)]


def write_weights(weights: dict[str, float], out: Path) -> int:
    """Write the weights that matter to ``out``; returns how many there are."""
    lines = [f"{name}\t{value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.02]
    head = "# Weights of the scorer of policies (feature, weight), written by python -m kg.mentions.policy_train.\n"
    out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def fit(examples: list[Example], penalty: float = _PENALTY, least: int = _LEAST) -> dict[str, float]:
    """The weights of ridge logistic regression, found by Newton's method; features of too few articles are left out.

    ``penalty`` is that of a weight's square, ``least`` how many articles a feature needs.
    """
    seen = {(example.article, feature) for example in examples for feature in example.features}
    counts = Counter(feature for _, feature in seen)
    index = {feature: i + 1 for i, feature in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    table = np.zeros((len(examples), len(index) + 1))
    table[:, 0] = 1
    for row, example in enumerate(examples):
        for feature in example.features:
            if feature in index:
                table[row, index[feature]] = 1
    wanted = np.array([example.named for example in examples], dtype=float)
    solved = _newton(table, wanted, penalty)
    return {"bias": float(solved[0])} | {feature: float(solved[i]) for feature, i in index.items()}


def _newton(table: NDArray[np.float64], wanted: NDArray[np.float64], penalty_of_one: float) -> NDArray[np.float64]:
    penalty = np.full(table.shape[1], penalty_of_one)
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
@click.option("--tagger", type=click.Path(path_type=Path), default=TAGGER, show_default=True)
def main(folders: tuple[Path, ...], threshold: float, out: Path, tagger: Path) -> None:
    """Train on the annotated articles of each --data and write the scorer's weights and the tagger.

    The threshold is given, not learned: papers at large hold more look-alikes than articles chosen for annotation.
    """
    articles = read_studied(folders)
    examples = learned_examples(articles)
    level, precision, recall = best_threshold(examples, cross_validated(examples))
    count = write_weights(fit(examples) | {"threshold": threshold}, out)
    train_tagger(articles, tagger)
    named = sum(e.named for e in examples)
    click.echo(
        f"{len(articles)} articles, {len(examples)} candidates, {named} policies, {count} weights; unseen articles: "
        f"threshold {level}, precision {precision:.2f}, recall {recall:.2f}"
    )


if __name__ == "__main__":
    main()
