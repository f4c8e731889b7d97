from kg.queries.figures import overview, stats
from kg.rdf import vocabulary as v
from kg.store import Store, open_store


def test_stats_count_what_is_there(made: Store) -> None:
    figures = stats(made)
    classes = {count.iri: count.count for count in figures.classes}
    properties = {count.iri: count.count for count in figures.properties}
    assert figures.articles == 3
    assert figures.triples == made.count() == sum(properties.values())
    assert classes[v.PERSON.value] == 3  # 陆远舟 and 沈知微 stand in two articles each
    assert classes[v.MEMBERSHIP.value] == 4
    assert properties[v.MEMBER.value] == 5  # 沈知微 as mayor is told twice
    assert list(figures.classes) == sorted(figures.classes, key=lambda count: (-count.count, count.iri))


def test_overview_of_the_home_page(made: Store) -> None:
    home = overview(made)
    assert home.kinds == (
        ("article", 3), ("page", 2), ("person", 3), ("organization", 4), ("role", 3),
        ("event", 2), ("place", 3), ("policy", 2), ("topic", 1),
    )  # fmt: skip
    assert [(p.link.label if p.link else None, p.articles) for p in home.publishers] == [("青澜日报", 3)]
    assert (home.first, home.last) == ("2021-05-12", "2021-06-02")


def test_an_empty_store_counts_nothing() -> None:
    with open_store(":memory:") as store:
        home = overview(store)
        assert {count for _, count in home.kinds} == {0}
        assert (home.publishers, home.first, home.last) == ((), None, None)
        assert (stats(store).triples, stats(store).classes) == (0, ())
