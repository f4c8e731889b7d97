"""A corpus from nothing to a served graph: articles a second, peak memory, bytes on disk, triples.

    python bench/corpus.py news.jsonl.gz [--articles 2000] [--scale 1 2 4] [--jobs 4] [--minutes 45]

Each scale builds the same articles so many times with other ids, in a process of its own, through `wentu build`; then
it is built again unchanged, and `wentu serve` is started over it and asked its first query. With --minutes a scale is
left out, and told, where going by the one before it would not be through in time. Progress is on standard error.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
WENTU = [sys.executable, "-c", "from kg.cli import main; main()"]
PORT = 5077
MORE_EACH = 1.2
"""What an article costs more where they are twice as many (seen from 4,000 to 16,000): more is compared by name."""
MORE = "本报讯  5月1{number}日，南山市市长林远舟到云州县调研供水工程，主持召开第{number}次供水工作会议。\n"


def rows(path: Path, limit: int) -> Iterator[dict[str, object]]:
    with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw as lines:
        yield from (json.loads(line) for line in islice(lines, limit))


def write(source: Path, target: Path, limit: int, times: int) -> tuple[int, int]:
    """The articles ``times`` times over, each time with other ids; how many articles and characters."""
    articles = characters = 0
    with target.open("w", encoding="utf-8") as out:
        for copy in range(times):
            for number, row in enumerate(rows(source, limit)):
                row["id"] = f"{row.get('id', number)}-{copy}"
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                articles += 1
                characters += len(str(row["text"]))
    return articles, characters


@dataclass(frozen=True, slots=True)
class Ran:
    """Seconds by the clock and of processors (with those of workers), peak memory of the process (not of its workers)
    in bytes, the first line and the number of lines of what it printed."""

    seconds: float
    processor: float
    memory: int
    first: str
    lines: int


def run(*words: str) -> Ran:
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen([*WENTU, *words], cwd=ROOT, env=environment, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        out.seek(0)
        first = out.readline().strip()
        lines = sum(1 for _ in out) + bool(first)
    if status:
        sys.exit(f"wentu {' '.join(words)} failed: {first}")
    return Ran(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, first, lines)


def one_more(store: Path, folder: Path) -> float:
    """Seconds of a build of one more article, the least of three, each with another."""
    seconds = []
    for number in range(3):
        path = folder / f"one-more-{number}.txt"
        path.write_text(MORE.format(number=number + 1), encoding="utf-8")
        seconds.append(run("build", str(path), "--store", str(store)).seconds)
    return min(seconds)


def disk(folder: Path) -> int:
    return sum({p.stat().st_ino: p.stat().st_size for p in folder.rglob("*") if p.is_file()}.values())


def served(store: Path) -> float:
    """Seconds from the start of `wentu serve` to the answer of its first query."""
    start = time.perf_counter()
    command = [*WENTU, "serve", "--store", str(store), "--port", str(PORT)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    query = quote("SELECT (COUNT(*) AS ?n) { ?a a <https://schema.org/NewsArticle> }")
    try:
        while time.perf_counter() - start < 120:
            try:
                with urlopen(f"http://127.0.0.1:{PORT}/sparql?query={query}", timeout=30) as answer:
                    answer.read()
                    return time.perf_counter() - start
            except (URLError, ConnectionError):
                time.sleep(0.05)
    finally:
        process.terminate()
        process.wait()
    sys.exit("wentu serve does not answer")


def measure(source: Path, limit: int, times: int, jobs: int) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        articles, characters = write(source, folder / "corpus.jsonl", limit, times)
        store = folder / "store"
        words = ("build", str(folder / "corpus.jsonl"), "--store", str(store), "--jobs", str(jobs))
        alone = one_more(folder / "empty", folder)
        load = os.getloadavg()[0]
        built = run(*words)
        load = (load + os.getloadavg()[0]) / 2
        again = run(*words)
        exported = run("export", "--store", str(store), "--format", "ntriples")
        size = disk(store)
        print(f"\n== {times} × {articles // times} articles, {characters / 1e6:.2f} million characters, {jobs} jobs")
        print(f"  {built.first}")
        print(f"  load        {load:9.1f} on {os.cpu_count()} cores")
        print(f"  build       {built.seconds:9.1f} s  {articles / built.seconds:8.1f} articles/s")
        print(f"  processors  {built.processor:9.1f} s  {1000 * built.processor / articles:8.1f} ms an article")
        print(f"  peak        {built.memory / 1e6:9.0f} MB (the writer)")
        print(f"  again       {again.seconds:9.1f} s  {articles / again.seconds:8.1f} articles/s")
        print(f"  disk        {size / 1e6:9.1f} MB {size / articles:8.0f} bytes an article")
        print(f"  triples     {exported.lines:9d}    {exported.lines / articles:8.1f} an article")
        print(f"  n-triples   {exported.seconds:9.1f} s, peak {exported.memory / 1e6:.0f} MB")
        print(f"  one more    {one_more(store, folder):9.1f} s  (in a store of its own {alone:.1f} s)")
        print(f"  served      {served(store):9.1f} s to the first answer", flush=True)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help=".jsonl or .jsonl.gz")
    parser.add_argument("--articles", type=int, default=sys.maxsize, help="only the first so many")
    parser.add_argument("--scale", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="in all; about")
    options = parser.parse_args()
    start, rate = time.monotonic(), 0.0
    for times in options.scale:
        began = time.monotonic()
        left = options.minutes * 60 - (began - start)
        if (needed := rate * times) > left:
            print(f"\n== {times} × left out: it would take {needed / 60:.0f} minutes, {left / 60:.0f} are left")
            continue
        measure(options.corpus, options.articles, times, options.jobs)
        rate = (time.monotonic() - began) / times * MORE_EACH


if __name__ == "__main__":
    main()
