"""Posts as entities of the pipeline's documents."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import load_pipeline

TEXT = "青澜市委副书记、代市长陆远舟会见了秘鲁外交部长莫雷诺。"


def test_posts_stand_beside_people_bodies_and_places() -> None:
    doc = load_pipeline()(TEXT)
    labels = {ent.text: ent.label_ for ent in doc.ents}
    assert labels["副书记"] == labels["代市长"] == "TITLE" and labels["陆远舟"] == "PER"
    assert [span.text for span in doc.spans["titles"]] == ["副书记", "代市长", "部长"]


def test_a_text_without_posts_has_none() -> None:
    doc = load_pipeline()("今天下雨。")
    assert list(doc.spans["titles"]) == [] and not [ent for ent in doc.ents if ent.label_ == "TITLE"]
    assert list(load_pipeline()("").spans["titles"]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["省长", "副省长陆远舟", "，", "外交部长", "市委", "。", "\n", "在秘鲁", "高级工程师", "莫雷诺"]
        )
    )
)
def test_entities_are_apart_and_posts_are_exact(pieces: list[str]) -> None:
    text = "".join(pieces)
    doc = load_pipeline()(text)
    assert doc.text == text
    ents = [(ent.start_char, ent.end_char) for ent in doc.ents]
    assert all(a[1] <= b[0] for a, b in pairwise(ents))
    assert all(text[span.start_char : span.end_char] == span.text for span in doc.spans["titles"])
