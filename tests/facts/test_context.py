"""What the short words of an article stand for."""

from __future__ import annotations

from kg.facts.context import Context
from kg.mentions.finds import Finds
from kg.mentions.organizations import find_organizations
from kg.model import Article, OffsetMap, Region, Sentence, Span


def context_of(text: str, region: Region | None = None) -> Context:
    article = Article("case", "case", text, OffsetMap.identity(len(text)), region=region)
    words = tuple(range(len(text) + 1))
    finds = Finds.of(article, (Sentence(0, Span(0, len(text)), text, 0, words),))
    return Context.of(article, find_organizations(article, finds), finds)


HUBEI = Region("420000", "湖北省", "case")


def test_the_paper_says_which_province() -> None:
    context = context_of("省委作出部署，全省行动。", HUBEI)
    assert context.body("省委", 0)[0] == "中共湖北省委"
    assert context.territory("全省", 7) == ("湖北省",)
    assert context.territory("我省", 7) == ("湖北省",)


def test_the_nearest_city_before_says_which_city() -> None:
    text = "襄阳市发展很快，市委高度重视。宜昌市发展也快，市委同样重视。"
    context = context_of(text, HUBEI)
    assert context.body("市委", text.index("市委"))[0] == "中共襄阳市委"
    assert context.body("市委", text.rindex("市委"))[0] == "中共宜昌市委"


def test_without_paper_the_text_says_which_province() -> None:
    assert context_of("武汉市、襄阳市先后行动，省委发出通知。").body("省委", 14)[0] == "中共湖北省委"


def test_unknown_territory_stays_unknown() -> None:
    context = context_of("我市行动迅速，市委发出通知。")
    assert context.territory("我市", 0) == ()
    assert context.body("市委", 7) == ("市委",)


def test_party_group_of_the_body_named_before() -> None:
    text = "全国政协召开会议。党组成员出席。"
    assert "全国政协党组" in context_of(text).body("党组", text.index("党组"))


def test_a_generic_word_is_the_last_body_of_its_kind() -> None:
    text = "全国妇联和国务院发展研究中心、中国地震局开会，中心主任讲话。"
    assert context_of(text).body("中心", text.index("中心主任"))[0] == "国务院发展研究中心"


def test_a_town_is_the_one_named_before() -> None:
    text = "谷城县石花镇党委书记走访群众，镇党委决定修路。"
    assert "谷城县石花镇党委" in context_of(text).body("镇党委", text.rindex("镇党委"))


def test_lands_in_order() -> None:
    text = "挪威和智利的代表团抵达。"
    context = context_of(text)
    assert context.land(1) == "挪威"
    assert context.land(len(text)) == "智利"
    assert context_of("代表团抵达。").land(3) is None
