"""Places: to their division's code where the name leaves no doubt, else under their name."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.gazetteer import PREFECTURE, Division, country, division, divisions_named, find_divisions, within
from kg.model import Region
from kg.resolve.names import fold, tidy
from kg.resolve.rules import rules


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """``key`` of the place; ``adcode`` where it is a division; ``parent``: the key of the division that holds it.

    ``name`` is the official one of a division or country, None for other places.
    """

    key: str
    adcode: str | None = None
    parent: str | None = None
    name: str | None = None


def place_key(name: str, region: Region | None, scope: str) -> PlaceKey:
    """Where ``name`` is, as read in a paper of ``region``.

    A division's key is its code, a country's its ISO code, a spot's the code of the division named before it with
    the rest of the name (220104和平社区). Spots that every town has are tied to the region, or to ``scope``.
    """
    text = tidy(name)
    land = country(text) if len(text) > 1 else None
    if land is not None:
        return PlaceKey(land.code or land.name, name=land.name)
    unit, rest = _settled(text, region)
    if unit is not None and not rest:
        return PlaceKey(unit.adcode, unit.adcode, unit.parent or None, unit.name)
    spot = fold(rest or text)
    if spot in rules().national_places:  # 北京人民大会堂 is the 人民大会堂
        return PlaceKey(spot)
    if unit is not None:
        return PlaceKey(unit.adcode + spot, parent=unit.adcode)
    if rules().is_local_place(spot):
        return PlaceKey(f"{spot}@{region.adcode if region else scope}")
    return PlaceKey(spot)


def _settled(text: str, region: Region | None) -> tuple[Division | None, str]:
    """The one division that ``text`` is or begins with, and what follows it; None where there is none or a doubt."""
    whole = _one(divisions_named(text), region)
    if whole is not None:
        return whole, ""
    unit, end = None, 0
    for found in find_divisions(text):
        if found.span.start != end:
            break
        settled = _one(found.divisions, region)
        if settled is None:
            break
        unit, end = settled, found.span.end
    return (unit, text[end:]) if unit is not None else (None, "")


def _one(candidates: tuple[Division, ...], region: Region | None) -> Division | None:
    """The one candidate with a code, current before abolished; among several the one in the paper's territory."""
    coded = [unit for unit in candidates if unit.adcode]
    present = [unit for unit in coded if unit.current] or coded
    if len(present) > 1 and region is not None and (home := division(region.adcode)) is not None:
        present = [unit for unit in present if within(unit, home) or within(home, unit)]
    # 长沙 is the city, not the county in it; but 吉林 may be the province or the city.
    cities = [unit for unit in present if unit.level == PREFECTURE]
    if len(cities) == 1 and all(within(unit, cities[0]) for unit in present):
        return cities[0]
    return present[0] if len(present) == 1 else None
