import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.store import Intake, Store, open_store

EXAMPLE = "https://example.org/"


def name(local: str) -> NamedNode:
    return NamedNode(EXAMPLE + local)


def article(number: int, text: str = "会议在白桥镇召开", size: int = 6) -> tuple[str, list[Quad]]:
    """A graph with ``size`` quads, of which half depend on ``text``."""
    graph = name(f"article/{number}")
    quads = [
        Quad(
            name(f"thing/{number}/{i}"), name("says"), Literal(f"{text} {i}" if i % 2 else f"{i}", language="zh"), graph
        )
        for i in range(size)
    ]
    return graph.value, quads


def single(number: int, text: str = "会议在白桥镇召开", digest: str = "one", size: int = 6) -> Intake:
    graph, quads = article(number, text, size)
    return Intake(graph, digest, {graph: quads})


def page(number: int, articles: dict[int, str], digest: str) -> Intake:
    graphs = dict(article(number * 1000 + n, text) for n, text in articles.items())
    return Intake(name(f"page/{number}").value, digest, graphs)


@contextmanager
def disk_of(where: Path, size: str) -> Iterator[Path]:
    """A disk of its own (tmpfs) at ``where``, of a size like ``24m``."""
    where.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "wentu", where]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root may mount a disk")
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", where], check=True)


def lines(store: Store) -> list[bytes]:
    return sorted(store.dump())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``oxigraph serve``, the real thing, that can be stopped and started again over the same data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
        assert program, "the tests need the program oxigraph: pip install '.[test]'"
        command = [program, "serve", "--location", str(self._folder), "--bind", f"127.0.0.1:{self._port}"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                urlopen(f"{self.url}/query", timeout=1).close()
                return
            except URLError as error:
                if re.search("HTTP", type(error).__name__):  # it answers, if only that a query is missing
                    return
                time.sleep(0.05)
        raise AssertionError("oxigraph serve does not answer")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


VIRTUOSO = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = {sql}
CaseMode = 2
NumberOfBuffers = 10000
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = {port}
ServerRoot = {folder}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000
"""


class Virtuoso:
    """Debian's ``virtuoso-opensource``, which asks for the password of its user dba to be written to."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port, self._sql = folder, _free_port(), _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        settings = VIRTUOSO.format(folder=folder, port=self._port, sql=self._sql)
        (folder / "virtuoso.ini").write_text(settings, encoding="ascii")
        self.start()

    def start(self) -> None:
        program = shutil.which("virtuoso-t")
        assert program, "the tests need virtuoso-t: apt-get install virtuoso-opensource"
        command = [program, "+foreground", "+configfile", str(self._folder / "virtuoso.ini")]
        self._process = subprocess.Popen(
            command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            try:
                urlopen(f"{self.url}/sparql?query=ASK%20%7B%7D", timeout=1).close()
                return
            except OSError:
                assert self._process.poll() is None, (self._folder / "virtuoso.log").read_text()
                time.sleep(0.1)
        raise AssertionError("virtuoso does not answer")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        (self._folder / "virtuoso.lck").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def shared_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    if not shutil.which("virtuoso-t"):
        pytest.skip("virtuoso-opensource is not installed")
    virtuoso = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    yield virtuoso
    virtuoso.stop()


@pytest.fixture
def virtuoso(shared_virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> Virtuoso:
    monkeypatch.setenv("WENTU_STORE_USER", "dba")
    monkeypatch.setenv("WENTU_STORE_PASSWORD", "dba")
    return shared_virtuoso


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("oxigraph"))
    yield server
    server.stop()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "oxigraph")
    yield server
    server.stop()


MAKES = ("directory", "memory", "server", "virtuoso")
NOT_BY_VIRTUOSO = {
    # docs/stores.md says what this means for its users.
    "test_the_union_holds_each_triple_once_however_many_articles_state_it",
    "test_a_query_with_an_error_says_where",
    "test_rdflib_sees_the_union",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store" in metafunc.fixturenames and metafunc.module.__name__.endswith("test_protocol"):
        able = MAKES[:3] if metafunc.definition.originalname in NOT_BY_VIRTUOSO else MAKES
        metafunc.parametrize("store", able, indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each make."""
    make: Callable[[], str] = {
        "directory": lambda: str(tmp_path / "store"),
        "memory": lambda: ":memory:",
        "server": lambda: request.getfixturevalue("shared_server").url,
        "virtuoso": lambda: request.getfixturevalue("virtuoso").url,
    }[request.param]
    with open_store(make()) as opened:
        for graph in list(opened.graphs()):
            opened.retract(graph)
        yield opened
