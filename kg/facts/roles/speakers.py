"""Whom a sentence speaks of: not those whom its subject meets, helps or follows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from kg.facts.roles.ground import Ground
from kg.model import Mention

# 同甲谈判, 协助甲, 在甲领导下: not who then takes the post.
_BESIDE = re.compile(r"(?:同|与|跟|协助|配合|陪同|跟随|随同|随|接替|代替|(?<!接)受|在|向|对|给|经|由|据|被|为)$")
# 在甲的内阁中任部长, 甲同志的夫人
_OF_THEIRS = re.compile(r"(?:同志|先生|女士)?的")


def spoken_of(ground: Ground, index: int) -> Mention | None:
    """Whom sentence ``index`` speaks of: the first person in it whom no other one meets, helps or follows."""
    span = ground.sentences[index].span
    beside = False
    for person in _from(ground, span.start):
        if person.span.start >= span.end:
            break
        if span.contains(person.span):
            beside = _is_beside(ground, person, span.start, beside)
            if not beside:
                return person
    return None


def _is_beside(ground: Ground, person: Mention, floor: int, listed: bool) -> bool:
    """Whether another one meets, helps or follows the person; ``listed``: and the one named before."""
    before = ground.text[max(floor, person.span.start - 4) : person.span.start]
    met = _BESIDE.search(before) or _OF_THEIRS.match(ground.text, person.span.end)
    return bool(met) or (listed and before.endswith("、"))


def nearest_free(ground: Ground, floor: int, at: int) -> Mention | None:
    """The person named last before ``at`` in the sentence, those left out whom another one meets, helps or follows."""
    last: Mention | None = None
    beside = False
    for person in _from(ground, floor):
        if person.span.start >= at:
            break
        beside = _is_beside(ground, person, floor, beside)
        last = last if beside else person
    return last


def _from(ground: Ground, at: int) -> Iterator[Mention]:
    """The people from ``at`` on whom the text speaks of."""
    return islice(ground.speakers, bisect_left(ground.speakers, at, key=lambda m: m.span.start), None)
