import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.likeness import (
    alike,
    most_alike,
    normalise,
    same_body,
    same_body_or_place,
    same_title,
    shared_pairs,
)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("“清河行动”", "清河行动"),
        ("１９９８年（试行）", "1998年试行"),
        ("中国共产党青澜市委", "中共青澜市委"),
        ("ＡＢＣ 论坛\n", "abc论坛"),
        ("——", ""),
    ],
)
def test_width_case_marks_and_spaces_do_not_count(written: str, same: str) -> None:
    assert normalise(written) == same


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青澜市委组织部", "市委组织部", True),
        ("青澜市人民政府", "人民政府", False),  # a bare kind of body is nobody's
        ("青澜市委", "委", False),
        ("青澜市委组织部", "青澜市委", False),
    ],
)
def test_a_body_may_be_written_by_its_tail(one: str, other: str, same: bool) -> None:
    assert same_body([one], [other]) is same
    assert same_body([other], [one]) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("市委书记", "书记", True),
        ("副书记", "书记", False),
        ("总书记", "书记", False),
        ("代理市长", "市长", False),
        ("书记", "市长", False),
    ],
)
def test_a_title_may_be_written_by_its_tail_but_not_another_post(one: str, other: str, same: bool) -> None:
    assert same_title([one], [other]) is same
    assert same_title([other], [one]) is same


def test_any_name_of_either_side_counts() -> None:
    assert same_body(["云河省委", "省委"], ["中共云河省委", "省委"])
    assert most_alike(["甲乙丙"], ["子丑寅", "甲乙丙"]) == 1.0
    assert most_alike([], ["甲"]) == 0.0


def test_a_place_may_lack_what_kind_of_place_it_is_a_body_not() -> None:
    assert same_body_or_place(["青澜市"], ["云河省青澜"], place=True) == 0.9
    assert same_body_or_place(["青澜市"], ["云河省青澜"], place=False) == 0.0
    assert same_body_or_place(["青澜市"], ["青澜市"], place=False) == 1.0


def test_merely_beginning_alike_is_not_the_same_place() -> None:
    assert same_body_or_place(["青澜市白桥镇人民广场"], ["青澜市白桥镇人民"], place=True) == 0.0
    assert same_body_or_place(["青澜市白桥镇人民广场"], ["云河青澜市白桥镇人民广场东"], place=True) > 0.7


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("甲乙", "甲乙", 1.0),
        ("甲乙丙", "甲乙丁", 0.5),
        ("甲", "甲乙", 0.0),
        ("甲乙丙", "丁甲乙丙戊己庚辛壬癸子丑", 0.8),
    ],
)
def test_likeness(one: str, other: str, value: float) -> None:
    assert alike(one, other) == alike(other, one) == pytest.approx(value)


@given(st.text(min_size=1), st.text(min_size=1))
def test_shared_pairs_is_a_share(one: str, other: str) -> None:
    assert 0.0 <= shared_pairs(one, other) == shared_pairs(other, one) <= 1.0
    assert shared_pairs(one, one) == 1.0
