from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import build
from kg.store import Store, open_store

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seeds() -> Iterator[Store]:
    """The five seed pages, built by the real pipeline. Tests only read it."""
    with open_store(":memory:") as store:
        build([str(SEEDS)], store)
        yield store
