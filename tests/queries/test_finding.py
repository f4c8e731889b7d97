import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.queries.finding import describe, search
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import Store
from tests.queries.made import CITY, COMMITTEE, FIRST, GOVERNMENT, HALL, PROVINCE_GOVERNMENT, SHEN, THIRD


def test_the_whole_name_comes_first_then_beginnings_then_parts(made: Store) -> None:
    labels = [hit.link.label for hit in search(made, "青澜市")]
    assert labels[0] == "青澜市"
    assert set(labels) == {"青澜市", "中共青澜市委员会", "青澜市人民政府", "青澜市民中心", "青澜市垃圾分类管理办法"}


def test_an_alias_finds_the_thing_and_says_what_matched(made: Store) -> None:
    (hit,) = search(made, "青澜市委", kinds=["organization"])
    assert (hit.link.iri, hit.link.label, hit.matched, hit.articles) == (COMMITTEE, "中共青澜市委员会", "青澜市委", 1)


def test_kinds_filter_and_headlines_are_found(made: Store) -> None:
    assert [hit.link.iri for hit in search(made, "防汛", kinds=["article"])] == [FIRST]
    assert search(made, "防汛", kinds=["person"]) == ()


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_asked_finds_nothing(made: Store, text: str) -> None:
    assert search(made, text) == ()


@given(st.text())
def test_no_text_can_break_out_of_the_query(made: Store, text: str) -> None:
    needle = text.strip().lower()
    assert all(needle in hit.matched.lower() for hit in search(made, text, limit=100))


def test_a_quote_in_the_text_is_only_a_character(made: Store) -> None:
    assert search(made, '青")) } } UNION { ?thing ?p ?label } #') == ()


def test_a_person_with_facts_and_articles(made: Store) -> None:
    summary = describe(made, SHEN)
    assert summary is not None
    assert (summary.link.label, summary.link.kind, summary.names) == ("沈知微", "person", ("沈知微",))
    assert [article.iri for article in summary.articles] == [THIRD, FIRST]
    assert [(fact.predicate, fact.title) for fact in summary.facts if fact.predicate == v.IN_ROLE.value] == [
        (v.IN_ROLE.value, "市长")
    ]
    post = next(fact for fact in summary.facts if fact.predicate == v.IN_ROLE.value)
    assert post.subject.iri == SHEN and post.object.iri == GOVERNMENT  # type: ignore[union-attr]
    assert len(post.quotes) == 2


def test_the_limit_on_facts_is_told(made: Store) -> None:
    summary = describe(made, SHEN, limit=1)
    assert summary is not None and summary.more_facts and len(summary.facts) == 1
    whole = describe(made, SHEN)
    assert whole is not None and not whole.more_facts


def test_code_names_parents_and_parts(made: Store) -> None:
    city, body = describe(made, CITY), describe(made, GOVERNMENT)
    assert city is not None and body is not None
    assert (city.adcode, [part.iri for part in city.parts]) == ("990100", [HALL])
    assert [parent.iri for parent in body.parents] == [PROVINCE_GOVERNMENT]
    assert body.names == ("青澜市人民政府", "青澜市政府", "市政府")


def test_of_an_unknown_thing_nothing_is_said(made: Store) -> None:
    assert describe(made, entity_iri("person", "无此人")) is None


@pytest.mark.parametrize("iri", ["", "not an iri", "http://x/> ?s ?p ?o } #"])
def test_what_is_no_iri_is_refused(made: Store, iri: str) -> None:
    with pytest.raises(ValueError):
        describe(made, iri)
