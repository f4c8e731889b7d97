import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.evaluate import Evaluation, Score, Verdict, as_json, as_table, judge_graph, load_gold
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri, membership_iri
from tests.evaluate.made import ARTICLES, PAGES, Found, all_right


def scored(*found: Found) -> Evaluation:
    return judge_graph(load_gold(ARTICLES), [quad for one in found for quad in one.quads])


def counts(evaluation: Evaluation, family: str) -> tuple[int, int, int]:
    score = evaluation.report()[family]
    return score.right, score.wrong, score.missed


def test_a_graph_that_states_everything_is_right() -> None:
    evaluation = judge_graph(load_gold(ARTICLES), all_right())
    assert evaluation.errors() == () and evaluation.unknown == ()
    assert {family: score.f1 for family, score in evaluation.report().items()} == dict.fromkeys(
        evaluation.report(), 1.0
    )
    assert counts(evaluation, "all-facts") == (2 + 1 + 1 + 1 + 2 + 1 + 1 + 2 + 2, 0, 0)


def test_an_empty_graph_misses_everything_and_names_the_documents() -> None:
    evaluation = scored()
    assert evaluation.unknown == ("qlrb-01", "yhrb-01")
    assert counts(evaluation, "role") == (0, 0, 2)
    assert counts(evaluation, "event.date") == (0, 0, 1)
    assert counts(evaluation, "policy.date") == (0, 0, 2)  # three accepted readings of one date are one date missed
    assert counts(evaluation, "all-facts") == (0, 0, 13)


def test_a_title_as_written_and_a_tail_of_the_body_are_right_a_deputy_is_not() -> None:
    found = Found("qlrb-01").role("陆远舟", "市委书记", "市委").role("沈知微", "副市长", "青澜市人民政府")
    evaluation = scored(found)
    assert counts(evaluation, "role") == (1, 1, 1)
    assert [(o.verdict, o.what) for o in evaluation.errors() if o.family == "role"] == [
        (Verdict.MISSED, "沈知微/市长/青澜市人民政府"),
        (Verdict.WRONG, "沈知微/副市长/青澜市人民政府"),
    ]


def test_the_exact_role_is_paired_before_a_tail() -> None:
    found = Found("qlrb-01").role("陆远舟", "青澜书记", "中共青澜市委").role("陆远舟", "书记", "中共青澜市委")
    assert counts(scored(found), "role") == (1, 1, 1)
    assert [o.what for o in scored(found).errors() if o.verdict is Verdict.WRONG] == ["陆远舟/青澜书记/中共青澜市委"]


def test_each_annotated_event_is_answered_once() -> None:
    found = Found("qlrb-01").event("全市防汛工作会议", start=["2021-05-11"]).event("防汛工作会议", start=["2021-05-12"])
    evaluation = scored(found)
    assert counts(evaluation, "event") == (1, 1, 0)
    assert counts(evaluation, "event.date") == (1, 1, 0)


def test_an_event_of_another_name_is_known_by_its_date_and_people() -> None:
    people = ["陆远舟", "沈知微"]
    assert counts(scored(Found("qlrb-01").event("防汛会", start=["2021-05-11"], attendees=people)), "event") == (
        1,
        0,
        0,
    )
    assert counts(scored(Found("qlrb-01").event("防汛会")), "event") == (0, 1, 1)
    assert counts(scored(Found("qlrb-01").event("音乐晚会", start=["2021-05-11"], attendees=people)), "event") == (
        0,
        1,
        1,
    )


def test_a_date_is_right_only_in_full() -> None:
    assert counts(scored(Found("qlrb-01").event("全市防汛工作会议", start=["2021-05"])), "event.date") == (0, 1, 1)
    both = Found("qlrb-01").event("全市防汛工作会议", start=["2021-05-11"], end="2021-05-12")
    assert counts(scored(both), "event.date") == (0, 1, 1)
    two = Found("qlrb-01").event("全市防汛工作会议", start=["2021-05-11", "2021-05-12"])
    assert counts(scored(two), "event.date") == (1, 1, 0)


def test_either_end_of_an_annotated_range_of_issue_is_right() -> None:
    for day, right in (("--05-12", 1), ("--05-11", 0)):
        found = Found("yhrb-01").policy("清河行动", issued=[day])
        assert counts(scored(found), "policy.date") == (right, 1 - right, 2 - right)


def test_who_chairs_takes_part() -> None:
    evaluation = scored(Found("qlrb-01").event("全市防汛工作会议", chairs=["陆远舟"]))
    assert counts(evaluation, "event.chairs") == (1, 0, 0)
    assert counts(evaluation, "event.participants") == (1, 0, 1)


