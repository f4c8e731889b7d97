"""What every store does, on disk, in memory and on a server."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import URIRef

from kg.store import Intake, QuerySyntaxError, Store, open_store
from kg.store.export import export
from kg.store.sorting import without_graph

from .conftest import EXAMPLE, article, lines, name, page, single


def test_an_article_is_there_after_it_was_taken_in(store: Store) -> None:
    graph, quads = article(1)
    store.replace_article(graph, quads, "abc")
    assert store.contains(graph)
    assert store.digest(graph) == "abc"
    assert set(quads) < set(store.quads(graph))
    assert list(store.graphs()) == [graph]
    assert store.count() == len(quads) + 1  # and the digest


def test_taking_in_again_changes_nothing(store: Store) -> None:
    store.replace([single(1), single(2)])
    before = lines(store)
    store.replace([single(2), single(1)])
    assert lines(store) == before


def test_a_changed_article_replaces_its_graph_and_no_other(store: Store) -> None:
    store.replace([single(1, "旧文"), single(2, "别文")])
    store.replace([single(1, "新文", digest="two")])
    text = b"".join(lines(store)).decode()
    assert "旧文" not in text
    assert "新文" in text
    assert "别文" in text
    assert store.digest(single(1).source) == "two"
    assert store.digest(single(2).source) == "one"


def test_a_page_takes_its_lost_articles_with_it(store: Store) -> None:
    store.replace([page(1, {1: "甲", 2: "乙"}, "first"), page(2, {1: "丙"}, "other")])
    store.replace([page(1, {2: "乙", 3: "丁"}, "second")])
    graphs = {f"{EXAMPLE}article/{n}" for n in (1002, 1003, 2001)}
    assert set(store.graphs()) == graphs
    assert set(store.graphs(f"{EXAMPLE}page/1")) == graphs - {f"{EXAMPLE}article/2001"}
    assert store.digest(f"{EXAMPLE}page/1") == "second"


def test_each_graph_has_its_owner(store: Store) -> None:
    store.replace([page(1, {1: "甲", 2: "乙"}, "d"), single(2)])
    assert set(store.owners()) == {
        *((f"{EXAMPLE}page/1", f"{EXAMPLE}article/{n}") for n in (1001, 1002)),
        (f"{EXAMPLE}article/2", f"{EXAMPLE}article/2"),
    }


def test_a_page_without_articles_states_nothing(store: Store) -> None:
    store.replace([page(1, {1: "甲"}, "first")])
    store.replace([page(1, {}, "second")])
    assert store.count() == 0
    assert store.digest(f"{EXAMPLE}page/1") is None


def test_an_input_told_twice_in_one_call_holds_as_told_last(store: Store) -> None:
    store.replace([single(1, "旧文", "old"), single(2), single(1, "新文", "new")])
    text = b"".join(lines(store)).decode()
    assert "旧文" not in text and "新文" in text
    assert store.digest(single(1).source) == "new"


def test_the_order_of_inputs_does_not_matter(store: Store) -> None:
    inputs = [page(n, {1: f"甲{n}", 2: f"乙{n}"}, "d") for n in range(1, 8)]
    store.replace(inputs)
    forward = lines(store)
    for graph in list(store.graphs()):
        store.retract(graph)
    store.replace(reversed(inputs))
    assert lines(store) == forward


def test_retraction_leaves_the_others_as_they_were(store: Store) -> None:
    store.replace([single(1)])
    before = lines(store)
    store.replace([single(2)])
    assert store.retract(single(2).source)
    assert lines(store) == before
    assert not store.retract(single(2).source)
    assert list(store.graphs()) == [single(1).source]


def test_a_quad_of_another_graph_is_refused_before_anything_is_written(store: Store) -> None:
    stray = Quad(name("s"), name("p"), Literal("x"), name("elsewhere"))
    with pytest.raises(ValueError, match="another graph"):
        store.replace([Intake(f"{EXAMPLE}article/1", "d", {f"{EXAMPLE}article/1": [stray]})])
    assert store.count() == 0


def test_queries_see_the_union_of_all_graphs(store: Store) -> None:
    store.replace([single(1), single(2)])
    rows = store.query(f"SELECT DISTINCT ?s {{ ?s <{EXAMPLE}says> ?text }}")
    assert len(list(rows)) == 12
    assert bool(store.query(f"ASK {{ <{EXAMPLE}thing/1/0> ?p ?o }}"))
    assert not bool(store.query(f"ASK {{ <{EXAMPLE}thing/3/0> ?p ?o }}"))


def test_the_union_holds_each_triple_once_however_many_articles_state_it(store: Store) -> None:
    shared = [
        (name("陆远舟"), name("label"), Literal("陆远舟", language="zh")),
        (name("陆远舟"), name("kind"), name("person")),
    ]
    store.replace(
        Intake(graph.value, "d", {graph.value: [Quad(s, p, o, graph) for s, p, o in shared]})
        for graph in (name(f"article/{n}") for n in range(300))
    )
    rows = list(
        store.query(f"SELECT * {{ ?x <{EXAMPLE}label> ?a ; <{EXAMPLE}label> ?b ; <{EXAMPLE}label> ?c ; ?p ?o }}")
    )
    assert len(rows) == 2
    (row,) = store.query(f"SELECT (COUNT(*) AS ?n) {{ ?x <{EXAMPLE}label> ?a }}")
    assert row["n"].value == "1"
    (row,) = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?x <{EXAMPLE}label> ?a }} }}")
    assert row["n"].value == "300"
    assert store.count() == 300 * 3


def test_a_triple_leaves_the_union_with_the_last_article_that_states_it(store: Store) -> None:
    known = f"ASK {{ <{EXAMPLE}s> <{EXAMPLE}p> <{EXAMPLE}o> }}"

    def telling(number: int, *, so: bool) -> Intake:
        graph = name(f"article/{number}")
        return Intake(graph.value, f"{so}", {graph.value: [Quad(name("s"), name("p"), name("o"), graph)] if so else []})

    store.replace([telling(1, so=True), telling(2, so=True)])
    store.replace([telling(1, so=False)])
    assert bool(store.query(known))
    store.replace([telling(2, so=False), telling(3, so=True)])  # handed on within one call
    assert bool(store.query(known))
    store.replace([telling(3, so=False)])
    assert not bool(store.query(known))
    store.replace([telling(4, so=True)])
    assert store.retract(telling(4, so=True).source)
    assert not bool(store.query(known))


graphs = st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 4)), max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), graphs), max_size=8))
def test_the_default_graph_is_always_the_union(steps: list[tuple[int, dict[int, set[int]]]]) -> None:
    with open_store(":memory:") as store:
        for step, (page_number, told) in enumerate(steps):
            stated = {
                (g := name(f"{page_number}/{n}")).value: [Quad(name(f"s{v}"), name("p"), name("o"), g) for v in values]
                for n, values in told.items()
            }
            store.replace([Intake(name(f"page/{page_number}").value, f"{step}", stated)])
        assert sorted(store.union()) == sorted(set(map(without_graph, store.dump())))


def test_a_graph_query_gives_triples(store: Store) -> None:
    store.replace([single(1)])
    made = store.query(f"CONSTRUCT {{ ?s <{EXAMPLE}told> ?o }} {{ ?s <{EXAMPLE}says> ?o }}")
    assert {triple.predicate for triple in made} == {NamedNode(f"{EXAMPLE}told")}


def test_a_query_with_an_error_says_where(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match=r"1:\d+") as caught:
        store.query("SELECT * { ?s ?p ?o")
    assert "\n" not in str(caught.value)


def test_words_of_any_kind_come_back_as_they_were(store: Store) -> None:
    graph = name("article/1")
    texts = ['引"号"', "反\\斜", "第一行\n第二行\t", "a <b> .", "𠮷野家", "\r\n", "\x0c", "' <x> ."]
    quads = [Quad(name(f"t{i}"), name("says"), Literal(text, language="zh"), graph) for i, text in enumerate(texts)]
    store.replace_article(graph.value, quads)
    assert {q.object.value for q in store.quads(graph.value)} >= set(texts)
    assert set(quads) < set(store.quads(graph.value))


def test_rdflib_sees_the_union(store: Store) -> None:
    store.replace([single(1), single(2)])
    dataset = store.dataset()
    assert dataset.value(URIRef(f"{EXAMPLE}thing/2/0"), URIRef(f"{EXAMPLE}says")).value == "0"
    found = dataset.query(f"SELECT (COUNT(*) AS ?n) {{ ?s <{EXAMPLE}says> ?o }}")
    assert int(next(iter(found))[0]) == 12


def test_the_version_changes_with_the_data(store: Store) -> None:
    before = store.version()
    store.replace([single(1)])
    assert store.version() != before


def test_the_export_of_a_graph_does_not_depend_on_its_store(store: Store) -> None:
    inputs = [page(n, {1: "甲", 2: "乙"}, "d") for n in (1, 2)]
    store.replace(inputs)
    with open_store(":memory:") as other:
        other.replace(reversed(inputs))
        for format in ("nquads", "turtle", "trig"):
            mine, its = io.BytesIO(), io.BytesIO()
            export(store, format, mine)
            export(other, format, its)
            assert mine.getvalue() == its.getvalue()
