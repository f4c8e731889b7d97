"""Reasons in words, Chinese and English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from kg.model import Reason


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("kg.lexicon").joinpath("data", "identity_reasons.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded


def in_words(reason: Reason, language: str) -> str:
    """The reason in ``zh`` or ``en`` with its score: 同任云南省水利厅厅长 (+8)."""
    return f"{_words()[reason.code][language].format(*reason.values)} ({reason.score:+.1f})"
