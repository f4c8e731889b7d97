"""What only Virtuoso does."""

import pytest

from kg.store import StoreError, StoreUnreachableError, open_store

from .conftest import Virtuoso, single


def test_a_result_that_was_cut_off_is_an_error_and_no_answer(virtuoso: Virtuoso) -> None:
    with open_store(virtuoso.url) as store:
        store.replace([single(1)])
        with pytest.raises(StoreError, match="ResultSetMaxRows"):
            store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")


def test_a_wrong_password_is_told(virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENTU_STORE_PASSWORD", "wrong")
    with open_store(virtuoso.url) as store, pytest.raises(StoreUnreachableError, match="WENTU_STORE_PASSWORD"):
        store.replace([single(1)])
