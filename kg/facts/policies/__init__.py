"""Facts of policies: which instruments an article names, who issued them, when, and what they are aimed at."""

from __future__ import annotations

from kg.facts.context import Context
from kg.facts.policies.actors import actors_of
from kg.facts.policies.dates import date_of
from kg.facts.policies.groups import Group, group, rule_of
from kg.facts.policies.issuer_options import Ground
from kg.facts.policies.issuers import issuers_of
from kg.facts.policies.subjects import Scene
from kg.facts.policies.targets import targets_of
from kg.facts.policies.weighing import weighed_date, weighed_issuers, weighed_targets
from kg.mentions.policies import wide_marks
from kg.model import Article, EventFact, Mention, MentionKind, PolicyFact, PolicyKind

__all__ = ["dates_of", "find_policies", "ground_of"]


def find_policies(
    article: Article, mentions: tuple[Mention, ...], context: Context, events: tuple[EventFact, ...]
) -> tuple[PolicyFact, ...]:
    """The policies of ``article`` in order of first mention, repeats and short forms joined into one fact each."""
    if not any(m.kind is MentionKind.POLICY for m in mentions):
        return ()
    ground, dates = ground_of(article, mentions, context, events), dates_of(mentions)
    return tuple(_fact(found, ground, dates) for found in group(article, list(ground.scene.mentions)))


def dates_of(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The dates among ``mentions``, in order."""
    return tuple(sorted((m for m in mentions if m.kind is MentionKind.DATE), key=lambda m: m.span))


def ground_of(
    article: Article, mentions: tuple[Mention, ...], context: Context, events: tuple[EventFact, ...]
) -> Ground:
    """All in ``article`` from which the facts of its policies are read."""
    named = sorted((m for m in mentions if m.kind is MentionKind.POLICY), key=lambda m: m.span)
    text = wide_marks(article.text)
    actors = actors_of(text, mentions, context)
    return Ground.of(Scene(article, text, actors, [a.span.start for a in actors], events, tuple(named)))


def _fact(found: Group, ground: Ground, dates: tuple[Mention, ...]) -> PolicyFact:
    first, scene = found.mentions[0], ground.scene
    date = weighed_date(found, date_of(found, scene, dates), ground, dates)
    return PolicyFact(
        names=tuple(found.names),
        kind=PolicyKind.DOCUMENT if found.is_document else PolicyKind.PROGRAMME,
        evidence=scene.evidence(first.span.start, first.span.end, f"policy-{rule_of(first)}", first.confidence),
        date=date[0] if date else None,
        date_evidence=date[1] if date else None,
        issuers=weighed_issuers(found, issuers_of(found, scene), ground),
        targets=weighed_targets(found, targets_of(found, scene), ground),
    )
