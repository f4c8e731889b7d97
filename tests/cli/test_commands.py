"""Each command does what the contract says, with its exit status, on its streams."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from tests.cli.conftest import PAGE, Run

HOLDERS = """
PREFIX org: <http://www.w3.org/ns/org#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?person ?role WHERE {
  ?m org:member/rdfs:label ?person ; org:role/rdfs:label ?role ; org:organization/rdfs:label ?body
  FILTER(CONTAINS(?body, "政府")) } ORDER BY ?person ?role
"""


def test_build_says_what_it_found_and_a_second_run_changes_nothing(wentu: Run) -> None:
    first = wentu("build", PAGE, "--store", "s")
    assert first.returncode == 0, first.stderr
    assert "1 page (0 unchanged), 2 articles" in first.stdout
    before = wentu("export", "--store", "s", "--format", "nquads").stdout
    second = wentu("build", PAGE, "--store", "s")
    assert second.returncode == 0
    assert "1 page (1 unchanged), 0 articles" in second.stdout
    assert wentu("export", "--store", "s", "--format", "nquads").stdout == before


def test_build_on_two_processes_gives_the_same_graph(wentu: Run, built: Path) -> None:
    assert wentu("build", PAGE, "--store", "s", "--jobs", "2").returncode == 0
    parallel = wentu("export", "--store", "s", "--format", "nquads").stdout
    assert parallel == wentu("export", "--store", built, "--format", "nquads").stdout


def test_store_comes_from_the_environment(wentu: Run, built: Path) -> None:
    assert wentu("stats", WENTU_STORE=str(built)).returncode == 0


def test_turtle_reads_back_as_the_same_graph(wentu: Run, built: Path) -> None:
    turtle = Graph().parse(data=wentu("export", "--store", built, "--format", "turtle").stdout, format="turtle")
    triples = Graph().parse(data=wentu("export", "--store", built, "--format", "ntriples").stdout, format="nt")
    assert len(turtle) > 50
    assert isomorphic(turtle, triples)


@pytest.mark.parametrize("kind", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "graphml", "gexf"])
def test_export_writes_a_file_that_is_the_same_every_time(wentu: Run, built: Path, tmp_path: Path, kind: str) -> None:
    for name in ("one", "two"):
        assert wentu("export", "--store", built, "--format", kind, "-o", name).returncode == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").stat().st_size > 500


def test_query_finds_who_holds_which_post(wentu: Run, built: Path) -> None:
    answer = wentu("query", HOLDERS, "--store", built, "--format", "json")
    assert answer.returncode == 0, answer.stderr
    rows = {(r["person"]["value"], r["role"]["value"]) for r in json.loads(answer.stdout)["results"]["bindings"]}
    assert {("陆远舟", "市长"), ("顾明川", "副市长"), ("沈若兰", "副市长")} <= rows


def test_query_from_a_file_as_a_table(wentu: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "holders.rq").write_text(HOLDERS, encoding="utf-8")
    answer = wentu("query", "holders.rq", "--store", built)
    assert answer.returncode == 0
    assert answer.stdout.split()[:2] == ["person", "role"]
    assert "陆远舟" in answer.stdout


@pytest.mark.parametrize(("kind", "begin"), [("csv", "person,role"), ("tsv", "?person\t?role"), ("xml", "<?xml")])
def test_query_prints_the_standard_formats(wentu: Run, built: Path, kind: str, begin: str) -> None:
    assert wentu("query", HOLDERS, "--store", built, "--format", kind).stdout.startswith(begin)


def test_query_makes_a_graph(wentu: Run, built: Path) -> None:
    turtle = wentu(
        "query", "DESCRIBE ?p { ?p a <http://xmlns.com/foaf/0.1/Person> }", "--store", built, "--format", "turtle"
    )
    assert len(Graph().parse(data=turtle.stdout, format="turtle")) > 2


def test_stats_counts_by_class_and_property(wentu: Run, built: Path) -> None:
    printed = wentu("stats", "--store", built).stdout
    assert "foaf:Person" in printed
    assert "org:member" in printed


def test_validate_passes_on_what_was_built(wentu: Run, built: Path) -> None:
    done = wentu("validate", "--store", built)
    assert done.returncode == 0, done.stdout


def test_read_shows_the_articles(wentu: Run) -> None:
    printed = wentu("read", PAGE)
    assert printed.returncode == 0
    assert "天水日报" in printed.stdout
    assert "市交通运输局举行" in printed.stdout


def test_read_as_json_has_spans_of_the_raw_page(wentu: Run) -> None:
    page = json.loads(wentu("read", PAGE, "--json").stdout)
    raw = PAGE.read_text(encoding="utf-8")
    assert len(page["articles"]) == 2
    headline = next(p for p in page["articles"][0]["parts"] if p["kind"] == "headline")
    assert raw[slice(*headline["spans"][0])].startswith("市政府召开常务会议")


def test_retract_takes_an_article_out(wentu: Run) -> None:
    assert wentu("build", PAGE, "--store", "s").returncode == 0
    assert "1 article taken out" in wentu("retract", "tianshui-2021-05-13#1", "--store", "s").stdout
    left = wentu("export", "--store", "s", "--format", "nquads").stdout
    assert "纪怀瑾" in left
    assert "顾明川" not in left
    assert wentu("retract", "tianshui-2021-05-13", "--store", "s").returncode == 0
    assert wentu("export", "--store", "s", "--format", "nquads").stdout == ""


def test_identity_says_that_nobody_shares_a_name(wentu: Run) -> None:
    assert wentu("build", PAGE, "--store", "s").returncode == 0
    listed = wentu("identity", "list", "--store", "s").stdout
    assert listed.split("\n\n") == ["no name is borne by several people", "nothing was judged by hand\n"]


def test_eval_scores_annotated_articles(wentu: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    article = {
        "id": "a1",
        "source": "天水日报",
        "published": "2021-05-13",
        "title": None,
        "text": "5月12日，天水市市长陆远舟主持召开市政府常务会议。",
        "roles": [
            {"person": "陆远舟", "role": ["市长"], "org": ["天水市人民政府", "天水市"], "quote": "天水市市长陆远舟"}
        ],
        "events": [],
        "policies": [],
    }
    (gold / "a1.json").write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
    done = wentu("eval", gold, "--json", "figures.json", "--fail-under", "role=0.9")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["role"]["f1"] == 1.0
    short = wentu("eval", gold, "--fail-under", "event=0.9")
    assert short.returncode == 1
    assert "falls short" in short.stderr
    wrong = wentu("eval", gold, "--fail-under", "roles=0.9")
    assert wrong.returncode == 2
    assert "roles=0.9" in wrong.stderr
    assert not wrong.stdout, "a mistake in the call is told before anything is read"


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "eval",
        "export",
        "identity",
        "ledger",
        "query",
        "read",
        "retract",
        "serve",
        "stats",
        "upgrade",
        "validate",
    ],
)
def test_every_command_has_help(wentu: Run, command: str) -> None:
    assert "Usage: " in wentu(command, "--help").stdout
