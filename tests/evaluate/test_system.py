from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from kg.evaluate import read_file, read_system
from kg.model import InputError
from tests.evaluate.made import all_right


@pytest.mark.parametrize(("extension", "format_"), [("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)])
def test_a_file_reads_as_its_quads(tmp_path: Path, extension: str, format_: RdfFormat) -> None:
    file = tmp_path / f"graph.{extension}"
    serialize(all_right(), output=str(file), format=format_)
    assert read_file(file) == read_system(all_right())


def test_a_triple_format_is_refused_since_it_has_no_graphs(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"must be \.nq or \.trig"):
        read_file(tmp_path / "graph.ttl")


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_text("<http://x/s> <http://x/p> <http://x/o> <http://x/g> .\nnonsense\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"graph\.nq:2: not nq"):
        read_file(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"graph\.nq: cannot be read"):
        read_file(tmp_path / "graph.nq")
