"""Is the identity benchmark sound? Offsets point to the names, and the pairs agree with the mentions.

    python bench/identity_check.py NEWS        NEWS: the folder with the corpora (*.jsonl.gz)

Prints what is wrong, a line each, and the counts. Exit status: 0 sound, 1 something is wrong, 2 no corpora.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "identity"
FAMILIES = ("people", "organizations", "places", "events")
LATER = ("people_second", "people_third", "people_fourth", "people_fifth")
"""The later rounds of people: the fourth to be scored only, the others to look at."""
FIELDS = {"article", "name", "start", "entity", "note"}

Mention = dict[str, Any]


def mentions(family: str) -> list[Mention]:
    """The mentions of one family, in the order of the file; ``start`` counts characters of the article's text.

    People come in the five rounds in which they were annotated, each of other names.
    """
    return [m for name in (("people", *LATER) if family == "people" else (family,)) for m in read(name)]


def read(name: str) -> list[Mention]:
    """The mentions of one file."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def pairs() -> list[dict[str, str]]:
    with (HERE / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def texts(news: Path, wanted: set[str]) -> dict[str, str]:
    """The texts of the wanted articles, by id; titles are not part of them."""
    found: dict[str, str] = {}
    for path in sorted(news.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in wanted:
                    found[row["id"]] = row["text"]
    return found


def wrong_mentions(family: str, text_of: dict[str, str]) -> Iterator[str]:
    seen: set[tuple[str, int]] = set()
    for mention in mentions(family):
        where = f"{family}: {mention['article']} {mention['name']} at {mention['start']}"
        text = text_of.get(mention["article"])
        if set(mention) != FIELDS:
            yield f"{where}: fields {sorted(mention)}"
        if text is None:
            yield f"{where}: the corpora have no such article"
        elif not text.startswith(mention["name"], mention["start"]):
            yield f"{where}: another text stands there"
        if (mention["article"], mention["start"]) in seen:
            yield f"{where}: annotated twice"
        seen.add((mention["article"], mention["start"]))


def wrong_pairs() -> Iterator[str]:
    """Pairs of unknown mentions, of names that one article gives to two, or against the mentions' entities."""
    entities: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for family in FAMILIES:
        for mention in mentions(family):
            key = (mention["article"], mention["name"])
            entities.setdefault(key, set()).add((family, mention["entity"]))
    for pair in pairs():
        sides = [
            entities.get((pair[a], pair[n]), set()) for a, n in (("article", "name"), ("other_article", "other_name"))
        ]
        common = sides[0] & sides[1]
        families = {f for f, _ in sides[0]} & {f for f, _ in sides[1]}
        where = f"pairs: {pair['article']} {pair['name']} – {pair['other_article']} {pair['other_name']}"
        if not families:
            yield f"{where}: no such mentions"
        elif (pair["judgement"] == "same") != bool(common):
            yield f"{where}: {pair['judgement']}, but the mentions say otherwise"


def main() -> int:
    if len(sys.argv) != 2 or not any(Path(sys.argv[1]).glob("*.jsonl.gz")):
        print(__doc__, file=sys.stderr)
        return 2
    all_mentions = {family: mentions(family) for family in FAMILIES}
    wanted = {mention["article"] for family in FAMILIES for mention in all_mentions[family]}
    text_of = texts(Path(sys.argv[1]), wanted)
    wrong = [line for family in FAMILIES for line in wrong_mentions(family, text_of)] + list(wrong_pairs())
    print("\n".join(wrong), end="\n" if wrong else "")
    for family, found in all_mentions.items():
        sizes = Counter(mention["entity"] for mention in found)
        articles = len({mention["article"] for mention in found})
        print(f"{family}: {len(found)} mentions, {len(sizes)} entities, {articles} articles")
    print(
        f"{len(wanted)} articles;", ", ".join(f"{n} {kind}" for kind, n in Counter(p["kind"] for p in pairs()).items())
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
