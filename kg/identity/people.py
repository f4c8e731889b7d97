"""People: the kind that ``settle`` tells apart by posts, company and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from pyoxigraph import Quad

from kg.identity.blocks import blocks_of
from kg.identity.graphs import settled_graph
from kg.identity.joined import joined_quads
from kg.identity.judgements import judgement_quads
from kg.identity.kinds import Block, Seen, Settled, Thing, only
from kg.identity.sightings import sighting_of
from kg.model import HandJudgement, Issue, Sighting, Verdict
from kg.rdf.iris import PREFIXES, entity_iri
from kg.resolve.people import CLEAR, people_of, reasons_between
from kg.resolve.people_bundle import Bundle
from kg.resolve.people_evidence import NEVER, score
from kg.resolve.people_names import SHORTEST, is_name, whole_name
from kg.resolve.people_posts import is_many
from kg.store.protocol import Store


class People:
    """The kind ``person``."""

    name = "person"

    def blocks(
        self, store: Store, keys: Collection[str], by_hand: Collection[HandJudgement], done: Collection[Thing]
    ) -> Iterator[Block]:
        """See ``Kind``: all whom names lead to. With few keys a person, what is ``done`` is cheaply settled again."""
        return blocks_of(store, self.name, keys, by_hand)

    def settle(self, store: Store, blocks: Sequence[Block], by_hand: Collection[HandJudgement]) -> Iterator[Settled]:
        """See ``Kind``. A name with one sighting needs no reading: it is one person, whatever is told."""
        for block in blocks:
            if len(block.seen) > 1:
                yield self._settled(block, [sighting_of(one) for one in block.seen], only(self.name, by_hand))
            else:
                yield Settled(block, {one: entity_iri("person", whole_name(block.keys)) for one in block.seen})

    def _settled(self, block: Block, sightings: Sequence[Sighting], by_hand: Collection[HandJudgement]) -> Settled:
        people = people_of(sightings, by_hand)
        iris = person_iris(people)
        return Settled(
            block,
            {Seen(s.article, s.node): iri for iri, person in iris.items() for s in person.sightings},
            tuple(self._judgements(settled_graph(self.name, min(block.keys)), iris)),
            tuple(_short(block.keys, iris)),
        )

    def _judgements(self, graph: str, people: dict[str, Bundle]) -> Iterator[Quad]:
        yield from _judged(graph, people)
        yield from joined_quads(graph, people)


def _length(key: str) -> tuple[int, str]:
    return (len(key), key)


def person_iris(people: Sequence[Bundle]) -> dict[str, Bundle]:
    """The people by their IRIs: the plain name for who is in the news first, with a word of their own for others.

    That word is the body of the earliest post, else the earliest article; both stay while others come and go.
    """
    named: defaultdict[str, list[Bundle]] = defaultdict(list)
    for person in sorted(people, key=lambda p: (p.is_author, p.order)):
        named[min({whole_name(s.keys) for s in person.sightings}, key=_length)].append(person)
    out: dict[str, Bundle] = {}
    for name, same in named.items():
        for number, person in enumerate(same):
            iri = entity_iri("person", name if not number else f"{name}@{_anchor(person)}")
            if iri in out:
                iri = entity_iri("person", f"{name}@{_anchor(person)}@{_article(person)}")
            out[iri] = person
    return out


def _anchor(person: Bundle) -> str:
    for sighting in person.sightings:
        if sighting.posts:
            return min((post.former, is_many(post.role), post.label) for post in sighting.posts)[-1]
    return _article(person)


def _article(person: Bundle) -> str:
    return person.sightings[0].article.removeprefix(PREFIXES["article"])


def _judged(graph: str, people: dict[str, Bundle]) -> Iterator[Quad]:
    """For each person the program's judgement on the likeliest other one of the name."""
    told: set[frozenset[str]] = set()
    for iri, person in people.items():
        others = [(score(reasons_between(person, other)), two) for two, other in people.items() if two != iri]
        value, two = min(((-value, two) for value, two in others), default=(0.0, ""))
        if two and frozenset((iri, two)) not in told:
            told.add(frozenset((iri, two)))
            verdict = Verdict.UNSURE if -value > -CLEAR else Verdict.NEGATIVE
            reasons = reasons_between(person, people[two])
            yield from judgement_quads(graph, verdict, (iri, two), max(-value, NEVER), reasons)


def _short(keys: Collection[str], people: dict[str, Bundle]) -> Iterator[Issue]:
    for key in sorted(keys):
        if is_name(key) and len(key) < SHORTEST:
            where = min(s.article for person in people.values() for s in person.sightings)
            yield Issue(
                "name-too-short",
                f"{key}: a name of one character tells nobody apart; each article keeps a node of its own",
                where.removeprefix(PREFIXES["article"]),
            )
