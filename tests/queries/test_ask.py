import pytest
from pyoxigraph import Literal

from kg.queries.ask import bind, fullest, holds, iri, known_dates, select
from kg.store import Store


def test_parameters_are_written_as_terms() -> None:
    text = bind("SELECT * { $thing ?p $words } LIMIT $limit", thing=iri("http://x/1"), words=Literal('a"b\n'), limit=3)
    assert text.endswith('SELECT * { <http://x/1> ?p "a\\"b\\n" } LIMIT 3')


def test_a_missing_parameter_is_an_error() -> None:
    with pytest.raises(KeyError):
        bind("ASK { $thing ?p ?o }")


def test_select_and_ask_are_not_confused(made: Store) -> None:
    with pytest.raises(TypeError):
        select(made, "ASK { ?s ?p ?o }")
    with pytest.raises(TypeError):
        holds(made, "SELECT * { ?s ?p ?o }")


def test_the_fullest_label_is_the_longest() -> None:
    assert fullest(["市委", "中共青澜市委员会", "青澜市委", "中共青澜市委员会"]) == [
        "中共青澜市委员会",
        "青澜市委",
        "市委",
    ]


@pytest.mark.parametrize(
    ("dates", "known"),
    [
        (["2021-06-02", "--05-11", "2021-05"], ["2021-05", "2021-06-02"]),
        (["--06-02", "--05-11"], ["--05-11", "--06-02"]),
        ([], []),
    ],
)
def test_a_day_of_unknown_year_gives_way_to_known_ones(dates: list[str], known: list[str]) -> None:
    assert known_dates(dates) == known
