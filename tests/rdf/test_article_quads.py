import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.model import Article, DateValue, EventFact, EventKind, Evidence, Extraction, OffsetMap, RoleFact, Span
from kg.rdf import article_quads
from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, entity_iri, membership_iri, page_iri
from kg.resolve import resolve

from .conftest import BODY, words

ARTICLE = NamedNode(article_iri("yhrb-p1#1"))
CHAIR, GUEST, FORMER = (NamedNode(entity_iri("person", name)) for name in ("陆远舟", "柯明辉", "沈知微"))
COMMITTEE = NamedNode(entity_iri("organization", "中共云河省委"))


def zh(text: str) -> Literal:
    return Literal(text, language="zh")


@pytest.fixture
def graph(extraction: Extraction) -> Store:
    store = Store()
    store.extend(article_quads(extraction, resolve(extraction)))
    return store


def values(graph: Store, subject: NamedNode, predicate: NamedNode) -> set[object]:
    return {quad.object for quad in graph.quads_for_pattern(subject, predicate, None, None)}


def one(graph: Store, predicate: NamedNode, value: NamedNode | Literal | None = None) -> NamedNode:
    (subject,) = {quad.subject for quad in graph.quads_for_pattern(None, predicate, value, None)}
    assert isinstance(subject, NamedNode)
    return subject


def test_everything_stands_in_the_articles_graph(graph: Store) -> None:
    assert list(graph.named_graphs()) == [ARTICLE]
    assert len(list(graph.quads_for_pattern(None, None, None, ARTICLE))) == len(graph)
    assert not any(isinstance(term, BlankNode) for quad in graph for term in (quad.subject, quad.object))


def test_the_article_and_its_page(graph: Store) -> None:
    page = NamedNode(page_iri("yhrb-p1"))
    date = Literal("2022-06-24", datatype=v.XSD_DATE)
    paper = NamedNode(entity_iri("organization", "云河日报"))
    for node, kind, identifier in ((ARTICLE, v.NEWS_ARTICLE, "yhrb-p1#1"), (page, v.PUBLICATION_ISSUE, "yhrb-p1")):
        assert values(graph, node, v.TYPE) == {kind}
        assert values(graph, node, v.IDENTIFIER) == {Literal(identifier)}
        assert values(graph, node, v.DATE_PUBLISHED) == {date}
        assert values(graph, node, v.DATE_BASIS) == {zh("报头")}
        assert values(graph, node, v.PUBLISHER) == {paper}
    assert values(graph, ARTICLE, v.IS_PART_OF) == {page}
    assert values(graph, ARTICLE, v.ARTICLE_BODY) == {zh(BODY)}
    assert values(graph, ARTICLE, v.HEADLINE) == {zh("水利建设推进会召开")}
    assert values(graph, ARTICLE, v.AUTHOR) == {NamedNode(entity_iri("person", "李未晞"))}
    assert values(graph, ARTICLE, v.REGION) == {NamedNode(entity_iri("place", "230000"))}


def test_an_article_that_is_its_own_input_has_no_page(extraction: Extraction) -> None:
    alone = replace(extraction, article=replace(extraction.article, identifier="a-1", page="a-1"))
    quads = article_quads(alone, resolve(alone))
    assert not [q for q in quads if q.predicate in (v.IS_PART_OF,) or q.object == v.PUBLICATION_ISSUE]


def test_a_role_is_a_membership(graph: Store) -> None:
    role = NamedNode(entity_iri("role", "书记"))
    post = NamedNode(membership_iri(CHAIR.value, role.value, COMMITTEE.value))
    assert values(graph, post, v.TYPE) == {v.MEMBERSHIP}
    assert values(graph, post, v.MEMBER) == {CHAIR}
    assert values(graph, post, v.IN_ORGANIZATION) == {COMMITTEE}
    assert values(graph, post, v.IN_ROLE) == {role}
    assert values(graph, post, v.TITLE) == {zh("省委书记")}
    assert values(graph, post, v.AS_OF) == {Literal("2022-06-24", datatype=v.XSD_DATE)}
    assert values(graph, role, v.LABEL) == {zh("书记")}


def test_a_post_told_as_past_was_seen_on_no_day(graph: Store) -> None:
    post = one(graph, v.MEMBER, FORMER)
    assert values(graph, post, v.AS_OF) == set()
    statement = one(graph, v.SUBJECT, post)
    assert values(graph, statement, v.TOLD_AS_PAST) == {Literal("true", datatype=v.XSD_BOOLEAN)}


def test_names_of_one_body_are_names_of_one_node(graph: Store) -> None:
    assert values(graph, COMMITTEE, v.LABEL) == {zh("中共云河省委")}
    assert values(graph, COMMITTEE, v.ALT_LABEL) == {zh("云河省委"), zh("省委")}


def test_an_event_with_all_that_is_said_of_it(graph: Store) -> None:
    event = one(graph, v.TYPE, v.EVENT)
    assert values(graph, event, v.TYPE) == {v.EVENT, v.MEETING}
    assert values(graph, event, v.LABEL) == {zh("全省水利建设推进会")}
    assert values(graph, event, v.START_DATE) == {Literal("2022-06-23", datatype=v.XSD_DATE)}
    assert values(graph, event, v.END_DATE) == {Literal("2022-06-24", datatype=v.XSD_DATE)}
    assert values(graph, event, v.CHAIR) == {CHAIR}
    assert values(graph, event, v.ATTENDEE) == {CHAIR, GUEST}
    assert values(graph, event, v.ORGANIZER) == {COMMITTEE}
    (place,) = values(graph, event, v.LOCATION)
    assert isinstance(place, NamedNode)
    assert values(graph, place, v.LABEL) == {zh("青澜市民中心")}


