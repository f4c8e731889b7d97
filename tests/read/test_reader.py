"""Files and folders: every page in order, every failure an issue that names the file and the mend."""

import gzip
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from kg.model import Issue, Page, PageKind
from kg.read import read_paths

TEXT = "本报讯（记者王明）清河镇昨天召开防汛工作会议。"


def read(*paths: Path, **asked: str) -> tuple[list[Page], list[Issue]]:
    items = list(read_paths(paths, **asked))
    return [i for i in items if isinstance(i, Page)], [i for i in items if isinstance(i, Issue)]


def codes(issues: list[Issue]) -> list[str]:
    return [i.code for i in issues]


def test_folder_is_read_by_name_and_sidecar_tells(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT + "二", "utf-8")
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text(TEXT + "三", "utf-8")
    (tmp_path / "a.json").write_text('{"source": "清河日报", "date": "2020年3月4日", "page": 2}', "utf-8")
    (tmp_path / ".hidden.txt").write_text("x", "utf-8")
    pages, issues = read(tmp_path)
    assert [p.identifier for p in pages] == ["a", "b", "c"]
    assert (pages[0].source, pages[0].date, pages[0].number) == ("清河日报", "2020-03-04", "2")
    assert not issues


def test_what_the_caller_says_fills_gaps_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT + "二", "utf-8")
    (tmp_path / "a.json").write_text('{"source": "清河日报"}', "utf-8")
    pages, _ = read(tmp_path, publisher="南山晚报", date="2021-05-06")
    assert [(p.source, p.date) for p in pages] == [("清河日报", "2021-05-06"), ("南山晚报", "2021-05-06")]


def test_a_date_that_is_none_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        list(read_paths([tmp_path], date="昨天"))


def test_rows_of_json_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "r1", "source": "清河日报", "date": "2020-03-04", "title": "会议", "text": TEXT},
        {"text": TEXT + "二"},
    ]
    lines = [
        json.dumps(rows[0], ensure_ascii=False),
        "{broken",
        "[1]",
        json.dumps({"title": "无文"}),
        "",
        json.dumps(rows[1]),
    ]
    (tmp_path / "n.jsonl").write_text("\r\n".join(lines), "utf-8")
    pages, issues = read(tmp_path / "n.jsonl")
    assert [p.kind for p in pages] == [PageKind.ARTICLE] * 2
    assert (pages[0].identifier, pages[0].title, pages[0].date) == ("r1", "会议", "2020-03-04")
    assert codes(issues) == ["malformed-line", "malformed-line", "row-without-text"]
    assert [i.where.rsplit(":", 1)[1] for i in issues] == ["2", "3", "4"]


def test_a_row_without_id_keeps_its_identifier_wherever_it_stands(tmp_path: Path) -> None:
    first, second = (json.dumps({"text": TEXT + end}) for end in "一二")
    (tmp_path / "n.jsonl").write_text(f"{first}\n{second}\n", "utf-8")
    before = {p.text: p.identifier for p in read(tmp_path / "n.jsonl")[0]}
    (tmp_path / "n.jsonl").write_text(f"{second}\n{first}\n", "utf-8")
    assert {p.text: p.identifier for p in read(tmp_path / "n.jsonl")[0]} == before
    assert len(set(before.values())) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    line = json.dumps({"id": "r", "text": TEXT * 5}, ensure_ascii=False)
    (tmp_path / "n.jsonl").write_bytes((line + "\n").encode(encoding))
    pages, issues = read(tmp_path / "n.jsonl")
    assert [p.text for p in pages] == [TEXT * 5] and not issues


def test_gzip_whole_and_cut_off(tmp_path: Path) -> None:
    packed = gzip.compress(
        "\n".join(json.dumps({"id": str(n), "text": f"{TEXT}{n * 7919 % 1000}"}) for n in range(3000)).encode()
    )
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    assert len(read(tmp_path / "a.jsonl.gz")[0]) == 3000
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    pages, issues = read(tmp_path / "a.jsonl.gz")
    assert pages and codes(issues)[-1] == "broken-archive"


