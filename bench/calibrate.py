"""Counts how often each rule is right and writes the confidences; tells how far they can be believed.

    python bench/calibrate.py FOLDER… [--check]

Each ``FOLDER`` holds annotated articles that the rules were not written against error by error (``bench/annotations.py
unpack`` makes them whole). A confidence is the share that is right of a family's facts, of those of one rule, and of
those of one rank within the rule, each drawn towards the one before it as if ``PRIOR`` facts more had been counted.
Each article is told the confidences that the others teach (eight folds): that makes the table of docs/accuracy.md.
``--check`` writes nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kg.evaluate import Evaluation, Outcome, Reliability, Verdict, build_and_judge, load_gold, reliability_of
from kg.evaluate.table import as_reliability
from kg.evaluate.views import Support
from kg.facts import state_facts
from kg.facts.confidence import keys_of
from kg.language import analyse
from kg.mentions import find_mentions
from kg.model import Article, Extraction, Page
from kg.page import part_page
from kg.rdf import article_quads
from kg.resolve import resolve_page

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "kg" / "lexicon" / "data" / "confidence.tsv"
DOCS = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- reliability: bench/calibrate.py -->", "<!-- end of reliability -->"
FOLDS = 8
PRIOR = 10
"""As many facts count for what the wider group tells."""
Table = dict[tuple[str, ...], float]


def uncalibrated(article: Article) -> Extraction:
    sentences = analyse(article)
    return state_facts(article, sentences, find_mentions(article, sentences))


def quads(page: Page) -> list[object]:
    extractions = [uncalibrated(article) for article in part_page(page).articles]
    resolved = zip(extractions, resolve_page(extractions), strict=True)
    return [quad for extraction, resolution in resolved for quad in article_quads(extraction, resolution)]


def judged(folders: list[str]) -> list[Outcome]:
    """What became of every fact that was found in the articles of ``folders``, of the families annotated there."""
    found: list[Outcome] = []
    for folder in folders:
        evaluation: Evaluation = build_and_judge(load_gold(folder), quads)  # type: ignore[arg-type]
        annotated = {outcome.family for outcome in evaluation.outcomes if outcome.verdict is not Verdict.WRONG}
        found += (o for o in evaluation.outcomes if o.support is not None and o.family in annotated)
    return found


def learned(outcomes: list[Outcome]) -> Table:
    """The confidence for each key, from the widest to the closest."""
    found: Counter[tuple[str, ...]] = Counter()
    right: Counter[tuple[str, ...]] = Counter()
    for outcome in outcomes:
        assert outcome.support is not None
        for key in keys_of(outcome.family, outcome.support.rule, outcome.support.confidence):
            found[key] += 1
            right[key] += outcome.verdict is Verdict.RIGHT
    table: Table = {}
    for key in sorted(found, key=len):
        wider = table.get(key[:-1], 0.8)
        table[key] = min(round((right[key] + PRIOR * wider) / (found[key] + PRIOR), 2), 0.99)
    return table


def told(outcome: Outcome, table: Table) -> Outcome:
    assert outcome.support is not None
    keys = keys_of(outcome.family, outcome.support.rule, outcome.support.confidence)
    sure = next((table[key] for key in keys if key in table), outcome.support.confidence)
    return replace(outcome, support=Support(outcome.support.rule, sure))


def held_out(outcomes: list[Outcome]) -> list[Outcome]:
    """Each outcome with the confidence that the articles of the other folds teach."""
    articles = sorted({outcome.document for outcome in outcomes})
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    out: list[Outcome] = []
    for number in range(FOLDS):
        table = learned([o for o in outcomes if fold[o.document] != number])
        out += (told(o, table) for o in outcomes if fold[o.document] == number)
    return out


def as_markdown(before: Reliability, after: Reliability) -> str:
    lines = ["| confidence | facts | right | mean confidence |", "|---|--:|--:|--:|"]
    low = 0.0
    for end, step in after.steps.items():
        lines.append(f"| {low:.2f}–{end:.2f} | {step.found} | {step.share:.2f} | {step.confidence:.2f} |")
        low = end
    errors = f"{after.error:.3f}; with the ranks as the rules set them it would be {before.error:.3f}"
    return "\n".join([*lines, "", f"Expected calibration error {errors}."])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    outcomes = judged(options.folders)
    before, after = reliability_of(outcomes), reliability_of(held_out(outcomes))
    print(as_reliability(after))
    if options.check:
        return
    rows = [
        "\t".join([*key, *[""] * (3 - len(key)), f"{value:.2f}"]) for key, value in sorted(learned(outcomes).items())
    ]
    head = (
        "# How often facts are right: family, rule, rank, share. Counted on annotated articles by bench/calibrate.py.\n"
    )
    TABLE.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    first, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    made = f"{BEGIN}\n{as_markdown(before, after)}\n{END}"
    DOCS.write_text(f"{first}{made}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
