"""Sightings and judgements made up for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kg.model import HandJudgement, HeldPost, Sighting, Verdict
from kg.resolve.people_bundle import Bundle
from kg.resolve.people_names import block_keys
from kg.resolve.people_posts import standing_in

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "identity" / "people.yaml").read_text(encoding="utf-8")
)


def post(written: str) -> HeldPost:
    """松江市教育局 局长, with 原 before it where it is told as past."""
    body, _, role = written.removeprefix("原").partition(" ")
    return HeldPost(f"body/{body}", body, role, written.startswith("原"), standing_in(body, role))


def sighting(told: dict[str, Any]) -> Sighting:
    name = str(told["name"])
    day = told.get("day")
    return Sighting(
        article=f"article/{told['id']}",
        node=f"person/{name}",
        names=(name,),
        keys=block_keys([name]),
        day=date.toordinal(day) if day else None,
        posts=frozenset(map(post, told.get("posts", ()))),
        company=frozenset(told.get("with", ())),
        beside=frozenset(told.get("beside", ())),
        words=frozenset(told.get("words", ())),
        titles=frozenset(told.get("titles", ())),
        around=frozenset(told.get("around", ())),
        lands=frozenset(told.get("lands", ())),
        paper=f"organization/{told['paper']}" if "paper" in told else "",
        level=float(told.get("level", 0)),
        author=bool(told.get("author")),
    )


def parts(people: Iterable[Bundle]) -> set[frozenset[str]]:
    """The articles of each person, without their prefix."""
    return {frozenset(s.article.removeprefix("article/") for s in person.sightings) for person in people}


def judged(verdict: Verdict, left: Iterable[str], right: Iterable[str], name: str, made: str = "1") -> HandJudgement:
    """A judgement by hand on the bearers of ``name`` in these articles (without their prefix)."""
    ours, theirs = (tuple(f"article/{a}" for a in side) for side in (left, right))
    return HandJudgement(f"{verdict}-{ours}-{theirs}", "person", verdict, ours, theirs, (name,), (name,), made)
