"""Posts that leave no room for another: two of them told by turns are two people's."""

from __future__ import annotations

from functools import lru_cache

from kg.lexicon.seats import is_one_seat
from kg.model import HeldPost
from kg.resolve.people_posts import CHINA, MINISTER, TOP, WORLD, is_beside, is_many, never_both, standings


@lru_cache(maxsize=65_536)
def is_seat(post: HeldPost) -> bool:
    """Whether the post leaves no room for one elsewhere: of officials and heads of bodies in a territory,
    of the state's leaders, of those who govern a foreign land."""
    if post.former or is_many(post.role) or is_beside(post):
        return False
    standing, lists = post.standing, standings()
    if standing.adcode:
        return standing.family == "official" or is_one_seat(post.role, post.label)
    if standing.land == CHINA:
        return standing.rank >= TOP
    return standing.land not in ("", WORLD) and (post.role in lists.rivals or post.role in lists.under)


@lru_cache(maxsize=65_536)
def are_apart(post: HeldPost, other: HeldPost) -> bool:
    """Whether nobody holds these two seats at once: of two territories, neither within the other; heads of a city's
    court and of its government; a leader of the state and an official below a governor; a land's president and its
    minister."""
    here, there = post.standing, other.standing
    if here.adcode and there.adcode:
        heads = is_one_seat(post.role, post.label) and is_one_seat(other.role, other.label)
        return is_elsewhere(post, other) or (heads and never_both(post.label, other.label))
    if here.land != there.land:
        return False
    if here.land == CHINA:
        return bool(here.adcode or there.adcode) and min(here.rank, there.rank) < MINISTER
    lists, roles = standings(), {post.role, other.role}
    return len(roles) == 2 and (roles <= lists.rivals or bool(roles & lists.presiding and roles & lists.under))


def is_elsewhere(post: HeldPost, other: HeldPost) -> bool:
    """Whether the posts are of two territories neither of which is in the other: who leads a city is often one of its
    province's leaders."""
    here, there = (p.standing.adcode.rstrip("0") for p in (post, other))
    return bool(here and there) and not (here.startswith(there) or there.startswith(here))
