"""What a store costs: articles in, again, changed, one more; snapshots, disk, exports, queries.

    python bench/store.py [--articles 5000] [--store DIR_OR_URL] [--scale 1 4] [--builds 50]

The articles are made up, and their quads come from the same code as in a build: about 60 quads an article. Small builds
open the store, take in one article with a new body, and close it. Exports run each in a process of its own; Turtle is
compared with the engine's own dump of the same triples, without an order.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar, cast

from pyoxigraph import DefaultGraph, QuerySolutions, RdfFormat
from pyoxigraph import Store as Engine

from kg.model import (
    Article,
    Claim,
    DateValue,
    EventFact,
    EventKind,
    Evidence,
    Extraction,
    OffsetMap,
    RoleFact,
    Span,
)
from kg.rdf import article_quads
from kg.rdf.iris import article_iri
from kg.resolve import resolve
from kg.store import FORMATS, Intake, Store, export, open_store

SURNAMES, GIVEN = "陆沈顾白柯温阮", "远知行若明思若未晞舟微之溪辉"
TOWNS = [f"{a}{b}市" for a in "青云岚雾白柳临松" for b in "澜河山桥溪渡江岭"]
QUERY = """PREFIX org: <http://www.w3.org/ns/org#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name ?title { ?m org:member ?p ; <https://w3id.org/wentu/ontology#title> ?title .
  ?p rdfs:label ?name . ?m org:organization ?o . ?o rdfs:label "中共%s委"@zh } LIMIT 10"""


Result = TypeVar("Result")


def made_up(number: int, edition: str = "") -> Intake:
    person = SURNAMES[number % 7] + GIVEN[number // 7 % 14] + GIVEN[number // 98 % 14]
    town = TOWNS[number % 64]
    day = f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}"
    body = (
        f"{town}委书记{person}{day[-2:]}日在{town}主持召开水利建设推进会（第{number}次）。{edition}"
        + "会议指出，要抓好落实。" * 40
    )

    def words(text: str) -> Evidence:
        start = body.index(text)
        return Evidence(Span(start, start + len(text)), text, "bench")

    article = Article(f"a-{number}", f"a-{number}", body, OffsetMap.identity(len(body)), published=DateValue(day))
    who = Claim((person,), words(person))
    facts = Extraction(
        article,
        roles=(
            RoleFact(
                person, "书记", "市委书记", (f"中共{town}委", "市委"), words(f"{town}委书记{person}"), DateValue(day)
            ),
        ),
        events=(
            EventFact(
                (f"{town}水利建设推进会（第{number}次）",),
                EventKind.MEETING,
                words("水利建设推进会"),
                DateValue(day),
                places=(Claim((town,), words(town)),),
                chairs=(who,),
                participants=(who,),
            ),
        ),
    )
    graph = article_iri(article.identifier)
    return Intake(graph, f"{number}{edition}", {graph: article_quads(facts, resolve(facts))})


class Clock:
    """Prints what each step took, and how many of its units passed in a second."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    def lap(self, what: str, units: int, unit: str) -> float:
        seconds = time.perf_counter() - self._start
        print(f"{what:<44}{seconds:9.3f} s {units / seconds:12,.0f} {unit}/s", flush=True)
        self._start = time.perf_counter()
        return seconds

    def restart(self) -> None:
        self._start = time.perf_counter()


def disk(folder: Path) -> int:
    return sum({p.stat().st_ino: p.stat().st_size for p in folder.rglob("*") if p.is_file()}.values())


def in_batches(count: int, size: int = 20_000) -> Iterator[list[Intake]]:
    for start in range(0, count, size):
        yield [made_up(number) for number in range(start, min(start + size, count))]


def fill(store: Store, count: int) -> None:
    seconds = quads = 0.0
    for batch in in_batches(count):
        start = time.perf_counter()
        store.replace(batch)
        seconds += time.perf_counter() - start
        quads += sum(len(q) + 1 for intake in batch for q in intake.graphs.values())
    print(f"{'first build':<44}{seconds:9.3f} s {quads / seconds:12,.0f} quads/s")


