"""What is known of who is who, to be read: the people of a name, why they are told apart or joined, what was judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.identity.blocks import blocks_of
from kg.identity.judgements import by_hand
from kg.identity.kinds import only
from kg.identity.sightings import sighting_of
from kg.model import HandJudgement, InputError, Reason, Sighting
from kg.queries.ask import iri, select
from kg.rdf.iris import HASHED_KINDS, PREFIXES, entity_iri
from kg.resolve.names import person_key
from kg.resolve.people import NamesJoined, names_joined, reasons_between
from kg.resolve.people_bundle import Bundle
from kg.resolve.people_evidence import score
from kg.resolve.people_names import is_name
from kg.store.protocol import Store

SHARED: Final = """SELECT ?key (COUNT(DISTINCT ?node) AS ?people) { ?node a foaf:Person ; wt:blockKey ?key }
GROUP BY ?key HAVING (COUNT(DISTINCT ?node) > 1) ORDER BY DESC(?people) ?key"""
MOST_POSTS: Final = 3
KEYS: Final = "SELECT DISTINCT ?key { $thing wt:blockKey ?key }"


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person of a name: IRI, names, the posts told most often, first and last day, number of articles."""

    iri: str
    names: tuple[str, ...]
    posts: tuple[str, ...]
    first: str
    last: str
    articles: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people with what speaks for and against their being one, and whether a judgement by hand decided it."""

    one: PersonShown
    other: PersonShown
    score: float
    reasons: tuple[Reason, ...]
    by_hand: tuple[HandJudgement, ...]


def shared_names(store: Store) -> list[tuple[str, int]]:
    """The names that several people bear, with how many, the most first."""
    return [(row["key"], int(row["people"])) for row in select(store, SHARED) if is_name(row["key"])]


def people_named(store: Store, name: str) -> tuple[PersonShown, ...]:
    """The people whom a name or an IRI may mean, as the graph has them now; ``InputError`` for an unknown one."""
    return tuple(shown(node, person) for node, person in _people(store, name).items())


def explain(store: Store, name: str, other: str = "") -> tuple[Comparison, ...]:
    """Why the people of a name are several: each with every other, or the two that are named.

    Raises ``InputError`` for a name or IRI that the graph does not have.
    """
    people = _people(store, name)
    if other:
        people |= _people(store, other)
    wanted = [{thing_iri(text)} if is_iri(text) else set(_people(store, text)) for text in (name, other) if text]
    hand = only("person", by_hand(store))
    out: list[Comparison] = []
    each = list(people.items())
    for at, (node, one) in enumerate(each):
        for two, another in each[at + 1 :]:
            if _asked(node, two, wanted):
                reasons = reasons_between(one, another)
                told = tuple(j for j in hand if _speaks(j, one, another))
                out.append(Comparison(shown(node, one), shown(two, another), score(reasons), reasons, told))
    return tuple(out)


def names_of_one(store: Store, name: str) -> tuple[tuple[str, NamesJoined], ...]:
    """The people (IRI) of a name who bear several, with why each name is theirs. ``InputError`` for an unknown one."""
    people = _people(store, name)
    wanted = {thing_iri(name)} if is_iri(name) else set(people)
    return tuple((iri, joined) for iri, one in people.items() if iri in wanted for joined in names_joined(one))


def _asked(one: str, other: str, wanted: Sequence[set[str]]) -> bool:
    if len(wanted) == 1:
        return not wanted[0].isdisjoint((one, other))
    first, second = wanted
    return (one in first and other in second) or (other in first and one in second)


def _speaks(judgement: HandJudgement, one: Bundle, other: Bundle) -> bool:
    sides = (set(judgement.left), set(judgement.right))
    return any(a & one.articles and b & other.articles for a, b in (sides, sides[::-1]))


def _people(store: Store, name: str) -> dict[str, Bundle]:
    """The people whom a name or an IRI may mean, by IRI, the one seen earliest first."""
    thing = thing_iri(name)
    keys = {row["key"] for row in select(store, KEYS, thing=iri(thing))}
    if not is_iri(name):
        keys.add(person_key(name))
    seen = [one for block in blocks_of(store, "person", keys, by_hand(store)) for one in block.seen]
    if not seen:
        raise InputError(f"{name}: nobody in the graph bears this name")
    sightings: defaultdict[str, list[Sighting]] = defaultdict(list)
    for one in seen:
        sightings[one.node].append(sighting_of(one))
    people = {node: Bundle.of(some) for node, some in sightings.items()}
    return dict(sorted(people.items(), key=lambda item: item[1].order))


def is_iri(text: str) -> bool:
    """Whether a thing is given by IRI: whole, or as person:NAME, event:NAME as tables show it."""
    kind, mark, _ = text.partition(":")
    return bool(mark) and (kind in PREFIXES or kind in ("http", "https"))


def thing_iri(text: str) -> str:
    """The IRI that is meant: one as it is, that of person:NAME or event:NAME, or that of a person's name."""
    if not is_iri(text):
        return entity_iri("person", person_key(text))
    kind, _, name = text.partition(":")
    if kind not in PREFIXES:
        return text
    # As tables show it, what is no letter or digit is percent-encoded already.
    return PREFIXES[kind] + name if "%" in name or kind in HASHED_KINDS else entity_iri(kind, name)


def shown(node: str, person: Bundle) -> PersonShown:
    """A person to be shown."""
    posts = sorted(person.posts.items(), key=lambda item: (-item[1].told, item[0].label, item[0].role))
    days = [date.fromordinal(day).isoformat() for day in (person.days[:1] + person.days[-1:])] or ["", ""]
    return PersonShown(
        iri=node,
        names=tuple(sorted(person.names, key=lambda n: (-len(n), n))),
        posts=tuple(dict.fromkeys(f"{post.label}{post.role}" for post, _ in posts[:MOST_POSTS])),
        first=days[0],
        last=days[-1],
        articles=len(person.articles),
    )
