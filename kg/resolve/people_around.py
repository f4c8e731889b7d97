"""What the words around two names tell: titles right before them, bodies and places in their sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.model import Reason
from kg.resolve.people_bundle import Bundle
from kg.resolve.people_posts import is_plain

TITLE: Final = 1.5
"""What it says for one person that a title right before one name is a post of the other, or stands before it, too."""
PLAIN: Final = 0.5
"""The same for one that most bodies have someone of (主任)."""
OTHER_TITLE: Final = -1.0
"""What it costs that the titles right before one name are none of the other's."""
PLACE: Final = 1.0
"""What it says for one person that one place is told in the sentences of both."""
BODY: Final = 2.0
"""The same for one body."""
MOST: Final = 3.0
"""What all that is told around both names says at most."""
SHARE: Final = 0.2
"""In this share of the sightings at least something must be told to say as much; of who is told with very many bodies
and places each says less."""


def titles_told(one: Bundle, other: Bundle) -> Iterator[Reason]:
    """A title before the name of one who is told without a post, against what the other is."""
    if one.main and other.main:
        return
    here, there = ({*b.titles, *(post.role for post in b.posts)} for b in (one, other))
    if shared := sorted(here & there & (one.titles | other.titles)):
        value, title = max((PLAIN if is_plain(title) else TITLE, title) for title in shared)
        yield Reason("same-title", value, (title,))
    elif (one.titles or other.titles) and here and there:
        yield Reason("other-title", OTHER_TITLE, (min(here), min(there)))


def told_around(one: Bundle, other: Bundle) -> Reason | None:
    """The bodies and places that both names have in their sentences; None where there are none."""
    if one.main and other.main:
        return None
    shared = one.around.keys() & other.around.keys()
    worth = sorted(
        ((_worth(thing) * min(_share(one, thing), _share(other, thing)), thing) for thing in shared), reverse=True
    )
    value = round(min(MOST, sum(each for each, _ in worth)), 2)
    return Reason("around", value, ("、".join(thing for _, thing in worth[:3]),)) if value >= 0.2 else None


def _worth(thing: str) -> float:
    return PLACE if thing.isdecimal() else BODY


def _share(bundle: Bundle, thing: str) -> float:
    return min(1.0, bundle.around[thing] / (SHARE * len(bundle.sightings)))
