"""Each shape is broken once, and the report says what, where and why."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.queries.shapes import validate
from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri
from kg.store import Store, open_store
from tests.queries.made import (
    CITY,
    COMMITTEE,
    FIRST,
    FIRST_BODY,
    FLOOD_MEETING,
    LU,
    MEASURES,
    SHEN,
    WASTE,
    ArticleGraph,
    articles,
    first,
    second,
)

DAY = Literal("2021-05-13", datatype=v.XSD_DATE)


def report(*graphs: ArticleGraph, at_once: int = 200) -> set[tuple[str, str, str]]:
    with open_store(":memory:") as store:
        for graph in graphs:
            store.replace_article(graph.article, graph.quads)
        found = validate(store, at_once=at_once)
    assert found.conforms == (not found.violations)
    assert all(violation.message_zh and violation.message_en for violation in found.violations)
    return {(violation.focus, violation.path, violation.value) for violation in found.violations}


def without(graph: ArticleGraph, gone: Callable[[Quad], bool]) -> ArticleGraph:
    kept = [quad for quad in graph.quads if not gone(quad)]
    assert len(kept) < len(graph.quads)
    graph.quads = kept
    return graph


def also(graph: ArticleGraph, subject: str, predicate: NamedNode, value: NamedNode | Literal) -> ArticleGraph:
    graph.say(subject, predicate, value)
    return graph


def test_the_made_graph_conforms(made: Store) -> None:
    seen: list[int] = []
    found = validate(made, at_once=2, progress=seen.append)
    assert found.conforms and found.text() == "conforms: 3 articles, no violation"
    assert seen == [2, 3]


def membership_of(graph: ArticleGraph, person: str) -> str:
    return next(q.subject.value for q in graph.quads if q.predicate == v.MEMBER and q.object.value == person)


@pytest.mark.parametrize("needed", [v.MEMBER, v.IN_ORGANIZATION, v.IN_ROLE, v.TITLE])
def test_a_membership_needs_person_body_role_and_title(needed: NamedNode) -> None:
    graph = first()
    membership = membership_of(graph, LU)
    broken = without(graph, lambda q: q.subject.value == membership and q.predicate == needed)
    assert (membership, needed.value, "") in report(broken)


def test_a_membership_needs_its_words() -> None:
    graph = first()
    membership = membership_of(graph, LU)
    statement = next(q.subject for q in graph.quads if q.predicate == v.SUBJECT and q.object.value == membership)
    assert (membership, "", "") in report(without(graph, lambda q: q.subject == statement))


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        (FLOOD_MEETING, v.START_DATE, Literal("5月11日")),
        (FLOOD_MEETING, v.LOCATION, NamedNode(SHEN)),
        (FIRST, v.DATE_PUBLISHED, Literal("2021", datatype=v.XSD_INTEGER)),
        (CITY, v.ADCODE, Literal("99")),
    ],
)
def test_values_have_their_kind(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
    graph = without(first(), lambda q: q.subject.value == subject and q.predicate == predicate)
    assert (subject, predicate.value, value.value) in report(also(graph, subject, predicate, value))


def test_policies_aim_at_topics_bodies_or_places() -> None:
    graph = also(second(), MEASURES, v.TARGET, NamedNode(MEASURES))
    assert (MEASURES, v.TARGET.value, MEASURES) in report(graph)


def test_everything_has_a_name() -> None:
    assert (WASTE, v.LABEL.value, "") in report(
        without(second(), lambda q: q.subject.value == WASTE and q.predicate == v.LABEL)
    )


def test_an_event_needs_its_kind() -> None:
    broken = without(first(), lambda q: q.subject.value == FLOOD_MEETING and q.object == v.MEETING)
    assert (FLOOD_MEETING, v.TYPE.value, "") in report(broken)


def test_who_chairs_attends() -> None:
    broken = without(
        first(),
        lambda q: q.subject.value == FLOOD_MEETING and q.predicate == v.ATTENDEE and q.object.value == LU,
    )
    assert report(broken) == {(FLOOD_MEETING, "", LU)}


def test_a_fact_without_words_is_found() -> None:
    bare = Literal("2021-05-10", datatype=v.XSD_DATE)
    graph = first()
    words = {q.subject for q in graph.quads if q.predicate == v.OBJECT and q.object.value == "2021-05-11"}
    assert report(without(graph, lambda q: q.subject in words)) == {(FLOOD_MEETING, "", "2021-05-11")}
    other = second()
    words = {q.subject for q in other.quads if q.predicate == v.OBJECT and q.object == bare}
    assert report(without(other, lambda q: q.subject in words)) == {(MEASURES, "", "2021-05-10")}


def test_an_event_does_not_end_before_it_starts() -> None:
    early = Literal("2021-05-10", datatype=v.XSD_DATE)
    assert report(also(first(), FLOOD_MEETING, v.END_DATE, early)) == {(FLOOD_MEETING, "", "2021-05-10")}
    assert report(also(first(), FLOOD_MEETING, v.END_DATE, DAY)) == set()


def test_days_without_a_year_can_pass_new_year() -> None:
    graph = first()
    words = {q.subject for q in graph.quads if q.predicate == v.PREDICATE and q.object == v.START_DATE}
    graph = without(graph, lambda q: q.subject in words or q.predicate == v.START_DATE)
    graph.state(FLOOD_MEETING, v.START_DATE, Literal("--12-30", datatype=v.XSD_GMONTH_DAY), "5月11日")
    assert report(also(graph, FLOOD_MEETING, v.END_DATE, Literal("--01-02", datatype=v.XSD_GMONTH_DAY))) == set()


def test_words_that_are_not_at_their_place_are_found() -> None:
    graph = first()
    graph.quads = [
        Quad(q.subject, q.predicate, Literal(FIRST_BODY.replace("5月11日", "5月12日"), language="zh"), q.graph_name)
        if q.predicate == v.ARTICLE_BODY
        else q
        for q in graph.quads
    ]
    assert report(graph) == {(FIRST, "", "5月11日"), (FIRST, "", "陆远舟5月11日在青澜市民中心主持")}


def test_offsets_count_characters_beyond_the_basic_plane() -> None:
    graph = ArticleGraph("a#1", "a", "𠮷野𠮷三出席。", "题", "2021-05-12")
    graph.named(LU, v.PERSON, "𠮷三")
    graph.named(FLOOD_MEETING, v.EVENT, "会")
    graph.state(FLOOD_MEETING, v.TYPE, v.MEETING, "出席")
    graph.state(FLOOD_MEETING, v.ATTENDEE, LU, "𠮷三")
    assert report(graph) == set()


def test_batches_find_what_one_pass_finds() -> None:
    broken = without(first(), lambda q: q.subject.value == COMMITTEE and q.predicate == v.LABEL)
    others = articles()[1:]
    assert report(broken, *others, at_once=1) == report(broken, *others) != set()


def test_the_report_says_what_where_and_why_in_both_languages() -> None:
    with open_store(":memory:") as store:
        graph = without(
            first(), lambda q: q.subject.value == article_iri("qlrb-2021-05-12-p1#1") and q.predicate == v.ARTICLE_BODY
        )
        store.replace_article(graph.article, graph.quads)
        text = validate(store).text()
    assert text.startswith("does not conform: 1 articles, 1 violations")
    assert "报道须有且只有一份正文 · an article must have exactly one body" in text
