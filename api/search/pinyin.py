"""Names in pinyin, with surnames as families read them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pypinyin import lazy_pinyin

LONGEST = 30
"""Characters of a name that is spelled; nobody types a longer one in pinyin."""


@cache
def _surnames() -> dict[str, list[str]]:
    text = (files("api.search") / "surnames.yaml").read_text(encoding="utf-8")
    return {name: reading.split() for name, reading in yaml.safe_load(text).items()}


def readings(key: str, *, is_person: bool = False) -> list[list[str]]:
    """The syllables of a plain name, and for a person those with the surname's own reading, too.

    Nothing for names that are too long, or not Chinese.

    >>> readings("重庆"), readings("曾若水", is_person=True)
    ([['chong', 'qing']], [['ceng', 'ruo', 'shui'], ['zeng', 'ruo', 'shui']])
    """
    if len(key) > LONGEST or not any("㐀" <= c <= "鿿" for c in key):
        return []
    usual = [syllable.lower() for syllable in lazy_pinyin(key)]
    if is_person and len(usual) == len(key):
        for size in (2, 1):
            own = _surnames().get(key[:size])
            if own and own != usual[:size]:
                return [usual, own + usual[size:]]
    return [usual]
