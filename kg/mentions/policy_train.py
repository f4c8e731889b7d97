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

from kg.lexicon.policies import TAGGER, WEIGHTS
from kg.lexicon.weights import probability, write_weights
from kg.mentions.policy_study import Example, Studied, examples_of, outlooks, read_studied, train_tagger
from kg.mentions.ridge import fit_ridge

_LEAST = 4
_PENALTY = 10.0
_FOLDS = 8
HEAD = "Weights of the scorer of policies (feature, weight), written by python -m kg.mentions.policy_train."
SMALL = 0.02
"""Weights below this, either way, are left out."""


def learned_examples(articles: Sequence[Studied]) -> list[Example]:
    """The candidates of ``articles`` that nothing sure touches, in order."""
    with tempfile.TemporaryDirectory() as scratch:
        thought = outlooks(articles, Path(scratch))
    pairs = enumerate(zip(articles, thought, strict=True))
    return [example for number, (article, outlook) in pairs for example in examples_of(number, article, outlook)]


def fit(examples: list[Example], penalty: float = _PENALTY, least: int = _LEAST) -> dict[str, float]:
    """The weights of ridge logistic regression; features of too few articles are left out.

    ``penalty`` is that of a weight's square, ``least`` how many articles a feature needs.
    """
    seen = {(example.article, feature) for example in examples for feature in example.features}
    counts = Counter(feature for _, feature in seen)
    known = sorted(feature for feature, count in counts.items() if count >= least)
    return fit_ridge([e.features for e in examples], [float(e.named) for e in examples], known, penalty)


def cross_validated(examples: list[Example]) -> list[float]:
    """The probability of each example under weights that never saw its article."""
    chances = [0.0] * len(examples)
    for fold in range(_FOLDS):
        weights = fit([e for e in examples if e.article % _FOLDS != fold])
        for i, example in enumerate(examples):
            if example.article % _FOLDS == fold:
                chances[i] = probability(weights, example.features)
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
    count = write_weights(fit(examples) | {"threshold": threshold}, out, HEAD, SMALL)
    train_tagger(articles, tagger)
    named = sum(e.named for e in examples)
    click.echo(
        f"{len(articles)} articles, {len(examples)} candidates, {named} policies, {count} weights; unseen articles: "
        f"threshold {level}, precision {precision:.2f}, recall {recall:.2f}"
    )


if __name__ == "__main__":
    main()
