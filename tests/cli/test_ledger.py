"""`wentu ledger` on the made-up articles."""

import json
from pathlib import Path

import pytest

from kg.store import open_store
from tests.cli.conftest import Run
from tests.queries.made import articles


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("ledger") / "graph"
    with open_store(path) as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
    return path


def test_the_holders_of_a_post(wentu: Run, folder: Path) -> None:
    done = wentu("ledger", "青澜市人民政府", "市长", "--store", folder)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert [row[2] for row in rows] == ["陆远舟", "沈知微"]
    assert rows[1][3:5] == ["2021-05-12", "2021-06-02"]
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["青澜市人民政府", "市长", "--on", "2021-05-20"], ["沈知微", "before and after"]),
        (["青澜市人民政府", "--between", "2021-05-15", "2021-07"], ["顾行之", "first sighted", "told as past"]),
        (["--person", "陆远舟"], ["书记", "原市长陆远舟"]),
    ],
)
def test_questions_have_their_answers(wentu: Run, folder: Path, words: list[str], told: list[str]) -> None:
    done = wentu("ledger", *words, "--store", folder)
    assert done.returncode == 0
    assert [one for one in told if one not in done.stdout] == []


def test_nothing_to_review_is_said_and_json_is_a_list(wentu: Run, folder: Path) -> None:
    assert wentu("ledger", "--review", "--store", folder).stderr == "nothing is told\n"
    told = json.loads(wentu("ledger", "市政府", "--json", "--store", folder).stdout)
    assert {one["post"] for one in told} == {"市长", "副市长"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "name a BODY, or --person NAME, or --review"),
        (["无此机构"], "the graph holds no body 无此机构"),
        (["--person", "无此人"], "the graph holds no person 无此人"),
        (["青澜市人民政府", "--on", "2021"], "--on asks about a POST of the body"),
        (["--person", "陆远舟", "--on", "2021"], "--on and --between ask about a BODY"),
        (["青澜市人民政府", "市长", "--on", "昨天"], "no date: '昨天'; a date is 2021, 2021-05 or 2021-05-12"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(wentu: Run, folder: Path, words: list[str], message: str) -> None:
    done = wentu("ledger", *words, "--store", folder)
    assert (done.returncode, done.stderr) == (2, f"wentu: {message}\n")
