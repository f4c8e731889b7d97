"""What the short words of an article stand for: 省委, 市政府, 我省, 全市, 党组, 学院, 双方的国家.

A reader knows these from the paper (``Article.region``), from the places that the text named before, and from the
bodies that it named before. ``Context.of`` gathers all three once per article; every family of facts asks it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.lexicon.gazetteer import COUNTY, PREFECTURE, Division, country, division, find_divisions, path
from kg.lexicon.organizations import LEVELS, government_names, names_of
from kg.model import Article, Mention, MentionKind

# 我省 · 全市 · 本县 · 该区: a territory that the text does not name.
_OWN_TERRITORY = re.compile(rf"(?:我|全|本|该)({'|'.join(LEVELS)})")
# 省委 · 市人民政府 · 县纪委: a body whose territory the text does not name.
_OWN_BODY = re.compile(rf"(?:我|全|本|该|中共)?({'|'.join(LEVELS)})(?:\S*)")
# 党组, 学院, 公司 …: a word for a body named before; the party bodies belong to the body named before.
_PARTY_PARTS = ("党组", "党委", "党支部", "党总支", "机关党委", "纪委", "董事会", "监事会", "理事会")
_GENERIC = ("学院", "大学", "学校", "医院", "公司", "集团", "银行", "委员会", "研究所", "研究院", "协会", "学会", "中心", "法院", "检察院",
            "局", "厅", "部", "社", "厂", "中学", "小学", "基金会", "俱乐部", "组织", "议会", "国会", "参议院", "众议院")
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Context:
    """What an article tells of its own whereabouts. Offsets are those of ``Article.text``.

    ``home``: territory by level word (省 → 吉林省) from the paper's region; ``places``: the divisions that the text
    names, by offset; ``bodies``: its organisations by offset; ``lands``: the countries it names, China left out.
    """

    home: Mapping[str, str]
    places: tuple[tuple[int, Division], ...]
    bodies: tuple[Mention, ...]
    lands: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, article: Article, mentions: tuple[Mention, ...]) -> Context:
        """Gather the context of ``article``; ``mentions`` are those of its body."""
        places = [(found.span.start, found.divisions[0]) for found in find_divisions(article.text)]
        if article.dateline and article.dateline.place and not places:
            named = find_divisions(article.dateline.place)
            places = [(0, found.divisions[0]) for found in named]
        bodies = tuple(m for m in mentions if m.kind is MentionKind.ORGANIZATION)
        lands = []
        for mention in mentions:
            if mention.kind is MentionKind.PLACE:
                land = country(mention.text)
                if land and land.code != "CN":
                    lands.append((mention.span.start, land.name))
        return cls(_home(article), tuple(places), bodies, tuple(lands))

    def home_at(self, at: int) -> dict[str, str]:
        """Territory by level word as a reader at offset ``at`` understands it: the paper's own, then what was named."""
        told: dict[str, str] = {}
        near = bisect_left(self.places, at, key=lambda p: p[0])
        for _, unit in (*self.places[:near][::-1], *self.places[near:]):
            for step in path(unit):
                for word in _level_words(step):
                    told.setdefault(word, step.name)
        return {**told, **self.home}

    def territory(self, word: str, at: int) -> tuple[str, ...]:
        """我省, 全市 → (吉林省,), (长春市,); () where the article does not tell."""
        match = _OWN_TERRITORY.fullmatch(word)
        name = self.home_at(at).get(match[1]) if match else None
        return (name,) if name else ()

    def body(self, written: str, at: int) -> tuple[str, ...]:
        """The names of the body written so at offset ``at``, fullest first, ``written`` among them.

        省委 → 中共吉林省委, 吉林省委, 省委; 党组 → the party group of the body named before; 学院 → the college named
        before. A name that is whole already gets its other names; one that cannot be resolved comes back alone.
        """
        if _OWN_BODY.fullmatch(written):
            return names_of(written, self.home_at(at))
        if written in _PARTY_PARTS:
            holder = self.before(at, lambda m: not m.text.endswith(_PARTY_PARTS))
            return (f"{holder.names[0]}{written}", f"{holder.text}{written}", written) if holder else (written,)
        if written in _GENERIC:
            holder = self.before(at, lambda m: m.text.endswith(written) and m.text != written)
            return tuple(dict.fromkeys((*(holder.names or (holder.text,)), written))) if holder else (written,)
        return names_of(written)

    def before(self, at: int, fits: Callable[[Mention], bool] | None = None) -> Mention | None:
        """The last organisation that ends at or before ``at`` and for which ``fits(mention)`` holds."""
        for mention in reversed(self.bodies[: bisect_left(self.bodies, at, key=lambda m: m.span.start)]):
            if mention.span.end <= at and (fits is None or fits(mention)):
                return mention
        return None

    def land(self, at: int) -> str | None:
        """The foreign country named last before ``at``, else the first after it; None where the text names none."""
        near = bisect_left(self.lands, at, key=lambda p: p[0])
        if near:
            return self.lands[near - 1][1]
        return self.lands[0][1] if self.lands else None

    def government(self, territory: str) -> tuple[str, ...]:
        """A territory's government, the territory last: 岳阳市 → 岳阳市人民政府, 岳阳市政府, 岳阳市."""
        return government_names(territory)


def _home(article: Article) -> dict[str, str]:
    unit = division(article.region.adcode) if article.region else None
    return {word: step.name for step in (path(unit) if unit else ()) for word in _level_words(step)}


def _level_words(unit: Division) -> tuple[str, ...]:
    """The words that mean such a unit: 省, or 自治区 and 区 for 内蒙古自治区; 市 for Beijing too."""
    if unit.level not in (PREFECTURE, COUNTY):
        if unit.name.endswith("省"):
            return ("省",)
        return ("市",) if unit.adcode[:2] in _MUNICIPALITIES else (("特别行政区",) if unit.name.endswith("特别行政区") else ("自治区", "区"))
    level = next((level for level in LEVELS if unit.name.endswith(level)), "")
    if level in ("自治州", "自治县", "自治旗"):
        return (level, level[-1])
    return (level,) if level else ()
