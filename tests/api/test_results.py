"""How many rows a written result has, whatever stands in them."""

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.sparql.results import SOLUTION_FORMATS, TooLargeError, TooManyRowsError, rows, written

# What the forms are made of, so that it stands in literals, too.
PIECES = st.sampled_from(
    ["}},{", '"', "\\", ",{", "[]}}", "<result>", "\r\n", "\n", "\t", "书记", "{", "'", ",", '"",', " "]
)
TEXT = st.lists(PIECES, max_size=6).map("".join)
ROW = st.tuples(st.none() | TEXT, st.none() | TEXT)


def solutions(table: list[tuple[str | None, str | None]]) -> ox.QuerySolutions:
    def term(text: str | None) -> str:
        return "UNDEF" if text is None else str(ox.Literal(text))

    values = " ".join(f"({term(a)} {term(b)})" for a, b in table)
    result = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(result, ox.QuerySolutions)
    return result


@given(st.lists(ROW, max_size=5))
@example([])
@example([(None, None)])
@example([(None, None), (None, None)])
def test_rows_are_counted_in_every_form(table: list[tuple[str | None, str | None]]) -> None:
    for form in SOLUTION_FORMATS:
        whole = written(solutions(table), form, most_bytes=10_000, most_rows=len(table), prefixes={})
        assert rows(whole, form) == len(table), whole
        if table:
            with pytest.raises(TooManyRowsError):
                written(solutions(table), form, most_bytes=10_000, most_rows=len(table) - 1, prefixes={})


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld", "nq", "trig"])
def test_triples_are_counted(form: str) -> None:
    store = ox.Store()
    store.update("INSERT DATA { <a:a> <a:b> 1, 2, 3 }")

    def triples() -> ox.QueryTriples:
        result = store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        assert isinstance(result, ox.QueryTriples)
        return result

    assert written(triples(), form, most_bytes=10_000, most_rows=3, prefixes={})
    with pytest.raises(TooManyRowsError):
        written(triples(), form, most_bytes=10_000, most_rows=2, prefixes={})
    with pytest.raises(TooLargeError):
        written(triples(), form, most_bytes=10, most_rows=3, prefixes={})
