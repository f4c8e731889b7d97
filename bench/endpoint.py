"""The endpoint under load, in one run with ``oxigraph serve`` on the same store; and what hostile clients do to it.

    python bench/endpoint.py STORE [--seconds 3] [--rounds 3] [--clients 1 16 64] [--hostile-seconds 600] [--json FILE]

Each round asks both servers in turn, so that a change of the machine's pace meets both. "distinct" queries are all
different (no cache can help), "repeated" is one query over and over; ``wrk`` asks them (Debian has it), as clients
written in Python take more of the machine than what they measure. An answer counts if it is 200 and has ten rows.
Results are lines of JSON as they come, progress goes to standard error. ``--hostile-seconds 0`` leaves that part out.
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
from typing import Any

from endpoint_clients import TEN_ROWS, Tally, crowd
from pyoxigraph import QuerySolutions

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


def family(root: int) -> dict[int, list[str]]:
    """A process and all below it, each with the fields of its ``/proc/PID/stat`` from the state on."""
    stats: dict[int, list[str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                stats[int(entry.name)] = (entry / "stat").read_text().rpartition(")")[2].split()
    members, before = {root}, 0
    while len(members) != before:
        before = len(members)
        members |= {child for child, fields in stats.items() if int(fields[1]) in members}
    return {one: stats[one] for one in members if one in stats}


def cpu_seconds(root: int) -> float:
    """Processor time that a server has used."""
    ticks = sum(int(fields[11]) + int(fields[12]) for fields in family(root).values())
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_mb(root: int) -> dict[str, float]:
    """Memory of a server, what is shared counted once: how many processes, their sum, the largest."""
    held = []
    for one in family(root):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            held += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
    return {"processes": len(held), "sum": round(sum(held), 1), "largest": round(max(held), 1)}


# ---- what is measured


def asked(endpoint: str, clients: int, seconds: float, kind: str, most: int) -> dict[str, float]:
    """What ``wrk`` tells of so many clients that ask for so long (``endpoint.lua``)."""
    if (program := shutil.which("wrk")) is None:
        sys.exit("there is no wrk here: apt-get install wrk")
    script, run = Path(__file__).with_name("endpoint.lua"), str(time.monotonic_ns())
    command = [program, "-t", str(min(2, clients)), "-c", str(clients), "-d", f"{seconds:g}s", "--timeout", "60s"]
    command += ["-s", str(script), endpoint, "--", kind, str(most), run]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=seconds + 120).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


def throughput(
    store: Path, snapshot: Path, most: int, clients: list[int], seconds: int, rounds: int
) -> Iterator[dict[str, object]]:
    """Requests a second of both servers, in turn; ratios are of neighbours in time, least, middle and greatest.

    Processor time of an answer changes less with what else the machine has to do.
    """
    free = {"query_per_client": "1000", "query_at_once": "1000", "query_wait_seconds": "30"}
    with ours(store, **free) as mine, oxigraph(snapshot) as theirs:
        for kind, count in ((kind, count) for kind in ("distinct", "repeated") for count in clients):
            asked(mine[0], count, 1, kind, most)
            runs: dict[str, list[dict[str, float]]] = {"wentu": [], "oxigraph": []}
            for number in range(rounds):
                for name, (endpoint, process) in (("wentu", mine), ("oxigraph", theirs)):
                    before = cpu_seconds(process)
                    run = asked(endpoint, count, seconds, kind, most)
                    used = cpu_seconds(process) - before
                    runs[name].append({**run, "rate": run["right"] / run["seconds"], "cpu": used})
                    progress(f"{kind}, {count} clients, round {number + 1} of {rounds}, {name}: {run}")
            for name, found in runs.items():
                yield {"server": name, "queries": kind, "clients": count, **summary(found)}
            pairs = zip(runs["wentu"], runs["oxigraph"], strict=True)
            ratios = sorted(one["rate"] / max(other["rate"], 1) for one, other in pairs)
            spread = [round(one, 2) for one in (ratios[0], statistics.median(ratios), ratios[-1])]
            yield {"queries": kind, "clients": count, "ratios": spread, "load": round(os.getloadavg()[0], 1)}


def summary(runs: list[dict[str, float]]) -> dict[str, object]:
    """Several runs against one server as one: the middle of most, the sum of what went wrong, the largest time."""
    middle = {name: statistics.median(run[name] for run in runs) for name in ("rate", "p50_ms", "p95_ms")}
    right = max(1, sum(run["right"] for run in runs))
    return {
        "per_second": round(middle["rate"]),
        "cpu_us": round(sum(run["cpu"] for run in runs) / right * 1e6),
        "wrong": sum(run["wrong"] + run["broken"] for run in runs),
        "p50_ms": round(middle["p50_ms"], 2),
        "p95_ms": round(middle["p95_ms"], 2),
        "max_ms": max(run["max_ms"] for run in runs),
    }


def progress(text: str) -> None:
    """Tells whoever looks on that it goes on."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def under_attack(store: Path, most: int, seconds: float) -> Iterator[dict[str, object]]:
    """Eight hostile clients and one polite one; memory before and a while after."""
    with ours(store) as (endpoint, process):
        crowd(endpoint, 4, 2, "polite", most)
        before, attack = memory_mb(process), Tally()
        attackers = threading.Thread(target=lambda: attack.add(crowd(endpoint, 8, seconds, "hostile", most)))
        attackers.start()
        time.sleep(2)
        polite = crowd(endpoint, 1, seconds - 3, "polite", most, processes=1)
        during = memory_mb(process)
        attackers.join()
        time.sleep(3)
        crowd(endpoint, 4, 2, "polite", most)
        after = memory_mb(process)
    yield {"seconds": seconds, "polite": polite.told(), "hostile": attack.told(), "memory_mb": [before, during, after]}


def two_hundred(store: Path, most: int, seconds: float) -> Iterator[dict[str, object]]:
    """Two hundred clients at once against the limits as they come."""
    with ours(store) as (endpoint, _):
        yield {"seconds": seconds, **crowd(endpoint, 200, seconds, "polite", most).told()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=int, default=3, help="of each run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 16, 64])
    parser.add_argument("--hostile-seconds", type=float, default=600)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", choices=["throughput", "two_hundred", "under_attack"])
    given = parser.parse_args()
    with open_store(given.store, read_only=True) as store:
        names, path = store.query(TEN_ROWS.split("OFFSET")[0].format()), store.snapshot()
        assert isinstance(names, QuerySolutions)
        most = sum(1 for _ in names) - 10
        report: dict[str, Any] = {"cores": os.cpu_count(), "quads": store.count(), "labels": most + 10}
        assert path
        with tempfile.TemporaryDirectory() as copy:
            snapshot = Path(copy) / "snapshot"
            shutil.copytree(path, snapshot)
            steps: dict[str, Callable[[], Iterator[dict[str, object]]]] = {
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
                progress(name)
                lines = report[name] = []
                for line in step():
                    lines.append(line)
                    print(name, json.dumps(line), flush=True)
    if given.json:
        given.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
