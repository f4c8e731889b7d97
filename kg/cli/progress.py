"""Progress of a build on standard error: a bar with rate and remaining time on a terminal, else now and then a line."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from kg.cli.output import console, counted
from kg.read import count_pages

if TYPE_CHECKING:
    from kg.pipeline import BuildReport

PLAIN_EVERY = 10.0
"""Seconds between two lines where standard error is not a terminal."""
WINDOW = 60.0
"""The rate is that of the last so many seconds: unchanged pages pass in no time and tell nothing of the others."""


def summary(report: BuildReport) -> str:
    """What was found so far, on one line."""
    counts = report.counts
    return (
        f"{counted(counts['pages'], 'page')} ({counts['unchanged']} unchanged), "
        f"{counted(counts['articles'], 'article')}, "
        f"{counted(counts['roles'], 'role')}, {counted(counts['events'], 'event')}, "
        f"{counted(counts['policies'], 'policy', 'policies')}"
    )


def _doing(report: BuildReport) -> str:
    """What is being done: pages, and when these are through, who is who."""
    if not report.unsettled:
        return summary(report)
    return f"who is who: {report.settled} of {report.unsettled} names settled"


class Pace:
    """How fast pages pass; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque([(clock(), 0)])

    def rate(self, pages: int) -> float:
        """Pages a second over the last ``WINDOW`` seconds, now that ``pages`` have passed."""
        now = self._clock()
        if now - self._seen[-1][0] >= 1 or len(self._seen) == 1:
            self._seen.append((now, pages))
        while len(self._seen) > 2 and now - self._seen[0][0] > WINDOW:
            self._seen.popleft()
        start, before = self._seen[0]
        return (pages - before) / max(now - start, 1e-9)


def time_left(seconds: float) -> str:
    """Remaining time, no more exact than it can be known: 40 s, 12 min, 3.5 h, 2.1 days."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 36 * 3600 else f"{seconds / 86400:.1f} days"


class _Total:
    """The number of pages of the input, counted beside the work; None until it is known."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.pages: int | None = None
        self._paths = paths
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        self.pages = count_pages(self._paths)


@contextmanager
def progress(paths: Sequence[str]) -> Iterator[Callable[[BuildReport], None]]:
    """Gives what a build calls after each page."""
    screen, total = console(error=True), _Total(paths)
    if not screen.is_terminal:
        yield _plain(total)
        return
    columns = (
        BarColumn(24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f}/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=screen, transient=True, speed_estimate_period=WINDOW) as bar:
        task, pace = bar.add_task("reading", total=None, rate=0.0), Pace()

        def show(report: BuildReport) -> None:
            done = report.counts["pages"]
            bar.update(task, completed=done, total=total.pages, description=_doing(report), rate=pace.rate(done))

        yield show


def _plain(total: _Total) -> Callable[[BuildReport], None]:
    pace, last = Pace(), time.monotonic()

    def say(report: BuildReport) -> None:
        nonlocal last
        done = report.counts["pages"]
        rate = pace.rate(done)
        if (now := time.monotonic()) - last < PLAIN_EVERY:
            return
        last = now
        if report.unsettled:
            click.echo(_doing(report), err=True)
            return
        left = f", {time_left((total.pages - done) / rate)} left" if total.pages and rate else ""
        of = f" of {total.pages}" if total.pages else ""
        click.echo(f"{done}{of}: {summary(report)}, {rate:.1f} pages a second{left}", err=True)

    return say
