"""Cheap ways to search a text: patterns that say what they cannot match without, characters respelt one for one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

KEPT_TEXTS = 256
"""Of so many texts, the last ones asked for, look-ups keep what they found: several ask for the same."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A pattern each match of which holds one of ``keys``: to look for these first takes a hundredth of the time."""

    pattern: re.Pattern[str]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, pattern: str, *keys: str) -> Keyed:
        """Compile ``pattern``."""
        return cls(re.compile(pattern), keys)

    def narrowed(self, text: str) -> Keyed | None:
        """The same with those of its keys that ``text`` holds, to look through its parts; None where it holds none."""
        keys = tuple([key for key in self.keys if key in text])
        return Keyed(self.pattern, keys) if keys else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in ``text[start:end]``, as ``re.Pattern.finditer`` gives them."""
        return self.pattern.finditer(text, start, end) if self.occurs(text, start, end) else iter(())

    def occurs(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether ``text[start:end]`` holds a key."""
        return any([text.find(key, start, end) >= 0 for key in self.keys])


def respelt(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """``text`` with each first character of ``pairs`` written as its second; offsets stay.

    ``str.translate`` does the same, but takes long over each Chinese character that no pair names.
    """
    for old, new in pairs:
        text = text.replace(old, new)
    return text
