"""What may be a fact of a policy: a claim with what is seen of it, which learned weights judge.

The grammars of ``issuers`` and ``targets`` say what they are sure of. Beside their claims stand those that they do not
make: whoever else acts in the policy's sentences, every noun phrase around it. One scorer weighs both kinds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.facts.policies.groups import Group, rule_of
from kg.lexicon.weights import probability
from kg.model import Claim, DateValue, Evidence


@dataclass(slots=True)
class Option:
    """A claim that may be made, by ``names``. ``features`` are names of weights.

    ``claim`` is that of a grammar, None where none makes it; then ``rule`` finds it in the words from ``start`` to
    ``end`` of the text.
    """

    names: tuple[str, ...]
    features: list[str]
    claim: Claim | None = None
    rule: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class DateOption:
    """A date that may be a policy's, with the words that tell it; ``told`` where a grammar tells it."""

    value: DateValue
    features: list[str]
    evidence: Evidence
    told: bool = False


_Any = TypeVar("_Any", Option, DateOption)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the features of all options of a policy share: its rule, document or programme, the end of its name."""

    rule: str
    sort: str
    head: str

    @classmethod
    def of(cls, found: Group) -> Traits:
        """The traits of ``found``."""
        rule = rule_of(found.mentions[0])
        sort = "settled" if rule in ("settled", "salient") else "document" if found.is_document else "programme"
        return cls(rule, sort, found.names[0].rstrip("”》）)")[-2:])


def step(number: int, *steps: int) -> int:
    """The first of the rising ``steps`` that ``number`` does not exceed; 99 beyond the last."""
    for bound in steps:
        if number <= bound:
            return bound
    return 99


def weighed(options: Sequence[_Any], weights: Mapping[str, float]) -> list[tuple[float, _Any]]:
    """Each option with its probability, the likeliest first; of equals the first."""
    chances = [(probability(weights, option.features), option) for option in options]
    return sorted(chances, key=lambda pair: -pair[0])
