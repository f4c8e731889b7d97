"""Ridge logistic regression over features that hold or do not: what trains the scorers of names and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_ROUNDS: Final = 30
_STEPS: Final = 400
_BIAS_PENALTY: Final = 1e-3


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of ones: the ``columns`` of all rows one after another, where each row ``begins``, how many columns."""

    columns: NDArray[np.int64]
    begins: NDArray[np.int64]
    width: int

    def times(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.add.reduceat(weights[self.columns], self.begins)

    def back(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        sizes = np.diff(self.begins, append=len(self.columns))
        return np.bincount(self.columns, np.repeat(values, sizes), self.width).astype(np.float64)


def fit_ridge(
    rows: Sequence[Sequence[str]], right: Sequence[float], known: Sequence[str], penalty: float
) -> dict[str, float]:
    """The weights of the features ``known`` and ``bias``, found by Newton's method.

    ``rows`` are the features of each example, ``right`` how right it is (0 to 1), ``penalty`` what the square of a
    weight costs.
    """
    index = {feature: i + 1 for i, feature in enumerate(known)}
    held = [[0, *sorted({index[feature] for feature in row if feature in index})] for row in rows]
    begins = np.cumsum([0, *map(len, held[:-1])])
    table = _Table(np.array([column for row in held for column in row]), begins, len(index) + 1)
    solved = _newton(table, np.array(right, dtype=float), penalty)
    return {"bias": float(solved[0])} | {feature: float(solved[i]) for feature, i in index.items()}


def _newton(table: _Table, right: NDArray[np.float64], penalty: float) -> NDArray[np.float64]:
    costs = np.full(table.width, penalty)
    costs[0] = _BIAS_PENALTY
    weights = np.zeros(table.width)
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-table.times(weights)))
        slope = table.back(chance - right) + costs * weights
        step = _solved(table, chance * (1 - chance), costs, -slope)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def _solved(
    table: _Table, curve: NDArray[np.float64], costs: NDArray[np.float64], left: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The step of Newton's method, by conjugate gradients: the matrix of all pairs of features is never made."""
    step = np.zeros(table.width)
    way, length = left.copy(), float(left @ left)
    for _ in range(_STEPS):
        if length < 1e-14:
            break
        bent = table.back(curve * table.times(way)) + costs * way
        much = length / float(way @ bent)
        step += much * way
        left = left - much * bent
        before, length = length, float(left @ left)
        way = left + length / before * way
    return step
