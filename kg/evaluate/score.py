"""From pairs to figures: every fact is right, wrong or missed, and a family's score counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.evaluate.gold import GoldDocument
from kg.evaluate.pairing import LINK_SCORES, Pairs, event_score, pair, policy_score, role_score
from kg.evaluate.views import EVENT_LINKS, POLICY_LINKS, DocumentView, ThingView

EVENT_FACTS = ("event.date", *(f"event.{field}" for field in EVENT_LINKS))
POLICY_FACTS = (*(f"policy.{field}" for field in POLICY_LINKS), "policy.date")
FAMILIES = ("role", "event", *EVENT_FACTS, "policy", *POLICY_FACTS)
SUMS: Mapping[str, tuple[str, ...]] = {
    "event-facts": EVENT_FACTS,
    "policy-facts": POLICY_FACTS,
    "all-facts": ("role", *EVENT_FACTS, *POLICY_FACTS),
}
"""Families counted together. Finding an event or a policy is counted apart from what is said of it."""


class Verdict(StrEnum):
    """``right``: annotated and found; ``wrong``: found and not annotated; ``missed``: annotated and not found."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """What became of one fact. ``what`` names it: an annotated fact in the annotation's words, else in the graph's."""

    document: str
    family: str
    verdict: Verdict
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and what follows from them, rounded to four places; F1 of nothing to find and nothing found is 1."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return round(self._precision, 4)

    @property
    def recall(self) -> float:
        """The share of what is annotated that was found."""
        return round(self._recall, 4)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        p, r = self._precision, self._recall
        if p + r:
            return round(2 * p * r / (p + r), 4)
        return 0.0 if self.wrong + self.missed else 1.0

    @property
    def _precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 0.0

    @property
    def _recall(self) -> float:
        annotated = self.right + self.missed
        return self.right / annotated if annotated else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every fact's outcome, the sources of the documents, and the documents of which the graph knows nothing."""

    outcomes: tuple[Outcome, ...]
    sources: Mapping[str, str]
    unknown: tuple[str, ...]

    def report(self) -> dict[str, Score]:
        """The score of each family, then of the families counted together."""
        return _report(self.outcomes)

    def by_source(self) -> dict[str, dict[str, Score]]:
        """The report for each newspaper or broadcast apart."""
        kept: dict[str, list[Outcome]] = {source: [] for source in self.sources.values()}
        for outcome in self.outcomes:
            kept[self.sources[outcome.document]].append(outcome)
        return {source: _report(outcomes) for source, outcomes in sorted(kept.items())}

    def errors(self) -> tuple[Outcome, ...]:
        """What is wrong or missed, in the order of the documents."""
        return tuple(outcome for outcome in self.outcomes if outcome.verdict is not Verdict.RIGHT)


def _report(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    counts = Counter((outcome.family, outcome.verdict) for outcome in outcomes)

    def score(families: Iterable[str]) -> Score:
        return Score(*(sum(counts[family, verdict] for family in families) for verdict in Verdict))

    return {family: score([family]) for family in FAMILIES} | {name: score(parts) for name, parts in SUMS.items()}


def judge(documents: Sequence[GoldDocument], system: Mapping[str, DocumentView]) -> Evaluation:
    """Compare the annotated documents with what the graph states for each, by identifier."""
    outcomes: list[Outcome] = []
    for document in documents:
        view = system.get(document.identifier, DocumentView())
        outcomes += (Outcome(document.identifier, *rest) for rest in _document(document.view, view))
    return Evaluation(
        outcomes=tuple(outcomes),
        sources={document.identifier: document.source or "" for document in documents},
        unknown=tuple(d.identifier for d in documents if d.identifier not in system and d.view != DocumentView()),
    )


Judged = Iterator[tuple[str, Verdict, str]]


def _document(gold: DocumentView, system: DocumentView) -> Judged:
    roles = pair(gold.roles, system.roles, role_score)
    yield from _pairs("role", roles, [r.shown for r in gold.roles], [r.shown for r in system.roles])
    yield from _things("event", gold.events, system.events, event_score)
    yield from _things("policy", gold.policies, system.policies, policy_score)


def _pairs(family: str, pairs: Pairs, golds: Sequence[str], systems: Sequence[str]) -> Judged:
    for i, shown in enumerate(golds):
        yield family, Verdict.RIGHT if i in pairs else Verdict.MISSED, shown
    answers = set(pairs.values())
    for j, shown in enumerate(systems):
        if j not in answers:
            yield family, Verdict.WRONG, shown


def _things(
    family: str,
    golds: Sequence[ThingView],
    systems: Sequence[ThingView],
    score: Callable[[ThingView, ThingView], float],
) -> Judged:
    pairs = pair(golds, systems, score)
    yield from _pairs(family, pairs, [g.shown for g in golds], [s.shown for s in systems])
    for i, gold in enumerate(golds):
        yield from _thing(family, gold, systems[pairs[i]] if i in pairs else None)
    answers = set(pairs.values())
    for j, system in enumerate(systems):
        if j not in answers:
            yield from _all(family, system, Verdict.WRONG)


def _thing(family: str, gold: ThingView, system: ThingView | None) -> Judged:
    """What is said of one annotated event or policy, against what the graph says of its pair."""
    if system is None:
        yield from _all(family, gold, Verdict.MISSED)
        return
    # Several annotated dates are readings of one day, so one date is right at most and one is missed at most.
    right = bool(set(gold.dates) & set(system.dates))
    if gold.dates:
        shown = f"{gold.shown}: {gold.dates[0]}"
        yield f"{family}.date", Verdict.RIGHT if right else Verdict.MISSED, shown
    for date in _less_one(system.dates, gold.dates) if right else system.dates:
        yield f"{family}.date", Verdict.WRONG, f"{gold.shown}: {date}"
    for field, values in gold.links.items():
        pairs = pair(values, system.links[field], LINK_SCORES[field])
        yield from _pairs(f"{family}.{field}", pairs, _shown(gold, values), _shown(gold, system.links[field]))


def _all(family: str, thing: ThingView, verdict: Verdict) -> Judged:
    """Everything said of a thing that has no pair; of several accepted dates one is missed."""
    for date in thing.dates[:1] if verdict is Verdict.MISSED else thing.dates:
        yield f"{family}.date", verdict, f"{thing.shown}: {date}"
    for field, values in thing.links.items():
        for shown in _shown(thing, values):
            yield f"{family}.{field}", verdict, shown


def _less_one(dates: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    at = next(i for i, date in enumerate(dates) if date in right)
    return dates[:at] + dates[at + 1 :]


def _shown(thing: ThingView, values: Sequence[tuple[str, ...]]) -> list[str]:
    return [f"{thing.shown}: {names[0] if names else '?'}" for names in values]
