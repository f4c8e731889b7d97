"""Which newspaper a page is from, and the territory that it writes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.lexicon.gazetteer import PROVINCE, find_divisions, newspaper_region, province_of
from kg.model import Article, Page, Part, PartKind, Region

_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:日报|晚报|晨报|早报|都市报|商报|时报)")


def find_newspaper(page: Page, left_out: Sequence[Part]) -> str | None:
    """The paper that imprint or masthead names."""
    counts: Counter[str] = Counter()
    for part in left_out:
        if part.kind in (PartKind.IMPRINT, PartKind.SECTION_HEAD, PartKind.UNPLACED):
            text = "".join(span.of(page.text) for span in part.raw)
            counts.update(m[0] for m in _PAPER.finditer(text))
    return counts.most_common(1)[0][0] if counts else None


def find_region(page: Page, source: str | None, articles: Sequence[Article]) -> Region | None:
    """The newspaper's region, else the province that the page speaks of most."""
    named = newspaper_region(source) if source else None
    if named:
        return named
    counts: Counter[str] = Counter()
    for article in articles:
        for found in find_divisions(article.text):
            provinces = {province_of(d).name for d in found.divisions if d.level == PROVINCE}
            counts.update(provinces if len(provinces) == 1 else ())
    return None
