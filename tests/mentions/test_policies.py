"""What names a policy: the cases in tests/cases/policies/mentions.yaml, and what holds for every text."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.mentions.policies import find_policies
from kg.mentions.policy_documents import bare_title, bracketed, head_of
from kg.model import Article, Mention, MentionKind, OffsetMap

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "policies" / "mentions.yaml").read_text("utf-8"))
PIECES = st.sampled_from(
    [
        *"《》〈〉“”\n，。、()的等年",
        *("实施", "建立", "条例", "意见", "行动", "工程", "制度", "关于", "提出", "倡议", "规划", "一带一路"),
        *("“十四五”", "云州市", "“清风”", "通过一项议案，旨在", "第12号决议", "中法文化"),
    ]
)


def found(text: str) -> tuple[Mention, ...]:
    article = Article("a", "a", text, OffsetMap.identity(len(text)))
    return find_policies(article, analyse(article))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["says"])
def test_case(case: dict[str, object]) -> None:
    got = [[m.text, m.source.split("/")[1]] for m in found(str(case["text"]))]
    assert got == case["finds"]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_mentions_are_true_to_the_text_sorted_and_apart(text: str) -> None:
    mentions = found(text)
    for mention in mentions:
        assert mention.kind is MentionKind.POLICY
        assert mention.text == mention.span.of(text) != ""
        assert mention.names and all(mention.names)
        assert 0 < mention.confidence <= 1
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


def test_half_width_marks_change_no_reading() -> None:
    wide = "近日，云州市出台《云州市节水条例》，实施“引才回乡”工程。"
    narrow = wide.replace("，", ",")
    assert [m.span for m in found(wide)] == [m.span for m in found(narrow)]


def test_names_hold_the_title_with_and_without_its_note() -> None:
    (mention,) = found("省政府印发《青山保护规定（试行）》。")
    assert mention.names == ("青山保护规定（试行）", "青山保护规定")


def test_a_short_title_is_whole_with_the_words_before_it() -> None:
    (mention,) = found("县里编制食堂管理《工作手册》。")
    assert mention.names[0] == "食堂管理工作手册"


def test_names_of_a_quoted_programme_come_with_lead_head_and_bare() -> None:
    (mention,) = found("街道推行社区食堂“晾晒台”制度。")
    assert mention.names == ("社区食堂“晾晒台”制度", "“晾晒台”制度", "“晾晒台”")


@pytest.mark.parametrize(
    ("title", "head"),
    [("云州市节水条例", "条例"), ("节水办法（2021年版）", "办法"), ("登山日记", None), ("工作报告", None), ("", None)],
)
def test_head_of(title: str, head: str | None) -> None:
    assert head_of(title) == head


def test_bare_title_takes_every_closing_note_off() -> None:
    assert bare_title("节水办法（试行）（2021年）") == "节水办法"


def test_bracketed_keeps_outer_pairs_and_drops_open_ones() -> None:
    assert list(bracketed("《甲《乙》丙》丁《戊")) == [(0, 7)]
    assert list(bracketed("》甲《")) == []