def test_a_policy_with_issuers_and_targets(graph: Store) -> None:
    policy = one(graph, v.TYPE, v.POLICY)
    assert values(graph, policy, v.TYPE) == {v.POLICY, v.POLICY_DOCUMENT}
    assert values(graph, policy, v.ISSUED_BY) == {COMMITTEE, CHAIR}  # the one who signs is a person
    kinds = {next(iter(values(graph, target, v.TYPE))) for target in values(graph, policy, v.TARGET)}  # type: ignore[arg-type]
    assert kinds == {v.CONCEPT, v.PLACE}


def statements(graph: Store) -> list[dict[NamedNode, object]]:
    nodes = {quad.subject for quad in graph.quads_for_pattern(None, v.TYPE, v.STATEMENT, None)}
    return [{q.predicate: q.object for q in graph.quads_for_pattern(node, None, None, None)} for node in nodes]


def test_every_statement_has_its_words_and_its_triple(graph: Store) -> None:
    found = statements(graph)
    assert len(found) == 3 + (1 + 2 + 1 + 1 + 2 + 1) + (1 + 2 + 2)
    for said in found:
        start, end = (int(said[term].value) for term in (v.START, v.END))  # type: ignore[attr-defined]
        assert said[v.EXACT] == Literal(BODY[start:end])
        assert said[v.DERIVED_FROM] == ARTICLE
        assert said[v.RULE] == Literal("test")
        assert said[v.CONFIDENCE] == Literal("0.9", datatype=v.XSD_DECIMAL)
        assert Quad(said[v.SUBJECT], said[v.PREDICATE], said[v.OBJECT], ARTICLE) in graph  # type: ignore[arg-type]


def test_every_fact_has_a_statement(graph: Store) -> None:
    facts = {v.IN_ROLE, v.START_DATE, v.END_DATE, v.LOCATION, v.CHAIR, v.ATTENDEE, v.ORGANIZER, v.ISSUED_BY, v.TARGET}
    stated = {(s[v.SUBJECT], s[v.PREDICATE], s[v.OBJECT]) for s in statements(graph)}
    for quad in graph:
        if quad.predicate in facts:
            assert (quad.subject, quad.predicate, quad.object) in stated


def test_the_basis_of_an_inferred_day_stands_with_its_statement(graph: Store) -> None:
    days = [said for said in statements(graph) if said[v.PREDICATE] in (v.START_DATE, v.END_DATE)]
    assert [said[v.DATE_BASIS] for said in days] == [zh("电头")] * 2


def test_the_order_of_facts_does_not_matter(extraction: Extraction) -> None:
    turned = replace(extraction, roles=extraction.roles[::-1], events=extraction.events[::-1])
    assert set(article_quads(turned, resolve(turned))) == set(article_quads(extraction, resolve(extraction)))


def test_a_misprinted_day_is_left_out_and_nothing_else(extraction: Extraction) -> None:
    event = replace(extraction.events[0], date=DateValue("2022-02-30"))
    odd = replace(extraction, events=(event,))
    quads = article_quads(odd, resolve(odd))
    assert not [q for q in quads if q.predicate in (v.START_DATE, v.END_DATE)]
    assert [q for q in quads if q.predicate == v.LOCATION]


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, len(BODY) + 1)])
def test_a_fact_without_words_is_refused(extraction: Extraction, span: Span) -> None:
    role = replace(extraction.roles[0], evidence=Evidence(span, "", "test"))
    bad = replace(extraction, roles=(role,))
    with pytest.raises(ValueError, match="no words"):
        article_quads(bad, resolve(bad))


@given(st.data())
def test_offsets_are_true_whatever_the_evidence_claims(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(BODY) - 1))
    end = data.draw(st.integers(start + 1, len(BODY)))
    evidence = Evidence(Span(start, end), "something else", "test")
    article = Article("x", "x", BODY, OffsetMap.identity(len(BODY)))
    role = RoleFact("陆远舟", "书记", "书记", ("省委",), evidence)
    event = EventFact(("防汛会议",), EventKind.MEETING, evidence)
    extraction = Extraction(article, roles=(role,), events=(event,))
    quads = article_quads(extraction, resolve(extraction))
    assert {q.object.value for q in quads if q.predicate == v.EXACT} == {BODY[start:end]}


@given(st.dates(), st.floats(0, 1))
def test_an_engine_gives_back_what_was_said(day: dt.date, confidence: float) -> None:
    """Engines keep numbers and dates in their canonical form; in another one they would look changed at every build."""
    evidence = Evidence(Span(0, 3), BODY[:3], "test", confidence)
    for known in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], f"-{day.isoformat()[4:]}"):
        date = DateValue(known)
        article = Article("x", "x", BODY, OffsetMap.identity(len(BODY)), published=date)
        event = EventFact(("防汛会议",), EventKind.MEETING, evidence, date)
        extraction = Extraction(article, events=(event,))
        quads = article_quads(extraction, resolve(extraction))
        store = Store()
        store.extend(quads)
        assert set(store) == set(quads)


def test_two_words_for_one_fact_are_two_statements(extraction: Extraction) -> None:
    again = replace(extraction.roles[0], evidence=words("陆远舟"))
    both = replace(extraction, roles=(extraction.roles[0], again), events=(), policies=())
    quads = article_quads(both, resolve(both))
    assert len([q for q in quads if q.predicate == v.SUBJECT]) == 2
    assert len([q for q in quads if q.predicate == v.IN_ROLE]) == 1
