"""Stores that are servers, and servers that are no stores: one clear line each, and nothing half done."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PAGE, Run
from tests.cli.test_bad_input import one_line
from tests.store.conftest import Server, disk_of
from tests.store.test_remote import answering

HTML = (200, "text/html", b"<html>welcome</html>")
COMMANDS = [["build", str(PAGE)], ["stats"], ["query", "ASK {}"], ["export", "--format", "turtle"], ["retract", "a"]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("oxigraph"))
    yield running
    running.stop()


def test_a_server_is_a_store_like_a_directory(wentu: Run, server: Server, built: Path) -> None:
    first = wentu("build", PAGE, "--store", server.url)
    assert first.returncode == 0, first.stderr
    assert "(1 unchanged)" in wentu("build", PAGE, "--store", server.url).stdout
    for format in ("nquads", "turtle", "graphml"):
        there = wentu("export", "--store", server.url, "--format", format)
        assert there.stdout == wentu("export", "--store", built, "--format", format).stdout
    assert "2 articles taken out" in wentu("retract", "tianshui-2021-05-13", "--store", server.url).stdout
    assert wentu("export", "--store", server.url, "--format", "nquads").stdout == ""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_a_wrong_address_is_told(wentu: Run, command: list[str]) -> None:
    done = wentu(*command, "--store", "http://127.0.0.1:9/ds")
    assert done.returncode == 1
    assert "no server answers" in one_line(done.stderr) and "--store" in done.stderr


@pytest.mark.parametrize("command", COMMANDS[:2], ids=lambda words: words[0])
def test_a_site_of_pages_is_told(wentu: Run, command: list[str]) -> None:
    with answering(dict.fromkeys(("/query", "/sparql", ""), HTML)) as site:
        done = wentu(*command, "--store", site.url)
    assert done.returncode == 1
    assert "text/html" in one_line(done.stderr) and "no SPARQL 1.1 server" in done.stderr


@pytest.mark.parametrize(
    "address", ["http://", "http://host:port/ds", "http://no such host/", "http://[::1", "https://127.0.0.1:9"]
)
def test_an_address_that_is_none_is_told(wentu: Run, address: str) -> None:
    done = wentu("stats", "--store", address)
    assert done.returncode in {1, 2}
    assert address.rstrip("/") in one_line(done.stderr)


@pytest.mark.parametrize("status", [401, 403])
def test_wrong_credentials_are_told_without_being_shown(wentu: Run, status: int) -> None:
    with answering({"/query": (status, "text/plain", b"no")}) as site:
        done = wentu("build", PAGE, "--store", site.url, WENTU_STORE_USER="waner", WENTU_STORE_PASSWORD="geheim")
    assert done.returncode == 1
    assert "WENTU_STORE_PASSWORD" in one_line(done.stderr) and "geheim" not in done.stderr


def test_damaged_files_are_told(wentu: Run, tmp_path: Path) -> None:
    wentu("build", PAGE, "--store", "s")
    for path in (tmp_path / "s").rglob("MANIFEST*"):
        path.write_bytes(b"not what was written here" * 10)
    for command in COMMANDS:
        done = wentu(*command, "--store", "s")
        assert done.returncode == 1
        assert "damaged" in one_line(done.stderr)


def test_a_disk_that_cannot_be_written_is_told_and_read(wentu: Run, tmp_path: Path) -> None:
    with disk_of(tmp_path / "disk", "24m") as disk:
        wentu("build", PAGE, "--store", "disk/s")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for command in (["build", PAGE], ["retract", "tianshui-2021-05-13"]):
            done = wentu(*command, "--store", "disk/s")
            assert done.returncode == 1
            assert "cannot be written" in one_line(done.stderr)
        assert "articles" in wentu("stats", "--store", "disk/s").stdout
        done = wentu("build", PAGE, "--store", "disk/new")
        assert done.returncode == 1 and "disk/new" in one_line(done.stderr)
