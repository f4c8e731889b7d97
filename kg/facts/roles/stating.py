"""From holdings to facts: whose name a fact bears, in whose ministry a foreigner serves, which of two facts stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held
from kg.facts.roles.holding import Holding
from kg.facts.roles.post import Post
from kg.lexicon.organizations import LEVELS, names_of
from kg.lexicon.person_names import looks_chinese
from kg.model import DateValue, Evidence, Mention, RoleFact, Span

Resolved = tuple[Held, float] | None
# A body less sure than this was guessed from afar: it gives way to one that is told for the same person and post.
_TOLD = 0.8
# 老王, 小李: no name of a person in full
_NICKNAME = re.compile("[老小].")
_STATE = "中华人民共和国"
_ARMY = "中国人民解放军"


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact with the person's fuller name, if the text has one elsewhere, and how sure its body is."""

    fact: RoleFact
    fuller: str
    sure: float


def facts_of(
    ground: Ground, holding: Holding, chain: Sequence[Post], bodies: Sequence[Resolved], day: DateValue | None
) -> Iterator[Stated]:
    """One fact for each post of ``holding`` whose body is known; former marks hold for the posts that follow."""
    former = holding.former
    person = holding.person
    if _NICKNAME.fullmatch(person.names[0] if person.names else person.text):
        return
    for post in holding.posts:
        former = former or post.former
        resolved = bodies[chain.index(post)] if post in chain else None
        if resolved is None:
            continue
        names, sure = _foreign_ministry(ground, resolved[0], person), resolved[1]
        span = Span(min(holding.span.start, post.span.start), max(holding.span.end, post.span.end))
        evidence = Evidence(span, ground.text[span.start : span.end], holding.rule, round(holding.confidence * sure, 3))
        title = ground.text[post.span.start : post.span.end].replace("\n", "")
        as_of = None if former else day
        fact = RoleFact(_clean(person.text), post.title.role, title, names, evidence, as_of, former)
        yield Stated(fact, _clean(person.names[0]) if person.names else fact.person, sure)


def _clean(name: str) -> str:
    return name.replace("\n", "").replace(" ", "")


def _foreign_ministry(ground: Ground, held: Held, person: Mention) -> tuple[str, ...]:
    """国防部长 of a foreigner is minister of the country that the text speaks of, not of China."""
    full = held.names[0]
    if not full.startswith((_STATE, _ARMY)) or full in (_STATE, _ARMY) or looks_chinese(person.text):
        return held.names
    land = ground.context.land(held.at)
    short = full.removeprefix(_STATE).removeprefix(_ARMY)
    if land is None or f"中国{short}" in ground.text or ground.text.startswith("中国", held.at):
        return held.names
    return tuple(dict.fromkeys((*names_of(f"{land}{short}"), short)))


def settled(stated: Iterable[Stated]) -> Iterator[RoleFact]:
    """The surest fact for each person, role and body; a guessed body gives way to a told one."""
    listed = _named(list(stated))
    told = {(s.fact.person, s.fact.role) for s in listed if s.sure >= _TOLD}
    facts: dict[tuple[str, str, str], Stated] = {}
    for item in listed:
        fact = item.fact
        key = (fact.person, fact.role, fact.organization[0])
        if item.sure < _TOLD and (fact.person, fact.role) in told:
            continue
        tail = next((k for k in facts if k[:2] == key[:2] and _one_body(facts[k].fact, fact)), key)
        if tail != key:
            fuller = item if len(key[2]) > len(tail[2]) else facts[tail]
            facts[tail] = _joined(facts[tail], fuller.fact.organization, fact.organization)
            continue
        if key not in facts or facts[key].fact.evidence.confidence < fact.evidence.confidence:
            facts[key] = item
    yield from (item.fact for item in facts.values())


def _one_body(fact: RoleFact, other: RoleFact) -> bool:
    """Whether a name of one body is the other's with its land or its place in front: 中国某部, 某部."""
    pairs = ((fact.organization[0], name) for name in other.organization)
    more = ((other.organization[0], name) for name in fact.organization)
    return any(len(name) > 2 and not name.startswith(LEVELS) and full.endswith(name) for full, name in (*pairs, *more))


def _joined(item: Stated, *names: tuple[str, ...]) -> Stated:
    merged = tuple(dict.fromkeys(name for group in (*names, item.fact.organization) for name in group))
    return replace(item, fact=replace(item.fact, organization=merged))


def _named(stated: list[Stated]) -> list[Stated]:
    """Give each fact the fuller name, unless one of a Chinese name is told to be somebody else."""
    posts: dict[str, set[tuple[str, str]]] = {}
    for item in stated:
        if item.fact.person == item.fuller:
            posts.setdefault(item.fuller, set()).add((item.fact.role, item.fact.organization[0]))
    named = []
    for item in stated:
        own, fact = posts.get(item.fuller, set()), item.fact
        same = (
            "·" in item.fuller
            or not own
            or item.sure < _TOLD
            or any(fact.role == role or fact.organization[0] == body for role, body in own)
        )
        named.append(replace(item, fact=replace(fact, person=item.fuller)) if same else item)
    return named
