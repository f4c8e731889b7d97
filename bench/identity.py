"""How well the graph tells who is who, against ``bench/identity``.

    python bench/identity.py NEWS [--store DIR] [--wrong FAMILY]

``NEWS`` holds the corpora (*.jsonl.gz). The annotated articles are built into a store of their own, or taken from the
one at ``--store``, which may hold others as well. ``--wrong`` lists the pairs of one family that come out wrong; of
people those of all rounds of annotation but the fourth, so that what is mended for them can be checked on it.

B³: for each mention, how much of its cluster is its entity (precision) and how much of its entity is in its cluster
(recall), averaged. A mention that the graph has no node for is counted as unseen and stands alone in the strict figure.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from identity_check import FAMILIES, LATER, Mention, mentions, pairs, read
from pyoxigraph import Literal, NamedNode

from kg.pipeline import build
from kg.rdf.iris import article_iri, kind_of
from kg.rdf.vocabulary import ADCODE, ALT_LABEL, END, LABEL, MEMBER, OBJECT, START, SUBJECT
from kg.resolve.names import fold, person_key
from kg.store import Store, open_store

KINDS = {"people": "person", "organizations": "organization", "places": "place", "events": "event"}
ONLY_SCORED = "fourth"
Place = tuple[str, str]
"""An article and a name in it."""


def nodes_named(store: Store, articles: Iterable[str]) -> dict[tuple[str, str, str], set[str]]:
    """The nodes by kind, article and folded name."""
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for article in articles:
        for quad in store.quads(article_iri(article)):
            if quad.predicate in (LABEL, ALT_LABEL) and isinstance(quad.subject, NamedNode):
                kind = kind_of(quad.subject.value)
                if isinstance(quad.object, Literal):
                    key = person_key(quad.object.value) if kind == "person" else fold(quad.object.value)
                    found[kind, article, key].add(quad.subject.value)
    return found


def node_of(named: Mapping[tuple[str, str, str], set[str]], family: str, mention: Mention, store: Store) -> str | None:
    """The node that the article's graph calls so; None where there is none, or several of which the words that speak of
    them do not tell which."""
    kind = KINDS[family]
    key = person_key(mention["name"]) if kind == "person" else fold(mention["name"])
    nodes = named.get((kind, mention["article"], key), set())
    if len(nodes) > 1:
        nodes = nodes & spoken_of(store, mention["article"], mention["start"])
    return next(iter(nodes)) if len(nodes) == 1 else None


def spoken_of(store: Store, article: str, at: int) -> set[str]:
    """What the statements speak of whose words cover this place of the text; of a membership its holder."""
    told: defaultdict[NamedNode, dict[NamedNode, NamedNode | Literal]] = defaultdict(dict)
    for quad in store.quads(article_iri(article)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told[quad.subject][quad.predicate] = quad.object
    found: set[str] = set()
    for said in told.values():
        if START in said and int(said[START].value) <= at < int(said[END].value):
            for thing in (said[SUBJECT], said[OBJECT]):
                if isinstance(thing, NamedNode):
                    found |= {thing.value, told.get(thing, {}).get(MEMBER, thing).value}
    return found


def b_cubed(gold: Mapping[int, str], system: Mapping[int, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the mentions that both have."""
    both = sorted(gold.keys() & system.keys())
    entities, clusters = Counter(gold[m] for m in both), Counter(system[m] for m in both)
    together = Counter((gold[m], system[m]) for m in both)
    precision = sum(together[gold[m], system[m]] / clusters[system[m]] for m in both) / max(1, len(both))
    recall = sum(together[gold[m], system[m]] / entities[gold[m]] for m in both) / max(1, len(both))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@cache
def _rounds() -> dict[str, str]:
    files = {name.removeprefix("people_"): read(name) for name in LATER} | {"first": read("people")}
    return {key: name for name, told in files.items() for m in told for key in (m["entity"], person_key(m["name"]))}


def part_of(person: str) -> str:
    """The round in which an entity of people, or a person's name, was annotated; the fourth is only scored."""
    return _rounds()[person]


