"""Joining and parting by hand: what is asked for is checked, kept as a judgement, and settled at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.identity.graphs import BY_HAND, Key, intake, unsettled_intake
from kg.identity.judgements import by_hand, hand_quads, identifier_of
from kg.identity.settle import KINDS, settle
from kg.model import HandJudgement, InputError, Issue, Verdict
from kg.queries.ask import iri, select
from kg.rdf.iris import PREFIXES, kind_of
from kg.resolve.by_hand import contradiction
from kg.resolve.people_names import SHORTEST, whole_name
from kg.store.protocol import Store

SETTLED: Final = frozenset(kind.name for kind in KINDS)
TOLD: Final = 20
"""Articles of each side that a judgement names: enough to outlast the retraction of some."""
PLACES: Final = """SELECT ?article ?key (MIN(STR(?date)) AS ?day) { GRAPH ?article { $thing wt:blockKey ?key
  OPTIONAL { ?article schema:datePublished ?date } } } GROUP BY ?article ?key"""
KEYS_BESIDE: Final = """SELECT DISTINCT ?article ?node ?key {
  GRAPH ?article { $thing wt:blockKey ?own . ?node wt:blockKey ?own . ?node wt:blockKey ?key } }"""
NAMES: Final = "SELECT DISTINCT ?node { ?node wt:blockKey $key }"


@dataclass(frozen=True, slots=True)
class _Side:
    """Where a thing is named: its articles, the earliest first, and its keys."""

    articles: tuple[str, ...]
    keys: tuple[str, ...]


def join(store: Store, one: str, other: str, because: str = "", made: str = "") -> tuple[HandJudgement, list[Issue]]:
    """Judges two things (IRIs) to be one and settles that; the judgement and what was noticed.

    ``made`` is the moment, ISO 8601. Raises ``InputError`` in one line where the two are of different kinds, unknown,
    told apart by one article, or parted by hand before; nothing is changed then.
    """
    left, right = _told_alone(store, one), _told_alone(store, other)
    if one == other:
        raise InputError(f"{_shown(one)}: this is one already")
    if kind_of(one) != kind_of(other):
        raise InputError(f"a {kind_of(one)} and a {kind_of(other)} cannot be one")
    if both := set(left.articles) & set(right.articles):
        raise InputError(f"{_shown(min(both))} names both and tells them apart; they cannot be one")
    for side in (left, right):
        if kind_of(one) == "person" and max(map(len, side.keys)) < SHORTEST:
            raise InputError(f"{side.keys[0]}: a name of one character tells nobody apart; such names are not joined")
    return _judge(store, kind_of(one), Verdict.POSITIVE, left, right, because, made)


def split(
    store: Store, thing: str, articles: Sequence[str], because: str = "", made: str = ""
) -> tuple[HandJudgement, list[Issue]]:
    """Judges those whom ``articles`` (IRIs) name to be another than ``thing`` in its other articles, and settles that.

    Raises ``InputError`` in one line where an article does not name it or names two so, none is left, or a judgement by
    hand says that they are one; nothing is changed then.
    """
    whole = _side(store, thing)
    if strangers := [article for article in articles if article not in whole.articles]:
        raise InputError(f"{_shown(strangers[0])} does not name {_shown(thing)}")
    left = _Side(tuple(a for a in whole.articles if a in set(articles)), whole.keys)
    rest = _Side(tuple(a for a in whole.articles if a not in set(articles)), whole.keys)
    if not rest.articles:
        raise InputError(f"these are all articles that name {_shown(thing)}; there is nothing to part them from")
    shared = _shared(store, thing)
    alone = _Side(tuple(a for a in rest.articles if a not in shared), whole.keys)
    if vague := shared & set(left.articles if alone.articles else rest.articles):
        raise InputError(f"{_shown(min(vague))} names two so; by hand one judges whole articles, and which is open")
    return _judge(store, kind_of(thing), Verdict.NEGATIVE, left, alone, because, made)


def undo(store: Store, identifier: str) -> tuple[HandJudgement, list[Issue]]:
    """Takes back the judgement by hand whose identifier begins so. Raises ``InputError`` where none or several do."""
    held = by_hand(store)
    found = [judgement for judgement in held if judgement.identifier.startswith(identifier)]
    if len(found) != 1:
        raise InputError(
            f"{identifier}: {'no judgement' if not found else f'{len(found)} judgements'} by hand of this name; "
            "wentu identity list shows them"
        )
    return found[0], _keep(store, [j for j in held if j != found[0]], found[0])


def _told_alone(store: Store, thing: str) -> _Side:
    """The side without articles that name another so, too: these do not tell which of the two is meant."""
    side = _side(store, thing)
    alone = tuple(article for article in side.articles if article not in _shared(store, thing))
    if not alone:
        raise InputError(f"{_shown(side.articles[0])} names two so, and no other article names {_shown(thing)}")
    return _Side(alone, side.keys)


def _shared(store: Store, thing: str) -> frozenset[str]:
    """The articles that name a thing and another of its kind by one whole name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in select(store, KEYS_BESIDE, thing=iri(thing)):
        if kind_of(row["node"]) == kind_of(thing):
            found[f"{row['article']} {row['node']}"].append(row["key"])
    whole = Counter(f"{place.split()[0]} {whole_name(keys)}" for place, keys in found.items())
    return frozenset(place.split()[0] for place, times in whole.items() if times > 1)


