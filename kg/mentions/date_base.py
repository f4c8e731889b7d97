"""The day that relative dates count from: the dateline that governs a place of the text, else the day of issue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.mentions.calendar import Moment, number
from kg.model import Article

DAY_NUMBER = r"3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
#: 新华社北京6月23日电 · 本报1月8日讯 · （本报珀斯1月9日电）
DATELINE = re.compile(
    r"(?:新华社|中新社|中新网|本报|本网|人民网|央视网|央广网|据)[^\n。，,；;（()）]{0,16}?"
    rf"(?:(?P<y>\d{{4}})\s?年)?\s?(?:(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月)\s?(?P<d>{DAY_NUMBER})\s?日\s?(?:专?电|讯|消息)"
)
#: A first dateline within so many characters of the top governs them too (a byline or a sentence stands before it).
_NEAR_TOP = 80


@dataclass(frozen=True, slots=True)
class Base:
    """The day that relative dates count from, from ``start`` on in the text."""

    start: int
    moment: Moment
    basis: str


def bases_of(article: Article, text: str) -> list[Base]:
    """The base at each place of the text: its datelines (one at a text's end governs it all), else the issue."""
    published = Moment.read(article.published.start) if article.published else None
    bases: list[Base] = []
    covered = 0
    for found in DATELINE.finditer(text):
        moment = _dated(found, published)
        if moment is None:
            continue
        opening = text.rfind("\n", 0, found.start()) + 1
        closes = text[found.end() : found.end() + 1] in ("）", ")") and found.start() - opening > 12
        bases.append(Base(covered if closes else found.start(), moment, "dateline"))
        covered = found.end()
    if bases and bases[0].start < _NEAR_TOP:
        bases[0] = Base(0, bases[0].moment, "dateline")
    if not bases and article.dateline is not None and article.dateline.date is not None:
        moment = Moment.read(article.dateline.date.start)
        if moment is not None:
            bases.append(Base(0, moment, "dateline"))
    if published is not None and (not bases or bases[0].start > 0):
        bases.insert(0, Base(0, published, "published"))
    return bases


def _dated(found: re.Match[str], published: Moment | None) -> Moment | None:
    """A dateline's day; its year is that of the issue, or the one before where the day would lie ahead of it."""
    month, day = number(found["m"]), number(found["d"])
    year: int | None = int(found["y"]) if found["y"] else None
    if year is None and published is not None and published.year is not None:
        late = published.month is not None and (month, day) > (published.month, published.day or 31)
        year = published.year - 1 if late else published.year
    moment = Moment(year, month, day)
    return moment if moment.exists() else None
