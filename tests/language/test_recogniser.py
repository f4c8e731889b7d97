import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import load_pipeline
from kg.language.recogniser import MODEL
from kg.language.weights import load_weights

PIECES = st.lists(
    st.sampled_from(
        [*"、。\n😀 　\u0301", "南山市委书记", "林建平", "副市长", "主持会议", "阿卜杜勒·卡里姆", "云州县", "ab1"]
    ),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("南山市委书记林建平主持会议并讲话。", ["林建平"]),
        ("副省长何晓梅、程建业出席会议。", ["何晓梅", "程建业"]),
        ("记者从云州县政府获悉，今年小麦丰收。", []),
    ],
)
def test_people_are_recognised(text: str, people: list[str]) -> None:
    doc = load_pipeline()(text)
    assert [ent.text for ent in doc.ents if ent.label_ == "PER"] == people


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_a_document_keeps_its_text_and_its_entities_lie_on_words(text: str) -> None:
    doc = load_pipeline()(text)
    assert doc.text == text
    assert all(text[ent.start_char : ent.end_char] == ent.text for ent in doc.ents)


def test_the_model_is_small_and_loads_within_a_second() -> None:
    assert MODEL.stat().st_size < 20_000_000
    begin = time.process_time()
    load_weights(MODEL)
    assert time.process_time() - begin < 1


def test_the_pipeline_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline()
    assert load_pipeline().pipe_names == ["wentu_recogniser", "wentu_titles", "wentu_sentences"]
