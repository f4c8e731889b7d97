"""The command line as a user has it: a process of its own, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).parent.parent / "cases"
PAGE = CASES / "pages" / "tianshui-2021-05-13.txt"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def wentu(tmp_path: Path) -> Run:
    """Runs ``wentu`` with the given words in ``tmp_path``; fails where it shows a traceback."""

    def run(*words: object, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", *map(str, words)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one page of two articles; read it, do not write to it."""
    from kg.pipeline import build
    from kg.store import open_store

    where = tmp_path_factory.mktemp("built") / "store"
    with open_store(str(where)) as store:
        build([str(PAGE)], store)
    return where
