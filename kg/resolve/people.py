"""Which sightings of one name are one person: a pure function of the set of sightings and hand-made judgements.

Sightings that share a post are taken together, the bundles joined from the best match down while what speaks for it
outweighs what speaks against. Who is told without a post joins the person who is likeliest by time, company and place;
where two are as likely, it stays a person of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kg.lexicon.fields import LIST
from kg.model import HandJudgement, Reason, Sighting
from kg.resolve.agglomerate import agglomerate
from kg.resolve.grouping import Groups
from kg.resolve.hand import Hand, place
from kg.resolve.people_bundle import Bundle, years_between
from kg.resolve.people_evidence import NEVER, NEWS, evidence, score
from kg.resolve.people_names import SHORTEST, likeness, whole_name
from kg.resolve.people_posts import are_rivals, is_many
from kg.resolve.people_told import YEAR

ENOUGH: Final = 0.0
"""Above this score two bundles are one person."""
BARE_ENOUGH: Final = 0.5
"""Above this score two who are told without a post are one."""
ALONE_ENOUGH: Final = 0.0
"""Above this score who is told without a post is the only person of the name that is known."""
NEWEST: Final = 1_000
"""So many sightings about a time say as much as more of them."""
CLEAR: Final = 1.0
"""By so much the likeliest of several must be likelier than the next."""
RENOWN: Final = 1.5
"""By how much likelier a bare name is that of a leader of the state who is in the news."""
RECENT: Final = 1.0
"""Years within which one is in the news."""
PERIOD: Final = 20 * YEAR
"""Days within which one post in one body is one person's without more evidence."""


def people_of(sightings: Collection[Sighting], by_hand: Collection[HandJudgement] = ()) -> tuple[Bundle, ...]:
    """The people, the one seen earliest first. ``by_hand`` must not contradict one another (``kg.identity`` checks)."""
    hand = Hand(sightings, by_hand)
    start = [Bundle.of(_named_alike(group)) for group in _start(sightings, hand)]

    def apart(one: Bundle, other: Bundle) -> bool:
        return hand.apart(one.sightings, other.sightings)

    def match(one: Bundle, other: Bundle) -> float:
        if apart(one, other) or min(len(name) for name in one.names | other.names) < SHORTEST:
            return NEVER
        return score(evidence(one, other))

    posted = [bundle for bundle in start if _tells(bundle) or hand.knows(bundle.sightings)]
    bare = [bundle for bundle in start if not (_tells(bundle) or hand.knows(bundle.sightings))]
    people = agglomerate(posted, match, ENOUGH)
    people, left = _attach(people, bare, apart)
    # What several articles tell together may be enough where each alone tells too little.
    people, left = _attach(people, agglomerate(left, match, BARE_ENOUGH), apart)
    return tuple(sorted([*people, *left], key=lambda b: b.order))


def _tells(bundle: Bundle) -> bool:
    """Whether posts tell who it is: there is a main one, and not those of two foreign lands in each of its articles."""
    return bundle.is_author or (any(s.posts and not _is_mixed(s) for s in bundle.sightings) and bool(bundle.main))


def _is_mixed(sighting: Sighting) -> bool:
    """Two of one name in one article, most likely: posts of two foreign lands at once, or president and premier."""
    lands = {post.standing.land for post in sighting.posts if not post.former} - {"", "CN", "INT"}
    return len(lands) > 1 or are_rivals(sighting.posts)


def _named_alike(group: Sequence[Sighting]) -> Sequence[Sighting]:
    """Sightings of two names that a judgement by hand has joined: both are compared by the one name from now on."""
    names = sorted({s.names[0] for s in group}, key=lambda n: (len(n), n))
    if all(likeness(one, other) for one in names for other in names):
        return group
    return [replace(s, names=(names[0], *s.names)) for s in group]


def _start(sightings: Collection[Sighting], hand: Hand[Sighting]) -> list[list[Sighting]]:
    """What belongs together at first sight: one post in one body within years, one paper's author; joins by hand."""
    groups: Groups[Sighting] = Groups(sightings)
    split = hand.split()
    seen: defaultdict[tuple[object, ...], list[Sighting]] = defaultdict(list)
    for sighting in sorted(sightings, key=lambda s: s.order):
        for sign in _signs(sighting):
            seen[(*sign, split.get(place(sighting), -1))].append(sighting)
    for same in seen.values():
        for before, after in pairwise(same):
            if _soon(before, after):
                groups.join(before, after)
    for joined in hand.one:
        for before, after in pairwise(joined):
            groups.join(before, after)
    return groups.all()


