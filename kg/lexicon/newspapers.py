"""Where newspapers write from: 周口日报 → 周口市."""

from __future__ import annotations

from functools import cache

from kg.lexicon.gazetteer import division, divisions_named, rows_of
from kg.model import Region

_NATIONAL = "000000"

# 吉林日报社 → 吉林; longest ending first.
_PAPER_ENDINGS = (
    "日报",
    "晚报",
    "晨报",
    "早报",
    "都市报",
    "商报",
    "时报",
    "新报",
    "快报",
    "青年报",
    "法治报",
    "法制报",
    "特区报",
    "广播电视报",
    "政协报",
    "工人报",
    "农民报",
    "报",
)


@cache
def _papers() -> dict[str, str]:
    return {name: adcode for name, adcode in rows_of("newspapers.tsv")}


def is_national_paper(paper: str) -> bool:
    """Whether the paper (or broadcast) writes for the whole country: 人民日报, 新闻联播."""
    return _papers().get(_paper_name(paper)) == _NATIONAL


def _paper_name(paper: str) -> str:
    return paper.strip().strip("《》").removesuffix("社").removesuffix("客户端").removesuffix("网")


@cache
def newspaper_region(paper: str) -> Region | None:
    """Where a newspaper writes from: 周口日报 → 周口市, 吉林日报 → 吉林省; None for national or unknown papers."""
    name = _paper_name(paper)
    basis = f"newspaper {name}"
    if name in _papers():
        unit = division(_papers()[name]) if _papers()[name] != _NATIONAL else None
        return Region(unit.adcode, unit.name, basis) if unit else None
    for ending in _PAPER_ENDINGS:
        stem = name.removesuffix(ending)
        if stem and stem != name:
            units = [u for u in divisions_named(stem) if u.current and u.adcode]
            if units:
                return Region(units[0].adcode, units[0].name, basis)
    return None
