"""How right the extractor is, by family and set; writes the table of docs/accuracy.md.

    python bench/accuracy.py [--gold FOLDER] [--news FOLDER]

``--gold`` holds annotated folders (``articles``, ``seed_pages``), ``--news`` the corpora whose articles
``bench/annotations/*.jsonl`` annotates; without them only the articles in the project are scored.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from annotations import HERE as ANNOTATIONS
from annotations import unpack

from kg.evaluate import Score, build_and_judge, load_gold
from kg.model import Page
from kg.pipeline import extract_page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "accuracy.md"
BEGIN, END = "<!-- table: bench/accuracy.py -->", "<!-- end of table -->"
COLUMNS = ("role", "event", "event-facts", "policy", "policy-facts")


def quads(page: Page) -> list[object]:
    facts = extract_page(page)
    broken = [issue.message for issue in facts.issues if issue.code == "extraction-failed"]
    if broken:
        sys.exit(f"{page.identifier}: {broken[0]}")
    return [quad for graph in facts.graphs.values() for quad in graph]


def scores(folder: Path) -> tuple[int, dict[str, Score]]:
    documents = load_gold(folder)
    return len(documents), build_and_judge(documents, quads).report()  # type: ignore[arg-type]


def folders(gold: str | None, news: str | None, unpacked: Path) -> dict[str, Path]:
    found = {name: Path(gold) / name for name in ("articles", "seed_pages")} if gold else {}
    for name in sorted(p.stem for p in ANNOTATIONS.glob("*.jsonl")) if news else ():
        unpack(name, str(news), str(unpacked / name))
        found[name] = unpacked / name
    return found | {path.name: path for path in sorted(ANNOTATIONS.iterdir()) if path.is_dir()}


def cell(score: Score) -> str:
    """F1 with precision and recall; a dash for a family of which the set has nothing annotated."""
    if not score.right + score.missed:
        return "–"
    return f"{score.f1:.2f} ({score.precision:.2f} / {score.recall:.2f})"


def table(rows: dict[str, tuple[int, dict[str, Score]]]) -> str:
    lines = ["| set | documents | " + " | ".join(COLUMNS) + " |", "|---|--:|" + "--:|" * len(COLUMNS)]
    for name, (count, report) in rows.items():
        cells = (cell(report[column]) for column in COLUMNS)
        lines.append(f"| {name} | {count} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold")
    parser.add_argument("--news")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        sets = folders(options.gold, options.news, Path(unpacked))
        made = table({name: scores(folder) for name, folder in sets.items()})
    print(made)
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{made}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
