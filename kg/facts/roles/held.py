"""A body that a post is held in, and the territory that its name begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.endings import kind_of
from kg.lexicon.gazetteer import find_divisions
from kg.lexicon.lands import find_lands, usual_name
from kg.lexicon.organizations import names_of


@dataclass(frozen=True, slots=True)
class Held:
    """A body that a post is held in: names, fullest first; its kind; the country or division it belongs to, if told."""

    names: tuple[str, ...]
    kind: str
    territory: str = ""
    at: int = 0

    @property
    def stem(self) -> Held:
        """The body without its party group or board: 省政协党组 → 省政协, 江川集团董事会 → 江川集团."""
        cut = next((p for p in _PARTY_PARTS if all(n.endswith(p) and n != p for n in self.names[:1])), None)
        if not cut or self.names[0].startswith(("中共", "中国共产党")):
            return self  # 自治区党委 is no group inside a body
        names = tuple(dict.fromkeys(n.removesuffix(cut) for n in self.names if n.endswith(cut) and n != cut))
        full = tuple(dict.fromkeys(m for n in names for m in names_of(n)))
        return Held(full or names, kind_of(names[-1]), self.territory, self.at)


# 许镇镇党委, 某县某乡人民政府: towns that the gazetteer does not list.
_TOWN = re.compile(
    r"[^省市县区州]{1,6}?(?:镇|乡|街道|村|社区)(?=党委|党工委|党总支|党支部|人民政府|政府|人大|纪委|武装部|办事处|$)"
)
_PARTY_PARTS = ("机关党组", "机关党委", "党组", "党委", "党工委", "党总支", "党支部", "董事局", "董事会", "监事会")


def territory_of(name: str) -> str:
    """The country or the last division that a body's name begins with: 中共湖南省委 → 湖南省."""
    bare = name.removeprefix("中国共产党").removeprefix("中共")
    lands = find_lands(bare[:14])
    if lands and lands[0].start == 0:
        return usual_name(bare[: lands[0].end])
    found = find_divisions(bare)
    last = ""
    at = 0
    for division in found:
        if division.span.start != at:
            break
        at, last = division.span.end, division.text
    town = _TOWN.match(bare, at)
    return bare[: town.end()] if town else last
