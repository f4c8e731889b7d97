"""How fast text becomes quads, beside jieba.posseg on the same text, in characters a CPU second.

    python bench/speed.py FILE.jsonl[.gz] [--articles N] [--together N] [--profile]

One run measures both, so that the ratio holds on any machine. Each stage is timed over all articles, or over so many
``--together``, for the processor's caches hold the tables of one stage, not of all; models and lexicons are loaded
before. ``--profile`` also prints the functions that take most.
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import pstats
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

import jieba
import jieba.posseg
from pyoxigraph import RdfFormat, Store

from kg.facts import state_facts
from kg.language import analyse_all
from kg.mentions import Finds, find_mentions
from kg.model import Article, Page
from kg.page import part_page
from kg.pipeline import prepare
from kg.rdf import article_lines
from kg.read import read_paths
from kg.resolve import resolve

WARM = 5


class Clock:
    """CPU seconds by stage."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
        begin = time.process_time()
        done = [work(item) for item in items]
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - begin
        return done

    def lines(self) -> Iterator[str]:
        for stage, seconds in self.seconds.items():
            yield self.line(stage, seconds)

    def line(self, stage: str, seconds: float) -> str:
        each = seconds / self.characters
        return f"{stage:<24}{seconds:8.2f} s {0.001 / each:9.1f} k characters/s {each * 1e6:8.2f} µs each"


def articles_of(path: str, limit: int) -> list[Article]:
    pages = (page for page in read_paths([path]) if isinstance(page, Page))
    return [article for page in islice(pages, limit) for article in part_page(page).articles]


def extraction(articles: list[Article], clock: Clock, store: Store) -> None:
    (sentences,) = clock.run("analyse", lambda some: list(analyse_all(some)), [articles])
    finds = clock.run("look up", lambda a: Finds.of(*a), zip(articles, sentences, strict=True))
    mentions = clock.run("find_mentions", lambda a: find_mentions(*a), zip(articles, sentences, finds, strict=True))
    stated = clock.run("state_facts", lambda a: state_facts(*a), zip(articles, sentences, mentions, finds, strict=True))
    resolved = clock.run("resolve", resolve, stated)
    lines = clock.run("article_lines", lambda a: article_lines(*a), zip(stated, resolved, strict=True))
    clock.run("store", lambda each: store.load(each, RdfFormat.N_QUADS, lenient=True), lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("path", type=Path)
    arguments.add_argument("--articles", type=int, default=300)
    arguments.add_argument("--together", type=int, default=0, help="articles that go from stage to stage as one (all)")
    arguments.add_argument("--profile", action="store_true")
    options = arguments.parse_args()
    jieba.setLogLevel(logging.WARNING)
    articles = articles_of(str(options.path), options.articles + WARM)
    prepare()
    extraction(articles[:WARM], Clock(1), Store())
    jieba.posseg.lcut(articles[0].text)
    articles = articles[WARM:]
    characters = sum(len(a.text) + len(a.headline or "") for a in articles)
    print(f"{len(articles)} articles, {characters} characters")
    plain = Clock(characters)
    plain.run("jieba.posseg", lambda a: jieba.posseg.lcut(f"{a.headline or ''}\n{a.text}"), articles)
    clock, store, step = Clock(characters), Store(), options.together or len(articles)
    profile = cProfile.Profile() if options.profile else None
    with profile or nullcontext():
        for at in range(0, len(articles), step):
            extraction(articles[at : at + step], clock, store)
    whole = sum(clock.seconds.values())
    print(*plain.lines(), *clock.lines(), clock.line("text to stored quads", whole), sep="\n")
    print(f"{plain.seconds['jieba.posseg'] / whole:.2f} times as fast as jieba.posseg")
    if profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
