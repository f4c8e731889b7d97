"""Trains what chooses issuers, targets and dates of policies: ``python -m kg.evaluate.policy_facts_train --data DIR…``.

Each ``DIR`` holds annotated articles. Every option of a policy that is found is an example: right by as much as its
names are like an annotated name of that policy, wrong where the policy itself is none. Nothing is drawn by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kg.evaluate.gold import GoldDocument, load_gold
from kg.evaluate.likeness import normalise_all
from kg.evaluate.pairing import LEAST, LINK_SCORES, pair, policy_score
from kg.evaluate.views import ThingView
from kg.facts.context import Context
from kg.facts.events import find_events
from kg.facts.policies import dates_of, ground_of
from kg.facts.policies.date_options import date_options
from kg.facts.policies.dates import date_of
from kg.facts.policies.groups import group
from kg.facts.policies.issuer_options import issuer_options
from kg.facts.policies.issuers import issuers_of
from kg.facts.policies.options import DateOption, Option
from kg.facts.policies.target_options import target_options
from kg.facts.policies.targets import targets_of
from kg.facts.roles import find_roles
from kg.language import analyse
from kg.lexicon.policies import FACT_WEIGHTS
from kg.mentions import find_mentions
from kg.mentions.finds import Finds
from kg.mentions.ridge import fit_ridge
from kg.model import Article, Claim, Page, PageKind
from kg.page import part_page

PENALTIES = {"issuers": 3.0, "targets": 10.0, "dates": 2.0}
"""What the square of a weight costs, by family: there are many more features of targets."""
LEVELS = {
    "issuers": {"told": 0.15, "first": 0.25, "next": 0.5},
    "targets": {"told": 0.2, "first": 0.25, "next": 0.5},
    "dates": {"told": 0.3, "first": 0.3},
}
"""The least probability of facts that grammar tells, of the first fact of a policy that it does not tell, and of the
next ones (a policy has one date): the best F1 on articles that the weights never saw, or close to it."""
_LEAST = 5
_SMALL = 0.03


@dataclass(frozen=True, slots=True)
class FactExample:
    """One option of a policy: its features, and how right it is (0 to 1)."""

    features: tuple[str, ...]
    right: float


Examples = dict[str, list[FactExample]]
"""The examples by family."""


def read_examples(documents: Sequence[GoldDocument]) -> Examples:
    """The options of every policy that is found in ``documents``."""
    examples: Examples = {family: [] for family in PENALTIES}
    for document in documents:
        found = [policy for article in _articles(document) for policy in _policies(article)]
        golds = {
            at: gold for gold, at in pair(document.view.policies, [view for view, _ in found], policy_score).items()
        }
        for at, (_, options) in enumerate(found):
            gold = document.view.policies[golds[at]] if at in golds else None
            for family, offered in options.items():
                examples[family] += (FactExample(tuple(o.features), _rightness(o, family, gold)) for o in offered)
    return examples


def _rightness(option: Option | DateOption, family: str, gold: ThingView | None) -> float:
    if isinstance(option, DateOption):
        return float(gold is not None and option.value.start in gold.dates)
    names = normalise_all(option.names)
    likeness = max((LINK_SCORES[family](value, names) for value in gold.links[family]), default=0.0) if gold else 0.0
    if likeness < LEAST:
        return 0.0
    return likeness if family == "targets" else 1.0


def _articles(document: GoldDocument) -> Iterator[Article]:
    for name, text in document.texts():
        title, source, date = document.title, document.source, document.published
        yield from part_page(
            Page(name, name, text, "utf-8", PageKind.ARTICLE, title=title, source=source, date=date)
        ).articles


def _policies(article: Article) -> Iterator[tuple[ThingView, dict[str, Sequence[Option | DateOption]]]]:
    """The policies of ``article``, each as grammar tells it, with all its options by family."""
    sentences = analyse(article)
    finds = Finds.of(article, sentences)
    mentions = find_mentions(article, sentences, finds)
    context = Context.of(article, mentions, finds)
    roles = find_roles(article, mentions, context, finds)
    ground = ground_of(article, mentions, context, find_events(article, sentences, mentions, context, roles))
    dates = dates_of(mentions)
    for found in group(article, list(ground.scene.mentions)):
        issuers, targets = issuers_of(found, ground.scene), targets_of(found, ground.scene)
        date = date_of(found, ground.scene, dates)
        links = {"issuers": _names(issuers), "targets": _names(targets)}
        view = ThingView(normalise_all(found.names), found.names[0], (date[0].start,) if date else (), links)
        yield (
            view,
            {
                "issuers": issuer_options(found, issuers, ground),
                "targets": target_options(found, targets, ground),
                "dates": date_options(found, date, ground, dates),
            },
        )


def _names(claims: Sequence[Claim]) -> tuple[tuple[str, ...], ...]:
    return tuple(normalise_all(claim.names) for claim in claims)


def fit(examples: Sequence[FactExample], penalty: float) -> dict[str, float]:
    """The weights of ridge logistic regression; features of fewer than five options are left out."""
    if not examples:
        return {"bias": 0.0}
    counts = Counter(feature for example in examples for feature in set(example.features))
    # White space parts the fields and lines of the file of weights.
    known = sorted(f for f, n in counts.items() if n >= _LEAST and len(f.split()) == 1 and f == f.strip())
    return fit_ridge([e.features for e in examples], [e.right for e in examples], known, penalty)


def write_fact_weights(examples: Examples, out: Path) -> int:
    """Train each family and write the weights that matter to ``out``; returns how many there are."""
    lines = []
    for family, penalty in PENALTIES.items():
        weights = fit(examples[family], penalty)
        kept = {name: value for name, value in weights.items() if abs(value) >= _SMALL or name == "bias"}
        lines += [f"{family}\t{name}\t{value:.2f}" for name, value in sorted((kept | LEVELS[family]).items())]
    head = (
        "# Weights of issuers and targets of policies (family, feature, weight), by kg.evaluate.policy_facts_train.\n"
    )
    out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


@click.command()
@click.option("--data", "folders", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--out", type=click.Path(path_type=Path), default=FACT_WEIGHTS, show_default=True)
def main(folders: tuple[Path, ...], out: Path) -> None:
    """Train on the annotated articles of each --data and write the weights."""
    documents = [document for folder in folders for document in load_gold(folder)]
    examples = read_examples(documents)
    count = write_fact_weights(examples, out)
    told = ", ".join(f"{len(rows)} {family}" for family, rows in examples.items())
    click.echo(f"{len(documents)} articles, options: {told}; {count} weights")


if __name__ == "__main__":
    main()
