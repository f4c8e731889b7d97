"""Annotates news by the present extractor for the recogniser to learn from: article ids and offsets, never the text.

    python bench/annotate.py FILE.jsonl[.gz] OUT.tsv.gz [--one-in N] [--exclude DIR…]

What the recogniser saw is kept where nothing contradicts it; people are those that ``find_people`` settled on, which
knows the whole article: its lists, titles and repetitions. Only sentences that name a person are written, one a line:
article id, first and last offset of the sentence, then ``start:end:label`` for each name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from kg.language import analyse
from kg.mentions.finds import Finds
from kg.mentions.people import find_people
from kg.model import Article, MentionKind, OffsetMap, Sentence, Span

LABELS = {MentionKind.ORGANIZATION: "ORG", MentionKind.PLACE: "LOC"}


def rows(article: Article) -> Iterator[str]:
    sentences = analyse(article)
    people = [mention.span for mention in find_people(article, Finds.of(article, sentences))]
    for sentence in sentences:
        inside = [span for span in people if sentence.span.contains(span)]
        if sentence.in_headline or not inside or len(sentence.span) < 8:
            continue
        names = [(span, "PER") for span in inside] + list(others(sentence, inside))
        names.sort()
        spans = " ".join(f"{span.start}:{span.end}:{label}" for span, label in names)
        yield f"{article.identifier}\t{sentence.span.start}\t{sentence.span.end}\t{spans}\n"


def others(sentence: Sentence, people: list[Span]) -> Iterator[tuple[Span, str]]:
    for mention in sentence.entities:
        label = LABELS.get(mention.kind)
        if label and not any(span.overlaps(mention.span) for span in people):
            yield mention.span, label


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("news", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--one-in", type=int, default=8)
    arguments.add_argument("--exclude", type=Path, nargs="*", default=[])
    options = arguments.parse_args()
    withheld = {path.stem for folder in options.exclude for path in folder.glob("*.json")}
    with (
        gzip.open(options.news, "rt", encoding="utf-8") as lines,
        options.out.open("wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as out,
    ):
        for line in lines:
            item = json.loads(line)
            if item["id"] in withheld or zlib.crc32(item["id"].encode()) % options.one_in:
                continue
            article = Article(item["id"], item["id"], item["text"], OffsetMap(()), headline=item.get("title"))
            for row in rows(article):
                out.write(row.encode())


if __name__ == "__main__":
    main()
