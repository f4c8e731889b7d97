"""Names of bodies by list and by the grammar of territories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.endings import is_ending, kind_of
from kg.lexicon.organizations import body_named, government_names, names_of, party_of

HOME = {"省": "湖北省", "市": "襄阳市", "县": "谷城县"}


@pytest.mark.parametrize(
    ("written", "first", "others"),
    [
        ("省委", "中共湖北省委", ["湖北省委", "省委", "中国共产党湖北省委员会"]),
        ("省委组织部", "中共湖北省委组织部", ["湖北省委组织部", "省委组织部"]),
        ("市政府", "襄阳市人民政府", ["襄阳市政府", "市政府"]),
        ("省人大常委会党组", "湖北省人民代表大会常务委员会党组", ["湖北省人大常委会党组"]),
        ("县政协", "中国人民政治协商会议谷城县委员会", ["谷城县政协", "政协谷城县委员会"]),
        ("市纪委监委", "襄阳市纪委监委", ["市纪委监委"]),
        ("省工信厅", "湖北省工信厅", ["省工信厅"]),
        ("湖南岳阳市委", "中共岳阳市委", ["岳阳市委", "湖南岳阳市委"]),
        ("哈密地委", "中共哈密地委", ["哈密地委"]),
        ("团省委", "共青团湖北省委", ["中国共产主义青年团湖北省委员会"]),
        ("共青团襄阳市委宣传部", "共青团襄阳市委宣传部", []),
        ("甘肃团省委", "共青团甘肃省委", ["中国共产主义青年团甘肃省委员会"]),
        ("襄阳市团市委", "共青团襄阳市委", []),
        ("中纪委", "中国共产党中央纪律检查委员会", ["中央纪委"]),
        ("江川集团有限公司", "江川集团有限公司", []),
    ],
)
def test_names_fullest_first_with_the_written_one(written: str, first: str, others: list[str]) -> None:
    names = names_of(written, HOME)
    assert names[0] == first
    assert written in names
    assert set(others) <= set(names)


def test_without_a_home_a_short_name_stays_as_written() -> None:
    assert names_of("省委") == ("省委",)


def test_a_government_has_its_territory_as_last_alias() -> None:
    assert government_names("岳阳市") == ("岳阳市人民政府", "岳阳市政府", "岳阳市")
    assert government_names("挪威") == ("挪威政府", "挪威")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("省委", "party"),
        ("教育部", "ministry"),
        ("第一医院", "hospital"),
        ("某某集团有限公司", "company"),
        ("联合国", "international"),
        ("天空", ""),
    ],
)
def test_kinds_by_ending(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_a_word_for_a_body_is_no_name_of_one() -> None:
    assert is_ending("公司")
    assert not is_ending("联合国")


def test_ruling_parties() -> None:
    assert party_of("越南")[0] == "越南共产党中央委员会"
    assert party_of("挪威") == ()


@given(st.text(alphabet="省市县区委员会人民政府大常政协党组部湖北襄阳中共", min_size=1, max_size=14))
def test_the_written_form_is_always_among_the_names(written: str) -> None:
    names = names_of(written, HOME)
    assert written in names
    assert len(set(names)) == len(names)


def test_every_listed_name_leads_to_its_body() -> None:
    body = body_named("国务院")
    assert body is not None
    assert "国务院" in body.names
