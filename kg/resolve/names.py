"""When two spellings are one name: width, script, spaces, brackets and interpuncts folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from kg.lexicon.namesakes import usual_spelling

_INTERPUNCTS = re.compile(r"[·•・‧∙⋅．.]")
# The sign that is looked for stands first, what precedes it is looked at behind it: five times as fast.
_OTHER_INTERPUNCTS = re.compile(r"[•・‧∙⋅．.](?<=[\u4e00-\u9fff].)(?=[\u4e00-\u9fff])")
_BETWEEN_HAN = re.compile(r"\s(?<=[\u4e00-\u9fff]\s)\s*(?=[\u4e00-\u9fff])")
_BRACKETS = re.compile(r"[《》〈〉“”\"‘’'「」『』＂＇\s]")
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_TRADITIONAL = re.compile(r"[\u4e00-\u9fff]")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=65_536)
def tidy(name: str) -> str:
    """The name as it is shown: half width, single interpunct ·, no spaces between Chinese characters.

    >>> tidy("Ａ·Ｂ公司"), tidy("李　涛"), tidy("玛丽•贝朗")
    ('A·B公司', '李涛', '玛丽·贝朗')
    """
    return tidied(name)


def _normalised(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def tidied(text: str) -> str:
    """As :func:`tidy`, for texts, which are not kept."""
    # Characters of the large block stay as they are and join no others; normalising them takes most of the time.
    plain = _BETWEEN_HAN.sub("", _NOT_HAN.sub(_normalised, text).strip())
    return _OTHER_INTERPUNCTS.sub("·", plain)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The name as it is compared: tidy, simplified script, without quotation marks, book-title marks and spaces.

    >>> fold("《長江保護法》"), fold("“四好”  公路")
    ('长江保护法', '四好公路')
    """
    return folded(name)


def folded(text: str) -> str:
    """As :func:`fold`, for texts, which are not kept: a name comes again and again, a text once."""
    shown = tidied(text)
    plain = _BRACKETS.sub("", shown).lower()
    plain = _simplifier().convert(plain) if _TRADITIONAL.search(plain) else plain
    return plain or shown


def name_parts(name: str) -> tuple[str, ...]:
    """The folded parts of a person's name in their usual spelling; a name without interpuncts has one.

    >>> name_parts("玛丽•貝朗"), name_parts("李涛")
    (('玛丽', '贝朗'), ('李涛',))
    """
    parts = tuple(usual_spelling(part) for each in _INTERPUNCTS.split(fold(name)) if (part := each.strip()))
    return parts or (fold(name),)


@lru_cache(maxsize=65_536)
def person_key(name: str) -> str:
    """The key of a person's name: folded, without interpuncts, in the usual one of several spellings.

    >>> person_key("玛丽·贝朗") == person_key("玛丽貝朗")
    True
    """
    return usual_spelling("".join(name_parts(name)))


def last_part(name: str) -> str:
    """The family name of a foreign name in parts, ``""`` for others: 玛丽·贝朗 → 贝朗."""
    first, mark, last = tidy(name).rpartition("·")
    return last if mark and first and len(last) > 1 else ""


def first_parts(name: str) -> tuple[str, ...]:
    """What a foreign name in parts is shortened to from behind: 玛丽·让娜·贝朗 → 玛丽, 玛丽·让娜; none of others."""
    parts = tidy(name).split("·")
    return tuple(short for at in range(1, len(parts)) if len(short := "·".join(parts[:at])) > 1)
