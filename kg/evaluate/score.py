"""From pairs to figures: every fact is right, wrong or missed, and a family's score counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.evaluate.gold import GoldDocument
from kg.evaluate.pairing import LINK_SCORES, Pairs, event_score, pair, policy_score, role_score
from kg.evaluate.views import EVENT_LINKS, POLICY_LINKS, DocumentView, Support, ThingView

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
    """What became of one fact. ``what`` names it: an annotated fact in the annotation's words, else in the graph's.

    ``support`` tells what found it, None for what is missed; ``kind`` that of its event, "" for others.
    """

    document: str
    family: str
    verdict: Verdict
    what: str
    support: Support | None = field(default=None, compare=False)
    kind: str = field(default="", compare=False)


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

    def by_kind(self) -> dict[str, dict[str, Score]]:
        """The report of the events' families for each kind of event apart; what is wrong counts for its own kind."""
        kinds = sorted({outcome.kind for outcome in self.outcomes} - {""})
        reports = {kind: _report(o for o in self.outcomes if o.kind == kind) for kind in kinds}
        names = ("event", *EVENT_FACTS, "event-facts")
        return {kind: {name: report[name] for name in names} for kind, report in reports.items()}

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


Judged = Iterator[tuple[str, Verdict, str, Support | None, str]]
Supports = Sequence[Support | None]


def _document(gold: DocumentView, system: DocumentView) -> Judged:
    roles = pair(gold.roles, system.roles, role_score)
    golds, systems = ([role.shown for role in side.roles] for side in (gold, system))
    yield from _pairs("role", roles, golds, systems, [role.support for role in system.roles])
    yield from _things("event", gold.events, system.events, event_score)
    yield from _things("policy", gold.policies, system.policies, policy_score)


def _pairs(
    family: str, pairs: Pairs, golds: Sequence[str], systems: Sequence[str], supports: Supports, kind: str = ""
) -> Judged:
    for i, shown in enumerate(golds):
        if i in pairs:
            yield family, Verdict.RIGHT, shown, supports[pairs[i]], kind
        else:
            yield family, Verdict.MISSED, shown, None, kind
    answers = set(pairs.values())
    for j, shown in enumerate(systems):
        if j not in answers:
            yield family, Verdict.WRONG, shown, supports[j], kind


def _things(
    family: str,
    golds: Sequence[ThingView],
    systems: Sequence[ThingView],
    score: Callable[[ThingView, ThingView], float],
) -> Judged:
    pairs = pair(golds, systems, score)
    for i, gold in enumerate(golds):
        system = systems[pairs[i]] if i in pairs else None
        verdict = Verdict.MISSED if system is None else Verdict.RIGHT
        yield family, verdict, gold.shown, system.support if system else None, gold.kind
        yield from _thing(family, gold, system)
    answers = set(pairs.values())
    for j, system in enumerate(systems):
        if j not in answers:
            yield family, Verdict.WRONG, system.shown, system.support, system.kind
            yield from _all(family, system, Verdict.WRONG)


def _thing(family: str, gold: ThingView, system: ThingView | None) -> Judged:
    """What is said of one annotated event or policy, against what the graph says of its pair."""
    if system is None:
        yield from _all(family, gold, Verdict.MISSED)
        return
    # Several annotated dates are readings of one day, so one date is right at most and one is missed at most.
    told = dict(zip(system.dates, system.supports.get("date", ()), strict=False))
    right = next((date for date in system.dates if date in gold.dates), None)
    if gold.dates:
        verdict = Verdict.MISSED if right is None else Verdict.RIGHT
        yield f"{family}.date", verdict, f"{gold.shown}: {gold.dates[0]}", told.get(right or ""), gold.kind
    for date in system.dates:
        if date != right:
            yield f"{family}.date", Verdict.WRONG, f"{gold.shown}: {date}", told.get(date), gold.kind
    for name, values in gold.links.items():
        found = system.links[name]
        pairs = pair(values, found, LINK_SCORES[name])
        supports = system.supports.get(name) or (None,) * len(found)
        yield from _pairs(f"{family}.{name}", pairs, _shown(gold, values), _shown(gold, found), supports, gold.kind)


def _all(family: str, thing: ThingView, verdict: Verdict) -> Judged:
    """Everything said of a thing that has no pair; of several accepted dates one is missed."""
    for at, date in enumerate(thing.dates[:1] if verdict is Verdict.MISSED else thing.dates):
        yield f"{family}.date", verdict, f"{thing.shown}: {date}", _support(thing, "date", at), thing.kind
    for name, values in thing.links.items():
        for at, shown in enumerate(_shown(thing, values)):
            yield f"{family}.{name}", verdict, shown, _support(thing, name, at), thing.kind


def _support(thing: ThingView, name: str, at: int) -> Support | None:
    return next(iter(thing.supports.get(name, ())[at : at + 1]), None)


def _shown(thing: ThingView, values: Sequence[tuple[str, ...]]) -> list[str]:
    return [f"{thing.shown}: {names[0] if names else '?'}" for names in values]
