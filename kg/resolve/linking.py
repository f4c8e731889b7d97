"""Names of one thing within an article or page: a short name joins the one fuller name that owns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


def owners_of(aliases: Mapping[str, set[str]]) -> dict[str, str]:
    """For each canonical name the one that it stands for, itself where it stands for itself.

    ``aliases`` has every name known for each canonical name. A canonical name that is an alias of exactly one other
    joins it if all its names are the other's as well; an alias of two (省委, of two provinces) joins neither. The
    outcome does not depend on the order.
    """
    held_by: defaultdict[str, set[str]] = defaultdict(set)
    for canonical, names in aliases.items():
        for name in names - {canonical}:
            # 国家, also called 中国, is not the 国务院 that is called 中国 as well: a thing that has names beyond those
            # of the other is a thing of its own.
            if name in aliases and aliases[name] <= names:
                held_by[name].add(canonical)
    step = {name: next(iter(held_by[name])) if len(held_by[name]) == 1 else name for name in aliases}
    return {name: _end(name, step) for name in aliases}


def _end(name: str, step: Mapping[str, str]) -> str:
    seen = [name]
    while (following := step[seen[-1]]) not in seen:
        seen.append(following)
    # Names that hold one another go round in a circle; the fullest of the circle stands for all.
    circle = seen[seen.index(following) :]
    return max(circle, key=lambda n: (len(n), n))
