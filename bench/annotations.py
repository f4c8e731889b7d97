"""Annotated articles whose text stays with its publisher: kept by article id and offsets, made whole from the corpus.

    python bench/annotations.py pack FOLDER NAME        annotated JSON files → bench/annotations/NAME.jsonl, no text
    python bench/annotations.py unpack NAME NEWS OUT    with the corpora in NEWS (*.jsonl.gz) → files for wentu eval
    python bench/annotations.py agree NAME OTHER NEWS   how far two readers of the same articles agree

A packed line has the article's id, a hash of its text, and the facts with their names; each quote is replaced by its
offsets in the text without white space.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kg.evaluate import judge, load_gold

HERE = Path(__file__).resolve().parent / "annotations"
FAMILIES = ("roles", "events", "policies")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def whole(document: dict[str, Any]) -> str:
    """What quotes are offsets of: the title and the text, without white space."""
    return bare((document.get("title") or "") + document["text"])


def digest(document: dict[str, Any]) -> str:
    return blake2b(whole(document).encode(), digest_size=8).hexdigest()


def packed(document: dict[str, Any]) -> dict[str, Any]:
    text = whole(document)
    out: dict[str, Any] = {"id": document["id"], "digest": digest(document)}
    for family in FAMILIES:
        out[family] = []
        for fact in document[family]:
            start = text.index(bare(fact["quote"]))
            out[family].append({**fact, "quote": [start, start + len(bare(fact["quote"]))]})
    return out


def unpacked(line: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    document = {key: row.get(key) for key in ("id", "source", "title", "text")} | {"published": row.get("date")}
    if digest(document) != line["digest"]:
        sys.exit(f"{line['id']}: the corpus has another text than the one that was annotated")
    text = whole(document)
    for family in FAMILIES:
        document[family] = [{**fact, "quote": text[slice(*fact["quote"])]} for fact in line[family]]
    return document


def rows(news: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(news.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def pack(folder: str, name: str) -> None:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.json"))]
    HERE.mkdir(exist_ok=True)
    lines = [json.dumps(packed(document), ensure_ascii=False) + "\n" for document in documents]
    (HERE / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} articles in {name}.jsonl")


def unpack(name: str, news: str, out: str) -> None:
    lines = {}
    for text in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        lines[line["id"]] = line
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows(Path(news)):
        if line := lines.pop(row.get("id"), None):
            document = json.dumps(unpacked(line, row), ensure_ascii=False, indent=1)
            (folder / f"{row['id']}.json").write_text(document + "\n", encoding="utf-8")
    if lines:
        sys.exit(f"not in {news}: {', '.join(lines)}")


def agree(name: str, other: str, news: str) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        unpack(name, news, one)
        unpack(other, news, two)
        evaluation = judge(load_gold(one), {d.identifier: d.view for d in load_gold(two)})
    for family, score in evaluation.report().items():
        print(f"{family:<20} {score.f1:.2f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["pack", folder, name]:
            pack(folder, name)
        case ["unpack", name, news, out]:
            unpack(name, news, out)
        case ["agree", name, other, news]:
            agree(name, other, news)
        case _:
            sys.exit(__doc__)
