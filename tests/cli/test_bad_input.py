"""Bad input gets one clear line that says what, where and how to mend it, and the contract's exit status."""

from __future__ import annotations

import os
import shutil
import socket
from collections import Counter
from pathlib import Path

import pytest

from kg.cli.build import _status
from kg.model import Issue, Severity
from kg.pipeline import BuildReport
from tests.cli.conftest import PAGE, Run


def one_line(stderr: str) -> str:
    lines = stderr.strip().splitlines()
    assert len(lines) == 1, stderr
    return lines[0]


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\x00\x01\x02\xff" * 500, b"\x89PNG\r\n\x1a\n" + bytes(300)])
def test_a_named_file_that_is_no_text_is_wrong_input(wentu: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    done = wentu("build", "bad.txt", "--store", "s")
    assert done.returncode == 2
    assert "bad.txt" in one_line(done.stderr)


@pytest.mark.parametrize("path", ["nowhere.txt", "nowhere", "empty", "pictures"])
def test_where_nothing_can_be_read_no_store_is_made(wentu: Run, tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    done = wentu("build", path, "--store", "s")
    assert (done.returncode, done.stdout) == (2, "")
    assert path in one_line(done.stderr)
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    "command", [["retract", "a"], ["identity", "join", "甲", "乙"], ["identity", "undo", "x"], ["upgrade"]]
)
def test_what_changes_a_store_makes_none(wentu: Run, tmp_path: Path, command: list[str]) -> None:
    done = wentu(*command, "--store", "none")
    assert done.returncode == 2
    assert "wentu build" in one_line(done.stderr)
    assert not (tmp_path / "none").exists()


def test_a_link_to_nowhere_is_wrong_input(wentu: Run, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("gone.txt")
    done = wentu("build", "link.txt", "--store", "s")
    assert done.returncode == 2
    assert "link.txt" in one_line(done.stderr)


def test_a_broken_row_is_recorded_and_the_others_go_on(wentu: Run, tmp_path: Path) -> None:
    good = '{"id": "a%d", "source": "天水日报", "date": "2021-05-13", "text": "天水市市长陆远舟出席会议。"}\n'
    (tmp_path / "rows.jsonl").write_text(good % 1 + "{broken\n" + good % 2, encoding="utf-8")
    done = wentu("build", "rows.jsonl", "--store", "s")
    assert "2 articles" in done.stdout
    assert "rows.jsonl" in one_line(done.stderr)
    assert "2" in one_line(done.stderr)


def test_a_broken_file_in_a_folder_does_not_stop_the_build(wentu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\x00\xff" * 400)
    shutil.copy(PAGE, folder)
    done = wentu("build", "pages", "--store", "s")
    assert done.returncode == 0, done.stderr
    assert "2 articles" in done.stdout
    assert "bad.txt" in done.stderr


def test_two_files_of_one_identifier_are_not_confused(wentu: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(f"天水市市长陆远舟出席{folder}会议。", encoding="utf-8")
    done = wentu("build", "a", "b", "--store", "s")
    assert "duplicate-identifier" in done.stderr


def test_a_syntax_error_says_where(wentu: Run, built: Path) -> None:
    done = wentu("query", "SELECT * WHERE { ?s ?p }", "--store", built)
    assert done.returncode == 2
    assert "1:" in one_line(done.stderr) or "line 1" in one_line(done.stderr)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "# all of it\nPREFIX x: <http://x/> delete WHERE { ?s ?p ?o }",
        "BASE <http://x/>PREFIX : <y> CLEAR ALL",
    ],
)
def test_an_update_is_refused_with_the_way_in(wentu: Run, built: Path, update: str) -> None:
    done = wentu("query", "--store", str(built), update)
    assert done.returncode == 2
    told = one_line(done.stderr)
    assert "refused" in told and "wentu build" in told and "wentu retract" in told


def test_a_query_that_only_names_an_update_is_answered(wentu: Run, built: Path) -> None:
    done = wentu("query", "--store", str(built), "PREFIX x: <http://INSERT/> # DELETE\nASK { ?s ?p 'CLEAR ALL' }")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_format_names_the_known_ones(wentu: Run, built: Path) -> None:
    done = wentu("export", "--store", built, "--format", "docx")
    assert done.returncode == 2
    assert "turtle" in done.stderr


@pytest.mark.parametrize("command", [["stats"], ["validate"], ["export", "--format", "turtle"], ["query", "ASK {}"]])
def test_a_missing_store_says_how_to_make_one(wentu: Run, command: list[str]) -> None:
    done = wentu(*command, "--store", "none")
    assert done.returncode == 2
    assert "wentu build" in one_line(done.stderr)


def test_a_store_in_use_by_another_writer_is_named(wentu: Run, tmp_path: Path) -> None:
    from kg.store import open_store

    with open_store(str(tmp_path / "s")):
        done = wentu("build", PAGE, "--store", "s")
    assert done.returncode == 1
    assert str(os.getpid()) in one_line(done.stderr)


def test_a_file_that_is_no_store(wentu: Run, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("not a store")
    for command in (["stats"], ["build", PAGE], ["upgrade"], ["retract", "a"]):
        done = wentu(*command, "--store", "s")
        assert done.returncode == 2
        assert "s: this is a file" in one_line(done.stderr)


@pytest.mark.parametrize("store", ["ftp://host/ds", "", "/proc/none"])
def test_a_place_where_no_store_can_be(wentu: Run, tmp_path: Path, store: str) -> None:
    done = wentu("build", PAGE, "--store", store)
    assert done.returncode == (1 if store == "/proc/none" else 2)
    assert "Errno" not in one_line(done.stderr)
    assert not list(tmp_path.iterdir())


def test_a_server_cannot_be_upgraded(wentu: Run) -> None:
    done = wentu("upgrade", "--store", "http://127.0.0.1:9/ds")
    assert done.returncode == 2
    assert "only a directory" in one_line(done.stderr)


@pytest.mark.parametrize("command", [["stats"], ["build", PAGE]])
def test_a_store_of_an_older_layout_names_the_command_that_brings_it_up(
    wentu: Run, tmp_path: Path, command: list[str]
) -> None:
    wentu("build", PAGE, "--store", "s")
    (tmp_path / "s/store.json").write_text('{"layout": 1}')
    before = wentu(*command, "--store", "s")
    assert before.returncode == 1
    assert "wentu upgrade --store s" in one_line(before.stderr)
    done = wentu("upgrade", "--store", "s")
    assert (done.returncode, done.stdout) == (0, "s has layout 2 now; it had layout 1\n")
    assert "nothing to do" in wentu("upgrade", "--store", "s").stdout
    assert wentu("stats", "--store", "s").returncode == 0


def test_a_port_in_use_is_said(wentu: Run, built: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = wentu("serve", "--store", built, "--port", str(port))
    assert done.returncode == 1
    assert str(port) in one_line(done.stderr)


def test_a_folder_without_annotations_cannot_be_scored(wentu: Run, tmp_path: Path) -> None:
    done = wentu("eval", tmp_path)
    assert done.returncode == 2
    assert "annotated" in one_line(done.stderr)


def test_an_output_that_cannot_be_written(wentu: Run, built: Path) -> None:
    done = wentu("export", "--store", built, "--format", "turtle", "-o", "no/such/folder/out.ttl")
    assert done.returncode == 1
    assert "no/such/folder" in one_line(done.stderr)


def test_an_extractor_that_fails_is_no_fault_of_the_input() -> None:
    failed = Issue("extraction-failed", "the extractor failed on this page", "page.txt", Severity.ERROR)
    unread = Issue("unreadable", "no text", "other.txt", Severity.ERROR)
    pages = Counter(pages=2)
    assert _status(("page.txt",), BuildReport(pages, issues=[failed])) == 1
    assert _status(("page.txt", "other.txt"), BuildReport(pages, issues=[failed, unread])) == 2
    assert _status(("folder",), BuildReport(pages, issues=[])) == 0
