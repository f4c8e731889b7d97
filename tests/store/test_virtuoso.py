"""What only Virtuoso does."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.store import Intake, StoreError, StoreUnreachableError, open_store
from kg.store.remote import UNFINISHED, RemoteStore

from .conftest import Virtuoso, lines, page, single


def test_a_result_that_was_cut_off_is_an_error_and_no_answer(virtuoso: Virtuoso) -> None:
    with open_store(virtuoso.url) as store:
        store.replace([single(1)])
        with pytest.raises(StoreError, match="ResultSetMaxRows"):
            store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")


def test_a_wrong_password_is_told(virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENTU_STORE_PASSWORD", "wrong")
    with open_store(virtuoso.url) as store, pytest.raises(StoreUnreachableError, match="WENTU_STORE_PASSWORD"):
        store.replace([single(1)])


def test_an_article_that_is_too_long_for_an_update_is_stored(virtuoso: Virtuoso) -> None:
    with open_store(virtuoso.url) as store:
        store.replace([single(77, size=15_000)])
        rows = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{single(77).source}> {{ ?s ?p ?o }} }}")
        assert isinstance(rows, QuerySolutions)
        assert [int(row["n"].value) for row in rows] == [15_001]
        assert store.retract(single(77).source)


def test_a_page_that_was_cut_short_is_taken_in_again(virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = page(5, {1: "甲", 2: "乙", 3: "丙"}, "new")
    with open_store(virtuoso.url) as store, open_store(":memory:") as straight:
        store.replace([page(5, {1: "旧", 4: "旧"}, "old")])
        assert isinstance(store, RemoteStore)
        real = store._graphs.put

        def stops(graph: str, quads: object) -> bool:
            if graph == list(whole.graphs)[2]:
                raise StoreUnreachableError("gone")
            return real(graph, quads)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(store._graphs, "put", stops)
            with pytest.raises(StoreUnreachableError):
                store.replace([whole])
        assert store.digest(whole.source) == f"{UNFINISHED}new"
        straight.replace([whole])
        store.replace([whole])
        assert set(store.graphs(whole.source)) == set(whole.graphs)
        for graph in whole.graphs:
            assert set(store.quads(graph)) == set(straight.quads(graph))
            store.retract(graph)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Virtuoso]:
    """A Virtuoso of the test's own, which may be stopped."""
    if not shutil.which("virtuoso-t"):
        pytest.skip("virtuoso-opensource is not installed")
    monkeypatch.setenv("WENTU_STORE_USER", "dba")
    monkeypatch.setenv("WENTU_STORE_PASSWORD", "dba")
    server = Virtuoso(tmp_path)
    yield server
    server.stop()


def test_a_virtuoso_that_is_killed_in_the_middle_holds_articles_as_before_or_as_after(own: Virtuoso) -> None:
    inputs = [single(n, f"甲{n}" * 40, "new") for n in range(60)]
    store = open_store(own.url)
    store.replace(single(n, "旧", "old") for n in range(60))
    store.query("ASK {}")

    def stopping() -> Iterator[Intake]:
        for n, intake in enumerate(inputs):
            if n == 55:  # the first fifty are written together
                own.stop()
            yield intake

    with pytest.raises(StoreError):
        store.replace(stopping())
    own.start()
    again = open_store(own.url)
    for n, intake in enumerate(inputs):
        found = set(again.quads(intake.source))
        with open_store(":memory:") as straight:
            straight.replace([single(n, "旧", "old")])
            before = set(straight.quads(intake.source))
            straight.replace([intake])
            assert found in (before, set(straight.quads(intake.source)))
    again.replace(inputs)
    with open_store(":memory:") as straight:
        straight.replace(inputs)
        assert lines(again) == lines(straight)
