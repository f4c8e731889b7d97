"""How right the extractor is where what it learned from annotations never saw the article.

    python bench/crossvalidate.py FOLDER… [--folds K]

The tagger and the weights that decide on loosely named policies, and those that choose issuers, targets and dates, are
trained again for each fold, on the annotated articles of all ``FOLDER`` but those of the fold; then those are scored.
The recogniser of names never saw an annotated article. What people wrote with annotations at hand, the rules, cannot be
taken back for a fold: sets that nobody looked at while writing tell of these (``bench/accuracy.py``). Writes the table
of docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

from accuracy import COLUMNS, PAGE, quads, table

from kg.evaluate import Evaluation, GoldDocument, Outcome, build_and_judge, load_gold
from kg.evaluate.policy_facts_train import read_examples, write_fact_weights
from kg.lexicon import policies
from kg.lexicon.weights import write_weights
from kg.mentions.policy_scores import threshold as chosen_from
from kg.mentions.policy_study import read_studied, train_tagger
from kg.mentions.policy_tagger import tagger
from kg.mentions.policy_train import HEAD, SMALL, fit, learned_examples

BEGIN, END = "<!-- cross-validated: bench/crossvalidate.py -->", "<!-- end of cross-validated -->"


def documents(folders: list[Path]) -> list[tuple[str, GoldDocument]]:
    """Each annotated article with the name of its folder, in the order in which ``read_studied`` counts files."""
    paths = [(folder.name, path) for folder in folders for path in sorted(folder.glob("*.json"))]
    return [(name, load_gold(path)[0]) for name, path in paths]


def held_out(folders: list[Path], folds: int) -> dict[str, list[Outcome]]:
    """What became of every fact, by folder, under weights and a tagger that never saw its article."""
    articles, studied = documents(folders), read_studied(folders)
    threshold = policies.policy_weights()["threshold"]
    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        for fold in range(folds):
            seen = [article for number, article in enumerate(studied) if number % folds != fold]
            policies.WEIGHTS, policies.TAGGER = Path(scratch) / "weights.tsv", Path(scratch) / f"tagger-of-{fold}.npz"
            weights = fit(learned_examples(seen)) | {"threshold": threshold}
            write_weights(weights, policies.WEIGHTS, HEAD, SMALL)
            train_tagger(seen, policies.TAGGER)
            for cached in (policies.policy_weights, tagger, chosen_from):
                cached.cache_clear()
            policies.FACT_WEIGHTS = Path(scratch) / "fact-weights.tsv"
            others = [document for number, (_, document) in enumerate(articles) if number % folds != fold]
            write_fact_weights(read_examples(others), policies.FACT_WEIGHTS)
            policies.fact_weights.cache_clear()
            mine = articles[fold::folds]
            for name in {name for name, _ in mine}:
                kept = [document for folder, document in mine if folder == name]
                outcomes[name] += build_and_judge(kept, quads).outcomes  # type: ignore[arg-type]
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    outcomes = held_out(options.folders, options.folds)
    rows = {}
    for folder in options.folders:
        found = tuple(outcomes[folder.name])
        report = Evaluation(found, {outcome.document: "" for outcome in found}, ()).report()
        rows[folder.name] = (len(list(folder.glob("*.json"))), {column: report[column] for column in COLUMNS})
    made = table(rows)
    print(made)
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{made}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
