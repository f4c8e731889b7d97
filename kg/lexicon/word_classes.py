"""Classes of words that stand beside the same words: what is alike to a reader though no list names it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_PATH = Path(__file__).parent / "data" / "word_classes.tsv"
_DIGIT = re.compile(r"\d")


def plain_word(word: str) -> str:
    """``word`` as its spelling is compared: letters small, widths equal, all digits 0."""
    return _DIGIT.sub("0", unicodedata.normalize("NFKC", word).lower()) or word


@cache
def word_classes() -> dict[str, tuple[int, int]]:
    """The class and the wider class, numbers above 1, of each word of ``word_classes.tsv``."""
    found: dict[str, tuple[int, int]] = {}
    lines = [line for line in _PATH.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for number, line in enumerate(lines, 2):
        wider, _, members = line.partition("\t")
        found |= dict.fromkeys(members.split(" "), (number, int(wider) + 2))
    return found
