"""Which newspaper a page is from, and the territory that it writes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from kg.lexicon.gazetteer import (
    PREFECTURE,
    PROVINCE,
    Division,
    find_divisions,
    parent_of,
    province_of,
)
from kg.lexicon.newspapers import is_national_paper, newspaper_region
from kg.model import Article, Page, Part, PartKind, Region

_PAPER = re.compile(
    r"[\u4e00-\u9fff]{0,5}?(?=[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|都市报|商报|时报|青年报))"
    r"(?P<name>[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|都市报|商报|时报|青年报))"
)
# 我省 and 省委 without a name before it are of the paper's own province.
_OWN_PROVINCE = re.compile(r"[我全本]省|(?<![\u4e00-\u9fff])省(?:委|政府|长|人大|政协)|[我全本]自治区")
_OWN_CITY = re.compile(r"[我全本]市|(?<![\u4e00-\u9fff])市(?:委|政府|长|人大|政协)")
_ENOUGH = 3


def find_newspaper(page: Page, left_out: Sequence[Part]) -> str | None:
    """The paper that imprint or masthead names, else the one in the file's or its folder's name."""
    counts: Counter[str] = Counter()
    for part in left_out:
        if part.kind in (PartKind.IMPRINT, PartKind.SECTION_HEAD, PartKind.UNPLACED):
            counts.update(_papers("".join(span.of(page.text) for span in part.raw)))
    if counts:
        return counts.most_common(1)[0][0]
    path = PurePath(page.path)
    return next((name for text in (page.identifier, path.parent.name) for name in _papers(text)), None)


def _papers(text: str) -> list[str]:
    """The papers named in ``text``, each as long as its name is known: 印刷单位周口日报社 → 周口日报."""
    found = []
    for match in _PAPER.finditer(text):
        name = match["name"]
        shorter = [name[i:] for i in range(max(1, len(name) - 3))]
        found.append(next((n for n in shorter if newspaper_region(n) or is_national_paper(n)), name))
    return found


def find_region(page: Page, source: str | None, articles: Sequence[Article]) -> Region | None:
    """The newspaper's region, else the province or city that a page with 我省, 全市 and the like speaks of most."""
    if source:
        named = newspaper_region(source)
        if named or is_national_paper(source):
            return named
    texts = [a.text for a in articles if not a.text.startswith(("新华社", "据新华社", "央视网"))]
    own_province = sum(len(_OWN_PROVINCE.findall(text)) for text in texts)
    own_city = sum(len(_OWN_CITY.findall(text)) for text in texts)
    if not own_province and not own_city:
        return None
    provinces: Counter[Division] = Counter()
    cities: Counter[Division] = Counter()
    for text in texts:
        for found in find_divisions(text):
            above = {province_of(unit) for unit in found.divisions if unit.current}
            provinces.update(above if len(above) == 1 else ())
            within = {_prefecture(unit) for unit in found.divisions if unit.current} - {None}
            cities.update(unit for unit in within if unit and len(within) == 1)
    counts, own, word = (provinces, own_province, "省") if own_province >= own_city else (cities, own_city, "市")
    if not counts:
        return None
    best, times = counts.most_common(1)[0]
    if times < _ENOUGH or times * 2 < counts.total():
        return None
    return Region(best.adcode, best.name, f"我{word}, {word}委 and the like {own} times, places of {best.name} {times}")


def _prefecture(unit: Division) -> Division | None:
    above: Division | None = unit
    while above and above.level not in (PREFECTURE, PROVINCE):
        above = parent_of(above)
    return above if above and above.level == PREFECTURE else None
