"""Quads that workers hand to the writer: what is packed comes back, and no folder keeps what nobody needs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.store import StoreError
from kg.store.parts import PREFIX, Part, pack, parts_folder

from .conftest import article, name
from .test_local import environment

ODD = 'A "b" \\ \r\n第二行\t\x0c𠮷'


def graphs() -> dict[str, list[Quad]]:
    odd = NamedNode("https://example.org/article/县#1")
    return {
        odd.value: [Quad(odd, name("says"), Literal(ODD, language="zh"), odd)],
        **dict(article(n) for n in range(3)),
        "https://example.org/empty": [],
    }


def lines() -> dict[str, bytes]:
    return {name: serialize(quads, format=RdfFormat.N_QUADS) or b"" for name, quads in graphs().items()}


def test_what_is_packed_comes_back(tmp_path: Path) -> None:
    for folder in (None, str(tmp_path)):
        part = pack(lines(), folder)
        assert part.graphs() == graphs()
        assert bool(part.path) != bool(part.lines)
        part.drop()
    assert not list(tmp_path.iterdir())
    assert pack({}, str(tmp_path)) == Part()


def test_a_folder_goes_with_its_build_and_those_of_killed_builds_with_the_next(tmp_path: Path) -> None:
    script = (
        "import os, signal; from kg.store.parts import *; from store.test_parts import lines\n"
        f"with parts_folder({str(tmp_path)!r}) as own: pack(lines(), own); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script], env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    (forsaken,) = tmp_path.iterdir()
    assert len(list(forsaken.glob("*.nq"))) == 1
    (tmp_path / "letters").mkdir()
    with parts_folder(str(tmp_path)) as first, parts_folder(str(tmp_path)) as second:
        assert first and second and first != second
        assert {str(p) for p in tmp_path.glob(f"{PREFIX}*")} == {first, second}
    assert [p.name for p in tmp_path.iterdir()] == ["letters"]


def test_a_folder_that_only_one_machine_has_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"worker on .* share") as caught:
        pack(lines(), str(tmp_path / "elsewhere"))
    assert "\n" not in str(caught.value)
    part = pack(lines(), str(tmp_path))
    part.drop()
    with pytest.raises(StoreError, match="all machines share"):
        part.graphs()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="--parts"), parts_folder(os.fspath(tmp_path / "file")):
        pass
