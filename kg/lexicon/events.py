"""The words with which official prose names and tells events, loaded once from ``data/events.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.model import EventKind


@dataclass(frozen=True, slots=True)
class EventWords:
    """The lists of ``events.yaml``, ready to use.

    ``heads`` gives the kind of each head; the ``re.Pattern`` fields match one word of a list, longest first.
    """

    heads: dict[str, EventKind]
    occasion_head: str
    occasion_marks: tuple[str, ...]
    opener: re.Pattern[str]
    objects: re.Pattern[str]
    adverbs: frozenset[str]
    study: re.Pattern[str]
    not_heads: tuple[str, ...]
    fillers: tuple[str, ...]
    empty: frozenset[str]
    vague: frozenset[str]
    habitual: re.Pattern[str]
    after_institution: re.Pattern[str]
    talks: dict[str, tuple[str, ...]]
    visits: dict[str, tuple[str, ...]]
    attendance: dict[str, tuple[str, ...]]


def alternation(words: Iterable[str]) -> str:
    """A regular expression's group that matches one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


@cache
def event_words() -> EventWords:
    """The lists, read at first use."""
    text = files("kg.lexicon").joinpath("data", "events.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    heads = {head: EventKind(kind) for kind, words in data["heads"].items() for head in words}
    heads |= {f"{head}议": kind for head, kind in heads.items() if head.endswith("会")}
    openers = data["openers"]
    words = alternation([*openers["verbs"], *openers["adverbs"]])
    return EventWords(
        heads=heads,
        occasion_head=data["occasions"]["head"],
        occasion_marks=tuple(data["occasions"]["marks"]),
        opener=re.compile("|".join([words, *openers["prepositions"]])),
        adverbs=frozenset([*openers["adverbs"], "共同", "正式", "也"]),
        objects=re.compile(openers["objects"]),
        not_heads=tuple(data["not_heads"]),
        study=re.compile(alternation(openers["study"])),
        fillers=tuple(sorted(data["fillers"], key=len, reverse=True)),
        empty=frozenset(data["empty"]),
        vague=frozenset(data["vague"]),
        habitual=re.compile(alternation(data["habitual"])),
        after_institution=re.compile(alternation(data["after_institution"])),
        talks={k: tuple(v) for k, v in data["talks"].items()},
        visits={k: tuple(v) for k, v in data["visits"].items()},
        attendance={k: tuple(v) for k, v in data["attendance"].items()},
    )
