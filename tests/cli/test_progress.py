"""The progress of a build: a bar with rate and time left on a terminal, plain lines elsewhere, never in the results."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import progress as room
from kg.cli.progress import Pace, progress, time_left
from kg.pipeline import BuildReport
from tests.cli.conftest import Run

ROW = '{"id": "a%d", "source": "天水日报", "date": "2021-05-13", "text": "天水市市长陆远舟出席会议。"}\n'


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(ROW % n for n in range(40)), encoding="utf-8")
    return path


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_rate_is_that_of_the_last_minute() -> None:
    clock = Clock()
    pace = Pace(clock)
    for second in range(1, 11):  # unchanged pages pass in no time
        clock.now = second
        pace.rate(1000 * second)
    assert pace.rate(10_000) == pytest.approx(1000)
    for second in range(11, 130):
        clock.now = second
        pace.rate(10_000 + second - 10)
    assert pace.rate(10_119) == pytest.approx(1, rel=0.05)


@pytest.mark.parametrize(
    ("seconds", "text"), [(4.2, "4 s"), (89, "89 s"), (600, "10 min"), (3.5 * 3600, "3.5 h"), (5 * 86400, "5.0 days")]
)
def test_time_left_is_told_no_more_exactly_than_it_is_known(seconds: float, text: str) -> None:
    assert time_left(seconds) == text


def test_lines_tell_pages_rate_and_time_left(
    rows: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "PLAIN_EVERY", 0.0)
    report = BuildReport()
    with progress([str(rows)]) as show:
        for _ in range(200):  # until the pages are counted, beside the work
            report.counts.update(pages=1 if report.counts["pages"] < 20 else 0)
            show(report)
            time.sleep(0.01)
        report.settled, report.unsettled = 3, 12
        show(report)
    said = capsys.readouterr()
    assert said.out == ""
    *_, last, settling = said.err.strip().splitlines()
    assert settling == "who is who: 3 of 12 names settled"
    assert re.fullmatch(r"20 of 40: 20 pages .*, \d+\.\d pages a second, \d+ s left", last), last
    assert "\r" not in said.err and "\x1b" not in said.err


def test_a_short_build_says_nothing_on_the_way_where_there_is_no_terminal(wentu: Run, rows: Path) -> None:
    done = wentu("build", rows, "--store", "s")
    assert done.stderr == ""
    assert done.stdout.startswith("40 pages (0 unchanged), 40 articles")


def test_a_terminal_gets_a_bar(rows: Path, tmp_path: Path) -> None:
    reading, terminal = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "build", str(rows), "--store", str(tmp_path / "s")],
        env={**os.environ, "TERM": "xterm", "COLUMNS": "140", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    said = b""
    while True:
        try:
            part = os.read(reading, 65_536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        said += part
    os.close(reading)
    assert done.stdout and done.stdout.read().decode().startswith("40 pages")
    assert done.wait() == 0
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said.decode())
    assert re.search(r"━.*\d+/(40|\?) +\d+\.\d/s", text), text
    assert re.search(r"\d:\d\d:\d\d (-:--:--|\d:\d\d:\d\d)", text), text
