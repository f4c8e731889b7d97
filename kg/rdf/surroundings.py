"""What stands around a name in its sentence: titles right before it, bodies and places beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg.lexicon.fields import LIST, family_of_word, field_words
from kg.lexicon.titles import find_titles

REACH: Final = 40
"""Characters before and after a name within which bodies and places are looked for."""
TITLE: Final = 12
"""Characters before a name within which a title begins."""
MOST: Final = 5
"""Of the bodies and places around a name the first so many in their order."""
_ENDS: Final = re.compile("[。！？；\n]")


def sentence_around(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """Up to ``reach`` characters of the sentence before and after a name."""
    before = _ENDS.split(text[max(0, start - reach) : start])[-1]
    after = _ENDS.split(text[end : end + reach])[0]
    return before, after


def titles_before(text: str, start: int) -> Iterator[str]:
    """The titles and words of a field that end where the name begins: 社区医生苏远舟."""
    before = sentence_around(text, start, start, TITLE)[0]
    for title in find_titles(before):
        if title.span.end == len(before):
            yield title.role
    for word in field_words(before):
        if before.endswith(word) and family_of_word(word) and word != LIST:
            yield word


def named_around(text: str, places: Iterable[tuple[int, int]], names: Mapping[str, str]) -> set[str]:
    """What of ``names`` (as written, with what each stands for) the sentences of these places name near by."""
    found: set[str] = set()
    for start, end in places:
        here = "\n".join(sentence_around(text, start, end, REACH))
        found |= {thing for name, thing in names.items() if name in here}
    return set(sorted(found)[:MOST])
