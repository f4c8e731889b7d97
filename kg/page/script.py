"""Traditional script becomes simplified, one character for one, so that offsets stay what they are."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

import opencc

# Characters that occur in one script only; the commonest ones tell.
_TRADITIONAL = re.compile("[這個們來時會國對說過發後為經學長還動與關開問題見進現電話書記員廣東黨產業無義機總統議戰爭]")
_SIMPLIFIED = re.compile("[这个们来时会国对说过发后为经学长还动与关开问题见进现电话书记员广东党产业无义机总统议战争]")
_SAMPLE = 3000


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    converter: _Converter = opencc.OpenCC("t2s")
    return converter


@cache
def _character(char: str) -> str:
    converted = _converter().convert(char)
    return converted if len(converted) == 1 else char


def is_traditional(text: str) -> bool:
    """Whether the text is in traditional script."""
    sample = text[:_SAMPLE]
    return len(_TRADITIONAL.findall(sample)) > len(_SIMPLIFIED.findall(sample))


def simplify(text: str) -> str:
    """The text in simplified script, of the same length."""
    converted = _converter().convert(text)
    return converted if len(converted) == len(text) else "".join(map(_character, text))
