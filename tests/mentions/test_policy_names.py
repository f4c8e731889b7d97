"""When two names of policies are one."""

from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.mentions.policies import find_policies
from kg.mentions.policy_names import are_alike, plain
from kg.model import Article, OffsetMap

NAMES = st.text("果园改造工程计划“”（）", max_size=12)


@given(NAMES, NAMES)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert are_alike(plain(one), plain(other)) == are_alike(plain(other), plain(one))


def test_marks_widths_and_letters_tell_no_names_apart() -> None:
    assert plain("“ＡＢ”果园（１期）工程") == plain("ab果园1期工程")


def test_alike_is_what_holds_the_other_or_shares_half_of_its_pairs() -> None:
    assert are_alike("果园改造", "云州果园改造工程")
    assert are_alike("果园改造工程", "果园改造项目")
    assert not are_alike("果园改造工程", "湖面清淤工程")
    assert not are_alike("法", "渔业法")


def test_what_is_named_like_a_policy_told_already_bears_its_name() -> None:
    text = "云州市印发《云州市山林保护修复行动方案》。云州市山林保护修复工程全面启动，惠及百村。"
    article = Article("a", "a", text, OffsetMap.identity(len(text)))
    told, again = find_policies(article, analyse(article))
    assert told.names == ("云州市山林保护修复行动方案",)
    assert again.names == ("云州市山林保护修复行动方案", "云州市山林保护修复工程")
