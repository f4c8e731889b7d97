"""Two bodies under one sign (省纪委监委): what is told of them jointly is told of the one, of the other, or of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon.bodies import joint_signs, posts_of_second
from kg.lexicon.organizations import names_of
from kg.model import Claim, Extraction, RoleFact
from kg.resolve.resolution import Names


def part_joint(extraction: Extraction) -> Extraction:
    """The same facts, each of one body: a post of the body that has such posts, what is convened or issued of both."""
    return replace(
        extraction,
        roles=tuple(_role(fact) for fact in extraction.roles),
        events=tuple(replace(e, organizers=_claims(e.organizers)) for e in extraction.events),
        policies=tuple(replace(p, issuers=_claims(p.issuers)) for p in extraction.policies),
    )


def bodies_of(names: Names) -> tuple[Names, ...]:
    """The names of each of the two bodies, the joint ones last; the names themselves where they are of one body.

    >>> [body[0] for body in bodies_of(("青澜市纪委监委", "市纪委监委"))]
    ['中共青澜市纪律检查委员会', '青澜市监察委员会']
    """
    for sign, written in joint_signs().items():
        if names[0].endswith(sign):
            place = names[0].removesuffix(sign)
            each = (names_of(one.replace("…", place)) for one in written)
            return tuple(tuple(dict.fromkeys((*body, *names))) for body in each)
    return (names,)


def _role(fact: RoleFact) -> RoleFact:
    bodies = bodies_of(fact.organization)
    if len(bodies) == 1:
        return fact
    return replace(fact, organization=bodies[fact.role in posts_of_second()])


def _claims(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    def parted() -> Iterator[Claim]:
        for claim in claims:
            for names in bodies_of(claim.names):
                yield replace(claim, names=names)

    return tuple(parted())