def _family(pair: Mapping[str, str]) -> str:
    return next((f for f in FAMILIES if pair["kind"].startswith(f.rstrip("s"))), "people")


def score_family(family: str, named: Mapping[tuple[str, str, str], set[str]], store: Store) -> dict[Place, str]:
    """Prints a line; the node of each mention that was seen."""
    told = mentions(family)
    gold = {at: mention["entity"] for at, mention in enumerate(told)}
    seen = {at: node for at, mention in enumerate(told) if (node := node_of(named, family, mention, store))}
    _print_scores(family, gold, seen)
    if family == "people":
        for part in sorted({part_of(entity) for entity in gold.values()}):
            _print_scores(f"  {part}", {at: e for at, e in gold.items() if part_of(e) == part}, seen)
    return {(told[at]["article"], told[at]["name"]): node for at, node in seen.items()}


def _print_scores(title: str, gold: Mapping[int, str], system: Mapping[int, str]) -> None:
    seen = {at: system[at] for at in gold if at in system}
    strict = {at: seen.get(at, f"unseen {at}") for at in gold}
    figures = "  ".join(f"{value:.3f}" for value in (*b_cubed(gold, seen), b_cubed(gold, strict)[2]))
    print(f"{title:16} {len(gold):5} mentions  {len(gold) - len(seen):4} unseen  P R F1 and strict F1: {figures}")


def score_codes(store: Store, nodes: Mapping[Place, str]) -> None:
    """How many places have the right division code or country, of those that the graph has."""
    codes = {
        quad.subject.value: quad.object.value
        for article in {article for article, _ in nodes}
        for quad in store.quads(article_iri(article))
        if quad.predicate == ADCODE and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    wanted = {(m["article"], m["name"]): m["entity"] for m in mentions("places")}
    right = sum(codes.get(node, node.rpartition("/")[2]) == wanted[place] for place, node in nodes.items())
    print(f"{'place codes':14} {right} of {len(nodes)} right")


def score_pairs(nodes: Mapping[str, Mapping[Place, str]], wrong: str) -> None:
    """Prints for each kind of pair how many come out wrong, and those of one family; none that is only scored."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs():
        family = _family(pair)
        part = part_of(person_key(pair["name"])) if family == "people" else ""
        kind = f"{pair['kind']} {part}".rstrip()
        left = nodes[family].get((pair["article"], pair["name"]))
        right = nodes[family].get((pair["other_article"], pair["other_name"]))
        if left is None or right is None:
            tally[kind]["unseen"] += 1
            continue
        bad = (left == right) != (pair["judgement"] == "same")
        tally[kind]["wrong" if bad else "right"] += 1
        if bad and family == wrong and part != ONLY_SCORED:
            print("    wrong:", *pair.values(), sep="  ")
    for kind, counts in sorted(tally.items()):
        told = counts["right"] + counts["wrong"]
        print(
            f"{kind:36} {counts['wrong']:4} of {told:4} wrong ({counts['wrong'] / max(1, told):.1%})"
            f"  {counts['unseen']:4} unseen"
        )


def build_annotated(news: Path, store: Store) -> None:
    """Builds the annotated articles alone."""
    wanted = {mention["article"] for family in FAMILIES for mention in mentions(family)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annotated.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for file in sorted(news.glob("*.jsonl.gz")):
                with gzip.open(file, "rt", encoding="utf-8") as lines:
                    out.writelines(line for line in lines if json.loads(line)["id"] in wanted)
        build([str(path)], store)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--store", help="a store that holds the annotated articles")
    parser.add_argument("--wrong", default="", choices=["", *FAMILIES])
    options = parser.parse_args()
    with open_store(options.store or ":memory:", read_only=bool(options.store)) as store:
        if not options.store:
            build_annotated(options.news, store)
        articles = {mention["article"] for family in FAMILIES for mention in mentions(family)}
        named = nodes_named(store, articles)
        nodes = {family: score_family(family, named, store) for family in FAMILIES}
        score_codes(store, nodes["places"])
        score_pairs(nodes, options.wrong)


if __name__ == "__main__":
    main()
