"""The example queries as they stand, on the seed pages as built: the right answers come from reading the pages.

Where a page states more than is listed here, the answer may hold more; what is listed must be there.
"""

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.queries.examples import example_queries
from kg.queries.shapes import validate
from kg.rdf import vocabulary as v
from kg.store import Store

Cell = str | None


def answers(store: Store, name: str, *columns: str) -> set[tuple[Cell, ...]]:
    """The distinct rows of an example, as text, of these columns."""
    example = next(example for example in example_queries() if example.name == name)
    result = store.query(example.text)
    assert isinstance(result, QuerySolutions)
    found = [tuple(row[column] for column in columns) for row in result]
    return {tuple(cell.value if isinstance(cell, NamedNode | Literal) else None for cell in row) for row in found}


def day_of(date: Cell) -> str:
    """Month and day: whether a page that does not print its year tells it is for the reading of pages to say."""
    return str(date)[-5:]


def test_who_is_governor(seeds: Store) -> None:
    assert answers(seeds, "post-holders", "person", "organization") == {("韩俊", "吉林省人民政府")}


def test_what_the_governor_chaired_when_and_where(seeds: Store) -> None:
    chaired = {
        (event, day_of(start), place)
        for event, start, place in answers(seeds, "chaired-where", "event", "start", "place")
    }
    assert ("全省“基层建设年”推进会", "06-23", "长春市宽城区团山街道长山花园社区") in chaired
    assert ("省政府常务会议", "11-10") in {row[:2] for row in chaired}
    assert not any("党组扩大会议" in str(event) for event, _, _ in chaired)  # 高广滨 chaired that one


def test_who_met_the_party_secretary(seeds: Store) -> None:
    met = answers(seeds, "met-with", "other", "events")
    assert any(other == "韩俊" and "推进会" in str(events) for other, events in met)
    assert "景俊海" not in {other for other, _ in met}


def test_which_policies_aim_at_grassroots_governance_and_who_issued_them(seeds: Store) -> None:
    found = {
        (str(policy).replace("(", "（").replace(")", "）"), issuer)
        for policy, issuer in answers(seeds, "policies-for", "policy", "issuer")
    }
    assert ("关于提升党建引领“平急结合”基层治理效能的若干措施（试行）", "中共吉林省委") in found
    assert "吉惠贷" not in str(found)


def test_what_an_article_states_in_its_words(seeds: Store) -> None:
    facts = answers(seeds, "article-facts", "subject", "property", "value", "exact")
    roles = {(subject, value) for subject, name, value, _ in facts if name == v.IN_ROLE.value}
    assert {
        ("高广滨", "书记"),
        ("高广滨", "副主任"),
        ("张焕秋", "成员"),
        ("韩沐恩", "秘书长"),
        ("贾晓东", "副主任"),
    } <= roles
    assert {value for _, name, value, _ in facts if name == v.CHAIR.value} == {"高广滨"}
    assert all(exact for *_, exact in facts)


def test_who_sits_in_the_party_group_of_the_peoples_congress(seeds: Store) -> None:
    assert answers(seeds, "body-posts", "role", "person") == {
        ("书记", "高广滨"),
        ("成员", "张焕秋"),
        ("成员", "贺东平"),
        ("成员", "庞庆波"),
        ("成员", "韩沐恩"),
    }


def test_what_took_place_in_siping_in_november(seeds: Store) -> None:
    found = {
        (day_of(day), event, place) for day, event, place in answers(seeds, "events-in-month", "day", "event", "place")
    }
    assert ("11-10", "基层一线深入学习贯彻党的二十大精神座谈会", "伊通满族自治县") in found
    assert {day[:2] for day, _, _ in found} == {"11"}


def test_the_governors_career(seeds: Store) -> None:
    career = answers(seeds, "career", "organization", "role", "past")
    assert career == {("中共吉林省委", "副书记", "false"), ("吉林省人民政府", "省长", "false")}


def test_who_meets_the_most_people(seeds: Store) -> None:
    """省政协's meeting names nine people, more than any other event of the pages."""
    met = answers(seeds, "most-connected", "person", "people")
    assert {("李悦", "8"), ("江泽林", "8"), ("刘伟", "8")} <= met
    assert max(int(str(people)) for _, people in met) == 8


def test_what_the_provincial_government_issued(seeds: Store) -> None:
    issued = answers(seeds, "issuer-policies", "who", "policy", "kind")
    assert ("吉林省人民政府", "吉林省构建更高水平的全民健身公共服务体系的实施意见", "PolicyDocument") in issued


def test_which_posts_were_first_told_late_in_june(seeds: Store) -> None:
    told = {
        (day_of(first), person, role) for first, person, role in answers(seeds, "new-since", "first", "person", "role")
    }
    assert ("06-23", "高广滨", "书记") in told
    assert min(day for day, _, _ in told) >= "06-20"


def test_what_a_fact_rests_on(seeds: Store) -> None:
    found = answers(seeds, "why", "event", "identifier", "exact")
    assert any(
        event == "全省“基层建设年”推进会" and str(page).startswith("000_c4d65f45ca6f6c66#") and "景俊海" in str(exact)
        for event, page, exact in found
    )


def test_the_graph_conforms_to_the_shapes(seeds: Store) -> None:
    report = validate(seeds)
    assert report.articles > 0
    assert report.violations == ()


def test_the_parts_of_the_provincial_committee(seeds: Store) -> None:
    found = answers(seeds, "parts-of", "part", "family")
    family = "https://w3id.org/wentu/ontology#PartyBody"
    assert {("中共吉林省委组织部", family), ("中共吉林省委编办", family)} <= found
