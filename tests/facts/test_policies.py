"""What an article states of its policies: the cases in tests/cases/policies/facts.yaml, and what holds for all."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.context import Context
from kg.facts.policies import find_policies
from kg.facts.policies.topics import target_in
from kg.language import analyse
from kg.mentions.dates import find_dates
from kg.mentions.finds import Finds
from kg.mentions.policies import find_policies as mention_policies
from kg.model import (
    Article,
    Claim,
    DateValue,
    EventFact,
    EventKind,
    Evidence,
    Mention,
    MentionKind,
    OffsetMap,
    PolicyFact,
    Span,
)

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "policies" / "facts.yaml").read_text("utf-8"))


def named(text: str, words: list[str], kind: MentionKind) -> list[Mention]:
    return [Mention(kind, Span(text.index(w), text.index(w) + len(w)), w, (w,)) for w in words]


def stated(case: dict[str, Any], events: tuple[EventFact, ...] = ()) -> tuple[PolicyFact, ...]:
    text = case["text"]
    published = DateValue(case["published"]) if "published" in case else None
    article = Article("a", "a", text, OffsetMap.identity(len(text)), headline=case.get("headline"), published=published)
    mentions = [
        *mention_policies(article, analyse(article)),
        *find_dates(article),
        *named(text, case.get("people", []), MentionKind.PERSON),
        *named(text, case.get("bodies", []), MentionKind.ORGANIZATION),
    ]
    found = tuple(sorted(mentions, key=lambda m: m.span))
    return find_policies(article, found, Context.of(article, found, Finds.of(article, ())), events)


def matches(claims: tuple[Claim, ...], wanted: list[str]) -> bool:
    return len(claims) == len(wanted) and all(any(name in claim.names for claim in claims) for name in wanted)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["says"])
def test_case(case: dict[str, Any]) -> None:
    facts = {fact.names[0]: fact for fact in stated(case)}
    assert set(facts) == set(case["policies"])
    for name, wanted in case["policies"].items():
        fact = facts[name]
        assert fact.kind == wanted["kind"]
        assert matches(fact.issuers, wanted.get("issuers", [])), fact.issuers
        assert matches(fact.targets, wanted.get("targets", [])), fact.targets
        assert (fact.date.start if fact.date else None) == wanted.get("date")


def evidences(fact: PolicyFact) -> list[Evidence]:
    dated = [fact.date_evidence] if fact.date_evidence else []
    return [fact.evidence, *dated, *(claim.evidence for claim in (*fact.issuers, *fact.targets))]


@given(st.permutations([case["text"] for case in CASES]).map(lambda texts: "\n".join(texts[:6])))
def test_every_fact_shows_its_words(text: str) -> None:
    for fact in stated({"text": text, "published": "2021-05-06"}):
        assert (fact.date is None) == (fact.date_evidence is None)
        for evidence in evidences(fact):
            assert evidence.text == evidence.span.of(text) != ""
            assert evidence.rule
            assert 0 < evidence.confidence <= 1


def test_one_policy_named_twice_is_one_fact_with_both_names() -> None:
    (fact,) = stated({"text": "河北省启动“百日清河”专项行动。记者随“百日清河”行动的队员巡河。"})
    assert fact.names[0] == "“百日清河”专项行动"
    assert "“百日清河”行动" in fact.names


def test_what_the_meeting_adopts_bears_its_day_and_its_convener() -> None:
    text = "会议审议通过《河北省湿地条例》。"
    evidence = Evidence(Span(0, 2), "会议", "made")
    host = Claim(("河北省政府",), evidence)
    day = DateValue("2021-05-06")
    event = EventFact(("常务会议",), EventKind.MEETING, evidence, day, evidence, organizers=(host,))
    (fact,) = stated({"text": text}, (event,))
    assert fact.date == DateValue("2021-05-06")
    assert [claim.names[0] for claim in fact.issuers] == ["河北省政府"]


def test_who_sits_has_the_draft_before_them() -> None:
    text = "云州市第六届人民代表大会常务委员会第九次会议开幕。会议听取了关于果园管理条例草案审议结果的报告。"
    name = text[: text.index("开幕")]
    event = EventFact((name,), EventKind.MEETING, Evidence(Span(0, len(name)), name, "meeting"))
    (fact,) = stated({"text": text}, (event,))
    assert [claim.names[0] for claim in fact.issuers] == ["云州市人民代表大会常务委员会"]


@pytest.mark.parametrize(
    ("name", "document", "targets"),
    [
        ("河北省果树栽培管理条例", True, ("果树栽培管理",)),
        ("关于进一步加强山区校车安全工作的意见", True, ("山区校车安全工作",)),
        ("高标准果园建设专项行动", False, ("高标准果园建设",)),
        ("“一河两岸”绿色发展战略", False, ("绿色发展",)),
        ("“万亩果园”工程", False, ("果园",)),
        ("“戏曲进校园”活动", False, ("戏曲", "校园")),
        ("“清风”行动", False, ()),
    ],
)
def test_target_in_a_name(name: str, document: bool, targets: tuple[str, ...]) -> None:
    got = target_in(name, document=document)
    assert len(got) == len(targets)
    assert all(want in have or have in want for have, want in zip(got, targets, strict=True))
