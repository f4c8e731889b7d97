"""Words beside a name that tell what someone does. The lists are in ``data/fields.yaml``, loaded at first use."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

LIST: Final = "名单"
"""The word for who is named in an article with very many others."""
TWICE: Final = 2
EVERY: Final = 300
"""Characters in which a text names its field at least once, and twice in all."""


@cache
def _data() -> dict[str, Any]:
    text = files("kg.lexicon").joinpath("data", "fields.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _families() -> dict[str, str]:
    return {word: family for family, words in _data()["families"].items() for word in words}


@cache
def _wide() -> frozenset[str]:
    return frozenset(_data()["wide"])


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(_families())
    return AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), words


def field_words(text: str) -> frozenset[str]:
    """The listed words in ``text``."""
    automaton, words = _automaton()
    return frozenset(words[index] for index, _, _ in automaton.find_matches_as_indexes(text))


def field_of(text: str) -> frozenset[str]:
    """The listed words that tell a narrow field and that ``text`` comes back to again and again: what it is about."""
    automaton, words = _automaton()
    told = Counter(words[index] for index, _, _ in automaton.find_matches_as_indexes(text))
    often = max(TWICE, len(text) / EVERY)
    return frozenset(word for word, count in told.items() if count >= often and is_narrow(word))


def family_of_word(word: str) -> str:
    """The family that a listed word tells; ``""`` for another."""
    return _families().get(word, "")


def is_narrow(word: str) -> bool:
    """Whether two who share the word are likelier one: 羽毛球, not 冠军."""
    return word in _families() and word not in _wide()
