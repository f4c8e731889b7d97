import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.event_names import event_name
from kg.resolve.names import fold, last_part, person_key, tidy

names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("李　未晞", "李未晞"),
        ("《青澜市河道保護條例》", "青澜市河道保护条例"),
        ("“清河”行动", "清河行动"),
        ("“清河”行动", '"清河"行动'),
        ("ＡＢＣ公司", "abc公司"),
        ("（试行）办法", "(试行)办法"),
        ("玛丽•贝朗", "玛丽·贝朗"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_people_are_compared_without_interpuncts() -> None:
    assert person_key("玛丽·贝朗") == person_key("玛丽贝朗") != person_key("玛丽")


def test_other_names_keep_them() -> None:
    assert fold("一二·九运动纪念会") != fold("一二九运动纪念会")


@given(names)
def test_folding_is_settled_at_once_and_never_empty(name: str) -> None:
    assert fold(name)
    assert tidy(tidy(name)) == tidy(name)


@pytest.mark.parametrize(
    ("name", "last"),
    [("玛丽·贝朗", "贝朗"), ("让-皮埃尔·德·库尔", "库尔"), ("陆远舟", ""), ("·贝朗", ""), ("玛丽·", "")],
)
def test_the_family_name_of_a_foreign_name(name: str, last: str) -> None:
    assert last_part(name) == last


def test_an_event_that_was_held_more_than_a_hundred_times() -> None:
    assert event_name("第一百二十三届青澜商品交易会").numbers == (("届", 123),)
