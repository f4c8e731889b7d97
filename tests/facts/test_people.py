"""Which people are told of whom nothing is stated."""

from kg.facts import state_facts, surely_named
from kg.language import analyse
from kg.lexicon.person_names import person_weights
from kg.mentions.finds import Finds
from kg.model import Article, Extraction, Mention, MentionKind, OffsetMap, Span

TEXT = "俄军在卡列诺夫卡等方向打击乌军。云州市市长林远方昨天说，村民何文海的收成不错。"


def extraction(*names: str) -> tuple[Extraction, Finds]:
    article = Article("a", "a", TEXT, OffsetMap.identity(len(TEXT)))
    sentences = analyse(article)
    finds = Finds.of(article, sentences)
    people = tuple(
        Mention(MentionKind.PERSON, Span(TEXT.index(n), TEXT.index(n) + len(n)), n, (n,), None, "crf", 0.9)
        for n in names
    )
    return state_facts(article, sentences, people, finds), finds


def test_towns_are_left_out_and_people_stay_with_their_likelihood() -> None:
    found = surely_named(*extraction("卡列诺夫卡", "何文海"))
    assert [m.text for m in found.mentions] == ["何文海"]
    assert person_weights()["threshold"] <= found.mentions[0].confidence < 1


def test_who_has_a_post_stays_as_found() -> None:
    stated, finds = extraction("卡列诺夫卡", "林远方")
    role = "林远方" in {role.person for role in stated.roles}
    (kept,) = surely_named(stated, finds).mentions
    assert role
    assert (kept.text, kept.confidence) == ("林远方", 0.9)


def test_nothing_changes_where_all_have_a_part() -> None:
    stated, finds = extraction("林远方")
    assert surely_named(stated, finds) is stated
