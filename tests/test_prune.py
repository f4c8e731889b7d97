"""What the input no longer holds goes, and nothing else."""

from __future__ import annotations

import pytest

from kg.model import InputError
from kg.prune import prune
from kg.store import Store, open_store
from tests.store.conftest import EXAMPLE, lines, page, single


def held() -> Store:
    store = open_store(":memory:")
    store.replace([single(1), page(1, {1: "甲", 2: "乙"}, "d"), page(2, {1: "丙"}, "d"), single(9)])
    return store


def test_inputs_that_are_gone_are_taken_out_with_all_their_articles() -> None:
    store = held()
    assert prune(store, {single(1).source, single(9).source, f"{EXAMPLE}page/1", "never stored"}) == 1
    with open_store(":memory:") as straight:
        straight.replace([single(1), page(1, {1: "甲", 2: "乙"}, "d"), single(9)])
        assert lines(store) == lines(straight)
        assert sorted(store.union()) == sorted(straight.union())


def test_most_articles_go_only_when_that_is_meant() -> None:
    store = held()
    before = lines(store)
    with pytest.raises(InputError, match=r"4 of 5 articles.*--yes"):
        prune(store, {single(1).source})
    assert lines(store) == before
    assert prune(store, {single(1).source}, most=True) == 4
    assert list(store.graphs()) == [single(1).source]


def test_more_inputs_than_go_at_once() -> None:
    with open_store(":memory:") as store:
        store.replace(single(n) for n in range(900))
        assert prune(store, {single(n).source for n in range(450)}) == 450
        assert store.count() == 450 * 7
