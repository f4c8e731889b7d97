"""The ledger of made-up bodies: terms with gaps, a hand-over, a clash, an office left and taken again."""

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, Quad

from kg.queries.ledger import career_of, changes_of, holders_on, ledger_of, things_named, to_review
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import Store, open_store
from tests.queries.made import COMMITTEE, GOVERNMENT, ArticleGraph

LU, SHEN, GU, WEN = (entity_iri("person", name) for name in ("陆远舟", "沈知微", "顾行之", "温以宁"))
NAMES = {LU: "陆远舟", SHEN: "沈知微", GU: "顾行之", WEN: "温以宁"}
BODIES = {GOVERNMENT: "青澜市人民政府", COMMITTEE: "中共青澜市委"}

# day of the article, person, post, body, whether told as past
TOLD = [
    ("2019-03-01", LU, "市长", GOVERNMENT, False),
    ("2020-02-01", LU, "市长", GOVERNMENT, False),
    ("2020-09-01", SHEN, "代市长", GOVERNMENT, False),
    ("2021-01-10", SHEN, "市长", GOVERNMENT, False),
    ("2021-02-01", LU, "市长", GOVERNMENT, True),
    ("2021-06-02", SHEN, "市长", GOVERNMENT, False),
    ("2021-06-03", GU, "副市长", GOVERNMENT, False),
    ("2021-06-03", WEN, "副市长", GOVERNMENT, False),
    ("2021-07-01", GU, "市长", GOVERNMENT, False),
    ("2021-05-01", LU, "书记", COMMITTEE, False),
    ("2021-08-01", GU, "书记", COMMITTEE, False),
    ("2021-09-01", LU, "书记", COMMITTEE, False),
    ("2021-10-01", GU, "书记", COMMITTEE, False),
    ("--11-01", WEN, "书记", COMMITTEE, False),
]


def article(at: int, day: str, person: str, post: str, body: str, past: bool) -> ArticleGraph:
    words = f"{'原' if past else ''}{post}{NAMES[person]}"
    graph = ArticleGraph(f"qlrb-{at}#1", f"qlrb-{at}", f"{words}出席。", words, "2021-01-01")
    published = Literal(day, datatype=v.XSD_GMONTH_DAY if day.startswith("--") else v.XSD_DATE)
    graph.quads = [q for q in graph.quads if q.predicate != v.DATE_PUBLISHED]
    graph.say(graph.article, v.DATE_PUBLISHED, published)
    graph.named(person, v.PERSON, NAMES[person])
    graph.named(body, v.ORGANIZATION, BODIES[body], "市政府" if body == GOVERNMENT else "市委")
    graph.held(person, post, body, post, words, day, past)
    if day.startswith("--"):
        graph.quads = [
            Quad(q.subject, v.AS_OF, published, graph.graph) if q.predicate == v.AS_OF else q for q in graph.quads
        ]
    return graph


@pytest.fixture(scope="module")
def office() -> Iterator[Store]:
    with open_store(":memory:") as store:
        for at, told in enumerate(TOLD):
            graph = article(at, *told)
            store.replace_article(graph.article, graph.quads)
        yield store


def spans(store: Store, body: str, post: str) -> list[tuple[str | None, ...]]:
    (one,) = ledger_of(store, body, post)
    return [
        (held.person.label, *(told.day if told else None for told in (held.first, held.last, held.past)))
        for held in one.holders
    ]


def test_holders_in_order_with_first_and_last_sighting_and_the_acting_one_in_the_same_seat(office: Store) -> None:
    assert spans(office, GOVERNMENT, "市长") == [
        ("陆远舟", "2019-03-01", "2020-02-01", "2021-02-01"),
        ("沈知微", "2020-09-01", "2021-06-02", None),
        ("顾行之", "2021-07-01", "2021-07-01", None),
    ]
    (one,) = ledger_of(office, GOVERNMENT, "市长")
    assert [held.follows.label if held.follows else None for held in one.holders] == [None, "陆远舟", "沈知微"]
    assert one.one_seat and not one.clashes
    first = one.holders[1].first
    assert first is not None and first.words.exact == "代市长沈知微"


