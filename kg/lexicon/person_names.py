"""Which family names mark a person's name beside a post, and which words only look like a name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from kg.lexicon.gazetteer import surnames
from kg.lexicon.people import transliterating
from kg.lexicon.weights import read_weights

PERSON_WEIGHTS = Path(__file__).parent / "data" / "person_weights.tsv"


@cache
def _data() -> dict[str, Any]:
    text = files("kg.lexicon").joinpath("data", "names.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def person_weights() -> dict[str, float]:
    """The weights of the scorer of names by feature; ``bias`` and ``threshold`` are always there."""
    return read_weights(PERSON_WEIGHTS)


@cache
def common_family_names() -> frozenset[str]:
    """Family names of one character that are common enough to mark a name."""
    return frozenset("".join(str(_data()["family"]).split()))


@cache
def no_names() -> frozenset[str]:
    """Words of two characters that begin like a name and are none: 单位, 任务."""
    return frozenset(word for row in _data()["words"] for word in row)


def looks_chinese(name: str) -> bool:
    """Two or three characters that begin with a family name; a foreign name of that shape passes too."""
    if len(name) in (2, 3) and name[0] not in common_family_names() and transliterating().issuperset(name[1:]):
        return False  # 赫尔丁, 博尔内, 科恩
    return (
        "·" not in name
        and "-" not in name
        and ((2 <= len(name) <= 3 and name[0] in surnames()) or (3 <= len(name) <= 4 and name[:2] in surnames()))
    )
