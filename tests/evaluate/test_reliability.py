from kg.evaluate import Outcome, Verdict, as_reliability, as_rules, by_rules, reliability_of
from kg.evaluate.views import Support

RIGHT, WRONG, MISSED = Verdict.RIGHT, Verdict.WRONG, Verdict.MISSED


def outcome(verdict: Verdict, confidence: float, rule: str = "list", family: str = "role") -> Outcome:
    return Outcome("a", family, verdict, "陆远舟", Support(rule, confidence))


def test_confidence_that_is_kept_has_no_error() -> None:
    outcomes = [outcome(RIGHT, 0.75)] * 3 + [outcome(WRONG, 0.75)]
    reliability = reliability_of(outcomes)
    assert reliability.error == 0.0
    (step,) = reliability.steps.values()
    assert (step.found, step.right, step.share, step.confidence) == (4, 3, 0.75, 0.75)


def test_confidence_that_promises_too_much_is_told() -> None:
    assert reliability_of([outcome(RIGHT, 1.0), outcome(WRONG, 1.0)]).error == 0.5


def test_what_was_missed_or_has_no_statement_says_nothing_of_confidence() -> None:
    outcomes = [Outcome("a", "role", MISSED, "陆远舟"), Outcome("a", "role", WRONG, "陆远舟"), outcome(RIGHT, 1.0)]
    reliability = reliability_of(outcomes)
    assert sum(step.found for step in reliability.steps.values()) == 1 and reliability.error == 0.0
    assert reliability_of([]).error == 0.0


def test_rules_are_counted_apart() -> None:
    outcomes = [outcome(RIGHT, 0.9), outcome(WRONG, 0.7), outcome(RIGHT, 0.8, "title", "event")]
    told = by_rules(outcomes)
    assert list(told) == [("event", "title"), ("role", "list")]
    assert (told["role", "list"].found, told["role", "list"].share, told["role", "list"].confidence) == (2, 0.5, 0.8)
    assert "role\tlist\t2\t1\t0.50\t0.80" in as_rules(told).splitlines()
    assert as_reliability(reliability_of(outcomes)).splitlines()[-1].startswith("expected calibration error")