def test_several_hold_a_post_that_is_not_for_one(office: Store) -> None:
    (one,) = ledger_of(office, GOVERNMENT, "副市长")
    assert (one.one_seat, len(one.holders), one.clashes) == (False, 2, ())
    assert all(held.follows is None for held in one.holders)


def test_two_at_once_are_kept_and_flagged(office: Store) -> None:
    (one,) = ledger_of(office, COMMITTEE, "书记")
    assert [held.person.label for held in one.holders] == ["陆远舟", "顾行之", "温以宁"]
    assert one.holders[-1].first is not None and one.holders[-1].first.day == "--11-01"
    (clash,) = one.clashes
    assert (clash.one.person.label, clash.other.person.label) == ("陆远舟", "顾行之")
    assert (clash.since, clash.until, clash.at_once) == ("2021-08-01", "2021-09-01", True)
    assert [ledger.body.label for ledger in to_review(office)] == ["中共青澜市委"]


@pytest.mark.parametrize(
    ("day", "answers"),
    [
        ("2019-03-01", [("陆远舟", "on", "2019-03-01", "2019-03-01")]),
        ("2019-07", [("陆远舟", "between", "2019-03-01", "2020-02-01")]),
        ("2020-05-05", [("陆远舟", "before", "2020-02-01", None), ("沈知微", "after", None, "2020-09-01")]),
        ("2020-12-01", [("沈知微", "between", "2020-09-01", "2021-01-10")]),
        ("2018", [("陆远舟", "after", None, "2019-03-01")]),
        ("2023-01-01", [("顾行之", "before", "2021-07-01", None)]),
    ],
)
def test_who_was_mayor_on_a_date_says_what_is_proved_and_no_more(
    office: Store, day: str, answers: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert [
        (one.held.person.label, one.how, one.last.day if one.last else None, one.next.day if one.next else None)
        for one in holders_on(office, GOVERNMENT, "市长", day)
    ] == answers


def test_who_is_told_as_past_is_no_candidate_any_more(office: Store) -> None:
    found = [one.held.person.label for one in holders_on(office, GOVERNMENT, "副市长", "2022")]
    assert found == ["温以宁", "顾行之"]
    told = [one.held.person.label for one in holders_on(office, GOVERNMENT, "市长", "2021-02-15")]
    assert told == ["沈知微"]


def test_a_career_in_order(office: Store) -> None:
    posts = [(held.body.label, held.post.label, held.first.day if held.first else "") for held in career_of(office, GU)]
    assert posts == [
        ("青澜市人民政府", "副市长", "2021-06-03"),
        ("青澜市人民政府", "市长", "2021-07-01"),
        ("中共青澜市委", "书记", "2021-08-01"),
    ]


def test_what_changed_between_two_dates(office: Store) -> None:
    changes = changes_of(office, GOVERNMENT, "2020-06-01", "2021-06-30", "市长")
    assert [(one.day, one.what, one.held.person.label) for one in changes] == [
        ("2020-09-01", "appears", "沈知微"),
        ("2021-02-01", "past", "陆远舟"),
    ]
    with pytest.raises(ValueError, match="is before"):
        changes_of(office, GOVERNMENT, "2021", "2020")
    with pytest.raises(ValueError, match="no date"):
        changes_of(office, GOVERNMENT, "2021-02-30", "2022")


def test_bodies_are_found_by_any_of_their_names(office: Store) -> None:
    for name in ("青澜市人民政府", "青澜市政府", "市政府", "organization:青澜市人民政府", GOVERNMENT):
        assert [one.iri for one in things_named(office, name, v.ORGANIZATION)] == [GOVERNMENT]
    assert things_named(office, "青澜市教育局", v.ORGANIZATION) == ()


def test_a_name_among_people_is_no_body(office: Store) -> None:
    assert things_named(office, "陆远舟", v.ORGANIZATION) == ()
