"""Facts of policies: which instruments an article names, who issued them, when, and what they are aimed at."""

from __future__ import annotations

from kg.facts.context import Context
from kg.facts.policies.actors import actors_of
from kg.facts.policies.dates import date_of
from kg.facts.policies.groups import Group, group, rule_of
from kg.facts.policies.issuers import issuers_of
from kg.facts.policies.subjects import Scene
from kg.facts.policies.targets import targets_of
from kg.mentions.policies import wide_marks
from kg.model import Article, EventFact, Mention, MentionKind, PolicyFact, PolicyKind

__all__ = ["find_policies"]


def find_policies(
    article: Article, mentions: tuple[Mention, ...], context: Context, events: tuple[EventFact, ...]
) -> tuple[PolicyFact, ...]:
    """The policies of ``article`` in order of first mention, repeats and short forms joined into one fact each."""
    named = sorted((m for m in mentions if m.kind is MentionKind.POLICY), key=lambda m: m.span)
    if not named:
        return ()
    text = wide_marks(article.text)
    actors = actors_of(text, mentions, context)
    scene = Scene(article, text, actors, [a.span.start for a in actors], events, tuple(named))
    dates = tuple(sorted((m for m in mentions if m.kind is MentionKind.DATE), key=lambda m: m.span))
    return tuple(_fact(found, scene, dates) for found in group(article, named))


def _fact(found: Group, scene: Scene, dates: tuple[Mention, ...]) -> PolicyFact:
    first = found.mentions[0]
    told = date_of(found, scene, dates)
    return PolicyFact(
        names=tuple(found.names),
        kind=PolicyKind.DOCUMENT if found.is_document else PolicyKind.PROGRAMME,
        evidence=scene.evidence(first.span.start, first.span.end, f"policy-{rule_of(first)}", first.confidence),
        date=told[0] if told else None,
        date_evidence=told[1] if told else None,
        issuers=issuers_of(found, scene),
        targets=targets_of(found, scene),
    )
