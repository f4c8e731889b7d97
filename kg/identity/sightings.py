"""Sightings of people as the articles' graphs keep them."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from kg.identity.kinds import Seen
from kg.model import HeldPost, Sighting
from kg.resolve.people_posts import standing_in


def sighting_of(seen: Seen) -> Sighting:
    """The sighting that ``kg.rdf.sightings`` wrote of this person."""
    told: dict[str, Any] = json.loads(seen.told) if seen.told else {}
    return Sighting(
        article=seen.article,
        node=seen.node,
        names=tuple(told.get("names", ("",))),
        keys=seen.keys,
        day=_day(told.get("day", "")),
        posts=frozenset(_post(body, role, marks, seen.article) for body, role, marks in told.get("posts", ())),
        company=frozenset(told.get("with", ())),
        beside=frozenset(told.get("beside", ())),
        words=frozenset(told.get("words", ())),
        titles=frozenset(told.get("titles", ())),
        around=frozenset(told.get("around", ())),
        lands=frozenset(told.get("lands", ())),
        paper=told.get("paper", ""),
        region=told.get("region", ""),
        level=told.get("level", 0.0),
        author=told.get("author", False),
        number=told.get("number", 0),
    )


def _post(label: str, role: str, marks: str, article: str) -> HeldPost:
    # What is named on its page only (党组) is another body in every article.
    return _held(label, role, "p" in marks, article if "s" in marks else "")


@lru_cache(maxsize=65_536)
def _held(label: str, role: str, former: bool, article: str) -> HeldPost:
    return HeldPost(f"{label}@{article}" if article else label, label, role, former, standing_in(label, role))


@lru_cache(maxsize=16_384)
def _day(text: str) -> int | None:
    """The day of 2022-06-23; for 2022-06 and 2022 one in their middle; None without a year."""
    parts = text.split("-")
    if len(parts[0]) != 4:
        return None
    year, month, day = (int(part) for part in (*parts, *("07", "15")[len(parts) - 1 :])[:3])
    return date(year, month, day).toordinal()
