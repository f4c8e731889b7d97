"""From the names of a page's facts to entities with keys.

A page is resolved as one: 省委 in its second article is the 中共湖南省委 of its first. Nothing else is looked at, so
that the cost of a page is what its names cost, and neither order nor other pages change the outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from kg.lexicon.gazetteer import country
from kg.lexicon.organizations import body_named, names_of
from kg.model import Article, Entity, EntityKind, Extraction, Mention, MentionKind
from kg.resolve.abroad import named_bodies
from kg.resolve.bodies import body_key
from kg.resolve.linking import owners_of
from kg.resolve.names import first_parts, fold, last_part, person_key, tidy
from kg.resolve.namesakes import bearers_apart
from kg.resolve.occasions import event_keys, policy_keys
from kg.resolve.places import place_key
from kg.resolve.resolution import Names, Resolution
from kg.resolve.whereabouts import Whereabouts

PERSON, ORGANIZATION, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE
ROLE, TOPIC = EntityKind.ROLE, EntityKind.TOPIC
EVENT, POLICY = EntityKind.EVENT, EntityKind.POLICY
_Use = TypeVar("_Use")


def resolve(extraction: Extraction) -> Resolution:
    """The entities of one article that stands alone."""
    return resolve_page((extraction,))[0]


def resolve_page(extractions: Sequence[Extraction]) -> tuple[Resolution, ...]:
    """The entities of each article of one page."""
    used = [_used_names(extraction) for extraction in extractions]
    linked = {kind: _linked([names[kind] for names in used], kind) for kind in (PERSON, ORGANIZATION, PLACE, TOPIC)}
    scope = extractions[0].article.page if extractions else ""
    events = event_keys([fact for e in extractions for fact in e.events], scope)
    policies = policy_keys([fact for e in extractions for fact in e.policies], scope)
    out: list[Resolution] = []
    for at, (extraction, names) in enumerate(zip(extractions, used, strict=True)):
        named = {
            (kind, each): entity
            for kind in (PERSON, ORGANIZATION, PLACE)
            for each, entity in _with_named(kind, names[kind], linked[kind][at], extraction).items()
        }
        named |= {(ROLE, each): Entity(ROLE, fold(each[0]), _shown(each)) for each in names[ROLE]}
        known = {kind: each[at] for kind, each in linked.items()}
        named |= _targets(names[TOPIC], known, extraction.article)
        mine, events = events[: len(extraction.events)], events[len(extraction.events) :]
        ours, policies = policies[: len(extraction.policies)], policies[len(extraction.policies) :]
        out.append(
            Resolution(
                named,
                _told(EVENT, mine, [fact.names for fact in extraction.events]),
                _told(POLICY, ours, [fact.names for fact in extraction.policies]),
                bearers_apart(extraction, named),
            )
        )
    return tuple(out)


def _told(kind: EntityKind, keys: Sequence[str], names: Sequence[Names]) -> tuple[Entity, ...]:
    """An entity for each fact, the same for facts of one key."""
    each = {at: Entity(kind, key, _shown(told)) for at, (key, told) in enumerate(zip(keys, names, strict=True))}
    return tuple(_one_per_key(each).values())


# ---- which names there are


def _used_names(extraction: Extraction) -> dict[EntityKind, set[Names]]:
    """Every tuple of names by what the facts use it for; ``TOPIC`` stands for the targets of policies."""
    used: defaultdict[EntityKind, set[Names]] = defaultdict(set)
    for kind, names in _each_name(extraction):
        if names[0]:
            used[kind].add(names)
    return used


def mentioned(extraction: Extraction) -> Iterator[Mention]:
    """The people whom the text names, each where it does so first."""
    seen: set[str] = set()
    for mention in extraction.mentions:
        if mention.kind is MentionKind.PERSON and len(tidy(mention.text)) > 1 and mention.text not in seen:
            seen.add(mention.text)
            yield mention


def named_besides(extraction: Extraction, kind: EntityKind) -> Iterator[tuple[Names, Mention]]:
    """The bodies or places that the text names, with their names, each where it does so first."""
    if kind is ORGANIZATION:
        found = named_bodies(extraction.article.text, extraction.mentions)
    else:
        found = ((m.names or (m.text,), m) for m in extraction.mentions if m.kind is MentionKind.PLACE)
    seen: set[Names] = set()
    for names, mention in found:
        if len(tidy(names[0])) > 1 and names not in seen:
            seen.add(names)
            yield names, mention


def _each_name(extraction: Extraction) -> Iterator[tuple[EntityKind, Names]]:
    article = extraction.article
    people = {mention.text for mention in extraction.mentions if mention.kind is MentionKind.PERSON}
    people |= {role.person for role in extraction.roles}
    yield from ((PERSON, (name,)) for name in article.byline)
    yield from ((PERSON, (mention.text,)) for mention in mentioned(extraction))
    if article.source:
        yield ORGANIZATION, (article.source,)
    if article.dateline and article.dateline.agency:
        yield ORGANIZATION, (article.dateline.agency,)
    if article.dateline and article.dateline.place:
        yield PLACE, (article.dateline.place,)
    for role in extraction.roles:
        yield PERSON, (role.person,)
        yield ROLE, (role.role,)
        yield ORGANIZATION, role.organization
    for event in extraction.events:
        yield from ((PERSON, claim.names) for claim in (*event.chairs, *event.participants))
        yield from ((PLACE, claim.names) for claim in event.places)
        yield from ((ORGANIZATION, claim.names) for claim in event.organizers)
    for policy in extraction.policies:
        # Who signs an order issues it beside the body.
        yield from ((PERSON if claim.name in people else ORGANIZATION, claim.names) for claim in policy.issuers)
        yield from ((TOPIC, claim.names) for claim in policy.targets)


# ---- which of them are one


@lru_cache(maxsize=65_536)
def _canonical_body(name: str) -> str:
    """The one name of a body whose name follows from its territory's, or that is listed: 吉林省委 → 中共吉林省委."""
    listed = body_named(name)
    if listed is None and len(name) > 1 and (land := country(name)) is not None:
        return land.name
    return fold(names_of(tidy(name))[0])


