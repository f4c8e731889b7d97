"""A server of our own in a process of its own, as `wentu serve` runs it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUN = """
import sys
from api import serve
from api.settings import Settings
from kg.model import WentuError
try:
    serve(Settings.from_environment(store=sys.argv[1], host=sys.argv[2], port=int(sys.argv[3])))
except WentuError as error:
    print(f"wentu: {error}", file=sys.stderr)
    sys.exit(error.exit_status)
"""


@dataclass
class Live:
    """A running server: its address, its process."""

    address: str
    process: subprocess.Popen[str]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)


def command(store: Path, host: str = "127.0.0.1", port: int = 0) -> list[str]:
    return [sys.executable, "-c", RUN, str(store), host, str(port)]


@contextmanager
def running(store: Path, port: int = 0, **settings: str) -> Iterator[Live]:
    """With settings by their names in small letters."""
    given = {f"WENTU_{name.upper()}": value for name, value in {"query_workers": "2", **settings}.items()}
    environment = {**os.environ, **given}
    process = subprocess.Popen(command(store, port=port), cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    try:
        line = process.stdout.readline()
        yield Live(line.split("→")[1].split()[0].rstrip("/"), process)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
        process.stdout.close()
