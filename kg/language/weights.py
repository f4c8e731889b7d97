"""The trained model as a table of small integers, and the best labels of a text by it.

A conditional random field scores each character by the sum of the weights of its features and each pair of
neighbours by a transition weight. Weights lie in one table addressed by feature key, so that a whole text is scored
by a handful of array operations; only stretches where something might be an entity are then searched for the best
path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.language.features import Keys

SCALE = 2048
"""Weights are stored as integers of 1/SCALE; int16 then holds ±16."""
_SLOT_BITS = 21
_MARK_BITS = 15
_SLOT_MASK = np.uint64((1 << _SLOT_BITS) - 1)
_MARK_MASK = np.uint64((1 << _MARK_BITS) - 1)
_NEVER = -(1 << 26)
_SIGHT = 8
_WIDTH = 8
_NOWHERE = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Weights:
    """A model in memory.

    A feature key is looked up in a slot of its own: ``places`` (slots) tells where the key stands, ``marks`` (keys)
    whether it is this very key, ``rows`` (keys) its weights, one 16-bit integer for each of up to eight labels, read
    as one number of 128 bits because they are fetched many times faster so. Place 0 is empty. ``steps`` has shape
    (labels, labels): the weight of the row's label after the column's; an I that does not go on with its own kind is
    out of reach. ``labels[0]`` is ``O``.
    """

    labels: tuple[str, ...]
    places: NDArray[np.int32]
    marks: NDArray[np.int16]
    rows: NDArray[np.complex128]
    steps: NDArray[np.int32]

    def scores(self, keys: Keys) -> NDArray[np.int32]:
        """The score of each label at each character, shape (labels, characters), from keys of (templates, n)."""
        places = self.places.take((keys & _SLOT_MASK).view(np.intp))
        places *= self.marks.take(places) == _marks(keys)
        weights = self.rows.take(places).view(np.int16).reshape(*keys.shape, _WIDTH)
        total: NDArray[np.int32] = weights.sum(axis=0, dtype=np.int32)
        return np.ascontiguousarray(total[:, : len(self.labels)].T)

    def best_labels(self, keys: Keys, gaps: NDArray[np.intp] = _NOWHERE) -> list[int]:
        """The index into ``labels`` for each character; nothing but O stands at the places ``gaps``."""
        scores = self.scores(keys)
        scores[:, gaps] = self._outside()[:, None]
        found = [0] * scores.shape[1]
        likely = self._likely(scores)
        # A character that only O is likely for stands between the stretches that have to be searched.
        likely[0] &= likely[1:].any(axis=0)
        positions, labels = np.nonzero(likely.T)
        _best_paths(
            zip(positions.tolist(), labels.tolist(), scores[labels, positions].tolist(), strict=True),
            self.steps.tolist(),
            found,
        )
        return found

    def _likely(self, scores: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which labels are near the best one once each character is seen with :data:`_SIGHT` neighbours each side."""
        seen = self.prospects(scores)
        near: NDArray[np.bool_] = seen >= seen.max(axis=0) - _LEAD
        return near

    def prospects(self, scores: NDArray[np.int32], sight: int = _SIGHT, *, closed: bool = False) -> NDArray[np.int32]:
        """The score of the best path of ``sight`` neighbours each side through each label, as ``scores``.

        What the neighbours say goes from each character to the next, for all characters at once. ``closed``: paths
        begin and end with O, so that scores of several labels compare; else with whatever suits them best.
        """
        size = len(self.labels)
        # What comes from before, and, read from the end, what comes from behind.
        both = np.stack((scores, scores[:, ::-1]))
        moves = np.stack((self.steps.T, self.steps))[..., None]
        sums = np.empty((2, size, *scores.shape), dtype=np.int32)
        said, beside = np.zeros_like(both), np.empty_like(both)
        if closed:
            said[:, 1:] = _NEVER
        beside[:, :, 0] = self._outside()
        for _ in range(sight):
            np.add(both[:, :, :-1], said[:, :, :-1], out=beside[:, :, 1:])
            np.maximum.reduce(np.add(beside[:, :, None], moves, out=sums), axis=1, out=said)
        seen: NDArray[np.int32] = scores + said[0] + said[1, :, ::-1]
        return seen

    def _outside(self) -> NDArray[np.int32]:
        """The scores of a place that holds nothing."""
        return np.array([0] + [_NEVER] * (len(self.labels) - 1), dtype=np.int32)


