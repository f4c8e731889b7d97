"""Chooses issuers, targets and date of a policy among all that may be: what grammar tells, and what stands around it.

Each option has a probability by logistic weights (``policy_fact_weights.tsv``, written by
``python -m kg.evaluate.policy_facts_train``). The first fact of a policy needs less than the next ones: most policies
have one issuer and one target at least.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.facts.policies.date_options import date_options
from kg.facts.policies.groups import Group
from kg.facts.policies.issuer_options import Ground, issuer_options
from kg.facts.policies.options import Option, weighed
from kg.facts.policies.subjects import Scene
from kg.facts.policies.target_options import target_options
from kg.lexicon.policies import fact_weights
from kg.mentions.policy_names import share_pairs
from kg.model import Claim, DateValue, Evidence, Mention

_MOST_ISSUERS, _MOST_TARGETS = 8, 4


def weighed_issuers(found: Group, told: tuple[Claim, ...], ground: Ground) -> tuple[Claim, ...]:
    """The issuers of ``found``; ``told`` are those that grammar tells."""
    chosen = _chosen(issuer_options(found, told, ground), fact_weights("issuers"), _shares_a_name)
    return _claims(chosen[:_MOST_ISSUERS], told, ground.scene)


def weighed_targets(found: Group, told: tuple[Claim, ...], ground: Ground) -> tuple[Claim, ...]:
    """The targets of ``found``; ``told`` are those that grammar tells."""
    chosen = _chosen(target_options(found, told, ground), fact_weights("targets"), _says_again)
    return _claims(chosen[:_MOST_TARGETS], told, ground.scene)


def weighed_date(
    found: Group, told: tuple[DateValue, Evidence] | None, ground: Ground, dates: tuple[Mention, ...]
) -> tuple[DateValue, Evidence] | None:
    """The date of ``found``, if any is likely, with the words that tell it; ``told`` is the one that grammar tells."""
    weights = fact_weights("dates")
    ranked = weighed(date_options(found, told, ground, dates), weights)
    if not ranked or ranked[0][0] < weights["told" if ranked[0][1].told else "first"]:
        return None
    chance, option = ranked[0]
    return option.value, option.evidence if option.told else replace(option.evidence, confidence=round(chance, 2))


def _chosen(
    options: Sequence[Option], weights: Mapping[str, float], repeats: Callable[[Option, Option], bool]
) -> list[tuple[float, Option]]:
    """The likely ``options``, the likeliest first; none without a grammar that ``repeats`` one chosen before it."""
    chosen: list[tuple[float, Option]] = []
    for chance, option in weighed(options, weights):
        if chance < weights["told" if option.claim else "next" if chosen else "first"]:
            continue
        if option.claim or not any(repeats(option, other) for _, other in chosen):
            chosen.append((chance, option))
    return chosen


def _claims(chosen: list[tuple[float, Option]], told: tuple[Claim, ...], scene: Scene) -> tuple[Claim, ...]:
    """The claims of ``chosen``, those of ``told`` first, in their order; the others are as sure as they are likely."""
    kept = {id(option.claim) for _, option in chosen if option.claim}
    found = [claim for claim in told if id(claim) in kept]
    for chance, option in chosen:
        if option.claim is None:
            evidence = scene.evidence(option.start, option.end, option.rule, round(chance, 2))
            found.append(Claim(option.names, evidence))
    return tuple(found)


def _shares_a_name(option: Option, other: Option) -> bool:
    return not set(option.names).isdisjoint(other.names)


def _says_again(option: Option, other: Option) -> bool:
    """Whether one name holds the other, or they have half of their pairs of characters in common."""
    one, two = option.names[0], other.names[0]
    return one in two or two in one or share_pairs(one, two)