_CANONICAL: dict[EntityKind, Callable[[str], str]] = {
    PERSON: person_key,
    ORGANIZATION: _canonical_body,
    PLACE: fold,
    TOPIC: fold,
}


def _linked(articles: Sequence[set[Names]], kind: EntityKind) -> list[dict[str, str]]:
    """For each article what its canonical names stand for, by its own names first, then by the page's."""
    inner = [owners_of(_aliases(names, kind, within=True)) for names in articles]
    page: defaultdict[str, set[str]] = defaultdict(set)
    for names, owner in zip(articles, inner, strict=True):
        for canonical, aliases in _aliases(names, kind).items():
            page[owner[canonical]] |= aliases
    outer = owners_of(page)
    return [{name: outer[held] for name, held in owner.items()} for owner in inner]


def _aliases(tuples: set[Names], kind: EntityKind, *, within: bool = False) -> dict[str, set[str]]:
    """The names known for each canonical one; ``within`` an article those by which it goes on to call a person, too."""
    canonical = _CANONICAL[kind]
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for names in tuples:
        held = aliases[canonical(names[0])]
        held.update(canonical(name) for name in names)
        if kind is PERSON:
            held.update(person_key(last) for name in names if (last := last_part(name)))
            if within:
                held.update(person_key(first) for name in names for first in first_parts(name))
    return aliases


def _shown(names: Names) -> Names:
    return tuple(dict.fromkeys(tidy(name) for name in names))


# ---- what their keys are


