from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.store.sorting import graph_first, parsed, sorted_lines, without_graph

words = st.text(st.characters(codec="utf-8"), max_size=20)
nodes = st.sampled_from([NamedNode(f"https://example.org/{name}") for name in ("a", "b", "陆", "a/b")])
literals = st.builds(
    lambda t, tag: Literal(t, language=tag) if tag else Literal(t), words, st.sampled_from([None, "zh"])
)
typed = st.builds(lambda t: Literal(t, datatype=NamedNode("https://example.org/type")), words)
quads = st.builds(Quad, nodes, nodes, st.one_of(nodes, literals, typed), nodes)
plain = st.lists(st.integers(0, 60).map(lambda n: b"%d\n" % n))


@given(plain, st.integers(1, 7))
def test_sorting_in_parts_is_sorting(some: list[bytes], chunk: int) -> None:
    assert list(sorted_lines(some, chunk=chunk)) == sorted(set(some))


@given(plain, st.integers(1, 7))
def test_sorting_by_a_key_keeps_each_line_once(some: list[bytes], chunk: int) -> None:
    key = bytes.swapcase  # one to one, so that equal keys are equal lines
    assert list(sorted_lines(some, key, chunk=chunk)) == sorted(set(some), key=key)


@given(quads)
def test_the_graph_is_cut_off_and_nothing_else(quad: Quad) -> None:
    line = f"{quad} .\n".encode()
    assert without_graph(line).decode() == f"{Triple(quad.subject, quad.predicate, quad.object)} .\n"
    assert graph_first(line).decode().startswith(str(quad.graph_name)[1:])


@given(st.lists(quads, max_size=8))
def test_lines_are_parsed_to_the_quads_that_they_were(some: list[Quad]) -> None:
    assert list(parsed([f"{quad} .\n".encode() for quad in some])) == some


def test_a_line_without_a_graph_stays_as_it_is() -> None:
    for value in ("<https://example.org/o>", '"a <b> ."', '"a <b"^^<https://example.org/t>'):
        line = f"<https://example.org/s> <https://example.org/p> {value} .\n".encode()
        assert without_graph(line) == line
