"""Whether confidence can be believed: how often what a rule found is right, and what is told with each confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.score import Outcome, Verdict

BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The upper ends of the steps of confidence in a reliability table; the first begins at 0."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many facts were found, how many of them are right, and their mean confidence."""

    found: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.found if self.found else 0.0


@dataclass(frozen=True, slots=True)
class Reliability:
    """A ``Told`` for each step of confidence, by its upper end, and the expected calibration error over all facts."""

    steps: Mapping[float, Told]
    error: float


def by_rules(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], Told]:
    """What each rule found, by (family, rule); facts without a statement are left out."""
    groups: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.support is not None:
            groups[outcome.family, outcome.support.rule].append(outcome)
    return {key: _told(groups[key]) for key in sorted(groups)}


def reliability_of(outcomes: Iterable[Outcome]) -> Reliability:
    """How often facts are right, by confidence."""
    steps: defaultdict[float, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.support is not None:
            steps[next(end for end in BINS if outcome.support.confidence <= end)].append(outcome)
    told = {end: _told(steps[end]) for end in BINS if end in steps}
    total = sum(step.found for step in told.values())
    error = sum(abs(step.confidence - step.share) * step.found for step in told.values()) / total if total else 0.0
    return Reliability(told, round(error, 4))


def _told(outcomes: list[Outcome]) -> Told:
    sure = [outcome.support.confidence for outcome in outcomes if outcome.support]
    right = sum(outcome.verdict is Verdict.RIGHT for outcome in outcomes)
    return Told(len(outcomes), right, round(sum(sure) / len(sure), 4))
