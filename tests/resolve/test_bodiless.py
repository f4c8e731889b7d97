"""A post of which no body is told is left out, and said to be."""

from __future__ import annotations

import pytest

from kg.facts import state_facts
from kg.language import analyse
from kg.mentions import find_mentions
from kg.model import Article, OffsetMap
from kg.resolve.bodiless import posts_without_body


def issues(text: str) -> list[tuple[str, str, str]]:
    article = Article("p#1", "p", text, OffsetMap.identity(len(text)))
    sentences = analyse(article)
    extraction = state_facts(article, sentences, find_mentions(article, sentences))
    return [(i.code, i.message.partition(":")[0], i.where) for i in posts_without_body(extraction)]


def test_it_is_one_issue_an_article() -> None:
    assert issues("昨日，主任王伟主持会议。厂长李明发言。") == [("post-without-body", "主任王伟、厂长李明", "p#1")]


@pytest.mark.parametrize("text", ["云南省水利厅厅长王伟主持会议。", "记者王伟报道。", "王伟主持会议。"])
def test_nothing_is_said_of_others(text: str) -> None:
    assert issues(text) == []
