"""Two people of one name in one article: told apart where the posts beside two mentions cannot be one person's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kg.model import Entity, EntityKind, Extraction, HeldPost, RoleFact
from kg.resolve.bracketed import bracketed_apart
from kg.resolve.people_posts import CHINA, WORLD, are_rivals, is_many, is_once, standing_in
from kg.resolve.resolution import Bearers, Names

RISEN: Final = re.compile(r"任|曾|调|兼|当选|后")
"""Between two posts of one career, not between two people of a list."""
HEADS: Final = 2.0
"""From this rank on two posts in two territories are two people's."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One mention of the name: where it begins, and the posts beside it."""

    start: int
    posts: tuple[HeldPost, ...]


def bearers_apart(extraction: Extraction, named: Mapping[tuple[EntityKind, Names], Entity]) -> dict[str, Bearers]:
    """For each name that two people bear, by the posts or brackets told of them, where each is named; none for others.

    The first bearer keeps the entity, others have a number in their key.
    """
    text = extraction.article.text
    told: defaultdict[str, list[RoleFact]] = defaultdict(list)
    for fact in extraction.roles:
        told[fact.person].append(fact)
    parted = {name: groups for name, facts in told.items() if len(groups := _by_posts(name, facts, named, text)) > 1}
    if "（" in text:
        people = {names[0] for kind, names in named if kind is EntityKind.PERSON and len(names) == 1}
        parted |= {name: groups for name in sorted(people - parted.keys()) if (groups := bracketed_apart(text, name))}
    return {name: _each(named[EntityKind.PERSON, (name,)], name, groups) for name, groups in parted.items()}


def _by_posts(
    name: str, facts: list[RoleFact], named: Mapping[tuple[EntityKind, Names], Entity], text: str
) -> list[list[int]]:
    mentions = _mentions(name, facts, named)
    return [[m.start for m in group] for group in _bearers(mentions, text)] if len(mentions) > 1 else []


def _each(entity: Entity, name: str, groups: list[list[int]]) -> Bearers:
    others = (replace(entity, key=f"{entity.key}@{n}", names=(name,)) for n in range(2, len(groups) + 1))
    places = {start: bearer for bearer, group in zip((entity, *others), groups, strict=True) for start in group}
    return tuple(sorted(places.items()))


def _mentions(name: str, facts: list[RoleFact], named: Mapping[tuple[EntityKind, Names], Entity]) -> list[_Told]:
    posts: defaultdict[int, list[HeldPost]] = defaultdict(list)
    for fact in facts:
        start = fact.evidence.span.start + max(0, fact.evidence.text.find(name))
        body = named[EntityKind.ORGANIZATION, fact.organization]
        label = body.names[0]
        posts[start].append(HeldPost(body.key, label, fact.role, fact.former, standing_in(label, fact.role)))
    return [_Told(start, tuple(some)) for start, some in sorted(posts.items())]


def _bearers(mentions: list[_Told], text: str) -> list[list[_Told]]:
    """The mentions by who is meant: each goes to the first bearer whom its posts do not exclude."""
    groups: list[list[_Told]] = []
    for mention in mentions:
        free = [group for group in groups if not any(_are_two(other, mention, text) for other in group)]
        alike = [group for group in free if _lands(mention) & {land for other in group for land in _lands(other)}]
        if free:
            (alike or free)[0].append(mention)
        else:
            groups.append([mention])
    return groups


def _lands(mention: _Told) -> set[str]:
    return {post.standing.land for post in mention.posts} - {"", WORLD}


def _are_two(one: _Told, other: _Told, text: str) -> bool:
    between = text[min(one.start, other.start) : max(one.start, other.start)]
    listed = not re.search("[。！？；\n]", between) and not RISEN.search(between)
    return any(_exclude(post, then, listed=listed) for post, then in _pairs(one, other))


def _pairs(one: _Told, other: _Told) -> Iterator[tuple[HeldPost, HeldPost]]:
    for post in one.posts:
        for then in other.posts:
            if not post.former and not then.former:
                yield post, then


def _exclude(post: HeldPost, other: HeldPost, *, listed: bool) -> bool:
    here, there = post.standing, other.standing
    if are_rivals((post, other)):
        return True
    if is_once(post.role) and is_once(other.role) and not {here.land, there.land} & {"", WORLD, CHINA}:
        return here.land != there.land
    # Two governors in one list are two people; in two sentences it may be one who has moved.
    ranked = listed and min(here.rank, there.rank) >= HEADS and not is_many(post.role) and not is_many(other.role)
    apart = here.adcode and there.adcode and not _nested(here.adcode, there.adcode)
    return bool(ranked and apart)


def _nested(one: str, other: str) -> bool:
    return one.startswith(other.rstrip("0")) or other.startswith(one.rstrip("0"))
