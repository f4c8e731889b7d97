"""Whose ministry a bare name is."""

import pytest

from kg.model import Mention, MentionKind, Span
from kg.resolve.abroad import named_bodies


@pytest.mark.parametrize(
    ("text", "written", "full"),
    [
        ("法国总统府和外交部当天发表声明。", "外交部", "法国外交部"),
        ("泰国财政部宣布减税。当天，财政部还公布了数据。", "财政部", "泰国财政部"),
        ("财政部宣布减税。", "财政部", "中华人民共和国财政部"),
        ("会谈后，泰外交部发表声明。", "外交部", "泰国外交部"),
        ("法国外长到访。外交部发言人回应。", "外交部", "中华人民共和国外交部"),
        ("法国、中国的代表与外交部官员会谈。", "外交部", "中华人民共和国外交部"),
        ("中国代表抵达。泰国财政部宣布减税。我国财政部回应。", "财政部", "中华人民共和国财政部"),
    ],
)
def test_a_bare_ministry_is_of_the_country_just_named(text: str, written: str, full: str) -> None:
    mentions = []
    for word in ("泰国财政部", written):
        at = text.find(word) if word != written else text.rfind(word)
        if at >= 0:
            names = {"外交部": ("中华人民共和国外交部", "外交部"), "财政部": ("中华人民共和国财政部", "财政部")}
            span = Span(at, at + len(word))
            mentions.append(Mention(MentionKind.ORGANIZATION, span, word, names.get(word, (word,))))
    *_, (names_told, mention) = named_bodies(text, mentions)
    assert (names_told[0], mention.text) == (full, written)
