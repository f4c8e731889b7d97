"""Policies: of an issuer, aimed at something, and one with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.queries.ask import Links, iri, select
from kg.queries.entity_rows import PolicyDetails, PolicyRow
from kg.queries.events import Claims, class_of, first_of, names_of, said_of
from kg.queries.rows import Claimed
from kg.rdf.vocabulary import ISSUED, ISSUED_BY, POLICY, POLICY_DOCUMENT, PROGRAMME, TARGET, TYPE
from kg.store.protocol import Store

TIED = """SELECT ?policy (MAX(STR(?date)) AS ?day) { GRAPH ?article { ?policy $property $thing ; a wt:Policy .
  OPTIONAL { ?policy dcterms:issued ?date } } } GROUP BY ?policy ORDER BY DESC(?day) ?policy
LIMIT $limit OFFSET $offset"""
POLICY_CLASSES = frozenset(node.value for node in (POLICY_DOCUMENT, PROGRAMME))


def issued_policies(store: Store, issuer: str, limit: int = 500, offset: int = 0) -> tuple[PolicyRow, ...]:
    """The policies that a body or person issued or carries out, the latest first, those of unknown date last."""
    return _policies(store, ISSUED_BY, issuer, limit, offset)


def policies_for(store: Store, target: str, limit: int = 500, offset: int = 0) -> tuple[PolicyRow, ...]:
    """The policies aimed at a topic, body or place, the latest first."""
    return _policies(store, TARGET, target, limit, offset)


def _policies(store: Store, side: NamedNode, thing: str, limit: int, offset: int) -> tuple[PolicyRow, ...]:
    rows = select(store, TIED, property=side, thing=iri(thing), limit=limit, offset=offset)
    return policy_rows(store, (row["policy"] for row in rows))


def policy_rows(store: Store, policies: Iterable[str]) -> tuple[PolicyRow, ...]:
    """Policies for a list, in the order given."""
    wanted = list(policies)
    said = said_of(store, wanted)
    ties = (value for by in said.values() for tie in (ISSUED_BY, TARGET) for value in by.get(tie.value, ()))
    links = Links(store, [*wanted, *ties])

    def row(policy: str) -> PolicyRow:
        by = said.get(policy, {})
        return PolicyRow(
            policy=links[policy],
            policy_class=class_of(by, POLICY_CLASSES, POLICY),
            issued=first_of(by, ISSUED),
            issuers=links.all(by.get(ISSUED_BY.value, ())),
            targets=links.all(by.get(TARGET.value, ())),
        )

    return tuple(row(policy) for policy in wanted)


def policy_details(store: Store, policy: str) -> PolicyDetails | None:
    """All that is said of one policy, with the words; None where the graph knows no such policy."""
    iri(policy)
    by = said_of(store, [policy]).get(policy, {})
    if POLICY.value not in by.get(TYPE.value, ()):
        return None
    claims = Claims(store, policy, by, (ISSUED_BY, TARGET))
    return PolicyDetails(
        policy=claims.link,
        policy_class=class_of(by, POLICY_CLASSES, POLICY),
        names=names_of(by),
        issued=first_of(by, ISSUED),
        issuers=_most_told(claims.of(ISSUED_BY)),
        targets=_most_told(claims.of(TARGET)),
        quotes=claims.naming,
        told=claims.told,
    )


def _most_told(claims: Iterable[Claimed]) -> tuple[Claimed, ...]:
    """What most articles tell first: a programme of state has hundreds who carry it out."""
    return tuple(sorted(claims, key=lambda claim: -claim.told))