def test_parquet(tmp_path: Path) -> None:
    table = pyarrow.table({"id": ["p1", None], "text": [TEXT, TEXT + "二"], "other": [1, 2]})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    pages, issues = read(tmp_path / "a.parquet")
    assert [p.text for p in pages] == [TEXT, TEXT + "二"] and pages[0].identifier == "p1" and not issues
    pyarrow.parquet.write_table(pyarrow.table({"body": [TEXT]}), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 not really")
    assert codes(read(tmp_path / "b.parquet", tmp_path / "c.parquet")[1]) == ["no-text-column", "broken-parquet"]


def test_html_main_text(tmp_path: Path) -> None:
    body = "".join(f"<p>{TEXT}第{n}段说明了各村的准备情况和下一步工作。</p>" for n in range(6))
    head = "<html><head><meta charset=big5><title>清河镇开会</title></head><body><nav><a href=x>首页</a></nav>"
    html = f"{head}<h1>清河镇开会</h1>{body}<script>x()</script></body></html>"
    (tmp_path / "a.html").write_text(html, "utf-8")
    (page,), issues = read(tmp_path / "a.html")
    assert page.title == "清河镇开会" and "第5段" in page.text and "x()" not in page.text and not issues


def test_html_title_is_the_heading_and_without_one_lacks_the_site(tmp_path: Path) -> None:
    page = "<html><head><title>清河镇开会_清河新闻网</title></head><body>{}" + f"<p>{TEXT}</p>" * 3 + "</body></html>"
    (tmp_path / "a.html").write_text(page.format("<h1>清河镇召开<b>春耕</b>会议</h1>"), "utf-8")
    (tmp_path / "b.html").write_text(page.format("<p>别的话。</p>"), "utf-8")
    assert [p.title for p in read(tmp_path)[0]] == ["清河镇召开春耕会议", "清河镇开会"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty-page"),
        ("blank.txt", b" \n\n", "empty-page"),
        ("junk.txt", bytes(range(256)) * 30, "not-text"),
        ("empty.html", b"<html></html>", "empty-page"),
        ("e.jsonl", b"", "empty-page"),
        ("j.jsonl", bytes(range(256)) * 30, "not-text"),
        ("picture.png", b"\x89PNG", "unknown-format"),
        ("e.parquet", b"", "broken-parquet"),
        ("e.jsonl.gz", b"\x1f\x8bxx", "broken-archive"),
        ("latin.txt", b"plain English text", "not-chinese"),
    ],
)
def test_bad_files_are_issues_that_name_them(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    _, issues = read(path)
    assert codes(issues) == [code]
    assert str(path) in issues[0].message


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    pages, issues = read(tmp_path / "gone.txt", tmp_path / "gone")
    assert not pages and codes(issues) == ["unreadable", "unreadable"]


def test_a_link_that_cannot_be_followed_is_an_issue_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("x" * 300)  # no system has so long a name: looking at it is an error
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "c").symlink_to("x" * 300)
    pages, issues = read(tmp_path)
    assert [page.identifier for page in pages] == ["b"]
    assert codes(issues) == ["unreadable", "unknown-format"]


def test_a_file_too_large_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as out:
        out.truncate(50 << 20)
    assert codes(read(path)[1]) == ["file-too-large"]


def test_broken_sidecar_and_bad_date_are_warnings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.json").write_text("{", "utf-8")
    (tmp_path / "b.txt").write_text(TEXT + "二", "utf-8")
    (tmp_path / "b.json").write_text('{"date": "2020-13-45", "source": ["x"]}', "utf-8")
    pages, issues = read(tmp_path)
    assert len(pages) == 2 and codes(issues) == ["bad-sidecar", "bad-date", "bad-field"]


def test_two_pages_of_one_name(tmp_path: Path) -> None:
    for folder, text in (("x", TEXT), ("y", TEXT + "二"), ("z", TEXT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "p.txt").write_text(text, "utf-8")
    pages, issues = read(tmp_path, tmp_path)
    assert len(pages) == 1 and codes(issues) == ["duplicate-identifier", "duplicate-page"]


def test_deeply_nested_and_surrogate_lines(tmp_path: Path) -> None:
    lines = ["[" * 200_000, '{"text": "中文\\ud800文"}', '{"text": ' + "9" * 5000 + "}"]
    (tmp_path / "n.jsonl").write_text("\n".join(lines), "utf-8")
    pages, issues = read(tmp_path / "n.jsonl")
    assert [p.text for p in pages] == ["中文\ufffd文"]
    assert codes(issues) == ["malformed-line", "malformed-line"]
    pages[0].text.encode("utf-8")
