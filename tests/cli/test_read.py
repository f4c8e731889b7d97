"""`wentu read` shows what was made of a page, for people and for programs; whatever the page, it ends and says why."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.cli.conftest import CASES, Run

PARTED = CASES / "parted"
BODY = "会议要求各乡镇做好准备工作，确保全年粮食丰收，并研究了农村公路建设和养老服务等事项。"


def test_people_see_headline_byline_dateline_and_what_was_left_out(wentu: Run) -> None:
    done = wentu("read", PARTED / "mixed_with_adverts.txt")
    assert done.returncode == 0, done.stderr
    told = json.loads((PARTED / "mixed_with_adverts.json").read_text("utf-8"))
    for article in told["articles"]:
        assert article["headline"] is None or article["headline"] in done.stdout
        assert all(name in done.stdout for name in article.get("byline", []))
    for kind, words in told["left_out"].items():
        assert all(f"left out, {kind}: " in done.stdout for _ in words)
    assert f"{len(told['articles'])} articles; left out:" in done.stdout


def test_programs_get_every_part_with_its_place(wentu: Run) -> None:
    page = PARTED / "markdown_front_page.txt"
    text = page.read_text("utf-8")
    done = wentu("read", page, "--json", "--date", "2020-03-04", "--publisher", "松江日报")
    reading = json.loads(done.stdout)
    assert (reading["source"], reading["date"], reading["date_basis"]) == ("松江日报", "2020-03-04", "metadata")
    for article in reading["articles"]:
        assert article["date_basis"] == "metadata"
        for part in article["parts"]:
            raw = "".join(text[start:end] for start, end in part["spans"])
            clean = article["text"][slice(*part["clean"])] if part["clean"] else part["text"]
            assert "".join(raw.split()) == "".join(clean.split()) or part["kind"] == "jump-line"
    assert all(part["text"] == "".join(text[a:b] for a, b in part["spans"]) for part in reading["left_out"])
    assert {part["kind"] for article in reading["articles"] for part in article["parts"]} >= {"headline", "body"}


def test_an_article_without_a_headline_shows_its_first_words(wentu: Run, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("清河县昨天召开全县会议。" + BODY, "utf-8")
    done = wentu("read", "p.txt")
    assert "(no headline) 清河县昨天召开全县会议。" in done.stdout
    assert json.loads(wentu("read", "p.txt", "--json").stdout)["articles"][0]["headline"] is None


def test_an_article_over_two_pages_is_shown_once(wentu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / "cb-p1.txt").write_text(f"清河县研究粮食生产\n本报讯（记者王明）{BODY}各村（下转第二版）\n", "utf-8")
    (folder / "cb-p2.txt").write_text("（上接第一版）\n也要做好粮食生产的准备工作。\n", "utf-8")
    done = wentu("read", "issue")
    assert "continued on cb-p2" in done.stdout
    first, second = map(json.loads, wentu("read", "issue", "--json").stdout.splitlines())
    assert first["articles"][0]["continued_on"] == ["cb-p2"] and not second["articles"]
    (rest,) = [p for p in first["articles"][0]["parts"] if p.get("page") == "cb-p2" and p["kind"] == "body"]
    assert first["articles"][0]["text"][slice(*rest["clean"])] == "也要做好粮食生产的准备工作。"


@pytest.mark.parametrize("command", [["read"], ["build", "--store", "s"]])
def test_a_date_that_is_none_is_one_line(wentu: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "p.txt").write_text(BODY, "utf-8")
    done = wentu(*command, "p.txt", "--date", "昨天")
    assert done.returncode == 2
    assert done.stderr.strip() == "wentu: --date '昨天' is not a date: write it as YYYY-MM-DD"


JUNK = random.Random(7).randbytes(50_000)
CASES_OF_BAD_INPUT = {
    "junk": (JUNK, "not-text"),
    "an archive": (b"PK\x03\x04" + JUNK, "not-text"),
    "50 MB": (BODY.encode() * (50_000_000 // len(BODY.encode())), "file-too-large"),
    "too many lines": ("天水\n" * 200_000, "too-many-lines"),
    "nothing but an imprint": ("社址：某路1号 邮政编码：000000\n", "no-article"),
    "a mark that lies": (b"\xef\xbb\xbf" + (BODY * 5).encode("gb18030"), None),
    "a line of a million characters": (BODY * (1_000_000 // len(BODY)), "unplaced-text"),
    "a million brackets": ("天" + "（" * 1_000_000, "unplaced-text"),
    "half of a character": ((BODY * 5).encode()[:-1], "bad-bytes"),
}


@pytest.mark.parametrize("name", CASES_OF_BAD_INPUT)
def test_bad_input_ends_soon_with_a_word_on_it(wentu: Run, tmp_path: Path, name: str) -> None:
    content, code = CASES_OF_BAD_INPUT[name]
    (tmp_path / "p.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
    done = wentu("read", "p.txt")
    assert (f"[{code}]" in done.stderr) if code else not done.stderr
    readable = code in (None, "no-article", "bad-bytes", "unplaced-text")
    assert done.returncode == (0 if readable else 2)
    assert not code or "p.txt" in done.stderr


def test_an_encoding_that_a_page_states_wrongly_is_not_believed(wentu: Run, tmp_path: Path) -> None:
    html = f'<html><head><meta charset="big5"></head><body><p>{BODY}</p><p>{BODY}</p></body></html>'
    (tmp_path / "p.html").write_bytes(html.encode("gb18030"))
    reading = json.loads(wentu("read", "p.html", "--json").stdout)
    assert reading["encoding"] == "gb18030" and BODY in reading["articles"][0]["text"]
