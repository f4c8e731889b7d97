"""How right the extractor is: a graph compared with annotated articles, by family of fact.

``load_gold(folder)`` reads annotations, ``read_system(quads)`` the facts of a graph, ``judge(gold, system)`` pairs
them and gives an ``Evaluation`` whose ``report()`` holds precision, recall and F1 by family; ``build_and_judge``
runs an extractor on the annotated texts first; ``compare(before, after)`` tells what a change gained and lost,
``reliability_of(outcomes)`` whether confidence can be believed.
"""

from kg.evaluate.compare import Comparison, compare
from kg.evaluate.gold import GoldDocument, GoldError, load_gold
from kg.evaluate.reliability import Reliability, Told, by_rules, reliability_of
from kg.evaluate.run import build_and_judge, graph_of_articles, judge_graph
from kg.evaluate.score import FAMILIES, SUMS, Evaluation, Outcome, Score, Verdict, judge
from kg.evaluate.system import SystemView, read_file, read_system
from kg.evaluate.table import as_difference, as_json, as_reliability, as_rules, as_table

__all__ = [
    "FAMILIES",
    "SUMS",
    "Comparison",
    "Evaluation",
    "GoldDocument",
    "GoldError",
    "Outcome",
    "Reliability",
    "Score",
    "SystemView",
    "Told",
    "Verdict",
    "as_difference",
    "as_json",
    "as_reliability",
    "as_rules",
    "as_table",
    "build_and_judge",
    "by_rules",
    "compare",
    "graph_of_articles",
    "judge",
    "judge_graph",
    "load_gold",
    "read_file",
    "read_system",
    "reliability_of",
]
