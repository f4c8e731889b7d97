from kg.queries.graph import neighbourhood
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import Store
from tests.queries.made import CITY, COMMITTEE, FIRST, FLOOD_MEETING, GOVERNMENT, HALL, LU, SHEN, VISIT


def test_what_stands_around_a_person(made: Store) -> None:
    around = neighbourhood(made, SHEN)
    assert around is not None and around.centre.label == "沈知微"
    assert {node.iri for node in around.nodes} == {SHEN, GOVERNMENT, FLOOD_MEETING, VISIT}
    assert {(edge.source, edge.target, edge.label, edge.label_en) for edge in around.edges} == {
        (SHEN, GOVERNMENT, "市长", "holds a role"),
        (FLOOD_MEETING, SHEN, "参加者", "attendee"),
        (VISIT, SHEN, "参加者", "attendee"),
    }
    assert (around.capped, around.left_out) == (False, 0)
    assert {node.iri: node.degree for node in around.nodes}[SHEN] == 3


def test_who_chairs_has_one_edge(made: Store) -> None:
    around = neighbourhood(made, FLOOD_MEETING)
    assert around is not None
    assert {(edge.target, edge.predicate) for edge in around.edges if edge.source == FLOOD_MEETING} == {
        (LU, v.CHAIR.value),
        (SHEN, v.ATTENDEE.value),
        (HALL, v.LOCATION.value),
    }


def test_the_cap_is_told_and_keeps_what_most_articles_tie(made: Store) -> None:
    around = neighbourhood(made, SHEN, limit=1)
    assert around is not None
    assert [node.iri for node in around.nodes] == [SHEN, GOVERNMENT]  # two articles tie them, one each the others
    assert (around.capped, around.left_out) == (True, 2)


def test_places_hang_together(made: Store) -> None:
    around = neighbourhood(made, CITY)
    assert around is not None
    assert [(edge.source, edge.target) for edge in around.edges] == [(HALL, CITY)]


def test_around_an_article_stands_what_it_ties_together(made: Store) -> None:
    around = neighbourhood(made, FIRST)
    assert around is not None
    assert {node.iri for node in around.nodes} == {FIRST, LU, SHEN, COMMITTEE, GOVERNMENT, FLOOD_MEETING, HALL, CITY}


def test_around_a_role_stand_its_holders(made: Store) -> None:
    around = neighbourhood(made, entity_iri("role", "市长"))
    assert around is not None
    assert {node.label for node in around.nodes} == {"市长", "沈知微", "陆远舟"}


def test_around_nothing_is_nothing(made: Store) -> None:
    assert neighbourhood(made, entity_iri("person", "无此人")) is None
