"""Who is told to have died: their posts are past, however the text names them."""

from __future__ import annotations

import re

from kg.facts.roles.ground import Ground

_DIED = re.compile(r"逝世|病逝|去世|辞世|与世长辞|溘然长逝|以身殉职|因公殉职|遇刺身亡|遇难身亡")
# 甲惊悉…逝世, 甲的父亲去世, 甲对…逝世表示: somebody else has died.
_OTHER = re.compile(r"悉|得知|听说|听到|就|对|为|向|的|、|。|；|：|纪念")
_FAR = 50
"""Characters between a name and the word that tells of the death: 甲同志因病医治无效，于5月1日10时12分在南山逝世."""


def late(ground: Ground) -> frozenset[str]:
    """The names of those whom the text tells to have died."""
    found = set()
    for died in _DIED.finditer(ground.text):
        near = [p for p in ground.people if died.start() - _FAR <= p.span.end <= died.start()]
        person = max(near, key=lambda p: p.span.end, default=None)
        if person and not _OTHER.search(ground.text, person.span.end, died.start()):
            found |= {person.text, *person.names}
    return frozenset(found)
