from datetime import date, timedelta
from pathlib import Path

from kg.queries.articles import naming_articles, newest_first
from kg.queries.events import companions, events_of
from kg.queries.finding import describe
from kg.queries.posts import Shown, holders, posts_of
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import Store, open_store
from tests.queries.made import FIRST, FIRST_BODY, FLOOD_MEETING, GOVERNMENT, LU, SHEN, THIRD, ArticleGraph


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


def test_what_hundreds_of_articles_state_costs_hundreds_of_rows() -> None:
    """An engine that repeats a triple for each graph of the union would make 300 to the fourth of them."""
    with open_store(":memory:") as store:
        for i in range(300):
            graph = ArticleGraph(f"qlrb-{i}#1", f"qlrb-{i}", FIRST_BODY, "青澜部署防汛", "2021-05-12")
            graph.named(SHEN, v.PERSON, "沈知微")
            graph.named(GOVERNMENT, v.ORGANIZATION, "青澜市人民政府")
            graph.held(SHEN, "市长", GOVERNMENT, "市长", "市长沈知微", "2021-05-12")
            graph.named(FLOOD_MEETING, v.EVENT, "全市防汛工作会议")
            graph.state(FLOOD_MEETING, v.ATTENDEE, LU, "陆远舟")
            graph.state(FLOOD_MEETING, v.ATTENDEE, SHEN, "沈知微")
            store.replace_article(graph.article, graph.quads)
        (post,) = posts_of(store, SHEN)
        assert (len(post.quotes), post.told) == (20, 300)
        assert len(posts_of(store, SHEN, Shown(quotes=300))[0].quotes) == 300
        assert [one.person.iri for one in companions(store, SHEN)] == [LU]
        summary = describe(store, SHEN, limit=10)
        assert summary is not None and summary.more_facts


def test_lists_are_read_page_by_page(made: Store) -> None:
    whole = holders(made, GOVERNMENT)
    assert len(whole) == 3
    pages = [holders(made, GOVERNMENT, Shown(limit=2)), holders(made, GOVERNMENT, Shown(limit=2, offset=2))]
    assert {post.person.iri for page in pages for post in page} == {post.person.iri for post in whole}
    assert [len(page) for page in pages] == [2, 1]
    assert events_of(made, SHEN, limit=1, offset=1) == events_of(made, SHEN)[1:]
    everybody = companions(made, SHEN)
    assert companions(made, SHEN, limit=1, offset=1) == everybody[1:]
    assert [(one.shared, len(one.events)) for one in companions(made, SHEN, events=0)] == [(1, 0), (1, 0)]
    summary, later = describe(made, SHEN, limit=2), describe(made, SHEN, limit=2, facts_from=2)
    assert summary and later and summary.more_facts
    assert not set(summary.facts) & set(later.facts)


def test_the_newest_articles_of_all_are_looked_at_first(tmp_path: Path) -> None:
    """What hundreds of articles tell is found among the newest ones, as it is by putting all of them into order."""
    with open_store(tmp_path / "graph") as store:
        for number in range(600):
            day = str(date(2021, 1, 1) + timedelta(number))
            graph = ArticleGraph(f"many-{number:03}#1", f"many-{number:03}", "市长沈知微", f"第{number}号", day)
            graph.named(SHEN, v.PERSON, "沈知微")
            graph.named(GOVERNMENT, v.ORGANIZATION, "青澜市人民政府")
            graph.held(SHEN, "市长", GOVERNMENT, "市长", "市长沈知微", day)
            store.replace_article(graph.article, graph.quads)
        newest = newest_first(store)
        assert len(newest) == 600
        for limit, offset in ((5, 0), (40, 30), (100, 560)):
            assert naming_articles(store, SHEN, limit, offset, newest) == naming_articles(store, SHEN, limit, offset)
            assert naming_articles(store, SHEN, limit, offset, newest[:300]) == naming_articles(
                store, SHEN, limit, offset
            )
        (plain,), (quick,) = (
            posts_of(store, SHEN, Shown(quotes=5)),
            posts_of(store, SHEN, Shown(quotes=5, newest=newest)),
        )
        assert {quote.article.iri for quote in quick.quotes} == {quote.article.iri for quote in plain.quotes}
        assert quick.told == plain.told == 600
