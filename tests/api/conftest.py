from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.settings import Settings
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import open_store
from tests.queries.made import ArticleGraph, articles

HOSTILE_NAME = '</script><script>window.harmed=1</script>"href"\u202e<img src=x onerror="window.harmed=1">'
HOSTILE = entity_iri("person", "恶意名")
HOSTILE_BODY = f"书记{HOSTILE_NAME}出席<b>会议</b>。"
BOARD = entity_iri("organization", "青澜市水务局")


def hostile() -> ArticleGraph:
    graph = ArticleGraph("qlrb-2021-06-03-p1#1", "qlrb-2021-06-03-p1", HOSTILE_BODY, HOSTILE_NAME, "2021-06-03")
    graph.named(HOSTILE, v.PERSON, HOSTILE_NAME)
    graph.named(BOARD, v.ORGANIZATION, f"青澜市水务局{HOSTILE_NAME}")
    graph.held(HOSTILE, "书记", BOARD, f"书记{HOSTILE_NAME}", f"书记{HOSTILE_NAME}", "2021-06-03")
    return graph


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with made-up articles, one of them hostile."""
    path = tmp_path_factory.mktemp("store") / "graph"
    with open_store(path) as store:
        for graph in (*articles(), hostile()):
            store.replace_article(graph.article, graph.quads)
    return path


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(query_workers=2, query_seconds=3, query_memory_mb=256)


@pytest.fixture(scope="session")
def app(store_path: Path, settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, str(store_path))
    yield app
    app.extensions["wentu"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without cookies of the tests before."""
    return app.test_client()
