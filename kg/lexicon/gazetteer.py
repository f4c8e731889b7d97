"""Divisions of China with their GB/T 2260 codes, countries and family names.

Everything is loaded at first use and kept. Look-ups give tuples, because names repeat: 吉林 is a province and a
city, 朝阳区 is a district of two cities. Current units come first; abolished ones only where no current one has
the name in the same province.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.searching import KEPT_TEXTS
from kg.model import Span

PROVINCE, PREFECTURE, COUNTY = "province", "prefecture", "county"
_RANK = {PROVINCE: 0, PREFECTURE: 1, COUNTY: 2}


@dataclass(frozen=True, slots=True)
class Division:
    """A division: GB/T 2260 ``adcode`` ("" where the standard gives none), full name, level, parent's code."""

    adcode: str
    name: str
    level: str
    parent: str
    short: str = ""
    current: bool = True


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166 code, usual name, and every name (usual, official, others); ``abbreviations`` as in 中美."""

    code: str
    name: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDivision:
    """A division's name in a text. ``divisions`` are all it may mean, narrowed by the name before it (长春市朝阳区)."""

    span: Span
    text: str
    divisions: tuple[Division, ...]


def rows_of(name: str) -> Iterator[list[str]]:
    """The fields of each line of a table in ``data``; lines that begin with # are notes."""
    for line in files("kg.lexicon").joinpath("data", name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _table() -> tuple[tuple[Division, ...], dict[str, Division], frozenset[str]]:
    """All divisions, those with a code by code, and the short names that are safe in running text."""
    rows = list(rows_of("divisions.tsv"))
    known = {adcode for adcode, *_ in rows}
    divisions, by_code, safe = [], {}, set()
    for adcode, name, level, status, short, text, parent in rows:
        if not parent and level != PROVINCE:
            prefecture = adcode[:4] + "00"
            parent = prefecture if level == COUNTY and prefecture in known else adcode[:2] + "0000"
        division = Division(adcode, name, level, parent, short, not status)
        divisions.append(division)
        if adcode and (division.current or adcode not in by_code):
            by_code[adcode] = division
        if text:
            safe.add(short)
    for adcode, name, _ in rows_of("divisions_renamed.tsv"):
        now = by_code[adcode]
        divisions.append(Division(adcode, name, now.level, now.parent, "", current=False))
    return tuple(divisions), by_code, frozenset(safe)


@cache
def _ever_by_name() -> dict[str, tuple[Division, ...]]:
    named: dict[str, list[Division]] = {}
    for division in _table()[0]:
        for name in {division.name, division.short} - {""}:
            named.setdefault(name, []).append(division)
    order = {
        name: sorted(found, key=lambda d: (not d.current, _RANK[d.level], d.adcode or "99"))
        for name, found in named.items()
    }
    return {name: tuple(found) for name, found in order.items()}


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    return {name: tuple(_settle(found)) for name, found in _ever_by_name().items()}


def _settle(found: Iterable[Division]) -> Iterator[Division]:
    """Of units in order an abolished one only where its province has no current one of the name, and of several the
    last that had it."""
    present: set[str] = set()
    gone: dict[str, Division] = {}
    for unit in found:
        province = _province_code(unit)
        if unit.current:
            yield unit
            present.add(province)
        elif province not in gone or (unit.name == gone[province].name and _later(gone[province], unit)):
            gone[province] = unit
    yield from (unit for province, unit in gone.items() if province not in present)


def _later(one: Division, other: Division) -> bool:
    """Whether the other of two abolished units of one name is the later: by its prefecture, then by its code."""
    return _lasting(one) < _lasting(other)


def _lasting(unit: Division) -> tuple[bool, bool, str]:
    above = division(unit.parent)
    return above is not None and above.current, unit.level == PREFECTURE, unit.adcode


def _province_code(division: Division) -> str:
    return (division.adcode or division.parent)[:2] + "0000"


def divisions() -> tuple[Division, ...]:
    """All divisions, abolished ones, too, in the order of their codes."""
    return _table()[0]


def divisions_named(name: str) -> tuple[Division, ...]:
    """Every division with this full or short name: 吉林 → 吉林省 and 吉林市; () if there is none."""
    return _by_name().get(name, ())


def divisions_ever_named(name: str) -> tuple[Division, ...]:
    """As :func:`divisions_named`, with every abolished unit: another 市中区 was a district of 广元."""
    return _ever_by_name().get(name, ())


def division(adcode: str) -> Division | None:
    """The division with this GB/T 2260 code, the current one if the code was used twice."""
    return _table()[1].get(adcode)


@cache
def _ended() -> dict[str, int]:
    return {adcode: int(year) for adcode, year in rows_of("divisions_ended.tsv")}


def as_of(unit: Division, year: int) -> Division:
    """The division that this one was in a year before its prefecture was made: 霍州市 had another code in 1998.

    What has another name today is found by its name of then; the unit itself where nothing is known.
    """
    if not unit.current:
        return unit
    then = [
        other
        for other in divisions_ever_named(unit.name)
        if other.name == unit.name
        and other.level == unit.level
        and not other.current
        and _province_code(other) == _province_code(unit)
        and max(_ended().get(other.adcode, 0), _ended().get(other.parent, 0)) > year
    ]
    return then[0] if len(then) == 1 else unit


def parent_of(unit: Division) -> Division | None:
    """The division that it belongs to; None for a province."""
    return division(unit.parent) if unit.parent else None


@cache
def path(unit: Division) -> tuple[Division, ...]:
    """From the province down to the unit itself."""
    above = parent_of(unit)
    return (*path(above), unit) if above else (unit,)


def full_name(unit: Division) -> str:
    """吉林省长春市朝阳区."""
    return "".join(step.name for step in path(unit))


def province_of(unit: Division) -> Division:
    """The province, autonomous region, municipality or special region that the unit lies in."""
    return path(unit)[0]


def within(unit: Division, area: Division) -> bool:
    """Whether ``unit`` is ``area`` or lies in it."""
    return area in path(unit)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    safe = _table()[2]
    names = tuple(n for n, units in _by_name().items() if len(n) > 1 and (n in safe or any(u.name == n for u in units)))
    return AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), names


