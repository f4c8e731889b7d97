"""Which territory 省, 市, 县 stand for in an article: the paper's own, then the places that the text names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.lexicon.gazetteer import (
    COUNTY,
    PREFECTURE,
    Division,
    FoundDivision,
    division,
    find_divisions,
    path,
)
from kg.lexicon.organizations import LEVELS
from kg.model import Article

_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Home:
    """Territories by level word: ``own`` from the paper's region, ``places`` by their offset in the text."""

    own: Mapping[str, str]
    places: tuple[tuple[int, Division], ...]

    @classmethod
    def of(cls, article: Article, divisions: Iterable[FoundDivision]) -> Home:
        """Read the home of ``article`` from its region, its dateline and the ``divisions`` that its text names."""
        unit = division(article.region.adcode) if article.region else None
        own = {word: step.name for step in (path(unit) if unit else ()) for word in level_words(step)}
        places = tuple((found.span.start, found.divisions[0]) for found in divisions)
        dateline = article.dateline.place if article.dateline else None
        if dateline:
            places = (*((0, found.divisions[0]) for found in find_divisions(dateline)), *places)
        return cls(own, places)

    def at(self, offset: int) -> Around:
        """The territories as a reader at ``offset`` understands them."""
        return Around(self, offset)

    def province(self) -> Division | None:
        """The province that the text speaks of most, the first of equals; None where it names no place."""
        provinces = [path(unit)[0] for _, unit in self.places]
        counted = Counter([province.adcode for province in provinces])
        return max(provinces, key=lambda province: counted[province.adcode], default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """What the level words stand for at a place of the text: in the paper's home, else in what is named nearest."""

    home: Home
    offset: int

    def get(self, level: str, default: str = "", /) -> str:
        """The territory that ``level`` stands for, ``default`` where nothing tells."""
        own, places = self.home.own, self.home.places
        if level in own:
            return own[level]
        if "省" not in own and (province := self.home.province()) and level in level_words(province):
            return province.name
        near = bisect_left(places, self.offset, key=lambda p: p[0])
        for _, unit in (*places[:near][::-1], *places[near:]):
            for step in path(unit):
                if level in level_words(step):
                    return step.name
        return default


def level_words(unit: Division) -> tuple[str, ...]:
    """The words that mean such a unit: 省; 自治区 and 区 for 内蒙古自治区; 市 for 北京市 too."""
    if unit.level not in (PREFECTURE, COUNTY):
        if unit.name.endswith("省"):
            return ("省",)
        if unit.name.endswith("特别行政区"):
            return ("特别行政区",)
        return ("市",) if unit.adcode[:2] in _MUNICIPALITIES else ("自治区", "区")
    level = next((level for level in LEVELS if unit.name.endswith(level)), "")
    if level in ("自治州", "自治县", "自治旗"):
        return (level, level[-1])
    return (level,) if level else ()