def _side(store: Store, thing: str) -> _Side:
    try:
        rows = select(store, PLACES, thing=iri(thing))
    except ValueError:
        raise InputError(f"{thing}: not an IRI") from None
    if kind_of(thing) in PREFIXES and kind_of(thing) not in SETTLED:
        raise InputError(
            f"{_shown(thing)}: {kind_of(thing)}s are told apart by their names alone; "
            "by hand one joins and parts people, events and dispatches"
        )
    if not rows:
        raise InputError(f"{_shown(thing)}: nothing in the graph is told apart under this IRI")
    days = {row["article"]: row.get("day") or "9" for row in rows}
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        keys[row["article"]].append(row["key"])
    whole = {whole_name(some) for some in keys.values()}
    return _Side(tuple(sorted(days, key=lambda a: (days[a], a))), tuple(sorted(whole)))


def _judge(
    store: Store, kind: str, verdict: Verdict, left: _Side, right: _Side, because: str, made: str
) -> tuple[HandJudgement, list[Issue]]:
    # What is split off is named whole, however many articles that are.
    ours = left.articles if verdict is Verdict.NEGATIVE else left.articles[:TOLD]
    theirs = right.articles[:TOLD]
    new = HandJudgement(
        identifier_of(kind, verdict, ours, theirs), kind, verdict, ours, theirs, left.keys, right.keys, made, because
    )
    held = [judgement for judgement in by_hand(store) if judgement.identifier != new.identifier]
    if pair := contradiction([*held, new]):
        against = next(judgement for judgement in pair if judgement != new)
        raise InputError(
            f"this would contradict the judgement by hand {against.identifier[:8]} "
            f"({'joined' if against.verdict is Verdict.POSITIVE else 'parted'}"
            f"{f': {against.because}' if against.because else ''}); take it back first with wentu identity undo"
        )
    return new, _keep(store, [*held, new], new)


def _keep(store: Store, judgements: Iterable[HandJudgement], touched: HandJudgement) -> list[Issue]:
    keys: set[Key] = {(touched.kind, key) for key in (*touched.left_keys, *touched.right_keys)}
    store.replace([unsettled_intake(keys)])
    store.replace([intake(BY_HAND, hand_quads(judgements))])
    return settle(store)


def _shown(thing: str) -> str:
    prefix = PREFIXES.get(kind_of(thing), "")
    return thing.removeprefix(prefix) if prefix else thing
