"""Trains the scorer of names: ``python -m kg.mentions.people_train --labels FILE… --news DIR --sentences FILE…``.

A line of a ``FILE`` says of one naming, found in an article of a ``*.jsonl.gz`` in ``DIR``, whether it is a name and
where that stands (``read_labels``). What the test half holds and who has a part in a fact is not learned from.
``--sentences`` are of corpora whose names are marked (``*.bio.gz``): they keep the scorer from what only the news of
``DIR`` are like. Nothing is drawn by chance.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby, islice
from pathlib import Path

import click

from kg.language import analyse
from kg.language.corpora import read_bio, spans_of
from kg.lexicon.person_names import PERSON_WEIGHTS
from kg.lexicon.weights import write_weights
from kg.mentions import find_mentions
from kg.mentions.finds import Finds
from kg.mentions.people_scores import Reading
from kg.mentions.policy_study import Example
from kg.mentions.policy_train import fit
from kg.model import Article, Mention, MentionKind, OffsetMap, Page, PageKind, Span
from kg.page import part_page

HEAD = "Weights of the scorer of names (feature, weight), written by python -m kg.mentions.people_train."
_PENALTY, _LEAST, _SMALL = 5.0, 3, 0.03
_ONE_IN = 48
_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Naming:
    """Where an article was taken to name a person, and where the name stands; ``right`` is None where there is none.

    ``half`` is train or test; ``in_fact``: the person had a part in a fact when the naming was drawn.
    """

    span: Span
    right: Span | None
    in_fact: bool
    half: str


def bare_digest(text: str) -> str:
    """A hash of ``text`` without its white space."""
    return blake2b(_WHITE.sub("", text).encode(), digest_size=8).hexdigest()


def read_labels(paths: Sequence[Path], news: Path) -> Iterator[tuple[Article, tuple[Naming, ...]]]:
    """The articles that ``paths`` (*.jsonl) speak of, each with its namings; offsets there count no white space.

    Raises ``ValueError`` where ``news`` has another text than the one that was read, ``KeyError`` where it has none.
    """
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    lines.sort(key=lambda line: str(line["id"]))
    rows = _rows(news, {line["id"] for line in lines})
    for identifier, told in groupby(lines, key=lambda line: str(line["id"])):
        row, mine = rows[identifier], list(told)
        page = Page(
            identifier,
            identifier,
            row["text"],
            "utf-8",
            PageKind.ARTICLE,
            title=row.get("title"),
            source=row.get("source"),
            date=row.get("date"),
        )
        (article,) = part_page(page).articles
        if any(line["digest"] != bare_digest(article.text) for line in mine):
            raise ValueError(f"{identifier}: the corpus has another text than the one that was read")
        at = [place for place, char in enumerate(article.text) if not char.isspace()]
        yield article, tuple(_naming(line, at) for line in mine)


def _rows(news: Path, wanted: set[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted(news.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found |= {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}
    return found


def _naming(line: dict[str, object], at: list[int]) -> Naming:
    def span(key: str) -> Span | None:
        return Span(at[line[key][0]], at[line[key][1] - 1] + 1) if line[key] else None  # type: ignore[index]

    seen = span("seen")
    assert seen is not None
    return Naming(seen, span("right"), bool(line["fact"]), str(line["half"]))


def found_at(naming: Naming, mentions: Sequence[Mention]) -> Mention | None:
    """The person of ``mentions`` that stands where ``naming`` does, the right one before others."""
    over = [m for m in mentions if m.kind is MentionKind.PERSON and len(m.text) > 1 and m.span.overlaps(naming.span)]
    return next((m for m in over if m.span == naming.right), over[0] if over else None)


def examples_of(labels: Sequence[Path], news: Path) -> list[Example]:
    """What is to be learned: the names that were found where a person was only mentioned."""
    found = []
    for number, (article, namings) in enumerate(read_labels(labels, news)):
        sentences = analyse(article)
        finds = Finds.of(article, sentences)
        mentions = find_mentions(article, sentences, finds)
        reading = Reading(article.text, finds, mentions)
        for naming in namings:
            mention = found_at(naming, mentions)
            if mention and naming.half == "train" and not naming.in_fact:
                found.append(Example(number, reading.features(mention.text), mention.span == naming.right))
    return found


def marked_examples(path: Path) -> list[Example]:
    """The people found in one in ``_ONE_IN`` sentences of a ``.bio.gz`` file, each right where it is marked so."""
    found = []
    for number, sentence in enumerate(islice(read_bio(path), None, None, _ONE_IN), 1):
        article = Article("", "", sentence.text, OffsetMap.identity(len(sentence.text)))
        sentences = analyse(article)
        finds = Finds.of(article, sentences)
        mentions = find_mentions(article, sentences, finds)
        marked = {(start, end) for start, end, kind in spans_of(sentence.labels) if kind == "PER"}
        reading = Reading(article.text, finds, mentions)
        for mention in mentions:
            if mention.kind is MentionKind.PERSON and len(mention.text) > 1:
                right = (mention.span.start, mention.span.end) in marked
                found.append(Example(-number, reading.features(mention.text), right))
    return found


@click.command()
@click.option("--labels", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--news", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--sentences", type=click.Path(exists=True, path_type=Path), multiple=True)
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.55, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=PERSON_WEIGHTS, show_default=True)
def main(labels: tuple[Path, ...], news: Path, sentences: tuple[Path, ...], threshold: float, out: Path) -> None:
    """Learn from the namings of each --labels in the articles of --news, and from --sentences; write the weights."""
    examples = examples_of(labels, news) + [example for path in sentences for example in marked_examples(path)]
    count = write_weights(fit(examples, _PENALTY, _LEAST) | {"threshold": threshold}, out, HEAD, _SMALL)
    click.echo(f"{len(examples)} namings, {sum(e.named for e in examples)} right, {count} weights")


if __name__ == "__main__":
    main()
