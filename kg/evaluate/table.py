"""An evaluation as a table for the reader and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping

from kg.evaluate.compare import Comparison
from kg.evaluate.reliability import Reliability, Told
from kg.evaluate.score import Evaluation, Outcome, Score


def as_json(report: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    """Family → p, r, f1 (four places), tp, fp, fn."""
    return {
        family: {
            "p": score.precision,
            "r": score.recall,
            "f1": score.f1,
            "tp": score.right,
            "fp": score.wrong,
            "fn": score.missed,
        }
        for family, score in report.items()
    }


def as_table(evaluation: Evaluation, *, errors: int = 0) -> str:
    """The report, a line a family, after the first ``errors`` errors (document, family, verdict, words, by tabs)."""
    lines = [_line(outcome) for outcome in evaluation.errors()[:errors]]
    lines.append(f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'tp':>7}{'fp':>6}{'fn':>6}   ({len(evaluation.sources)} documents)")
    for family, score in evaluation.report().items():
        figures = f"{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}"
        lines.append(f"{family:20}{figures}{score.right:7}{score.wrong:6}{score.missed:6}")
    return "\n".join(lines)


def as_difference(comparison: Comparison, *, errors: int = 0) -> str:
    """F1 before and after by family, then the first ``errors`` facts of each kind of change."""
    lines = [f"{'':20}{'before':>8}{'after':>8}{'change':>9}"]
    for family, (before, after) in comparison.f1.items():
        lines.append(f"{family:20}{before:8.3f}{after:8.3f}{after - before:+9.3f}")
    for heading, outcomes in (
        ("gained", comparison.gained),
        ("lost", comparison.lost),
        ("newly wrong", comparison.new_wrong),
        ("no longer wrong", comparison.gone_wrong),
    ):
        lines.append(f"{heading}: {len(outcomes)}")
        lines += [f"\t{_line(outcome)}" for outcome in outcomes[:errors]]
    return "\n".join(lines)


def as_rules(rules: Mapping[tuple[str, str], Told]) -> str:
    """What each rule found, a line each, by tabs: family, rule, found, right, share right, mean confidence."""
    lines = ["family\trule\tfound\tright\tshare\tconfidence"]
    for (family, rule), told in rules.items():
        lines.append(f"{family}\t{rule}\t{told.found}\t{told.right}\t{told.share:.2f}\t{told.confidence:.2f}")
    return "\n".join(lines)


def as_reliability(reliability: Reliability) -> str:
    """A line for each step of confidence, then the expected calibration error."""
    lines = [f"{'confidence':>12}{'found':>8}{'right':>8}{'mean':>8}"]
    low = 0.0
    for end, told in reliability.steps.items():
        lines.append(f"{f'{low:.2f}-{end:.2f}':>12}{told.found:8}{told.share:8.3f}{told.confidence:8.3f}")
        low = end
    return "\n".join([*lines, f"expected calibration error {reliability.error:.3f}"])


def _line(outcome: Outcome) -> str:
    return "\t".join((outcome.document, outcome.family, outcome.verdict.value, outcome.what))
