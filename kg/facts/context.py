"""What the short words of an article stand for: 省委, 市政府, 我省, 全市, 党组, 学院.

A reader knows these from the paper (``Article.region``), from the places that the text named before, and from the
bodies that it named before. ``Context.of`` gathers all three once per article; every family of facts asks it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from kg.lexicon.endings import parts
from kg.lexicon.gazetteer import countries_named, country
from kg.lexicon.organizations import LEVELS, OTHER_PARTIES, names_of
from kg.mentions.finds import Finds
from kg.mentions.home import Home
from kg.model import Article, Mention, MentionKind

_LEVEL = "|".join(LEVELS)
# 我省 · 全市 · 本县 · 该区: a territory that the text does not name.
_OWN_TERRITORY = re.compile(rf"(?:我|全|本|该)({_LEVEL})")
# 省委 · 市人民政府 · 县纪委: a body whose territory the text does not name.
_OWN_BODY = re.compile(rf"(?:我|全|本|该|中共)?({_LEVEL})\S*")
# 学院 · 公司 · 协会: a word for a body named before.
_SMALL = ("街道", "社区", "镇", "乡", "村")
_SCHOOLS = ("大学", "学院", "学校", "中学", "小学")
_GENERIC = (
    "学院",
    "大学",
    "学校",
    "医院",
    "公司",
    "集团",
    "银行",
    "委员会",
    "研究所",
    "研究院",
    "协会",
    "学会",
    "中心",
    "法院",
    "检察院",
    "院",
    "所",
    "局",
    "厅",
    "部",
    "社",
    "厂",
    "中学",
    "小学",
    "基金会",
    "俱乐部",
    "组织",
    "议会",
    "国会",
    "参议院",
    "众议院",
)


@dataclass(frozen=True, slots=True)
class Context:
    """What an article tells of its own whereabouts. Offsets are those of ``Article.text``.

    ``bodies``: the organisations that the text names, by offset; ``lands``: offset and usual name of the countries
    that it names, China left out; ``spots``: offset and text of the bodies and places, where a 镇 or 村 has its name;
    ``finds``: what the word lists find in it.
    """

    home: Home
    bodies: tuple[Mention, ...]
    spots: tuple[tuple[int, str], ...]
    lands: tuple[tuple[int, str], ...]
    finds: Finds

    @classmethod
    def of(cls, article: Article, mentions: tuple[Mention, ...], finds: Finds) -> Context:
        """Gather the context of ``article``; ``mentions`` and ``finds`` are those of its body."""
        bodies = tuple(m for m in mentions if m.kind is MentionKind.ORGANIZATION)
        named = ((span.start, country(span.of(article.text))) for span in finds.lands)
        lands = tuple((at, land.name) for at, land in named if land and land.code != "CN")
        kinds = (MentionKind.ORGANIZATION, MentionKind.PLACE)
        spots = tuple(sorted((m.span.start, m.text) for m in mentions if m.kind in kinds))
        return cls(Home.of(article, finds.divisions), bodies, spots, lands, finds)

    def territory(self, word: str, at: int) -> tuple[str, ...]:
        """我省, 全市 → (湖南省,), (长春市,); () where the article does not tell."""
        match = _OWN_TERRITORY.fullmatch(word)
        name = self.home.at(at).get(match[1]) if match else None
        return (name,) if name else ()

    def body(self, written: str, at: int) -> tuple[str, ...]:
        """The names of the body written so at offset ``at``, fullest first, ``written`` among them.

        省委 → 中共湖南省委, 湖南省委, 省委; 党组 → the party group of the body named before; 学院 → the college named
        before; 医院党委 likewise. A name that is whole already gets its other names; one that cannot be resolved
        comes back alone.
        """
        if written in parts():
            holder = self.before(at, lambda m: not m.text.endswith(parts()))
            return _with(holder, written, written) if holder else (written,)
        level = next((word for word in _SMALL if written.startswith(word)), None)
        if level and (spot := self._spot(level, at)):
            return tuple(dict.fromkeys((*names_of(f"{spot}{written[len(level) :]}"), written)))
        generic = next((word for word in _GENERIC if written.startswith(word)), None)
        if generic:
            rest = written[len(generic) :]
            if not rest or rest in parts() or rest in ("党支部", "支部"):
                holder = self.before(at, lambda m: m.text.endswith(generic) and len(m.text) > len(generic) + 1)
                if holder:
                    return _with(holder, rest, written)
        if written[0] in "该本" and len(written) == 2:  # 该行行长
            mention = self.before(at, lambda m: m.text.endswith(written[1]) and len(m.text) > 2)
            return _with(mention, "", written) if mention else (written,)
        if written.startswith("校") and (school := self.before(at, lambda m: m.text.endswith(_SCHOOLS))):
            return _with(school, written[1:], written)
        if written.startswith("地委") and (area := self.home.at(at).get("地区")):
            return tuple(dict.fromkeys((*names_of(f"{area.removesuffix('地区')}{written}"), written)))
        if _OWN_BODY.fullmatch(written) or written.startswith(OTHER_PARTIES):
            return names_of(written, self.home.at(at))
        names = names_of(written)
        if names == (written,):
            fuller = self.before(at, lambda m: m.text.endswith(written) and m.text != written)
            return tuple(dict.fromkeys((*fuller.names, written))) if fuller else names
        return names

    def _spot(self, level: str, at: int) -> str | None:
        """The town, street or village named last before ``at``: 乡 → 荔波县瑶山瑶族乡."""
        for _, text in reversed(self.spots[: bisect_left(self.spots, at, key=lambda s: s[0])]):
            end = text.rfind(level)
            while end > 0 and text[end - 1] == level:
                end -= 1  # 某村|村委会
            if end > 1:
                return text[: end + len(level)]
        return None

    def before(self, at: int, fits: Callable[[Mention], bool] | None = None) -> Mention | None:
        """The last organisation that ends at or before ``at`` and for which ``fits(mention)`` holds."""
        for mention in reversed(self.bodies[: bisect_left(self.bodies, at, key=lambda m: m.span.start)]):
            if mention.span.end <= at and (fits is None or fits(mention)):
                return mention
        return None

    def lands_by(self, char: str) -> tuple[str, ...]:
        """The countries of the text that ``char`` stands for, by their first character, too: 巴 → 巴基斯坦."""
        meant = {land.name for land in countries_named(char)}
        named = tuple(dict.fromkeys(land for _, land in self.lands))
        return tuple(name for name in named if name in meant) or tuple(name for name in named if name[0] == char)

    def land(self, at: int) -> str | None:
        """The foreign country named last before ``at``, else the first after it; None where the text names none."""
        near = bisect_left(self.lands, at, key=lambda p: p[0])
        if near:
            return self.lands[near - 1][1]
        return self.lands[0][1] if self.lands else None


def _with(holder: Mention, part: str, written: str) -> tuple[str, ...]:
    names = holder.names or (holder.text,)
    return tuple(dict.fromkeys((*(f"{name}{part}" for name in names), written)))
