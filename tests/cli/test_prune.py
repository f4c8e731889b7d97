"""`wentu build --prune`: what the input no longer holds goes; what could not be read is not gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAGE = "5月14日，天水市市长陆远舟到秦州区调研。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in "甲乙丙":
        (folder / f"{name}.txt").write_text(f"{name}报讯  {PAGE}", encoding="utf-8")
    return folder


def test_a_build_over_fewer_files_takes_out_the_lost_ones(wentu: Run, folder: Path) -> None:
    wentu("build", folder, "--store", "s")
    (folder / "乙.txt").unlink()
    wentu("build", folder, "--store", "s")
    assert "乙" in wentu("export", "--store", "s", "--format", "nquads").stdout
    pruned = wentu("build", folder, "--store", "s", "--prune")
    assert pruned.returncode == 0 and "\n1 article taken out" in pruned.stdout
    wentu("build", folder, "--store", "straight")
    graphs = [wentu("export", "--store", s, "--format", "nquads").stdout for s in ("s", "straight")]
    assert graphs[0] == graphs[1] and graphs[0]


def test_what_cannot_be_read_is_not_gone(wentu: Run, folder: Path) -> None:
    wentu("build", folder, "--store", "s")
    before = wentu("export", "--store", "s", "--format", "nquads").stdout
    (folder / "乙.txt").write_bytes(b"\x00\x01\x02" * 100)
    pruned = wentu("build", folder, "--store", "s", "--prune")
    assert pruned.returncode == 2 and "took nothing out" in pruned.stderr and "乙.txt" in pruned.stderr
    assert wentu("export", "--store", "s", "--format", "nquads").stdout == before


def test_a_mistaken_path_does_not_empty_the_graph(wentu: Run, folder: Path) -> None:
    wentu("build", folder, "--store", "s")
    pruned = wentu("build", folder / "甲.txt", "--store", "s", "--prune")
    assert pruned.returncode == 2 and "2 of 3" in pruned.stderr
    assert "\n2 articles taken out" in wentu("build", folder / "甲.txt", "--store", "s", "--prune", "--yes").stdout
