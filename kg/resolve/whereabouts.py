"""Which of several divisions of one name an article means: 朝阳 of 北京 or of 辽宁, told by what it names around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.lexicon.gazetteer import (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    Division,
    FoundDivision,
    division,
    divisions_ever_named,
    divisions_named,
    find_divisions,
    path,
    within,
)
from kg.model import Article, Region

_RANKS: Final = (PROVINCE, PREFECTURE, COUNTY)
MUNICIPALITIES: Final = ("11", "12", "31", "50")
NEAR: Final = 60
"""Characters: what is named so near before a name says more of it than what stands elsewhere."""
TITLE: Final = 2.0
MARGIN: Final = 1.5
"""How many times more must speak for one division than for the next best."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What an article names of divisions. ``places`` by offset, those of headline and dateline before all others.

    ``scope`` is the article's page, ``year`` that of its issue (None unknown).
    """

    region: Region | None
    scope: str
    text: str = ""
    dateline: str = ""
    year: int | None = None

    @classmethod
    def of(cls, article: Article) -> Whereabouts:
        """Those of an article."""
        told = article.published.start[:4] if article.published else ""
        place = article.dateline.place if article.dateline and article.dateline.place else ""
        text = f"{article.headline or ''}\n{article.text}"
        return cls(article.region, article.page, text, place, int(told) if told.isdigit() else None)


@lru_cache(maxsize=64)
def _found(text: str) -> tuple[FoundDivision, ...]:
    return find_divisions(text)


def candidates(name: str) -> tuple[Division, ...]:
    """The divisions with a code that the name may mean, current ones first: 临夏州 is 临夏回族自治州."""
    found = divisions_named(name) or divisions_ever_named(name)
    if not found and name.endswith("州"):
        found = tuple(u for u in divisions_named(name[:-1]) if u.level == PREFECTURE and u.name.endswith("自治州"))
    return tuple(unit for unit in found if unit.adcode)


def settled(name: str, where: Whereabouts) -> Division | None:
    """The one division that the name means in the article; None where it is none or left open."""
    coded = candidates(name)
    if not coded:
        return None
    present = _latest([unit for unit in coded if unit.current] or coded)
    if where.region is not None and (home := division(where.region.adcode)) is not None:
        at_home = [unit for unit in present if within(unit, home) or within(home, unit)]
        if len(present) > 1 and len(at_home) == 1 and not _named_elsewhere(name, present, where):
            return at_home[0]
    alone = _without_parts(present)
    # A short name is not that of a unit long gone where a present one has it.
    gone = [
        unit for unit in divisions_ever_named(name) if unit.adcode and (unit.name == name or not present[0].current)
    ]
    ever = _latest({*present, *gone})
    if len(alone) == 1 and len(_without_parts(ever)) == 1:
        return alone[0]
    ever = _without_parts(ever)
    if any(unit.name != name and unit.level != COUNTY for unit in ever):
        # A bare 朝阳 is the city; the district only where the article names 北京.
        ever = [unit for unit in ever if unit.level != COUNTY or _city_is_named(unit, where)]
        if len(ever) == 1:
            return ever[0]
    told = _told(name, ever, where)
    if told is not None:
        return told
    if len(alone) > 1 and alone[0].level == PROVINCE:
        return _province(name, alone, where)
    return alone[0] if len(alone) == 1 else None


def _latest(units: Iterable[Division]) -> list[Division]:
    """Of units of one full name that followed one another under one territory, the last that had the name."""
    kept: dict[tuple[str, str], Division] = {}
    for unit in units:
        above = division(unit.parent)
        key = (unit.name, above.name if above else "")
        other = kept.get(key)
        if other is None or _lasting(unit) > _lasting(other):
            kept[key] = unit
    return sorted(kept.values(), key=lambda unit: (not unit.current, _RANKS.index(unit.level), unit.adcode))


def _lasting(unit: Division) -> tuple[bool, bool, str]:
    """Present units last; then those whose prefecture is there today; then those of later codes."""
    above = division(unit.parent)
    return unit.current, above is not None and above.current, unit.adcode


def _without_parts(units: Sequence[Division]) -> list[Division]:
    """长沙 is the city, not the county in it; but 吉林 may be the province or the city."""
    cities = [unit for unit in units if unit.level == PREFECTURE]
    return [unit for unit in units if not any(unit != city and within(unit, city) for city in cities)]


def _province(name: str, units: Sequence[Division], where: Whereabouts) -> Division | None:
    """A bare 吉林 among provinces is one; not where the dateline of a paper there writes it, or the city is named."""
    if name == where.dateline and where.region is not None:
        return None
    if any(unit.name in where.text for unit in units[1:]):
        return None
    others = (unit for one in _found(where.text) for unit in one.divisions if one.text != name)
    among = any(unit.level == PROVINCE or within(unit, units[0]) for unit in others)
    return units[0] if among or units[0].name in where.text else None


def _written_after(name: str, unit: Division, where: Whereabouts) -> bool:
    """Whether the article writes the name right after a territory that holds the unit: 北京朝阳."""
    forms = [form for step in path(unit)[:-1] for form in (step.name, step.short) if form]
    return any(f"{form}{name}" in where.text for form in forms)


def _city_is_named(unit: Division, where: Whereabouts) -> bool:
    """Whether the article names the city right above a district or county."""
    above = division(unit.parent)
    return above is not None and any(form in where.text for form in (above.name, above.short) if form)


def _named_elsewhere(name: str, units: Sequence[Division], where: Whereabouts) -> bool:
    """Whether the article writes the name right after a territory that holds another of these."""
    home = where.region.adcode[:2] if where.region else ""
    return any(unit.adcode[:2] != home and _written_after(name, unit, where) for unit in units)


def _told(name: str, units: Sequence[Division], where: Whereabouts) -> Division | None:
    """The one for which clearly most of what the article names speaks."""
    at = where.text.find(name)
    found = _found(where.text)
    starts = [one.span.start for one in found]
    scores = dict.fromkeys(units, 0.0)
    for index, one in enumerate(found):
        if one.text == name or name.startswith(one.text) or one.text in (unit.name for unit in units):
            continue
        gap = at - one.span.end
        weight = 1.0
        if 0 <= gap <= NEAR:
            # The last one named before it speaks loudest.
            weight = 4.0 if index == bisect_left(starts, at) - 1 else 2.0
        for unit in units:
            scores[unit] += weight * _speaks(one.divisions, unit)
    for one in find_divisions(where.dateline):
        for unit in units:
            scores[unit] += TITLE * _speaks(one.divisions, unit)
    ranked = sorted(units, key=lambda unit: (-scores[unit], not unit.current, unit.adcode))
    best, second = scores[ranked[0]], scores[ranked[1]] if len(ranked) > 1 else 0.0
    if best <= 0 or best < MARGIN * second:
        return None
    return ranked[0]


def _speaks(named: Sequence[Division], unit: Division) -> float:
    """How much it speaks for ``unit`` that the article names one of ``named``; what may mean several says less."""
    coded = [one for one in named if one.adcode]
    if not coded:
        return 0.0
    best = max(_nearness(one, unit) for one in coded)
    return best / len({one.adcode[:2] for one in coded})


def _nearness(named: Division, unit: Division) -> float:
    if named.adcode == unit.adcode:
        return 0.0
    if within(unit, named):
        return 3.0 if named.level != PROVINCE or named.adcode[:2] in MUNICIPALITIES else 2.0
    if within(named, unit):
        return 2.0
    if named.adcode[:2] != unit.adcode[:2]:
        return 0.0
    return 1.5 if unit.level != PROVINCE and named.adcode[:4] == unit.adcode[:4] else 0.5
