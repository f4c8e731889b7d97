"""Posts that one person holds at a time: the one 市长 of a city's government, but several 副市长."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_ANY = "*"


@dataclass(frozen=True, slots=True)
class Seats:
    """The lists of ``seats.yaml``; ``one`` and ``several`` by post: endings of bodies' names, ``""`` for any body."""

    acting: tuple[str, ...]
    one: dict[str, tuple[str, ...]]
    several: dict[str, tuple[str, ...]]
    gap_days: int


@cache
def seats() -> Seats:
    """The lists, read at first use."""
    data: dict[str, Any] = yaml.safe_load(files("kg.lexicon").joinpath("data", "seats.yaml").read_text("utf-8"))
    one = {post: tuple("" if end == _ANY else end for end in ends) for post, ends in data["one"].items()}
    several = {post: tuple(ends) for post, ends in data["several"].items()}
    return Seats(tuple(data["acting"]), one, several, data["gap_days"])


def seat_of(post: str) -> str:
    """The seat that a post is: whoever is 代市长 or 代理市长 sits where the 市长 sits.

    >>> seat_of("代市长"), seat_of("市长"), seat_of("代表")
    ('市长', '市长', '代表')
    """
    for word in seats().acting:
        rest = post.removeprefix(word)
        if rest != post and rest in seats().one:
            return rest
    return post


def posts_of_seat(seat: str) -> tuple[str, ...]:
    """The posts whose holders sit there: 市长 → 市长, 代理市长, 代市长."""
    return (seat, *(f"{word}{seat}" for word in seats().acting)) if seat in seats().one else (seat,)


def is_one_seat(post: str, body: str) -> bool:
    """Whether ``body``, given by its full name, has one holder of the post at a time.

    >>> is_one_seat("书记", "中共青澜市委"), is_one_seat("书记", "中共中央书记处"), is_one_seat("副市长", "青澜市政府")
    (True, False, False)
    """
    seat = seat_of(post)
    if body.endswith(seats().several.get(seat, ())):
        return False
    return body.endswith(seats().one.get(seat, ()))