_LEAD = 6 * SCALE
"""How far behind the best label another can be and still be chosen for the sake of those out of sight."""


_Node = tuple[int, "_Node | None"]
"""A label and the one before it on its best path."""


def _best_paths(candidates: Iterable[tuple[int, int, int]], steps: list[list[int]], found: list[int]) -> None:
    """Writes into ``found`` the best labels for ``candidates`` of (position, label, score), sorted by position.

    Positions that are left out are O.
    """
    at = -2
    before: list[tuple[int, int, _Node | None]] = []
    column: list[tuple[int, int, _Node | None]] = []
    for position, label, score in candidates:
        if position != at:
            if position == at + 1:
                before = column
            else:
                _write_path(at, column, steps[0], found)
                before = [(0, 0, None)]
            at = position
            column = []
        best, origin = _NEVER * 16, None
        step = steps[label]
        for value, earlier, node in before:
            value += step[earlier]
            if value > best:
                best, origin = value, node
        column.append((best + score, label, (label, origin)))
    _write_path(at, column, steps[0], found)


def _write_path(end: int, column: list[tuple[int, int, _Node | None]], leaving: list[int], found: list[int]) -> None:
    """Writes the best path that ends at position ``end`` in one of ``column`` and is followed by O."""
    if not column:
        return
    _, _, node = max(column, key=lambda reached: reached[0] + leaving[reached[1]])
    while node is not None:
        found[end], node = node
        end -= 1


def _marks(keys: Keys) -> NDArray[np.int16]:
    # A mark is never 0, which stands for an empty slot.
    return (((keys >> np.uint64(_SLOT_BITS)) & _MARK_MASK) | np.uint64(1)).astype(np.int16)


def load_weights(path: Path) -> Weights:
    """The model stored at ``path`` (``.npz``). Raises ``OSError`` where it cannot be read."""
    with np.load(path) as stored:
        labels = tuple(str(label) for label in stored["labels"])
        keys = np.cumsum(stored["steps"].astype(np.uint64))
        weights = stored["weights"]
        transitions = stored["transitions"]
    slots = (keys & _SLOT_MASK).astype(np.intp)
    # Two keys in one slot: the one that weighs more is written last and stays.
    order = np.argsort(np.abs(weights.astype(np.int32)).sum(axis=1), kind="stable")
    places = np.zeros(1 << _SLOT_BITS, dtype=np.int32)
    places[slots[order]] = order + 1
    marks = np.zeros(len(keys) + 1, dtype=np.int16)
    marks[1:] = _marks(keys)
    rows = np.zeros((len(keys) + 1, _WIDTH), dtype=np.int16)
    rows[1:, : len(labels)] = weights
    steps = transitions.T.copy()
    for label, name in enumerate(labels):
        for before, earlier in enumerate(labels):
            if name.startswith("I-") and earlier[1:] != name[1:]:
                steps[label, before] = _NEVER
    return Weights(labels, places, marks, rows.view(np.complex128).ravel(), steps)


def store_weights(
    path: Path,
    labels: tuple[str, ...],
    features: Mapping[tuple[str, str], float],
    steps: Mapping[tuple[str, str], float],
    least: float = 0.005,
) -> int:
    """Writes a trained model; weights below ``least`` are left out. Returns the number of feature keys kept."""
    index = {label: number for number, label in enumerate(labels)}
    rows: dict[int, list[float]] = {}
    kept = (1 << (_SLOT_BITS + _MARK_BITS)) - 1
    for (key, label), weight in features.items():
        if abs(weight) >= least:
            rows.setdefault(int(key) & kept, [0.0] * len(labels))[index[label]] += weight
    keys = sorted(rows)
    exact = np.array([rows[key] for key in keys], dtype=float).reshape(len(keys), len(labels))
    weights = np.clip(np.rint(exact * SCALE), -32767, 32767).astype(np.int16)
    transitions = np.zeros((len(labels), len(labels)), dtype=np.int32)
    for (before, after), weight in steps.items():
        transitions[index[before], index[after]] = round(weight * SCALE)
    deltas = np.diff(np.array(keys, dtype=np.uint64), prepend=np.uint64(0))
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path, labels=np.array(labels), steps=deltas.astype(np.uint32), weights=weights, transitions=transitions
    )
    return len(keys)
