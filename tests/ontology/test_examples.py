"""The examples' heads, and that each is SPARQL that every engine of ours takes."""

import pytest
from rdflib import Graph

from kg.queries.examples import example_queries, read_example
from kg.queries.rows import ExampleQuery
from kg.store import open_store
from tests.queries.made import articles

EXAMPLES = example_queries()


def test_there_are_at_least_ten() -> None:
    assert len(EXAMPLES) >= 10
    assert [example.name for example in EXAMPLES] == sorted(example.name for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_each_says_what_it_answers_and_its_parameters_are_in_it(example: ExampleQuery) -> None:
    assert all((example.title_zh, example.title_en, example.about_zh, example.about_en))
    for name, meaning in example.parameters:
        assert meaning
        assert f"?{name}" in example.text.partition("VALUES")[2].partition("{")[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_each_runs_on_an_empty_store_and_in_rdflib(example: ExampleQuery) -> None:
    with open_store(":memory:") as store:
        assert list(store.query(example.text)) == []
    assert list(Graph().query(example.text)) == []


def test_a_head_without_a_title_is_told() -> None:
    with pytest.raises(ValueError, match=r"x\.rq: its head has no '# title@en: …' line"):
        read_example("x", "# title: 甲\n# about: 乙\n\nASK {}")


def test_the_values_of_an_example_can_be_replaced() -> None:
    career = next(example for example in EXAMPLES if example.name == "career")
    with open_store(":memory:") as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
        rows = list(store.query(career.text.replace("韩俊", "陆远舟")))
    assert [
        [getattr(row[name], "value", None) for name in ("organization", "title", "first", "past")] for row in rows
    ] == [
        ["青澜市人民政府", "原市长", None, "true"],
        ["中共青澜市委员会", "市委书记", "2021-05-12", "false"],
    ]
