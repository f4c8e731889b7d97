"""The examples' heads, and that other engines read them as ours does."""

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions
from rdflib import Dataset

from kg.queries.examples import ExampleQuery, example_queries, read_example
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


def asked(example: ExampleQuery) -> str:
    """The example with people and bodies of the made-up graph in place of its own."""
    values = {
        "韩俊": "陆远舟",
        "景俊海": "沈知微",
        "省长": "市长",
        "吉林省人民政府": "青澜市人民政府",
        "中共吉林省委": "云河省人民政府",
        "基层治理": "垃圾分类",
        "000_c4d65f45ca6f6c66#3": "qlrb-2021-05-12-p1#1",
        "推进会": "防汛",
        "省人大常委会党组": "市政府",
        "2022-11": "2021-05",
        "四平": "青澜",
        "2022-06-20": "2021-05-01",
    }
    text = example.text
    for before, after in values.items():
        text = text.replace(f'"{before}"', f'"{after}"')
    return text


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_two_engines_give_the_same_rows(example: ExampleQuery) -> None:
    """An engine that knows nothing of ours reads the graph and the query as we do."""
    dataset = Dataset(default_union=True)
    with open_store(":memory:") as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
        dataset.parse(data=b"".join(store.dump()), format="nquads")
        ours = [
            [getattr(row[name], "value", None) for name in row_names(example)] for row in store.query(asked(example))
        ]
    theirs = [[None if value is None else str(value) for value in row] for row in dataset.query(asked(example))]
    assert sorted(ours, key=str) == sorted(theirs, key=str) != []


def row_names(example: ExampleQuery) -> list[str]:
    with open_store(":memory:") as store:
        result = store.query(example.text)
        assert isinstance(result, QuerySolutions)
        return [variable.value for variable in result.variables]


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


def test_the_guide_lists_every_example() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert [example.name for example in EXAMPLES if f"| `{example.name}` |" not in guide] == []
