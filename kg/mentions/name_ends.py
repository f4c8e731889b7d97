"""Where a name ends: what may stand behind it, and the end of a Japanese name that was missed (佐藤|和男)."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.people import people_words
from kg.model import Span

_HAN = re.compile(r"[㐀-鿿]+")
#: What may stand behind a name: a mark, a verb, what people do.
FOLLOWS = re.compile(r"[^㐀-鿿]|$|" + "|".join(map(re.escape, people_words("follows"))))
#: 石原茂|在某地, 石原茂|则说
_NO_LAST = frozenset("等在则将就与对向")
# What follows a family name that stands alone: 佐藤首相, 佐藤政府, 佐藤今天说.
_NO_GIVEN = (
    *(word for key in ("after", "follows") for word in people_words(key) if len(word) > 1),
    *("首相", "内阁", "政府", "政权", "派", "的", "说", "在", "向", "对", "于", "去年", "今年"),
)


def is_han(text: str) -> bool:
    """Whether ``text`` is of Chinese characters only."""
    return _HAN.fullmatch(text) is not None


@cache
def _families() -> dict[str, list[str]]:
    """The family names by what they begin with."""
    found: dict[str, list[str]] = {}
    for family in people_words("japanese"):
        found.setdefault(family[0], []).append(family)
    return found


def with_given(text: str, span: Span) -> Span | None:
    """``span`` of a Japanese name with the end of the given name that was missed: 佐藤|和男, 佐藤和|男."""
    name = span.of(text)
    family = next((f for f in _families().get(name[:1], ()) if name.startswith(f)), "")
    if not family or len(name) - len(family) > 1:
        return None
    for end in (span.start + len(family) + 2, span.start + len(family) + 1):
        given = text[span.start + len(family) : end]
        if (
            end > span.end
            and is_han(given)
            and given[-1] not in _NO_LAST
            and FOLLOWS.match(text, end)
            and not given.startswith(_NO_GIVEN)
        ):
            return Span(span.start, end)
    return None
