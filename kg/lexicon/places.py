"""Words of places, loaded once from ``data/places.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """``abbreviations`` (京 → 北京), ``spot_endings`` (社区, 会议中心) and ``venues`` named without their city."""

    abbreviations: dict[str, str]
    spot_endings: tuple[str, ...]
    venues: tuple[str, ...]


@cache
def place_words() -> PlaceWords:
    """The lists, read at first use."""
    text = files("kg.lexicon").joinpath("data", "places.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return PlaceWords(dict(data["abbreviations"]), tuple(data["spot_endings"]), tuple(data["venues"]))
