"""The three families of facts, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pyoxigraph import NamedNode

from kg.model import Claim, Entity, EventFact, EventKind, PolicyFact, PolicyKind, RoleFact
from kg.rdf import vocabulary as v
from kg.rdf.iris import membership_iri
from kg.rdf.sheet import Sheet
from kg.rdf.terms import Term, chinese, literal, node, term, value_of
from kg.resolve import Resolution

EVENT_CLASSES: Final[dict[EventKind, Term]] = {
    EventKind.MEETING: term(v.MEETING),
    EventKind.TALKS: term(v.TALKS),
    EventKind.CEREMONY: term(v.CEREMONY),
    EventKind.VISIT: term(v.VISIT),
}
POLICY_CLASSES: Final[dict[PolicyKind, Term]] = {
    PolicyKind.DOCUMENT: term(v.POLICY_DOCUMENT),
    PolicyKind.PROGRAMME: term(v.PROGRAMME),
}


def state_role(sheet: Sheet, fact: RoleFact, resolution: Resolution) -> None:
    """A membership, the same in every article that tells it; told as past, it has no day on which it was held."""
    person = sheet.entity(resolution.person(fact.person, words=fact.evidence))
    role = sheet.entity(resolution.role(fact.role))
    body = sheet.entity(resolution.organization(*fact.organization))
    membership = node(membership_iri(value_of(person), value_of(role), value_of(body)))
    sheet.say(membership, v.TYPE, term(v.MEMBERSHIP))
    sheet.say(membership, v.MEMBER, person)
    sheet.say(membership, v.IN_ORGANIZATION, body)
    sheet.say(membership, v.TITLE, chinese(fact.title))
    statement = sheet.fact(membership, v.IN_ROLE, role, fact.evidence)
    if fact.former:
        sheet.say(statement, v.TOLD_AS_PAST, literal("true", f"^^{v.XSD_BOOLEAN}"))
    elif fact.as_of:
        sheet.date(membership, v.AS_OF, fact.as_of, None)


def state_event(sheet: Sheet, fact: EventFact, entity: Entity, resolution: Resolution) -> None:
    """An event with its days, places, people and bodies."""
    event = sheet.entity(entity)
    sheet.fact(event, v.TYPE, EVENT_CLASSES[fact.kind], fact.evidence)
    if fact.date:
        words = fact.date_evidence or fact.evidence
        sheet.date(event, v.START_DATE, fact.date, words)
        sheet.end_date(event, v.END_DATE, fact.date, words)
    _claims(sheet, event, v.LOCATION, fact.places, resolution.place)
    _people(sheet, event, v.CHAIR, fact.chairs, resolution)
    _people(sheet, event, v.ATTENDEE, (*fact.participants, *_silent_chairs(fact)), resolution)
    _claims(sheet, event, v.ORGANIZER, fact.organizers, resolution.organization)


def _silent_chairs(fact: EventFact) -> Iterable[Claim]:
    """Who chairs takes part, even where the fact does not repeat it."""
    present = {name for claim in fact.participants for name in claim.names}
    return (claim for claim in fact.chairs if not present & set(claim.names))


def state_policy(sheet: Sheet, fact: PolicyFact, entity: Entity, resolution: Resolution) -> None:
    """A policy with who issued it, when, and what it is aimed at."""
    policy = sheet.entity(entity)
    sheet.fact(policy, v.TYPE, POLICY_CLASSES[fact.kind], fact.evidence)
    if fact.date:
        sheet.date(policy, v.ISSUED, fact.date, fact.date_evidence or fact.evidence)
    _claims(sheet, policy, v.ISSUED_BY, fact.issuers, resolution.issuer)
    _claims(sheet, policy, v.TARGET, fact.targets, resolution.target)


def _people(sheet: Sheet, event: Term, predicate: NamedNode, claims: Iterable[Claim], resolution: Resolution) -> None:
    for claim in claims:
        if claim.name:
            person = resolution.person(*claim.names, words=claim.evidence)
            sheet.fact(event, predicate, sheet.entity(person), claim.evidence)


def _claims(
    sheet: Sheet,
    subject: Term,
    predicate: NamedNode,
    claims: Iterable[Claim],
    resolve: Callable[..., Entity],
) -> None:
    for claim in claims:
        if not claim.name:  # words that name nobody state nothing
            continue
        sheet.fact(subject, predicate, sheet.entity(resolve(*claim.names)), claim.evidence)
