"""Lists of names: those that follow a name, those that end with one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.roles.ground import Ground
from kg.mentions.people_beside import name_in_list
from kg.model import Mention

# （女）, （女，回族）, (左二): said of a name inside a list.
_ASIDE = r"(?:[（(][^（()）]{1,24}[）)])?"
_NEXT_NAME = re.compile(
    rf"{_ASIDE}(?:同志|先生|女士|中将|上将|少将|大将)?\s*(?:、|\s|，(?=\S{{2,4}}[、（(])|(?P<joined>和|及|以及|与))\s*"
)


def listed_after(ground: Ground, first: Mention, *, pair: bool = True) -> Iterator[Mention]:
    """The names that follow ``first`` in its list: 甲（女）、乙、丙和丁; ``pair``: 甲和乙 alone is a list too."""
    at, listed = first.span.end, 1
    while match := _NEXT_NAME.match(ground.text, at):
        person = ground.people_from.get(match.end())
        if person is None and match[0].strip().endswith("、"):
            person = name_in_list(ground.text, match.end())
        if person is None or (match["joined"] and listed == 1 and not pair):
            return
        yield person
        listed += 1
        at = person.span.end


def listed_before(ground: Ground, last: Mention) -> list[Mention]:
    """The list of names that ends with ``last``, in order."""
    names = [last]
    while True:
        start = names[0].span.start
        floor = max(0, start - 24)
        prior = next((p for p in people_before(ground, start, floor)), None)
        if prior is None:
            return names
        gap = ground.text[prior.span.end : start]
        if not _NEXT_NAME.fullmatch(gap):
            return names
        names.insert(0, prior)


def people_before(ground: Ground, at: int, floor: int) -> Iterator[Mention]:
    """The person who ends last at or before ``at`` and after ``floor``; nothing where there is none."""
    for end in range(at, floor, -1):
        if end in ground.people_to:
            yield ground.people_to[end]
            return
