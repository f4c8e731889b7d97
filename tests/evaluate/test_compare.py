from kg.evaluate import as_difference, compare, judge_graph, load_gold
from tests.evaluate.made import ARTICLES, Found


def test_what_was_gained_and_lost() -> None:
    gold = load_gold(ARTICLES)
    before = judge_graph(gold, Found("qlrb-01").role("陆远舟", "书记", "市委").role("顾行之", "市长", "青澜市").quads)
    after = judge_graph(gold, Found("qlrb-01").role("沈知微", "市长", "青澜市人民政府").quads)
    change = compare(before, after)
    assert [outcome.what for outcome in change.gained] == ["沈知微/市长/青澜市人民政府"]
    assert [outcome.what for outcome in change.lost] == ["陆远舟/书记/中共青澜市委"]
    assert [outcome.what for outcome in change.gone_wrong] == ["顾行之/市长/青澜市"]
    assert change.new_wrong == ()
    assert change.f1["role"] == (0.5, 0.6667)
    text = as_difference(change, errors=5)
    assert "gained: 1\n\tqlrb-01\trole\tright\t沈知微/市长/青澜市人民政府" in text
    assert "   0.500   0.667   +0.167" in text


def test_a_graph_compared_with_itself_changes_nothing() -> None:
    one = judge_graph(load_gold(ARTICLES), Found("qlrb-01").role("陆远舟", "书记", "市委").quads)
    change = compare(one, one)
    assert (change.gained, change.lost, change.new_wrong, change.gone_wrong) == ((), (), (), ())
