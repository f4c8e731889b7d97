import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.sentences import sentence_ends

PARTS = st.lists(st.sampled_from([*"会议。！？；”’」）\n， ", "……", "1.5"])).map("".join)


def parted(text: str) -> list[str]:
    ends = sentence_ends(text)
    return [text[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)] if ends else []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("会议在南山市召开", ["会议在南山市召开"]),
        ("会议指出，要抓紧。会议强调，要抓好。", ["会议指出，要抓紧。", "会议强调，要抓好。"]),
        ("他说：“好！”大家笑了。", ["他说：“好！”", "大家笑了。"]),
        ("“谁来？”“我来。”", ["“谁来？”", "“我来。”"]),
        ("（完。）下一条", ["（完。）", "下一条"]),
        ("一要实；二要快", ["一要实；", "二要快"]),
        ("第一段\n\n第二段", ["第一段\n\n", "第二段"]),
        ("这……是真的吗？！真的", ["这……", "是真的吗？！", "真的"]),
        ("增长3.5%，达到1.2万元。", ["增长3.5%，达到1.2万元。"]),
    ],
)
def test_sentences_end_at_their_marks(text: str, sentences: list[str]) -> None:
    assert parted(text) == sentences


@given(PARTS)
def test_sentences_are_the_text(text: str) -> None:
    assert "".join(parted(text)) == text
    assert all(parted(text))
