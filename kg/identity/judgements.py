"""Judgements as triples: the program's, written anew whenever their name is settled, and those made by hand, kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.identity.graphs import BY_HAND
from kg.model import HandJudgement, Reason, Verdict
from kg.rdf import vocabulary as v
from kg.rdf.iris import PREFIXES, entity_iri, hashed
from kg.resolve.reasons import in_words
from kg.store.protocol import Store

VERDICTS = {Verdict.POSITIVE: v.POSITIVE, Verdict.NEGATIVE: v.NEGATIVE, Verdict.UNSURE: v.UNSURE}


def judgement_quads(
    graph: str,
    verdict: Verdict,
    things: Sequence[str],
    score: float,
    reasons: Iterable[Reason],
    node: NamedNode | None = None,
) -> Iterator[Quad]:
    """The program's judgement on two things, or on what has become one, with its score and its reasons in words.

    ``node`` is the judgement's own IRI where the things do not tell it.
    """
    name, node = NamedNode(graph), node or NamedNode(entity_iri("judgement", " ".join(sorted(things))))

    def say(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(node, predicate, value, name)

    yield say(v.TYPE, v.JUDGEMENT)
    yield say(v.VERDICT, VERDICTS[verdict])
    yield say(v.ATTRIBUTED_TO, v.MACHINE)
    yield say(v.SCORE, Literal(f"{score:.2f}".rstrip("0").rstrip(".") or "0", datatype=v.XSD_DECIMAL))
    for thing in things:
        yield say(v.JUDGES, NamedNode(thing))
    for reason in reasons:
        for language in ("zh", "en"):
            yield say(v.REASON, Literal(in_words(reason, language), language=language))


# ---- by hand


def identifier_of(kind: str, verdict: Verdict, left: Iterable[str], right: Iterable[str]) -> str:
    """What a judgement by hand is called: the same judgement has the same name."""
    return hashed(kind, verdict, *sorted(left), "|", *sorted(right))


def hand_quads(judgements: Iterable[HandJudgement]) -> Iterator[Quad]:
    """The graph of all judgements by hand."""
    graph = NamedNode(BY_HAND)
    for judgement in judgements:
        node = NamedNode(PREFIXES["judgement"] + judgement.identifier)
        yield Quad(node, v.TYPE, v.JUDGEMENT, graph)
        yield Quad(node, v.VERDICT, VERDICTS[judgement.verdict], graph)
        yield Quad(node, v.ATTRIBUTED_TO, v.HAND, graph)
        yield Quad(node, v.KIND, Literal(judgement.kind), graph)
        if judgement.made:
            yield Quad(node, v.GENERATED_AT, Literal(judgement.made, datatype=v.XSD_DATE_TIME), graph)
        if judgement.because:
            yield Quad(node, v.REASON, _worded(judgement.because), graph)
        for predicate, articles in ((v.LEFT, judgement.left), (v.RIGHT, judgement.right)):
            for article in articles:
                yield Quad(node, predicate, NamedNode(article), graph)
        for predicate, keys in ((v.LEFT_KEY, judgement.left_keys), (v.RIGHT_KEY, judgement.right_keys)):
            for key in keys:
                yield Quad(node, predicate, Literal(key), graph)


def _worded(text: str) -> Literal:
    chinese = any("\u4e00" <= character <= "\u9fff" for character in text)
    return Literal(text, language="zh" if chinese else "en")


def by_hand(store: Store) -> tuple[HandJudgement, ...]:
    """All judgements by hand, the oldest first."""
    told: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads(BY_HAND):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told[quad.subject.value][quad.predicate.value].append(quad.object.value)
    verdicts = {node.value: verdict for verdict, node in VERDICTS.items()}
    found = [
        HandJudgement(
            identifier=node.removeprefix(PREFIXES["judgement"]),
            kind=one[v.KIND.value][0],
            verdict=verdicts[one[v.VERDICT.value][0]],
            left=tuple(sorted(one[v.LEFT.value])),
            right=tuple(sorted(one[v.RIGHT.value])),
            left_keys=tuple(sorted(one[v.LEFT_KEY.value])),
            right_keys=tuple(sorted(one[v.RIGHT_KEY.value])),
            made=next(iter(one[v.GENERATED_AT.value]), ""),
            because=next(iter(sorted(one[v.REASON.value])), ""),
        )
        for node, one in told.items()
        if v.KIND.value in one and v.VERDICT.value in one
    ]
    return tuple(sorted(found, key=lambda j: (j.made, j.identifier)))
