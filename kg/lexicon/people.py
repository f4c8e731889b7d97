"""Words around the names of people, and which characters names are made of.

The lists are in ``data/people.yaml``, ``data/surnames.txt`` and ``data/transliteration.txt``; everything is loaded at
first use and kept.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _data() -> dict[str, Any]:
    text = files("kg.lexicon").joinpath("data", "people.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def people_words(name: str) -> tuple[str, ...]:
    """The list ``name`` of ``people.yaml``, the longest words first. Raises ``KeyError`` where there is none."""
    return tuple(sorted(_data()[name], key=len, reverse=True))


@cache
def transliterating() -> frozenset[str]:
    """The characters that foreign names are usually written with."""
    text = files("kg.lexicon").joinpath("data", "transliteration.txt").read_text(encoding="utf-8")
    return frozenset("".join(line for line in text.splitlines() if not line.startswith("#")))


@cache
def sounding() -> frozenset[str]:
    """The characters of foreign names, those besides that stand in them now and then (罕 in 穆罕默德)."""
    return transliterating() | frozenset("".join(people_words("sounding")))
