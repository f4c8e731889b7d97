from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Article,
    Claim,
    DateValue,
    EntityKind,
    EventFact,
    EventKind,
    Evidence,
    Extraction,
    OffsetMap,
    PolicyFact,
    PolicyKind,
    Region,
    RoleFact,
    Span,
)
from kg.resolve import resolve, resolve_page
from kg.resolve.places import place_key
from kg.resolve.whereabouts import Whereabouts

CASES = Path(__file__).parents[1] / "cases/resolve"
WORDS = Evidence(Span(0, 1), "文", "test")


def cases(name: str) -> Any:
    return yaml.load((CASES / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def article(identifier: str = "p#1", page: str = "p") -> Article:
    return Article(identifier, page, "文", OffsetMap.identity(1))


def role(person: str = "陆远舟", body: tuple[str, ...] = ("青澜市水利局",), title: str = "局长") -> RoleFact:
    return RoleFact(person, title, title, body, WORDS)


def claim(*names: str) -> Claim:
    return Claim(names, WORDS)


def event(names: list[str], date: str | None = None, **more: Any) -> EventFact:
    when = DateValue(date) if date and date != "null" else None
    return EventFact(tuple(names), EventKind.MEETING, WORDS, when, **more)


def policy(names: list[str], **more: Any) -> PolicyFact:
    return PolicyFact(tuple(names), PolicyKind.DOCUMENT, WORDS, **more)


def extraction(identifier: str = "p#1", page: str = "p", **facts: Any) -> Extraction:
    return Extraction(article(identifier, page), **facts)


# ---- places


@pytest.mark.parametrize("case", cases("places.yaml"), ids=lambda c: f"{c['name']}-{c.get('region', '')}")
def test_places(case: dict[str, str]) -> None:
    region = Region(case["region"], "", "") if "region" in case else None
    year = int(case["year"]) if "year" in case else None
    found = place_key(case["name"], Whereabouts(region, "@", case.get("text", ""), case.get("dateline", ""), year))
    assert found.key == case["key"]
    assert found.adcode == (case["key"] if case["key"].isdigit() else None)
    if "parent" in case:
        assert found.parent == case["parent"]


def test_two_names_of_a_place_are_one_entity_with_its_official_name() -> None:
    found = resolve(extraction(events=(event(["会"], places=(claim("长沙"), claim("湖南省长沙市"))),)))
    assert found.place("长沙") == found.place("湖南省长沙市")
    assert set(found.place("长沙").names) == {"长沙市", "长沙", "湖南省长沙市"}


# ---- bodies


@pytest.mark.parametrize("group", cases("organizations.yaml")["same"], ids=lambda g: g[0][0])
def test_names_of_one_body(group: list[list[str]]) -> None:
    keys = {
        resolve(extraction(page=f"p{n}", roles=(role(body=tuple(names)),))).organization(*names).key
        for n, names in enumerate(group)
    }
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("names", "count"),
    [(n, 2) for n in cases("organizations.yaml")["scoped"]] + [(n, 1) for n in cases("organizations.yaml")["global"]],
)
def test_bodies_on_two_pages(names: list[str], count: int) -> None:
    each = (resolve(extraction(page=page, roles=(role(body=tuple(names)),))) for page in ("p", "q"))
    assert len({found.organization(*names).key for found in each}) == count


def test_a_short_name_joins_the_body_of_its_article() -> None:
    full, short = ("中共湖南省委", "湖南省委", "省委"), ("省委",)
    found = resolve(extraction(roles=(role(body=full), role("沈知微", short))))
    assert found.organization(*short) == found.organization(*full)
    assert found.organization(*short).names == ("中共湖南省委", "湖南省委", "省委")


def test_a_short_name_joins_the_body_of_its_page() -> None:
    full, short = ("中共湖南省委", "湖南省委", "省委"), ("省委",)
    one = extraction("p#1", roles=(role(body=full),))
    two = extraction("p#2", roles=(role("沈知微", short),))
    first, second = resolve_page((one, two))
    assert first.organization(*full).key == second.organization(*short).key
    assert resolve(two).organization(*short).key != second.organization(*short).key


def test_the_article_comes_before_the_page() -> None:
    hunan, hubei, short = ("中共湖南省委", "省委"), ("中共湖北省委", "省委"), ("省委",)
    one = extraction("p#1", roles=(role(body=hunan),))
    two = extraction("p#2", roles=(role(body=hubei), role("沈知微", short)))
    three = extraction("p#3", roles=(role("白若溪", short),))
    found = resolve_page((one, two, three))
    assert found[1].organization(*short).key == found[1].organization(*hubei).key
    assert found[2].organization(*short).key not in {
        found[0].organization(*hunan).key,
        found[1].organization(*hubei).key,
    }


# ---- people


def test_spellings_of_a_person_are_one() -> None:
    keys = {
        resolve(extraction(roles=(role(name),))).person(name).key for name in ("玛丽·贝朗", "玛丽贝朗", "瑪麗•貝朗")
    }
    assert len(keys) == 1


def test_a_family_name_joins_the_one_foreign_name_that_ends_so() -> None:
    names = ("玛丽·贝朗", "贝朗")
    found = resolve(extraction(roles=tuple(role(name) for name in names)))
    assert found.person("贝朗") == found.person("玛丽·贝朗")
    assert found.person("贝朗").names == ("玛丽·贝朗", "贝朗")
    family = resolve(extraction(roles=tuple(role(name) for name in (*names, "让·贝朗"))))
    assert len({family.person(name).key for name in (*names, "让·贝朗")}) == 3


def test_a_part_of_a_chinese_name_is_nobody() -> None:
    found = resolve(extraction(roles=(role("欧阳若溪"), role("若溪"))))
    assert found.person("若溪") != found.person("欧阳若溪")


# ---- events and policies


@pytest.mark.parametrize("case", cases("events.yaml"), ids=lambda c: f"{c['one']}-{c['other']}")
def test_events(case: dict[str, Any]) -> None:
    one, other = event(*case["one"]), event(*case["other"])
    for first, second in ((one, other), (other, one)):
        together = resolve(extraction(events=(first, second))).events
        assert (together[0].key == together[1].key) == (case["page"] == "true")
        on_page = resolve_page((extraction("p#1", events=(first,)), extraction("p#2", events=(second,))))
        assert (on_page[0].events[0].key == on_page[1].events[0].key) == (case["page"] == "true")
        apart = [
            resolve(extraction(page=page, events=(fact,))).events[0] for page, fact in (("p", first), ("q", second))
        ]
        assert (apart[0].key == apart[1].key) == (case["pages"] == "true")


def test_an_undated_name_that_fits_two_days_is_neither() -> None:
    name = ["青澜市水利建设推进会"]
    facts = (event(name, "2021-05-11"), event(name, "2021-06-11"), event(name))
    assert len({e.key for e in resolve(extraction(events=facts)).events}) == 3


def test_events_of_two_kinds_are_two() -> None:
    meeting = event(["青澜市清河行动"], "2021-05-11")
    rite = EventFact(meeting.names, EventKind.CEREMONY, WORDS, meeting.date)
    keys = resolve(extraction(events=(event(["青澜市清河行动大会", "清河行动"], "2021-05-11"), rite))).events
    assert keys[0].key != keys[1].key


@pytest.mark.parametrize("case", cases("policies.yaml"), ids=lambda c: f"{c['one']}-{c['other']}")
def test_policies(case: dict[str, Any]) -> None:
    one, other = policy(case["one"]), policy(case["other"])
    together = resolve(extraction(policies=(one, other))).policies
    assert (together[0].key == together[1].key) == (case["page"] == "true")
    apart = [resolve(extraction(page=page, policies=(fact,))).policies[0] for page, fact in (("p", one), ("q", other))]
    assert (apart[0].key == apart[1].key) == (case["pages"] == "true")


def test_facts_of_one_event_give_one_entity_with_all_names() -> None:
    facts = (event(["青澜市水利建设推进会", "推进会"], "2021-05-11"), event(["水利建设推进会"], "2021-05-11"))
    one, other = resolve(extraction(events=facts)).events
    assert one == other
    assert one.names == ("青澜市水利建设推进会", "水利建设推进会", "推进会")


def test_targets_are_topics_bodies_or_places() -> None:
    aims = (claim("河道保护"), claim("青澜市水利局"), claim("长沙市"))
    facts = extraction(
        roles=(role(),),
        events=(event(["会"], places=(claim("长沙市"),)),),
        policies=(policy(["清河行动"], targets=aims),),
    )
    found = resolve(facts)
    kinds = [found.target(*aim.names).kind for aim in aims]
    assert kinds == [EntityKind.TOPIC, EntityKind.ORGANIZATION, EntityKind.PLACE]
    assert found.target("青澜市水利局") == found.organization("青澜市水利局")
    assert found.target("长沙市").key == found.place("长沙市").key


def test_who_signs_is_a_person() -> None:
    found = resolve(
        extraction(roles=(role(),), policies=(policy(["清河行动"], issuers=(claim("陆远舟"), claim("市委"))),))
    )
    assert found.issuer("陆远舟").kind is EntityKind.PERSON
    assert found.issuer("市委").kind is EntityKind.ORGANIZATION


@given(st.permutations(range(6)))
def test_the_order_of_facts_does_not_matter(order: list[int]) -> None:
    facts = [
        event(["青澜市水利建设推进会", "推进会"], "2021-05-11", chairs=(claim("陆远舟"),)),
        event(["水利建设推进会"], "2021-05-11", places=(claim("长沙"),)),
        event(["推进会"], "2021-05-11"),
        event(["座谈会"], "2021-05-12", organizers=(claim("中共长沙市委", "市委"),)),
        event(["座谈会"], None, organizers=(claim("市委"),)),
        event(["青澜市座谈会"], "2021-05-12", participants=(claim("玛丽·贝朗"), claim("贝朗"))),
    ]
    straight = resolve(extraction(events=tuple(facts)))
    turned = resolve(extraction(events=tuple(facts[at] for at in order)))
    assert dict(turned.named) == dict(straight.named)
    assert [e.key for e in turned.events] == [straight.events[at].key for at in order]


def test_a_page_without_articles_has_nothing_to_resolve() -> None:
    assert resolve_page(()) == ()
