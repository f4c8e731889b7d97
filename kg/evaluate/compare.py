"""What a change gained and lost: two evaluations of the same annotated documents side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.evaluate.score import Evaluation, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Facts that became right or ceased to be, and wrong ones that came or went, each sorted."""

    gained: tuple[Outcome, ...]
    lost: tuple[Outcome, ...]
    new_wrong: tuple[Outcome, ...]
    gone_wrong: tuple[Outcome, ...]
    f1: dict[str, tuple[float, float]]


def compare(before: Evaluation, after: Evaluation) -> Comparison:
    """Tell what ``after`` has right or wrong that ``before`` had not, and the reverse; ``f1`` holds both by family."""
    then, now = before.report(), after.report()
    return Comparison(
        gained=_more(after, before, Verdict.RIGHT),
        lost=_more(before, after, Verdict.RIGHT),
        new_wrong=_more(after, before, Verdict.WRONG),
        gone_wrong=_more(before, after, Verdict.WRONG),
        f1={family: (then[family].f1, now[family].f1) for family in then},
    )


def _more(one: Evaluation, other: Evaluation, verdict: Verdict) -> tuple[Outcome, ...]:
    """The outcomes that the one has more often than the other; the same words can name two facts of a document."""
    have, had = (Counter(o for o in side.outcomes if o.verdict is verdict) for side in (one, other))
    return tuple(sorted((have - had).elements()))
