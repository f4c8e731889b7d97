"""Keys of bodies: one name is one body everywhere, on its page only (省委), or in one territory (朝阳区人民政府)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.lexicon.gazetteer import Division, find_divisions
from kg.model import Article
from kg.resolve.rules import rules
from kg.resolve.whereabouts import Whereabouts, settled

_LAND: Final = re.compile(r"\d{6}(?=\D)")


def body_key(canonical: str, names: Iterable[str], article: Article) -> str:
    """The key of a body by its canonical name and all its names in one article.

    A name that begins with a division's whose name several have gets the code of the one that is meant before it
    (220104朝阳区人民政府); where the article leaves that open it is known on its page only.
    """
    if rules().is_scoped_body(canonical):
        return f"{canonical}@{article.page}"
    found = find_divisions(canonical)
    if not found or found[0].span.start or len(_present(found[0].divisions)) < 2:
        return canonical
    if not any(unit.name == found[0].text for unit in found[0].divisions):
        return canonical  # 吉林大学: the city's university and the province's are one
    unit = _named_whole(found[0].text, names) or settled(found[0].text, Whereabouts.of(article))
    return f"{unit.adcode}{canonical}" if unit else f"{canonical}@{article.page}"


def _present(units: Iterable[Division]) -> list[Division]:
    return [unit for unit in units if unit.current and unit.adcode]


def _named_whole(text: str, names: Iterable[str]) -> Division | None:
    """The division by a name that tells more: 长春市朝阳区政府."""
    for name in names:
        for one in find_divisions(name):
            if one.text == text and len(told := _present(one.divisions)) == 1:
                return told[0]
    return None


def tied(key: str, name: str) -> str:
    """The key of the body with this canonical name that goes with that of ``key``: in its territory, on its page."""
    land = _LAND.match(key)
    _, mark, scope = key.partition("@")
    return f"{land[0] if land else ''}{name}{mark}{scope}"
