"""Events: the kind that ``settle`` tells apart by names, numbers, days and who took part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Quad

from kg.identity.graphs import settled_graph
from kg.identity.judgements import judgement_quads
from kg.identity.kinds import Block, Seen, Settled, Thing, only
from kg.identity.nearby import near_blocks
from kg.model import HandJudgement, Occasion, Verdict
from kg.rdf.event_sightings import occasion
from kg.rdf.iris import PREFIXES, entity_iri
from kg.resolve.event_evidence import NEVER, Telling, evidence, score
from kg.resolve.events import ENOUGH, SURE, events_of, may_be_one
from kg.store.protocol import Store

WORTH_TELLING: Final = -3.0
"""Two events that are less alike than this score says are not spoken of."""


class Events:
    """The kind ``event``."""

    name = "event"

    def blocks(
        self, store: Store, keys: Collection[str], by_hand: Collection[HandJudgement], done: Collection[Thing]
    ) -> Iterator[Block]:
        """See ``Kind``: what may be one event, step by step."""
        told: dict[Seen, Occasion] = {}

        def near(one: Seen, other: Seen) -> bool:
            for each in (one, other):
                if each not in told:
                    told[each] = occasion_of(each)
            return may_be_one(told[one], told[other])

        return near_blocks(store, self.name, keys, by_hand, done, near, _is_sure)

    def settle(self, store: Store, blocks: Sequence[Block], by_hand: Collection[HandJudgement]) -> Iterator[Settled]:
        """See ``Kind``."""
        hand = only(self.name, by_hand)
        for block in blocks:
            events = event_iris(events_of([occasion_of(one) for one in block.seen], hand))
            yield Settled(
                block,
                {Seen(o.article, o.node): iri for iri, event in events.items() for o in event.occasions},
                tuple(_judged(settled_graph(self.name, min(block.keys)), events)),
            )


def _is_sure(key: str) -> bool:
    return " " not in key or key.startswith(SURE)


def occasion_of(seen: Seen) -> Occasion:
    """The occasion that ``kg.rdf.event_sightings`` wrote of this event."""
    return occasion(seen.article, seen.node, seen.told, seen.keys)


def event_iris(events: Sequence[Telling]) -> dict[str, Telling]:
    """The events by their IRIs: that which the earliest article gives; with the article for those that come after."""
    out: dict[str, Telling] = {}
    for event in events:
        first = event.occasions[0]
        iri = PREFIXES["event"] + first.identifier
        if iri in out:
            iri = entity_iri("event", f"{first.identifier}@{first.article}")
        out[iri] = event
    return out


def _judged(graph: str, events: Mapping[str, Telling]) -> Iterator[Quad]:
    """Why each event that is told in several wordings is one, and the likeliest other ones of its block are not."""
    told: set[frozenset[str]] = set()
    for iri, event in events.items():
        if len({o.identifier for o in event.occasions}) > 1:
            first, rest = Telling.of(event.occasions[:1]), _unlike(event)
            reasons = evidence(first, rest)
            yield from judgement_quads(graph, Verdict.POSITIVE, (iri,), score(reasons), reasons)
        others = [(-score(evidence(event, other)), two) for two, other in events.items() if two != iri]
        value, two = min(others, default=(0.0, ""))
        if two and -value > WORTH_TELLING and frozenset((iri, two)) not in told:
            told.add(frozenset((iri, two)))
            verdict = Verdict.UNSURE if 0 < -value <= ENOUGH else Verdict.NEGATIVE
            yield from judgement_quads(graph, verdict, (iri, two), max(-value, NEVER), evidence(event, events[two]))


def _unlike(event: Telling) -> Telling:
    """What others than the first told of the event in another wording."""
    first = event.occasions[0]
    return Telling.of(o for o in event.occasions if o.identifier != first.identifier)
