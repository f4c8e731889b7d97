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
    province_of,
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

    def at(self, offset: int) -> dict[str, str]:
        """Territory by level word as a reader at ``offset`` understands it: the paper's, then the nearest before."""
        told: dict[str, str] = {}
        if "省" not in self.own and (province := self._province()):
            told.update(dict.fromkeys(level_words(province), province.name))
        near = bisect_left(self.places, offset, key=lambda p: p[0])
        for _, unit in (*self.places[:near][::-1], *self.places[near:]):
            for step in path(unit):
                for word in level_words(step):
                    told.setdefault(word, step.name)
        return {**told, **self.own}

    def _province(self) -> Division | None:
        """The province that the text speaks of most, the first of equals; None where it names no place."""
        counted = Counter(province_of(unit) for _, unit in self.places)
        return counted.most_common(1)[0][0] if counted else None


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
