"""Events in time: whose year is known, by person, body and place, between two dates."""

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal

from kg.queries.timeline import Timeline, timeline
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import Store, open_store
from tests.queries.made import CITY, FLOOD_MEETING, GU, HALL, LU, SHEN, TOWN, VISIT, ArticleGraph, articles

NIGHT = entity_iri("event", "青澜夜话|--06-20")
CULTURE = entity_iri("organization", "青澜市文化局")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    body = "6月20日，青澜市文化局举办青澜夜话。"
    undated = ArticleGraph("qlrb-2021-06-21-p1#1", "qlrb-2021-06-21-p1", body, "夜话", "2021-06-21")
    undated.named(NIGHT, v.EVENT, "青澜夜话")
    undated.named(CULTURE, v.ORGANIZATION, "青澜市文化局")
    undated.state(NIGHT, v.TYPE, v.MEETING, "青澜夜话")
    undated.state(NIGHT, v.START_DATE, Literal("--06-20", datatype=v.XSD_GMONTH_DAY), "6月20日")
    undated.state(NIGHT, v.ORGANIZER, CULTURE, "青澜市文化局举办")
    with open_store(":memory:") as opened:
        for graph in (*articles(), undated):
            opened.replace_article(graph.article, graph.quads)
        yield opened


def test_all_events_whose_year_is_known_the_latest_first(store: Store) -> None:
    found = timeline(store)
    assert [event.iri for event in found.events] == [VISIT, FLOOD_MEETING]
    assert [(event.iri, event.start) for event in found.undated] == [(NIGHT, "--06-20")]
    assert not found.capped
    meeting = found.events[1]
    assert (meeting.label, meeting.event_class, meeting.start, meeting.end) == (
        "全市防汛工作会议", "Meeting", "2021-05-11", "2021-05-11",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"person": LU}, {FLOOD_MEETING}),
        ({"person": SHEN}, {FLOOD_MEETING, VISIT}),
        ({"person": SHEN, "place": TOWN}, {VISIT}),
        ({"place": HALL}, {FLOOD_MEETING}),
        ({"place": CITY}, {FLOOD_MEETING}),  # the hall lies in the city
        ({"person": GU, "place": HALL}, set()),
        ({"body": CULTURE}, set()),  # what it convened has no year
        ({"since": "2021-05-12"}, {VISIT}),
        ({"until": "2021-05"}, {FLOOD_MEETING}),
        ({"since": "2021", "until": "2021"}, {FLOOD_MEETING, VISIT}),
        ({"until": "2020"}, set()),
    ],
)
def test_filters(store: Store, filters: dict[str, str], expected: set[str]) -> None:
    for whole in (None, timeline(store)):
        assert {event.iri for event in timeline(store, whole=whole, **filters).events} == expected


def test_what_has_no_year_is_told_apart(store: Store) -> None:
    for whole in (None, timeline(store)):
        assert [event.iri for event in timeline(store, body=CULTURE, whole=whole).undated] == [NIGHT]
        assert timeline(store, person=LU, whole=whole).undated == ()
        assert timeline(store, since="2021", whole=whole).undated == ()


def test_a_capped_timeline_is_asked_anew(store: Store) -> None:
    capped = Timeline((), capped=True)
    assert [event.iri for event in timeline(store, person=LU, whole=capped).events] == [FLOOD_MEETING]
    assert [event.iri for event in timeline(store, until="2021-05", whole=capped).events] == [FLOOD_MEETING]


@pytest.mark.parametrize("date", ["heute", '2021" || true || "', "2021-05-11-12"])
def test_what_is_no_date_is_refused(store: Store, date: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        timeline(store, since=date)