def _signs(sighting: Sighting) -> Iterable[tuple[object, ...]]:
    """What two sightings must share to be one at first sight, the whole name in any case."""
    if len(sighting.names[0]) < SHORTEST:
        return
    name = sighting.names[0]
    if sighting.author and sighting.paper:
        yield ("author", sighting.paper, name)
    for post in () if _is_mixed(sighting) else sighting.posts:
        if not is_many(post.role) and not post.former:
            yield ("post", post.body, post.role, name)


def _soon(one: Sighting, other: Sighting) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= PERIOD


# ---- who is told without a post


def _attach(
    people: Sequence[Bundle], bare: Sequence[Bundle], apart: Callable[[Bundle, Bundle], bool]
) -> tuple[list[Bundle], list[Bundle]]:
    """Gives each bare sighting to the person it clearly is, all compared with the people as they were before."""
    given: dict[int, list[Bundle]] = defaultdict(list)
    left: list[Bundle] = []
    taken = [{s.article for s in person.sightings} for person in people]
    for one in sorted(bare, key=lambda b: b.order):
        at = _likeliest(one, people, taken)
        if at is None or apart(people[at], one):
            left.append(one)
        else:
            given[at].append(one)
            taken[at] |= one.articles
    grown = [Bundle.of(s for b in (person, *given[at]) for s in b.sightings) for at, person in enumerate(people)]
    return grown, left


def _likeliest(one: Bundle, people: Sequence[Bundle], taken: Sequence[set[str]]) -> int | None:
    ranked = sorted(
        (
            (-likelihood(one, person), at)
            for at, person in enumerate(people)
            if not person.is_author and not one.articles & taken[at] and _fits(one, person)
        ),
    )
    if not ranked or -ranked[0][0] <= ALONE_ENOUGH:
        return None
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < CLEAR:
        return None
    return ranked[0][1]


def _fits(one: Bundle, person: Bundle) -> bool:
    return all(likeness(name, other) for name in one.names for other in person.names)


def likelihood(one: Bundle, person: Bundle) -> float:
    """How likely who is told without a post is this person, as a logarithm: name, time, company, place, and how much
    the person is in the news about then."""
    reasons = evidence(one, person)
    news = 0.7 * math.log(max(1, person.near(one, NEWS, NEWEST)))
    if sum(reason.score for reason in reasons if reason.code == "other-family") < -1:
        news = min(news, 1.0)  # Of one who is often told of it is well known what they never are.
    return score(reasons) + news + _renown(one, person)


def _renown(one: Bundle, person: Bundle) -> float:
    """Whoever follows the news takes a bare name for the leader so named who is in it, unless a word beside it tells
    of another walk of life."""
    gap = years_between(one, person)
    if gap is None or gap > RECENT or any(s.words - {LIST} for s in one.sightings):
        return 0.0
    return RENOWN if person.is_leader else RENOWN / 2 if person.is_famous else 0.0


def reasons_between(one: Bundle, other: Bundle) -> tuple[Reason, ...]:
    """What speaks for and against two people being one."""
    return evidence(one, other)


@dataclass(frozen=True, slots=True)
class NamesJoined:
    """Two names that one person bears (as keys), the sightings under each, and why they are one person's."""

    name: str
    other_name: str
    one: Bundle
    other: Bundle
    reasons: tuple[Reason, ...]


def names_joined(person: Bundle) -> Iterator[NamesJoined]:
    """Each name of a person beside the one told most, with whichever other name it matches best."""
    told: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in person.sightings:
        told[whole_name(sighting.keys)].append(sighting)
    order = sorted(told, key=lambda name: (-len(told[name]), name))
    parts = {name: Bundle.of(told[name]) for name in order}
    for name in order[1:]:
        matches = ((score(evidence(parts[name], parts[two])), two) for two in order if two != name)
        _, best = min(matches, key=lambda match: (-match[0], match[1]))
        yield NamesJoined(best, name, parts[best], parts[name], evidence(parts[best], parts[name]))
