"""The checks of ``tests/cases/sparql``, each named by its clause, asked of a live server over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from tests.api.conformance import TERMS, Answer, checks, send
from tests.api.live import running

CHECKS = dict(checks())
PROBLEM = "application/problem+json"
EXPECTATIONS = {
    "vars", "rows", "length", "boolean", "contains", "text", "json", "triple", "triples", "terms", "same", "lacks_text",
    "empty", "code", "place", "problem", "described", "location", "without", "lacks", "charset", "type", "headers",
    "revalidated", "distinct", "fresh", "status",
}  # fmt: skip


@pytest.fixture(scope="module")
def address(store_path: Path) -> Iterator[str]:
    with running(store_path) as live:
        yield live.address


def test_there_are_enough_checks_and_each_expects_something() -> None:
    assert len(CHECKS) >= 170
    assert all(EXPECTATIONS & set(check) for check in CHECKS.values())


@pytest.mark.parametrize("name", CHECKS)
def test_conformance(address: str, name: str) -> None:
    check = CHECKS[name]
    answer = send(address, check)
    if check.get("revalidated"):
        assert answer.status == 200, answer
        answer = send(address, check, If_None_Match=answer.headers["etag"])
        assert (answer.status, answer.body) == (304, b"")
    else:
        assert answer.status == check.get("status", 200), answer
    judge_headers(check, answer)
    judge_body(check, answer)
    if check.get("fresh"):
        assert send(address, check).body != answer.body
    if "distinct" in check:
        tags = {send(address, {**check, "accept": accept}).headers["etag"] for accept in check["distinct"]}
        assert len(tags) == len(check["distinct"])


def judge_headers(check: dict[str, Any], answer: Answer) -> None:
    for header, wanted in check.get("headers", {}).items():
        for part in [wanted] if isinstance(wanted, str) else wanted:
            assert part.lower() in answer.headers[header.lower()].lower(), header
    for header in check.get("lacks", []):
        assert header.lower() not in answer.headers
    for header, parts in check.get("without", {}).items():
        assert not [part for part in parts if part in answer.headers[header.lower()]]
    if "type" in check:
        assert answer.media == check["type"]
    elif answer.status >= 400 and not check.get("empty") and check.get("method") != "HEAD":
        assert answer.media == PROBLEM
    if "charset" in check:
        assert answer.headers["content-type"].partition("charset=")[2].lower() == check["charset"]
    if "location" in check:
        assert answer.headers["location"].endswith(check["location"])


def judge_body(check: dict[str, Any], answer: Answer) -> None:
    if check.get("empty") or answer.status in (204, 304):
        assert answer.body == b""
        return
    judges = {
        "vars": answer.variables, "rows": answer.rows, "boolean": answer.boolean, "text": answer.body.decode,
    }  # fmt: skip
    for key, found in judges.items():
        if key in check:
            assert found() == check[key]
    if "length" in check:
        assert len(answer.rows()) == check["length"]
    if "contains" in check:
        assert check["contains"] in answer.body.decode()
    for text in check.get("lacks_text", []):
        assert text not in answer.body.decode()
    if "json" in check:
        assert json.loads(answer.body) == check["json"]
    if "code" in check or check.get("problem"):
        judge_problem(check, answer)
    judge_terms(check, answer)


def judge_terms(check: dict[str, Any], answer: Answer) -> None:
    if "triple" in check:
        wanted = next(
            iter(ox.parse(f"{check['triple'].replace(chr(10), chr(92) + 'n')} .", format=ox.RdfFormat.TURTLE))
        )
        assert wanted.triple in answer.triples()
    if "triples" in check:
        assert len(answer.triples()) == check["triples"]
    if check.get("described"):
        subjects = {t.subject for t in answer.triples() if t.predicate.value.endswith("#supportedLanguage")}
        assert len(subjects) == 1 and str(subjects.pop()).endswith("/sparql>")
    if check.get("terms"):
        assert [{name: row[name] for name in TERMS} for row in answer.results()] == [TERMS]
    if check.get("same"):
        row = next(iter(answer.results()))
        assert isinstance(row["a"], ox.BlankNode) and row["a"] == row["b"]


def judge_problem(check: dict[str, Any], answer: Answer) -> None:
    problem = json.loads(answer.body)
    assert problem["code"] == check.get("code", problem["code"])
    assert problem["status"] == answer.status
    assert problem["type"].endswith(f"#{problem['code']}") and problem["title"] and problem["detail"]
    if "place" in check:
        assert [problem["line"], problem["column"]] == check["place"]