@lru_cache(maxsize=KEPT_TEXTS)
def find_divisions(text: str) -> tuple[FoundDivision, ...]:
    """The names of divisions in ``text``, longest first from the left: full names and safe short names."""
    automaton, names = _automaton()
    found: list[FoundDivision] = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        units = _by_name()[names[index]]
        before = found[-1] if found and found[-1].span.end == start else None
        if before:
            inside = tuple(u for u in units if any(within(u, area) and u != area for area in before.divisions))
            if inside:
                holders = tuple(a for a in before.divisions if any(within(u, a) for u in inside))
                found[-1] = FoundDivision(before.span, before.text, holders)
            units = inside or units
        found.append(FoundDivision(Span(start, end), text[start:end], units))
    return tuple(found)


@cache
def countries() -> tuple[Country, ...]:
    """All countries, present ones by code, then former ones (苏联)."""
    listed = []
    for row in rows_of("countries.tsv"):
        code, name, official, others, short = row
        names = dict.fromkeys(n for n in (name, official, *others.split("|")) if n)
        listed.append(Country(code, name, tuple(names), tuple(filter(None, short.split("|")))))
    return tuple(listed)


@cache
def _countries_by_name() -> dict[str, tuple[Country, ...]]:
    named: dict[str, tuple[Country, ...]] = {}
    for land in countries():
        forms = {*land.names, *land.abbreviations, *(f"{a}方" for a in land.abbreviations)}
        for form in forms:
            named[form] = (*named.get(form, ()), land)
    return named


def countries_named(name: str) -> tuple[Country, ...]:
    """Every country with this name, official name or short form: 巴方 → Brazil, Pakistan, Palestine."""
    return _countries_by_name().get(name, ())


def country(name: str) -> Country | None:
    """The one country with this name (俄罗斯, 俄罗斯联邦, 俄, 俄方); None if there is none or more than one."""
    found = countries_named(name)
    return found[0] if len(found) == 1 else None


@cache
def country_names() -> frozenset[str]:
    """Every name of a country of two characters or more, abbreviations left out."""
    return frozenset(n for land in countries() for n in land.names if len(n) > 1)


@cache
def surnames() -> frozenset[str]:
    """Chinese family names, the compound ones (欧阳) included."""
    return frozenset(row[0] for row in rows_of("surnames.txt"))
