"""Whose ministry a bare 外交部 is: that of the country which the text has just named, where that is a foreign one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.lexicon.bodies import FOREIGN, family_of
from kg.lexicon.gazetteer import country
from kg.lexicon.lands import find_lands
from kg.lexicon.organizations import body_named
from kg.model import Mention, MentionKind
from kg.resolve.resolution import Names

NEAR: Final = 40
"""Characters before the word in its clause in which the country is looked for."""
_HOME: Final = re.compile(r"中国|中华|我国|中方|国务院|中共")
_CLAUSE: Final = re.compile(r"[。！？；，\n]")
_KINDS: Final = ("government", "court")


def named_bodies(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[Names, Mention]]:
    """The bodies that a text names, each with its names; bare ones of our own lists go to the country they are of."""
    foreign: dict[str, Names] = {}
    for mention in sorted(mentions, key=lambda m: m.span.start):
        if mention.kind is not MentionKind.ORGANIZATION:
            continue
        names = mention.names or (mention.text,)
        if family_of(names[0]) == FOREIGN:
            for end in range(1, len(names[0]) - 1):
                foreign[names[0][end:]] = names
        elif _is_bare(mention.text):
            names = _abroad(text, mention, foreign) or names
        yield names, mention


def _is_bare(word: str) -> bool:
    """外交部, 最高法院: a name of ours that says of no country."""
    body = body_named(word)
    return body is not None and body.kind in _KINDS and not word.startswith(("中", "国", "全国", "人民银行"))


def _abroad(text: str, mention: Mention, foreign: dict[str, Names]) -> Names:
    """The names of the foreign body that is meant; () where the word is of our own."""
    before = _CLAUSE.split(text[max(0, mention.span.start - NEAR) : mention.span.start])[-1]
    if _HOME.search(before):
        return ()
    lands = find_lands(before)
    short = country(before[-1:])  # 泰|外交部
    land = short or (country(lands[-1].of(before)) if lands else None)
    if land is not None and land.code not in ("CN", "HK", "MO", "TW"):
        return (f"{land.name}{mention.text}", mention.text)
    told = foreign.get(mention.text, ()) if not _HOME.search(text[: mention.span.start]) else ()
    return tuple(dict.fromkeys((*told, mention.text))) if told else ()
