from kg.queries.events import companions, event_details, event_rows, events_at, events_of, organized_events
from kg.rdf.iris import entity_iri
from kg.store import Store
from tests.queries.made import FLOOD_MEETING, GOVERNMENT, HALL, LU, SHEN, VISIT


def test_events_of_a_person_the_latest_first(made: Store) -> None:
    rows = events_of(made, SHEN)
    assert [(row.event.label, row.event_class, row.start) for row in rows] == [
        ("沈知微到白桥镇调研", "Visit", "2021-06-01"),
        ("全市防汛工作会议", "Meeting", "2021-05-11"),
    ]
    assert [place.label for place in rows[1].places] == ["青澜市民中心"]
    assert [chair.label for chair in rows[1].chairs] == ["陆远舟"]


def test_the_limit_keeps_the_latest(made: Store) -> None:
    assert [row.event.iri for row in events_of(made, SHEN, limit=1)] == [VISIT]


def test_events_at_a_place_and_of_a_body(made: Store) -> None:
    assert [row.event.iri for row in events_at(made, HALL)] == [FLOOD_MEETING]
    assert organized_events(made, GOVERNMENT) == ()


def test_details_with_words_in_the_order_printed(made: Store) -> None:
    visit = event_details(made, VISIT)
    assert visit is not None
    assert (visit.event_class, visit.names, visit.start, visit.end) == (
        "Visit",
        ("沈知微到白桥镇调研",),
        "2021-06-01",
        None,
    )
    assert [one.thing.label for one in visit.participants] == ["沈知微", "顾行之"]
    assert [quote.exact for quote in visit.quotes] == ["到白桥镇调研"]
    assert [(one.thing.label, one.quotes[0].exact) for one in visit.places] == [("白桥镇", "白桥镇")]


def test_what_is_no_event_has_no_details(made: Store) -> None:
    assert event_details(made, SHEN) is None
    assert event_details(made, entity_iri("event", "无此会")) is None


def test_companions_share_events(made: Store) -> None:
    found = {one.person.label: [event.label for event in one.events] for one in companions(made, SHEN)}
    assert found == {"陆远舟": ["全市防汛工作会议"], "顾行之": ["沈知微到白桥镇调研"]}
    assert [one.person.iri for one in companions(made, LU)] == [SHEN]


def test_long_lists_are_asked_for_in_pieces(made: Store) -> None:
    strangers = [entity_iri("event", f"会{i}") for i in range(1200)]
    rows = event_rows(made, [*strangers, VISIT])
    assert len(rows) == 1201 and rows[-1].event.label == "沈知微到白桥镇调研"
