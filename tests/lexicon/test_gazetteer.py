"""Divisions and countries: names lead to codes, repeated names to all their bearers."""

import pytest

from kg.lexicon import gazetteer as gaz


def names(text: str) -> list[tuple[str, list[str]]]:
    return [(f.text, [gaz.full_name(d) for d in f.divisions]) for f in gaz.find_divisions(text)]


def test_a_short_name_leads_to_every_bearer() -> None:
    assert [(d.name, d.adcode) for d in gaz.divisions_named("吉林")] == [("吉林省", "220000"), ("吉林市", "220200")]
    assert {gaz.full_name(d) for d in gaz.divisions_named("鼓楼区")} >= {"江苏省南京市鼓楼区", "福建省福州市鼓楼区"}
    assert gaz.divisions_named("没有这个地方") == ()


@pytest.mark.parametrize(
    ("name", "adcode", "full"),
    [
        ("巴音郭楞", "652800", "新疆维吾尔自治区巴音郭楞蒙古自治州"),
        ("济源市", "419001", "河南省济源市"),
        ("神农架林区", "429021", "湖北省神农架林区"),
        ("澳门", "820000", "澳门特别行政区"),
        ("石景山", "110107", "北京市石景山区"),
    ],
)
def test_code_and_path(name: str, adcode: str, full: str) -> None:
    (unit,) = gaz.divisions_named(name)
    assert (unit.adcode, gaz.full_name(unit)) == (adcode, full)
    assert gaz.division(adcode) == unit
    assert gaz.province_of(unit).adcode == adcode[:2] + "0000"


def test_abolished_units_are_known_and_yield_to_current_ones() -> None:
    (county,) = gaz.divisions_named("宣武区")
    assert not county.current
    assert all(unit.current for unit in gaz.divisions_named("周口"))


def test_a_name_is_narrowed_by_the_one_before_it() -> None:
    assert names("福州市鼓楼区的消息") == [("福州市", ["福建省福州市"]), ("鼓楼区", ["福建省福州市鼓楼区"])]
    assert names("江苏徐州鼓楼区") == [
        ("江苏", ["江苏省"]),
        ("徐州", ["江苏省徐州市"]),
        ("鼓楼区", ["江苏省徐州市鼓楼区"]),
    ]


def test_common_words_are_not_places() -> None:
    assert names("和平与发展，为人民服务，前进的方向") == []


def test_every_parent_exists() -> None:
    assert all(gaz.parent_of(u) for u in gaz._table()[0] if u.level != gaz.PROVINCE)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("俄方", "RU"),
        ("俄罗斯联邦", "RU"),
        ("阿联酋", "AE"),
        ("中华人民共和国", "CN"),
        ("苏联", "SUHH"),
        ("印尼", "ID"),
    ],
)
def test_country(name: str, code: str) -> None:
    found = gaz.country(name)
    assert found and found.code == code


def test_an_ambiguous_form_is_no_one_country() -> None:
    assert gaz.country("巴方") is None
    assert {c.code for c in gaz.countries_named("巴方")} == {"BR", "PK", "PS"}


def test_surnames_hold_compound_ones() -> None:
    assert {"王", "欧阳", "司马"} <= gaz.surnames()
