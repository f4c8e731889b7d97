"""Judgements by hand, from the command line: they win, stay, are listed and undone; wrong ones are said in one line."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.identity import settle
from kg.identity.graphs import BY_HAND, intake, unsettled_intake
from kg.identity.judgements import by_hand, hand_quads
from kg.model import HandJudgement, Verdict, WentuError
from kg.pipeline import build
from kg.queries.ask import select
from kg.queries.shapes import validate
from kg.rdf.iris import article_iri
from kg.store import Store, open_store
from tests.identity.conftest import ALL
from tests.identity.test_settle import people

JU, SHUI = "person:王伟%40松江市教育局", "person:王伟%40安宁市水利局"


@pytest.fixture
def place(tmp_path: Path, written: Callable[[Sequence[str]], str]) -> str:
    folder = str(tmp_path / "graph")
    with open_store(folder) as store:
        build([written(ALL)], store)
    return folder


def run(place: str, *call: str) -> Result:
    return CliRunner().invoke(cli, ["identity", *call, "--store", place])


def ok(place: str, *call: str) -> str:
    result = run(place, *call)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def refused(place: str, *call: str) -> str:
    before = lines(place)
    result = run(place, *call)
    assert isinstance(result.exception, WentuError), result.output
    assert result.exception.exit_status == 2
    assert lines(place) == before
    return str(result.exception)


def lines(place: str) -> list[bytes]:
    with open_store(place, read_only=True) as store:
        return sorted(store.dump())


def told(place: str) -> dict[str, set[str]]:
    with open_store(place, read_only=True) as store:
        assert validate(store).conforms
        return people(store)


def test_the_people_of_a_name_are_listed_and_explained(place: str) -> None:
    assert "王伟" in ok(place, "list")
    table = ok(place, "list", "王伟")
    assert JU in table and SHUI in table and "松江市教育局局长" in table
    words = ok(place, "explain", "王伟")
    assert "姓名“王伟”常见" in words and f"{SHUI}" in words
    assert "the name 王伟 is common" in ok(place, "explain", JU, SHUI, "--lang", "en")
    assert "one person in 2 articles" in ok(place, "explain", "川普")


def test_that_two_names_are_one_persons_is_judged_and_explained(place: str) -> None:
    words = ok(place, "explain", "贝朗", "--lang", "en")
    assert "玛丽贝朗 = 贝朗" in words or "贝朗 = 玛丽贝朗" in words
    assert "the same post" in words
    ask = "SELECT ?one { ?j wt:verdict wt:Positive ; wt:judges ?one ; wt:leftKey ?a ; wt:rightKey ?b ; wt:reason ?r }"
    with open_store(place, read_only=True) as store:
        assert validate(store).conforms
        assert {row["one"].rpartition("/")[2] for row in select(store, ask)} == {"贝朗"}


def test_a_join_holds_over_later_builds_and_can_be_undone(place: str, written: Callable[[Sequence[str]], str]) -> None:
    before = lines(place)
    ok(place, "join", JU, SHUI, "--because", "履历一致")
    assert told(place)["a3"] == told(place)["a2"]
    assert "履历一致" in ok(place, "list")
    with open_store(place) as store:
        build([written(ALL)], store)
        made = by_hand(store)
    assert told(place)["a3"] == told(place)["a2"]
    ok(place, "undo", made[0].identifier[:6])
    assert lines(place) == before


def test_a_split_parts_what_was_one(place: str) -> None:
    before = lines(place)
    ok(place, "split", JU, "a2")
    assert told(place)["a1"].isdisjoint(told(place)["a2"])
    with open_store(place, read_only=True) as store:
        made = by_hand(store)
    ok(place, "undo", made[0].identifier)
    assert lines(place) == before


def test_what_cannot_be_is_said_in_one_line_and_changes_nothing(place: str) -> None:
    assert "nothing in the graph" in refused(place, "join", "person:无此人", JU)
    assert "one already" in refused(place, "join", JU, JU)
    assert "does not name" in refused(place, "split", JU, "a3")
    assert "all articles" in refused(place, "split", JU, "a1", "a2")
    assert "no judgement" in refused(place, "undo", "zzz")
    assert "nobody in the graph" in refused(place, "list", "无此人")
    assert "tells them apart" in refused(place, "join", "特朗普", "贝朗")


def test_an_article_that_names_two_so_is_not_judged_by(place: str, tmp_path: Path) -> None:
    rows = [
        {"id": "t1", "date": "2024-05-01", "text": "法国总统米罗维奇、法国总理米罗维奇分别致贺电。"},
        {"id": "t2", "date": "2024-05-02", "text": "法国总统米罗维奇出席会议。"},
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with open_store(place) as store:
        build([str(path)], store)
    before = told(place)
    assert len(before["t1"]) == 2
    (premier,) = before["t1"] - before["t2"]
    (president,) = before["t2"]
    assert "names two so" in refused(place, "join", f"person:{premier}", JU)
    assert "names two so" in refused(place, "split", f"person:{president}", "t1")
    assert "names two so" in refused(place, "split", f"person:{president}", "t2")
    assert told(place) == before


def test_a_join_against_a_split_is_refused(place: str) -> None:
    ok(place, "split", JU, "a2", "--because", "两人籍贯不同")
    now = told(place)
    (one,), (other,) = now["a1"] - {"李明"}, now["a2"]
    words = refused(place, "join", f"person:{one}", f"person:{other}")
    assert "contradict" in words and "两人籍贯不同" in words


def test_judgements_that_contradict_are_an_issue_and_neither_is_taken(place: str) -> None:
    a, b = (article_iri("a1"),), (article_iri("a3"),)
    both = [
        HandJudgement(f"{v}x", "person", v, a, b, ("王伟",), ("王伟",), "2024-01-01T00:00:00Z")
        for v in (Verdict.POSITIVE, Verdict.NEGATIVE)
    ]
    before = told(place)
    with open_store(place) as store:
        write(store, both)
        issues = settle(store)
    assert {issue.code for issue in issues} == {"contradictory-judgements"}
    assert len(issues) == 2
    assert told(place) == before


def write(store: Store, judgements: Sequence[HandJudgement]) -> None:
    store.replace([unsettled_intake([("person", "王伟")]), intake(BY_HAND, hand_quads(judgements))])
