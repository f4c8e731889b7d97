"""The endpoint under load, in one run with ``oxigraph serve`` on the same store; and what hostile clients do to it.

    python bench/endpoint.py STORE [--seconds 10] [--rounds 3] [--clients 1 16 64] [--hostile-seconds 600] [--json FILE]

Each round asks both servers in turn, so that a change of the machine's pace meets both. "distinct" queries are all
different (no cache can help), "repeated" is one query over and over. The clients are processes of their own with
kept connections; an answer counts if it is 200 and has ten rows. ``--hostile-seconds 0`` leaves that part out.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from endpoint_clients import TEN_ROWS, Tally, crowd

from kg.store import open_store

# ---- servers


@contextlib.contextmanager
def ours(store: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """Our server: its endpoint and its process; each setting without its prefix."""
    environment = {**os.environ, **{f"WENTU_{name.upper()}": value for name, value in settings.items()}}
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert process.stdout
    try:
        yield process.stdout.readline().split("→")[1].split()[0] + "sparql", process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextlib.contextmanager
def oxigraph(snapshot: Path) -> Iterator[tuple[str, int]]:
    """``oxigraph serve-read-only`` over the same files."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        sys.exit("there is no oxigraph here: pip install oxigraph")
    command = [program, "serve-read-only", "--location", str(snapshot), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/query", process.pid
    finally:
        process.kill()
        process.wait()


def memory_mb(root: int) -> dict[str, float]:
    """Resident memory of a process and of all below it: how many there are, their sum, the largest."""
    parents, sizes = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                held = [line for line in (entry / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:")]
                sizes[int(entry.name)] = int(held[0].split()[1]) / 1024
    family, before = {root}, 0
    while len(family) != before:
        before = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    held = [sizes.get(one, 0.0) for one in family]
    return {"processes": len(held), "sum": round(sum(held), 1), "largest": round(max(held), 1)}


# ---- what is measured


def throughput(store: Path, snapshot: Path, most: int, clients: list[int], seconds: float, rounds: int) -> list[object]:
    """Requests a second of both servers, in turn; the middle one of the rounds."""
    free = {"query_per_client": "1000", "query_at_once": "1000", "query_wait_seconds": "30"}
    found: dict[tuple[str, str, int], list[Tally]] = {}
    with ours(store, **free) as (mine, _), oxigraph(snapshot) as (theirs, _):
        for kind in ("distinct", "repeated"):
            for count in clients:
                crowd(mine, count, 1, kind, most)
                for _ in range(rounds):
                    for name, endpoint in (("wentu", mine), ("oxigraph", theirs)):
                        found.setdefault((name, kind, count), []).append(crowd(endpoint, count, seconds, kind, most))
    told: list[object] = []
    for (name, kind, count), tallies in found.items():
        rates = [len(tally.seconds) / seconds for tally in tallies]
        whole = Tally()
        for tally in tallies:
            whole.add(tally)
        rate = round(statistics.median(rates))
        told.append({"server": name, "queries": kind, "clients": count, "per_second": rate, **whole.told()})
        if name == "oxigraph":
            base = [len(tally.seconds) / seconds for tally in found["wentu", kind, count]]
            told.append({"queries": kind, "clients": count, "ratio": round(statistics.median(base) / max(rate, 1), 2)})
    return told


def under_attack(store: Path, most: int, seconds: float) -> dict[str, object]:
    """Eight hostile clients and one polite one; memory before and a while after."""
    with ours(store) as (endpoint, process):
        crowd(endpoint, 4, 2, "distinct", most)
        before, attack = memory_mb(process), Tally()
        attackers = threading.Thread(target=lambda: attack.add(crowd(endpoint, 8, seconds, "hostile", most)))
        attackers.start()
        time.sleep(2)
        polite = crowd(endpoint, 1, seconds - 3, "distinct", most, processes=1)
        during = memory_mb(process)
        attackers.join()
        time.sleep(3)
        crowd(endpoint, 4, 2, "distinct", most)
        after = memory_mb(process)
    return {"seconds": seconds, "polite": polite.told(), "hostile": attack.told(), "memory_mb": [before, during, after]}


def two_hundred(store: Path, most: int, seconds: float) -> dict[str, object]:
    """Two hundred clients at once against the limits as they come."""
    with ours(store) as (endpoint, _):
        return {"seconds": seconds, **crowd(endpoint, 200, seconds, "distinct", most).told()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--hostile-seconds", type=float, default=600)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", choices=["throughput", "two_hundred", "under_attack"])
    given = parser.parse_args()
    with open_store(given.store, read_only=True) as store:
        most, path = sum(1 for _ in store.query(TEN_ROWS.split("OFFSET")[0].format())) - 10, store.snapshot()
        report: dict[str, object] = {"cores": os.cpu_count(), "quads": store.count(), "labels": most + 10}
        assert path
        with tempfile.TemporaryDirectory() as copy:
            snapshot = Path(copy) / "snapshot"
            shutil.copytree(path, snapshot)
            steps: dict[str, Callable[[], object]] = {
                "throughput": lambda: throughput(
                    given.store, snapshot, most, given.clients, given.seconds, given.rounds
                ),
                "two_hundred": lambda: two_hundred(given.store, most, given.seconds),
            }
            if given.hostile_seconds:
                steps["under_attack"] = lambda: under_attack(given.store, most, given.hostile_seconds)
            for name, step in steps.items():
                if given.only not in (None, name):
                    continue
                report[name] = step()
                for line in report[name] if isinstance(report[name], list) else [report[name]]:  # type: ignore[attr-defined]
                    print(name, json.dumps(line), flush=True)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
