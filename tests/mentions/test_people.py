"""Who is a person: the cases in tests/cases/people/people.yaml, and what holds for every text."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import analyse
from kg.mentions.finds import Finds
from kg.mentions.people import find_people
from kg.mentions.person_names import is_chinese_name, is_foreign, surname_of
from kg.model import Article, Mention, MentionKind, OffsetMap

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "people" / "people.yaml").read_text("utf-8"))
PIECES = st.lists(
    st.sampled_from(
        [*"、，。（）\n·- 王同说等", "林远方", "何晓梅", "（女）", "市长", "总统", "阿卜杜勒", "卡里姆", "记者"]
    ),
    max_size=25,
).map("".join)


def found(text: str, headline: str | None = None) -> tuple[Mention, ...]:
    article = Article("a", "a", text, OffsetMap.identity(len(text)), headline=headline)
    return find_people(article, Finds.of(article, analyse(article)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_case(case: dict[str, object]) -> None:
    mentions = found(str(case["text"]))
    assert [m.text for m in mentions] == case["finds"]
    full = {m.text: m.names[0] for m in mentions if m.names[0] != m.text}
    assert full == case.get("names", {})


def test_people_of_the_headline_alone_are_not_in_the_body() -> None:
    assert found("会议昨天召开。", headline="林远方主持会议") == ()


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_people_are_true_to_the_text_sorted_and_apart(text: str) -> None:
    people = found(text)
    for person in people:
        assert person.kind is MentionKind.PERSON
        assert person.text == person.span.of(text) in person.names
    assert all(a.span.end <= b.span.start for a, b in pairwise(people))


@pytest.mark.parametrize(("name", "family"), [("欧阳远方", "欧阳"), ("林远方", "林"), ("上官云", "上官")])
def test_family_names(name: str, family: str) -> None:
    assert surname_of(name) == family


def test_forms_of_names() -> None:
    assert is_chinese_name("林远方")
    assert not is_chinese_name("林")
    assert not is_chinese_name("林远方说")
    assert is_foreign("阿卜杜勒·卡里姆")
    assert is_foreign("卡里姆")
    assert not is_foreign("林远方")
