from pathlib import Path

import pytest

from kg.evaluate import GoldError, load_gold
from tests.evaluate.made import ARTICLES, PAGES


def test_annotations_in_name_order_other_json_passed_over() -> None:
    first, second = load_gold(ARTICLES)
    assert (first.identifier, first.source, first.published) == ("qlrb-01", "青澜日报", "2021-05-12")
    assert (second.identifier, second.title, second.articles) == ("yhrb-01", None, ())
    assert first.view.roles[0].titles == ("书记", "市委书记")


def test_either_end_of_a_range_of_issue_is_right() -> None:
    campaign = load_gold(ARTICLES / "yhrb-01.json")[0].view.policies[1]
    assert campaign.dates == ("--05-10/--05-12", "--05-10", "--05-12")


def test_a_page_comes_apart_into_its_articles() -> None:
    (page,) = load_gold(PAGES)
    assert page.texts() == (
        ("qlrb-2021-05-12-p1#1", "市长沈知微出席会议。"),
        ("qlrb-2021-05-12-p1#2", "副市长顾行之到会。"),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("broken.json", '{"id": "x",', r"broken\.json:1:\d+: not JSON"),
        ("broken.json", '{"id": "x", "roles": [{"person": "甲"}], "text": ""}', "not an annotation: KeyError 'role'"),
        ("other.json", "[]", "holds no annotated article"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        load_gold(tmp_path)


def test_a_missing_folder_and_another_encoding_are_said(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no such file or folder"):
        load_gold(tmp_path / "none")
    (tmp_path / "a.json").write_bytes('{"id": "甲"}'.encode("gb18030"))
    with pytest.raises(GoldError, match="not UTF-8"):
        load_gold(tmp_path)
