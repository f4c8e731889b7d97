"""Titles of documents that are versions of another or amend it: they stay apart and are linked."""

from __future__ import annotations

import re

from kg.resolve.names import fold
from kg.resolve.rules import rules


def title_key(name: str) -> str:
    """The title as it is compared: a law with and without the state's name is one.

    >>> title_key("《中华人民共和国湿地保护法》")
    '湿地保护法'
    """
    folded = fold(name)
    return folded.removeprefix(rules().policy_prefix) or folded


def version_of(name: str) -> str:
    """The title of which this one is a draft or a trial version; "" where it is none.

    >>> version_of("《青澜市河道保护条例（草案）》"), version_of("青澜市河道保护条例")
    ('青澜市河道保护条例', '')
    """
    return _base(rules().policy_version.fullmatch(title_key(name)))


def amended_by(name: str) -> str:
    """The title that this one changes; "" where it changes none.

    >>> amended_by("关于修改《青澜市河道保护条例》的决定"), amended_by("湿地保护法修正案（二）")
    ('青澜市河道保护条例', '湿地保护法')
    """
    return _base(rules().policy_amendment.fullmatch(title_key(name)))


def _base(match: re.Match[str] | None) -> str:
    """The other title, if it says which document it is."""
    base = next((text for text in match.groups() if text), "") if match else ""
    return "" if not base or rules().generic_policies.fullmatch(base) else title_key(base)
