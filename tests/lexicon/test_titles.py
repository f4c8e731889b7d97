"""Posts in the lexicon: ranks, modifiers, marks of the past, words that only look like posts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.titles import PostKind, find_titles, heads


@pytest.mark.parametrize(
    ("text", "role", "written", "former"),
    [
        ("常务副省长", "副省长", "常务副省长", False),
        ("代市长", "代市长", "代市长", False),
        ("前任国务卿", "国务卿", "国务卿", True),
        ("人大常委会原副主任", "副主任", "副主任", True),
        ("太原市长", "市长", "市长", False),
        ("目前总统", "总统", "总统", False),
        ("助理秘书长", "助理秘书长", "助理秘书长", False),
        ("第一副总理", "副总理", "第一副总理", False),
        ("国家副主席", "副主席", "国家副主席", False),
        ("新闻发言人", "发言人", "新闻发言人", False),
    ],
)
def test_reads_role_modifiers_and_past(text: str, role: str, written: str, former: bool) -> None:
    (title,) = find_titles(text)
    assert (title.role, title.written, title.former) == (role, written, former)
    assert title.core.of(text) == written


@pytest.mark.parametrize("text", ["主席团", "中央委员会", "部长级会谈", "代表团", "党代表大会", "大公无私", "书记处"])
def test_words_that_hold_a_post_are_none(text: str) -> None:
    assert find_titles(text) == ()


@pytest.mark.parametrize(("text", "shared"), [("副主任", True), ("委员", True), ("主任", False), ("省长", False)])
def test_which_posts_a_list_of_names_shares(text: str, shared: bool) -> None:
    assert find_titles(text)[0].shared is shared


def test_every_head_has_one_kind_and_own_posts_name_their_body() -> None:
    assert all(head.word == word for word, head in heads().items())
    assert all(head.body for head in heads().values() if head.kind in (PostKind.OWN, PostKind.MINISTRY))


@given(st.text(alphabet="原前副代常务第一总书记主席主任部长委员会国家省市、甲乙", max_size=40))
def test_titles_ascend_and_never_overlap(text: str) -> None:
    found = find_titles(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(title.core.of(text) == title.written for title in found)
