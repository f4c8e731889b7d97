from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import analyse, analyse_all, load_pipeline
from kg.model import Article, MentionKind, OffsetMap, Sentence

TEXT = "南山市委书记林建平主持会议。\n会议强调，要抓好春耕。“好！”大家说。\n\n  云州县县长何晓梅发言。"
PIECES = st.lists(
    st.sampled_from([*"说。”；\n\t 　", "林建平", "\r\n", "会议", "1.5", "南山市", "……"]), max_size=30
).map("".join)


def article(text: str, headline: str | None = None) -> Article:
    return Article("a", "a", text, OffsetMap.identity(len(text)), headline=headline)


def body(sentences: tuple[Sentence, ...]) -> list[Sentence]:
    return [s for s in sentences if not s.in_headline]


def test_sentences_have_their_paragraph() -> None:
    assert [(s.text, s.paragraph) for s in analyse(article(TEXT))] == [
        ("南山市委书记林建平主持会议。", 0),
        ("会议强调，要抓好春耕。", 1),
        ("“好！”", 1),
        ("大家说。", 1),
        ("云州县县长何晓梅发言。", 3),
    ]


def test_headline_sentences_come_last_and_index_the_headline() -> None:
    sentences = analyse(article(TEXT, "林建平在云州调研"))
    last = sentences[-1]
    assert last.in_headline
    assert last.paragraph == -1
    assert last.text == "林建平在云州调研"
    assert [s.index for s in sentences] == list(range(len(sentences)))


def test_recognised_people_are_mentions() -> None:
    people = [m for s in analyse(article(TEXT)) for m in s.entities if m.kind is MentionKind.PERSON]
    assert [m.text for m in people] == ["林建平", "何晓梅"]
    assert all(m.span.of(TEXT) == m.text for m in people)


def test_an_article_without_text_has_no_sentences() -> None:
    assert analyse(article("")) == ()
    assert analyse(article(" \n ")) == ()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(PIECES, st.none() | PIECES), max_size=6))
def test_articles_read_together_say_what_each_says_alone(texts: list[tuple[str, str | None]]) -> None:
    articles = [article(*each) for each in [*texts, (TEXT, "林建平在云州调研"), *texts]]
    assert list(analyse_all(articles)) == [analyse(each) for each in articles]


@settings(max_examples=80, deadline=None)
@given(PIECES)
def test_sentences_and_words_are_the_text_without_its_space(text: str) -> None:
    sentences = analyse(article(text))
    assert "".join("".join(s.text for s in sentences).split()) == "".join(text.split())
    for sentence in sentences:
        assert sentence.text == sentence.span.of(text) == sentence.text.strip()
        assert "".join(text[a:b] for a, b in pairwise(sentence.edges)) == sentence.text
        assert sentence.paragraph == text[: sentence.span.start].count("\n")
        assert all(sentence.span.contains(m.span) and m.text == m.span.of(text) for m in sentence.entities)
    assert all(a.span.end <= b.span.start for a, b in pairwise(sentences))


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_the_pipeline_sees_what_analyse_sees(text: str) -> None:
    doc = load_pipeline()(text)
    sentences = analyse(article(text))
    starts = {token.idx for token in doc}
    named = {(ent.start_char, ent.end_char) for ent in doc.ents}
    begun = {sent.start_char for sent in doc.sents} if text else set()
    assert starts.issuperset(edge for s in sentences for edge in s.edges[:-1])
    assert {(m.span.start, m.span.end) for s in sentences for m in s.entities} <= named
    assert len(begun) >= len(sentences)
