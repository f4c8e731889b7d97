"""Judgements by hand: what they amount to together, and where they contradict one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.model import HandJudgement, Verdict
from kg.resolve.grouping import Groups

Place = tuple[str, str, str]
"""The kind of a thing, an article, and a key of the thing in it."""


def contradiction(judgements: Collection[HandJudgement]) -> tuple[HandJudgement, HandJudgement] | None:
    """Two judgements that cannot both hold, the older first; None where all can.

    Joins follow from joins: who joined A with B and B with C has joined A with C, which a split of A and C contradicts.
    """
    if _broken(judgements) is None:
        return None
    ordered = sorted(judgements, key=lambda j: (j.made, j.identifier))
    for at in range(len(ordered)):
        if broken := _broken(ordered[: at + 1]):
            return (broken, ordered[at]) if broken != ordered[at] else (_other(ordered[: at + 1]), ordered[at])
    return None


def without_contradiction(
    judgements: Collection[HandJudgement],
) -> tuple[tuple[HandJudgement, ...], tuple[HandJudgement, ...]]:
    """The judgements that all hold together, and those that do not, of which none is taken."""
    kept, left = list(judgements), []
    while pair := contradiction(kept):
        for judgement in pair:
            kept.remove(judgement)
            left.append(judgement)
    return tuple(kept), tuple(left)


def _broken(judgements: Iterable[HandJudgement]) -> HandJudgement | None:
    """The first split whose sides the joins have made one."""
    told = list(judgements)
    groups: Groups[Place] = Groups()
    for judgement in told:
        sides = [list(_places(judgement, left=True)), list(_places(judgement, left=False))]
        joined = [sides[0] + sides[1]] if judgement.verdict is Verdict.POSITIVE else [sides[0]]
        for places in joined:
            for place in places[1:]:
                groups.join(places[0], place)
    for judgement in told:
        if judgement.verdict is Verdict.NEGATIVE:
            right = list(_places(judgement, left=False))
            if any(groups.together(a, b) for a in _places(judgement, left=True) for b in right):
                return judgement
    return None


def _other(judgements: Iterable[HandJudgement]) -> HandJudgement:
    """The newest join, which a split that comes last contradicts."""
    return [judgement for judgement in judgements if judgement.verdict is Verdict.POSITIVE][-1]


def _places(judgement: HandJudgement, *, left: bool) -> Iterator[Place]:
    articles, keys = (judgement.left, judgement.left_keys) if left else (judgement.right, judgement.right_keys)
    # A thing has one of the keys in one article and another in the next; what a pair does not fit is nobody.
    return ((judgement.kind, article, key) for article in articles for key in keys)