def test_facts_count_for_the_page_that_their_article_is_part_of() -> None:
    found = Found("qlrb-2021-05-12-p1#1").role("沈知微", "市长", "青澜市人民政府")
    page = NamedNode("https://example.org/page")
    found.say(found.graph, v.IS_PART_OF, page)
    found.say(page, v.IDENTIFIER, Literal("qlrb-2021-05-12-p1"))
    evaluation = judge_graph(load_gold(PAGES), found.quads)
    assert counts(evaluation, "role") == (1, 0, 1)


def test_facts_of_other_articles_do_not_count() -> None:
    assert counts(scored(Found("elsewhere").role("沈知微", "市长", "青澜市人民政府")), "role") == (0, 0, 2)


def test_sources_are_scored_apart() -> None:
    by_source = judge_graph(load_gold(ARTICLES), all_right()).by_source()
    assert list(by_source) == ["云河日报", "青澜日报"]
    assert by_source["云河日报"]["policy"] == Score(2, 0, 0)
    assert by_source["云河日报"]["role"].f1 == 1.0  # nothing to find, nothing found
    assert by_source["青澜日报"]["role"] == Score(2, 0, 0)


@pytest.mark.parametrize(
    ("score", "figures"),
    [(Score(2, 1, 2), (0.6667, 0.5, 0.5714)), (Score(0, 0, 0), (0.0, 0.0, 1.0)), (Score(0, 3, 0), (0.0, 0.0, 0.0))],
)
def test_precision_recall_and_f1(score: Score, figures: tuple[float, float, float]) -> None:
    assert (score.precision, score.recall, score.f1) == figures


def test_the_order_of_quads_does_not_matter() -> None:
    quads: list[Quad] = (
        Found("qlrb-01")
        .event("防汛工作会议甲", organizers=["市委", "青澜市委"], attendees=["陆远舟"])
        .event("防汛工作会议乙", organizers=["市委"], attendees=["沈知微"])
        .role("陆远舟", "书记", "市委")
        .role("陆远舟", "书记", "青澜市委")
        .quads
    )
    reports = set()
    for seed in range(20):
        random.Random(seed).shuffle(quads)
        reports.add(tuple(judge_graph(load_gold(ARTICLES), quads).report().items()))
    assert len(reports) == 1


def test_the_table_lists_errors_then_families() -> None:
    lines = as_table(scored(), errors=1).splitlines()
    assert lines[0] == "qlrb-01\trole\tmissed\t陆远舟/书记/中共青澜市委"
    assert lines[1].endswith("(2 documents)")
    assert lines[-1].split() == ["all-facts", "0.000", "0.000", "0.000", "0", "0", "13"]


def test_json_has_the_figures_by_family() -> None:
    assert as_json({"role": Score(2, 1, 2)}) == {
        "role": {"p": 0.6667, "r": 0.5, "f1": 0.5714, "tp": 2, "fp": 1, "fn": 2}
    }


def test_kinds_of_event_are_told_apart_and_what_is_wrong_counts_for_its_own_kind() -> None:
    found = Found("qlrb-01").event("全市防汛工作会议", start=["2021-05-11"]).event("何山调研")
    found.say(NamedNode(entity_iri("event", "何山调研")), v.TYPE, v.VISIT)
    kinds = scored(found).by_kind()
    assert set(kinds) == {"meeting", "visit"} and set(kinds["meeting"]) >= {"event", "event.date", "event-facts"}
    assert kinds["meeting"]["event"].right == 1 and kinds["visit"]["event"].wrong == 1


def test_what_found_a_fact_comes_with_it() -> None:
    found = Found("qlrb-01").role("陆远舟", "书记", "中共青澜市委", title="市委书记")
    ends = [entity_iri(*end) for end in (("person", "陆远舟"), ("role", "书记"), ("organization", "中共青澜市委"))]
    for name, confidence in (("one", "0.6"), ("other", "0.9")):
        statement = NamedNode(f"https://example.org/{name}")
        found.say(statement, v.SUBJECT, NamedNode(membership_iri(*ends)))
        found.say(statement, v.PREDICATE, v.IN_ROLE)
        found.say(statement, v.OBJECT, NamedNode(ends[1]))
        found.say(statement, v.RULE, Literal(name))
        found.say(statement, v.CONFIDENCE, Literal(confidence))
    (right,) = [o for o in scored(found).outcomes if o.family == "role" and o.verdict is Verdict.RIGHT]
    assert right.support is not None and (right.support.rule, right.support.confidence) == ("other", 0.9)
