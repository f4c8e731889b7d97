"""What the documents show was run: the examples of docs/flow.md are run here, and links lead somewhere."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.pipeline import build
from kg.rdf import iris, vocabulary
from kg.store import open_store

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_way_from_a_page_to_a_triple(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(ROOT / "docs" / "flow.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 30
    assert result.failed == 0


def test_the_readme_shows_what_the_graph_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = re.search(r"```turtle\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    prefixes = (vocabulary.PREFIXES | iris.PREFIXES).items()
    turtle = "".join(f"@prefix {name}: <{base}> .\n" for name, base in prefixes) + shown[1]
    with open_store(":memory:") as store:
        build(["seeds/000_c4d65f45ca6f6c66.txt"], store)
        stated = {quad.triple for graph in store.graphs() for quad in store.quads(graph)}
    shown_triples = [quad.triple for quad in parse(turtle, RdfFormat.TURTLE)]
    assert len(shown_triples) > 10
    assert [triple for triple in shown_triples if triple not in stated] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_to_files_that_exist(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
