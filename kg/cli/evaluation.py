"""`wentu eval`: how right the extractor is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click
from pyoxigraph import Quad

from kg.evaluate import (
    FAMILIES,
    SUMS,
    Evaluation,
    as_difference,
    as_json,
    as_reliability,
    as_rules,
    as_table,
    build_and_judge,
    by_rules,
    compare,
    judge,
    judge_graph,
    load_gold,
    read_file,
    reliability_of,
)
from kg.model import InputError, Page


def _quads(page: Page) -> Iterable[Quad]:
    from kg.pipeline import extract_page

    facts = extract_page(page)
    for issue in facts.issues:
        if issue.code == "extraction-failed":
            click.echo(f"{issue.severity.value}: {issue.where}: {issue.message}", err=True)
    return [quad for quads in facts.graphs.values() for quad in quads]


def _bounds(told: str) -> dict[str, float]:
    """``role=0.9,event=0.8``: the least F1 of each family that is named."""
    bounds = {}
    for bound in filter(None, told.split(",")):
        family, _, least = bound.partition("=")
        try:
            if family.strip() not in {*FAMILIES, *SUMS}:
                raise ValueError(family)
            bounds[family.strip()] = float(least)
        except ValueError:
            families = ", ".join((*FAMILIES, *SUMS))
            raise InputError(f"--fail-under: {bound!r} is not FAMILY=F1 with a family of: {families}") from None
    return bounds


def _evaluation(gold: str, graph: str | None, store: str | None) -> Evaluation:
    documents = load_gold(gold)
    if graph:
        return judge(documents, read_file(graph))
    if store:
        from kg.store import open_store

        with open_store(store, read_only=True) as opened:
            return judge_graph(documents, (quad for iri in opened.graphs() for quad in opened.quads(iri)))
    return build_and_judge(documents, _quads)


@click.command("eval")
@click.argument("gold", metavar="GOLD_DIR")
@click.option("--graph", metavar="FILE", help="Score this N-Quads or TriG file instead of extracting now.")
@click.option("--store", metavar="DIR|URL", help="Score the graph of this store instead of extracting now.")
@click.option("--against", metavar="FILE", help="An earlier build (.nq, .trig): show what was gained and lost since.")
@click.option("--by-source", is_flag=True, help="The table for each newspaper, too.")
@click.option("--by-kind", is_flag=True, help="The events' families for each kind of event, too.")
@click.option("--by-rule", is_flag=True, help="What each rule found: how many facts, right ones, confidence.")
@click.option("--reliability", is_flag=True, help="How often facts of each confidence are right.")
@click.option("--errors", default=0, metavar="N", help="List this many errors.")
@click.option("--json", "json_to", metavar="FILE", help="Write the figures here as JSON.")
@click.option("--fail-under", default="", metavar="FAMILY=F1,…", help="Exit 1 where an F1 is lower.")
def evaluate(
    gold: str,
    graph: str | None,
    store: str | None,
    against: str | None,
    by_source: bool,
    by_kind: bool,
    by_rule: bool,
    reliability: bool,
    errors: int,
    json_to: str | None,
    fail_under: str,
) -> int:
    """Precision, recall and F1 against annotated articles.

    The annotated texts are extracted now, unless --graph or --store name a graph that was built before.
    """
    bounds = _bounds(fail_under)
    try:
        evaluation = _evaluation(gold, graph, store)
        before = judge(load_gold(gold), read_file(against)) if against else None
    except ValueError as error:  # GoldError, or a graph file that is none
        raise InputError(str(error)) from None
    if before is not None:
        click.echo(as_difference(compare(before, evaluation), errors=errors))
    else:
        click.echo(as_table(evaluation, errors=errors))
    for parts in (evaluation.by_source() if by_source else {}, evaluation.by_kind() if by_kind else {}):
        for part, report in parts.items():
            click.echo(f"{part}: " + ", ".join(f"{family} {score.f1:.3f}" for family, score in report.items()))
    if by_rule:
        click.echo(as_rules(by_rules(evaluation.outcomes)))
    if reliability:
        click.echo(as_reliability(reliability_of(evaluation.outcomes)))
    report = evaluation.report()
    if json_to:
        figures = json.dumps(as_json(report), ensure_ascii=False, indent=1)
        Path(json_to).write_text(figures + "\n", encoding="utf-8")
    short = [
        f"{family} {report[family].f1:.3f} < {least}" for family, least in bounds.items() if report[family].f1 < least
    ]
    if short:
        click.echo("falls short: " + "; ".join(short), err=True)
    return 1 if short else 0
