"""Logistic weights by feature, as files keep them: what was learned, weighed wherever a name or fact is doubtful."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_LOWEST: Final = -30.0
"""Below this nothing is told apart any more."""


def rows_of(path: Path) -> list[list[str]]:
    """The fields of each line, parted by tabs; lines that begin with # are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read_weights(path: Path) -> dict[str, float]:
    """The weights by feature; ``bias`` is always there."""
    return {feature: float(value) for feature, value in rows_of(path)}


def write_weights(weights: Mapping[str, float], out: Path, head: str, least: float) -> int:
    """Write the weights of ``least`` or more, either way, under the line ``head``; returns how many there are."""
    lines = [f"{feature}\t{value:.3f}\n" for feature, value in sorted(weights.items()) if abs(value) >= least]
    out.write_text(f"# {head}\n{''.join(lines)}", encoding="utf-8")
    return len(lines)


def probability(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """How likely is what has these features, from 0 to 1."""
    weight = weights.get
    total = weights["bias"] + sum([weight(feature, 0.0) for feature in features])
    return 1 / (1 + math.exp(-max(total, _LOWEST)))
