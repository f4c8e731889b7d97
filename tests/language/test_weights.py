from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.weights import SCALE, Weights, load_weights, store_weights

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def legal(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[1:] == after[1:]


def stored(tmp_path: Path, features: dict[tuple[str, str], float], steps: dict[tuple[str, str], float]) -> Weights:
    store_weights(tmp_path / "model.npz", LABELS, features, steps)
    return load_weights(tmp_path / "model.npz")


def test_a_character_scores_the_sum_of_its_known_features(tmp_path: Path) -> None:
    weights = stored(tmp_path, {("5", "B-PER"): 1.5, ("5", "O"): -0.25, ("77", "B-PER"): 2.0}, {})
    keys = np.array([[5, 5, 6], [77, 6, 6]], dtype=np.uint64)
    scores = weights.scores(keys) / SCALE
    assert scores[LABELS.index("B-PER")].tolist() == [3.5, 1.5, 0.0]
    assert scores[0].tolist() == [-0.25, -0.25, 0.0]


def test_a_key_that_shares_a_slot_with_a_known_one_is_not_taken_for_it(tmp_path: Path) -> None:
    weights = stored(tmp_path, {("5", "B-PER"): 1.5}, {})
    other = np.array([[5 + (2 << 21)]], dtype=np.uint64)
    assert not weights.scores(other).any()


def test_weights_too_small_to_matter_are_left_out(tmp_path: Path) -> None:
    assert store_weights(tmp_path / "model.npz", LABELS, {("5", "O"): 0.001, ("6", "O"): 1.0}, {}) == 1


@st.composite
def sequences(draw: st.DrawFn) -> tuple[list[list[float]], dict[tuple[str, str], float]]:
    number = st.floats(-3, 3, width=16)
    scores = draw(st.lists(st.lists(number, min_size=len(LABELS), max_size=len(LABELS)), min_size=1, max_size=5))
    steps = {pair: draw(number) for pair in product(LABELS, LABELS) if legal(*pair)}
    return scores, steps


@settings(max_examples=60, deadline=None)
@given(sequences())
def test_the_labels_found_are_the_best_of_all(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[list[list[float]], dict[tuple[str, str], float]]
) -> None:
    rows, steps = case
    features = {(str(n + 1), label): w for n, row in enumerate(rows) for label, w in zip(LABELS, row, strict=True)}
    weights = stored(tmp_path_factory.mktemp("model"), features, steps)
    found = [LABELS[i] for i in weights.best_labels(np.arange(1, len(rows) + 1, dtype=np.uint64)[None, :])]

    def worth(path: tuple[str, ...]) -> float:
        pairs = zip(("O", *path), (*path, "O"), strict=True)
        if not all(legal(*pair) for pair in zip(("O", *path), path, strict=False)):
            return float("-inf")
        return sum(rows[i][LABELS.index(label)] for i, label in enumerate(path)) + sum(steps[pair] for pair in pairs)

    best = max(map(worth, product(LABELS, repeat=len(rows))))
    assert worth(tuple(found)) == pytest.approx(best, abs=0.05)