def _entities(kind: EntityKind, tuples: set[Names], owner: Mapping[str, str], article: Article) -> dict[Names, Entity]:
    """An entity for each tuple of names; those that stand for one thing get one entity with all the names."""
    groups: defaultdict[str, list[Names]] = defaultdict(list)
    for names in sorted(tuples):
        groups[owner[_CANONICAL[kind](names[0])]].append(names)
    out: dict[Names, Entity] = {}
    for canonical, members in groups.items():
        entity = _entity(kind, canonical, _joined(canonical, members, kind), article)
        out |= dict.fromkeys(members, entity)
    return _one_per_key(out)


def _with_named(
    kind: EntityKind, tuples: set[Names], owner: Mapping[str, str], extraction: Extraction
) -> dict[Names, Entity]:
    """The entities of the facts' names and of what the text names besides; that changes none of what facts mean.

    Of bodies those that are known beyond the page count, of places countries, divisions and what lies in one.
    """
    found = _entities(kind, tuples, owner, extraction.article)
    more: dict[Names, Entity] = {}
    for names, _ in named_besides(extraction, kind):
        canonical = _CANONICAL[kind](names[0])
        entity = _entity(kind, owner.get(canonical, canonical), _joined(canonical, [names], kind), extraction.article)
        where = entity.adcode or entity.country or entity.parent
        if names not in found and (where if kind is PLACE else "@" not in entity.key):
            more[names] = entity
    return _one_per_key(found | more) if more else found


def _one_per_key(entities: Mapping[_Use, Entity]) -> dict[_Use, Entity]:
    """The same, entities of one key joined: they have one label, the fullest, and all the names."""
    by_key: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities.values():
        by_key[entity.key].append(entity)
    joined = {key: _fused(same) for key, same in by_key.items()}
    return {use: joined[entity.key] for use, entity in entities.items()}


def _fused(same: Sequence[Entity]) -> Entity:
    """One entity of several of one key; their names are in order already where they are one."""
    first = same[0]
    if all(e is first for e in same):
        return first
    return replace(first, names=_ordered({e.names[0] for e in same}, {n for e in same for n in e.names}))


def _ordered(labels: set[str], names: set[str]) -> Names:
    label = max(labels, key=lambda n: (len(n), n))
    return (label, *sorted(names - {label}, key=lambda n: (-len(n), n)))


def _joined(canonical: str, members: Sequence[Names], kind: EntityKind) -> Names:
    """All names, the label first: the canonical one of a body, else the fullest of those that stand for the whole."""
    names = _shown(tuple(name for each in members for name in each))
    heads = [tidy(each[0]) for each in members if _CANONICAL[kind](each[0]) == canonical]
    if kind is ORGANIZATION:
        label = next((tidy(n) for n in names if fold(n) == canonical), canonical)
    else:
        label = max(heads or names, key=lambda n: (len(n), n))
    return _ordered({label}, set(names))


def _entity(kind: EntityKind, canonical: str, names: Names, article: Article) -> Entity:
    if kind is PLACE:
        # The name as written: folding could hide where a division's name ends.
        place = place_key(names[0], Whereabouts.of(article))
        names = _ordered({place.name}, {place.name, *names}) if place.name else names
        return Entity(PLACE, place.key, names, adcode=place.adcode, parent=place.parent, country=place.country)
    return Entity(kind, body_key(canonical, names, article) if kind is ORGANIZATION else canonical, names)


def _targets(
    tuples: set[Names], known: Mapping[EntityKind, Mapping[str, str]], article: Article
) -> dict[tuple[EntityKind, Names], Entity]:
    """What each policy is aimed at: a body or place that the article's facts know by its first name, else a topic."""
    out = {(TOPIC, names): topic for names, topic in _entities(TOPIC, tuples, known[TOPIC], article).items()}
    for names in tuples:
        for kind in (PLACE, ORGANIZATION):
            if owner := known[kind].get(_CANONICAL[kind](names[0])):
                out[TOPIC, names] = _entity(kind, owner, _joined(owner, [names], kind), article)
    return out
