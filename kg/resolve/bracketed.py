"""What a bracket after a name tells, and two of one name whom brackets tell apart: 某某（吉林）、某某（最高检）."""

from __future__ import annotations

import re
from typing import Final

from kg.lexicon.gazetteer import divisions_named
from kg.lexicon.organizations import body_named, names_of

_SIGN: Final = re.compile(r"（([^（）\n，。；]{2,12})）")
_NO_SIGN: Final = re.compile(r".*[族岁摄图片]$|[见男女左右中前后上下].*|.*[左右中前后][一二三四]$")
"""女, 回族, 左一, 见图: of the bearer, or of a picture, and not who it is."""


def sign_after(text: str, end: int) -> str:
    """What the bracket right after a name tells of who it is: a place or a body; ``""`` where there is none.

    >>> sign_after("王伟（吉林）、王莉（女）", 2), sign_after("王伟（吉林）、王莉（女）", 9)
    ('吉林', '')
    """
    found = _SIGN.match(text, end)
    return found[1] if found and not _NO_SIGN.fullmatch(found[1]) else ""


def meant_by(sign: str) -> str:
    """What a sign stands for: the code of its division, else the full name of its body.

    >>> meant_by("河南"), meant_by("最高检"), meant_by("远舟大学")
    ('410000', '中华人民共和国最高人民检察院', '远舟大学')
    """
    units = [unit.adcode for unit in divisions_named(sign)]
    units = [code for code in units if code.endswith("0000")] or units
    if len({code[:2] for code in units}) == 1:
        return min(units)
    body = body_named(sign)
    return names_of(sign)[0] if body else sign


def bracketed_apart(text: str, name: str) -> list[list[int]]:
    """Where a name begins that brackets part, by bearer; empty where they tell one alone."""
    if text.count(f"{name}（") < 2:  # as of nearly all names: no pattern is made for them
        return []
    places: dict[str, list[int]] = {}
    for found in re.finditer(re.escape(name), text):
        if sign := sign_after(text, found.end()):
            places.setdefault(sign, []).append(found.start())
    return list(places.values()) if len(places) > 1 else []
