from collections.abc import Iterator

import pytest

from kg.store import Store, open_store
from tests.queries.made import articles


@pytest.fixture(scope="session")
def made() -> Iterator[Store]:
    """A store with the made-up articles. Tests only read it."""
    with open_store(":memory:") as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
        yield store
