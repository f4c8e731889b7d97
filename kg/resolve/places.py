"""Places: to their division's code where the name leaves no doubt, else under their name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lexicon.gazetteer import Division, as_of, countries, country, divisions_ever_named, find_divisions, within
from kg.resolve.names import fold, tidy
from kg.resolve.rules import rules
from kg.resolve.whereabouts import Whereabouts, candidates, settled


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """``key`` of the place; ``adcode`` where it is a division; ``parent``: the key of the division that holds it.

    ``name`` is the official one of a division or country, None for other places; ``country`` its ISO code.
    """

    key: str
    adcode: str | None = None
    parent: str | None = None
    name: str | None = None
    country: str = ""


def place_key(name: str, where: Whereabouts) -> PlaceKey:
    """Where ``name`` is, as read in an article.

    A division's key is its code, a country's its ISO code, a spot's the code of the division named before it with
    the rest of the name (220104和平社区). Spots that every town has are tied to the paper's region, or to its page.
    """
    text = tidy(name)
    land = (country(text) or country(name.strip())) if len(text) > 1 else None
    if land is not None and not candidates(text):
        code = rules().renamed_countries.get(land.code, land.code)
        return PlaceKey(code or land.name, name=country_name(code) or land.name, country=code)
    unit, rest = _settled(text, where)
    if unit is not None and where.year is not None:
        unit = as_of(unit, where.year)
    if unit is not None and not rest:
        return PlaceKey(unit.adcode, unit.adcode, unit.parent or None, unit.name)
    spot = fold(rest or text)
    if spot in rules().national_places:  # 北京人民大会堂 is the 人民大会堂
        return PlaceKey(spot)
    if unit is not None:
        return PlaceKey(unit.adcode + spot, parent=unit.adcode)
    if rules().is_local_place(spot) or candidates(text):
        # A division that the article leaves open is one with no other article's.
        region = where.region.adcode if where.region and not candidates(text) else where.scope
        return PlaceKey(f"{spot}@{region}")
    return PlaceKey(spot)


@cache
def _country_names() -> dict[str, str]:
    return {land.code: land.name for land in countries()}


def country_name(code: str) -> str:
    """The usual name of the country with this ISO code; "" where there is none."""
    return _country_names().get(code, "")


def _settled(text: str, where: Whereabouts) -> tuple[Division | None, str]:
    """The one division that ``text`` is or begins with, and what follows it; None where there is none or a doubt."""
    whole = settled(text, where)
    if whole is not None:
        return whole, ""
    unit, end = None, 0
    for found in find_divisions(text):
        rest = text[found.span.end :]
        short = not any(one.name == found.text for one in found.divisions)
        if found.span.start != end or (short and rest.startswith(rules().longer_names)):
            break  # 永宁|街道 lies in no 永宁县
        coded = [one for one in found.divisions if one.adcode]
        one = settled(found.text, where) if unit is None or len(coded) != 1 else coded[0]
        if one is None or (unit is not None and not within(one, unit)):
            # In a prefecture that has ended lie the units of then.
            ever = divisions_ever_named(found.text) if unit is not None and not unit.current else coded
            narrowed = [c for c in ever if c.adcode and (unit is None or within(c, unit))]
            if len(narrowed) != 1:
                break
            one = narrowed[0]
        unit, end = one, found.span.end
        if short and rest in rules().level_words:  # 伊通|县
            return unit, ""
    return (unit, text[end:]) if unit is not None else (None, "")
