import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.problems import Problem
from api.sparql.guard import Inspection, inspect, is_fleeting


def look(query: str) -> Inspection:
    return inspect(query, longest=100_000, deepest=100)


REFUSED = [
    "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
    "select*{service?x{}}",
    "SELECT * { SERVICE SILENT <u> {} }",
    "SELECT * { SERVICESILENT<u>{} }",
    "SELECT * { #c\nSERVICE#x\n<u> {} }",
    "SELECT * { ?s ?p 5.SERVICE <u> {} }",
    "SELECT * { ?s ?p trueSERVICE<u>{} }",
    "SELECT * { SERVICE:x{} }",
    # an operator that looks like the start of an IRI, with the word hidden in the IRI, in a string, behind a comment
    "SELECT * { FILTER(?a<?b)SERVICE#>\n?s{} }",
    "SELECT * { FILTER(?a<?b)SERVICE#>\n:x#k\n{} }",
    "SELECT * { FILTER(?a<?b&&'>'='x' ) SERVICE ?x {} FILTER('y'='y') }",
    "SELECT * { FILTER(?a<?b#>'''\n) SERVICE ?x {} #'''\n }",
]
UPDATES = [
    "INSERT DATA { <a:a> <a:a> <a:a> }",
    "PREFIX a: <b>\nDELETE WHERE { ?s ?p ?o }",
    "LOAD <http://x>",
    "BASE <x:y> CLEAR ALL",
]


@pytest.mark.parametrize("query", REFUSED)
def test_no_service_passes(query: str) -> None:
    with pytest.raises(Problem) as caught:
        look(query)
    assert (caught.value.status, caught.value.code) == (403, "service-refused")


@pytest.mark.parametrize("query", UPDATES)
def test_no_update_passes(query: str) -> None:
    with pytest.raises(Problem) as caught:
        look(query)
    assert (caught.value.status, caught.value.code) == (403, "update-refused")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a <http://x/service#Service> ; ex:service 'SERVICE <u> {' }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service } # SERVICE <u> {",
        'SELECT * { ?s dcat:service """ SERVICE <u> { """@service FILTER(?a<5 && ?b>3) }',
        "# DROP\nSELECT * { ?insert <x:drop> 'load' }",
    ],
)
def test_words_that_only_look_so_pass(query: str) -> None:
    assert look(query).sources == ()


@pytest.mark.parametrize(
    ("query", "prologue", "sources"),
    [
        ("ASK FROM <g:g> { FILTER((1)) }", "", ((False, "<g:g>"),)),
        ("ASK {?s ?p ?o}", "", ()),
        ("BASE <a:b> SELECT * from#x\nnamed <c> From NAMED x:y.z FROM x:y{}", "BASE <a:b> ",
         ((True, "<c>"), (True, "x:y.z"), (False, "x:y"))),
        ("SELECT (?a<?b AS ?c)FROM<g:g>FROM NAMED:a {}", "", ((False, "<g:g>"), (False, "NAMED:a"))),
        ("SELECT ('FROM <a:b>' AS ?from) (EXISTS { ?s ?p 'FROM' } AS ?x) FROM <c:d> { ?s <http://a/from> ?o }", "",
         ((False, "<c:d>"),)),
    ],
)  # fmt: skip
def test_the_dataset_clause_is_seen(query: str, prologue: str, sources: tuple[tuple[bool, str], ...]) -> None:
    assert look(query) == Inspection(prologue, sources)


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?n) {}", "ASK{FILTER(rand#x\n ()>1)}", "SELECT (STRUUID ( ) AS ?u){}"]
)
def test_what_is_never_twice_the_same(query: str) -> None:
    assert is_fleeting(query)
    assert not is_fleeting("SELECT * { ?now <http://xmlns.com/foaf/0.1/knows> 'uuid' }")


@pytest.mark.parametrize("brackets", ["()", "{}", "[]"])
def test_deep_nesting_is_refused(brackets: str) -> None:
    look("ASK " + brackets[0] * 100 + brackets[1] * 100)
    look("ASK " + brackets * 101)
    with pytest.raises(Problem) as caught:
        look("ASK " + brackets[0] * 101 + brackets[1] * 101)
    assert (caught.value.status, caught.value.extra["limit"]) == (400, 100)


def test_length_is_counted_in_bytes() -> None:
    with pytest.raises(Problem) as caught:
        inspect("# " + "中" * 400, longest=1_000, deepest=10)
    assert caught.value.status == 413


@pytest.mark.parametrize(
    "piece", ["'''", "<", "a<b", '"', "?a<?b&&'>'=", "'\\", "x-", "'''\\", "<a'", "<'>", "a:", "\\:", "<a'\n>", "#"]
)
def test_time_grows_with_length_alone(piece: str) -> None:
    start = time.process_time()
    look((piece * 100_000)[:100_000])
    assert time.process_time() - start < 5


@given(st.text(alphabet="<>'\"#?{}()[]\\ \nsSeErRvVicCE:@.-,ax1&", max_size=60))
def test_every_text_gets_an_answer(text: str) -> None:
    try:
        assert look(text).sources is not None
    except Problem as problem:
        assert problem.status == 403