def measure(location: str, count: int, builds: int) -> None:
    print(f"\n== {count} articles in {location}")
    local = not location.startswith("http")
    with open_store(location) as store:
        fill(store, count)
        sample = [made_up(number) for number in range(min(2000, count))]
        clock = Clock()
        store.replace(sample)
        clock.lap("the same articles again", len(sample), "articles")
        changed = [made_up(number, "（更正）") for number in range(len(sample))]
        clock.restart()
        store.replace(changed)
        clock.lap("articles with a new body", len(sample), "articles")
        for _ in store.graphs(changed[0].source):
            pass
        clock.restart()
        for intake in sample:
            store.digest(intake.source)
        clock.lap("digests", len(sample), "articles")
        times = []
        for number in range(count, count + 50):
            intake = made_up(number)
            start = time.perf_counter()
            store.replace([intake])
            times.append(time.perf_counter() - start)
        print(f"{'one more article in an open store, median':<44}{statistics.median(times) * 1000:9.3f} ms")
        clock.restart()
        store.publish()
        clock.lap("publishing", 1, "snapshots")
    if local:
        small_builds(location, count, builds)
    with open_store(location, read_only=True) as store:
        times = []
        for at in range(200):
            start = time.perf_counter()
            sum(1 for _ in cast(QuerySolutions, store.query(QUERY % TOWNS[at % 64])))
            times.append(time.perf_counter() - start)
        print(f"{'a query of two joins and a label, median':<44}{statistics.median(times) * 1000:9.3f} ms")
        triples = sum(1 for _ in store.union())
    print(f"{'peak memory':<44}{memory():9.0f} MB ({triples} triples)")
    for format in ("engine", *FORMATS) if local else FORMATS:
        print(in_its_own_process(exported, location, format), flush=True)


def small_builds(location: str, count: int, builds: int) -> None:
    """Builds of one article each; what each took, and how much room the store has then beside a compact one."""
    times = []
    for number in range(builds):
        intake = made_up(number % count, f"（第{number}次改）")
        start = time.perf_counter()
        with open_store(location) as store:
            store.replace([intake])
        times.append(time.perf_counter() - start)
    print(f"{'a small build, opened and closed, median':<44}{statistics.median(times) * 1000:9.3f} ms")
    taken, compact = disk(Path(location)), in_its_own_process(compacted, location)
    print(f"{f'on disk after {builds} of them':<44}{taken / 1e6:9.1f} MB {taken / compact:11.2f} times a compact store")


def compacted(location: str) -> int:
    """The bytes that the quads of a store take when they are written at once."""
    with tempfile.TemporaryDirectory() as folder, open_store(location, read_only=True) as store:
        held, new = Engine.read_only(str(store.snapshot())), Engine(folder)
        new.bulk_extend(iter(held))
        new.optimize()
        new.flush()
        del new
        return disk(Path(folder))


def exported(location: str, format: str) -> str:
    """What an export costs, in words."""
    with open_store(location, read_only=True) as store, Path(os.devnull).open("wb") as out:
        start, cpu = time.perf_counter(), time.process_time()
        if format == "engine":
            engine = Engine.read_only(str(store.snapshot()))
            engine.dump(out, format=RdfFormat.TURTLE, from_graph=DefaultGraph())
        else:
            export(store, format, out)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    what = "the engine's own Turtle" if format == "engine" else f"export {format}"
    return f"{what:<44}{seconds:9.3f} s {cpu:8.2f} s of the processor, peak {memory():.0f} MB"


def memory() -> float:
    """The most memory that this process ever had, in MB; ``getrusage`` would count that of the process before it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def in_its_own_process(function: Callable[..., Result], *arguments: object) -> Result:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--scale", type=int, nargs="+", default=[1])
    parser.add_argument("--builds", type=int, default=50, help="small builds")
    parser.add_argument("--store", help="a directory that does not exist yet, or a server's URL; else a temporary one")
    options = parser.parse_args()
    for times in options.scale:
        folder = tempfile.mkdtemp()
        try:
            measure(options.store or f"{folder}/store", options.articles * times, options.builds)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
