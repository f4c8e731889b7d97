"""A body of a territory whose name several have is of the one that the article means."""

from dataclasses import replace

import pytest

from kg.model import OffsetMap, Region
from kg.resolve import resolve
from kg.resolve.bodies import tied
from tests.resolve.test_resolve import extraction, role


@pytest.mark.parametrize(
    ("names", "text", "region", "key"),
    [
        (("长春市朝阳区人民政府",), "文", "", "220104朝阳区人民政府"),
        (("朝阳区人民政府",), "北京的朝阳区人民政府", "", "110105朝阳区人民政府"),
        (("朝阳区人民政府",), "文", "220100", "220104朝阳区人民政府"),
        (("朝阳区人民政府",), "文", "", "朝阳区人民政府@p"),
        (("朝阳区教育局",), "文", "", "朝阳区教育局@p"),
        (("长春市人民政府",), "文", "", "长春市人民政府"),
        (("吉林大学",), "文", "", "吉林大学"),
        (("省委",), "文", "", "省委@p"),
    ],
)
def test_the_key_of_a_body(names: tuple[str, ...], text: str, region: str, key: str) -> None:
    told = extraction(roles=(role(body=names),))
    home = Region(region, "", "") if region else None
    article = replace(told.article, text=text, offsets=OffsetMap.identity(len(text)), region=home)
    (fact,) = told.roles
    assert resolve(replace(told, article=article)).organization(*fact.organization).key == key


def test_a_part_goes_with_its_whole() -> None:
    assert tied("220104朝阳区教育局", "朝阳区人民政府") == "220104朝阳区人民政府"
    assert tied("省委组织部@p", "省委") == "省委@p"
    assert tied("中共青海省委组织部", "中共青海省委") == "中共青海省委"
