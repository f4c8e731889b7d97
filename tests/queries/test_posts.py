from kg.queries.posts import holders, posts_of
from kg.rdf.iris import entity_iri
from kg.store import Store
from tests.queries.made import FIRST, GOVERNMENT, LU, SHEN, THIRD


def test_a_post_told_twice_is_one_with_first_and_last_sighting(made: Store) -> None:
    (post,) = posts_of(made, SHEN)
    assert (post.role.label, post.organization.iri, post.titles) == ("市长", GOVERNMENT, ("市长",))
    assert (post.first, post.last, post.former) == ("2021-05-12", "2021-06-02", False)
    assert [(quote.article.iri, quote.exact) for quote in post.quotes] == [(FIRST, "市长沈知微"), (THIRD, "市长沈知微")]


def test_a_post_told_as_past_has_no_day_and_says_so(made: Store) -> None:
    now, past = posts_of(made, LU)
    assert (now.role.label, now.former, now.last) == ("书记", False, "2021-05-12")
    assert (past.role.label, past.former, past.first, past.titles) == ("市长", True, None, ("原市长",))


def test_holders_of_a_body_the_latest_first(made: Store) -> None:
    held = [(post.person.label, post.role.label, post.last) for post in holders(made, GOVERNMENT)]
    assert held == [("顾行之", "副市长", "2021-06-02"), ("沈知微", "市长", "2021-06-02"), ("陆远舟", "市长", None)]


def test_nobody_holds_anything_in_an_unknown_body(made: Store) -> None:
    assert holders(made, entity_iri("organization", "无此机构")) == ()
