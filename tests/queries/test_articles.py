from kg.queries.articles import article_details, articles_of_page, naming_articles, newest_articles
from kg.queries.rows import Value
from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, page_iri
from kg.store import Store
from tests.queries.made import FIRST, FIRST_BODY, LU, SECOND, SHEN, THIRD


def test_newest_first_with_page_and_paper(made: Store) -> None:
    rows = newest_articles(made)
    assert [row.iri for row in rows] == [THIRD, FIRST, SECOND]
    assert rows[0].page is not None and rows[0].page.label == "qlrb-2021-06-02-p1"
    assert rows[0].publisher is not None and rows[0].publisher.label == "青澜日报"
    assert [row.iri for row in newest_articles(made, limit=1)] == [THIRD]


def test_articles_of_a_page_and_articles_naming_a_person(made: Store) -> None:
    assert [row.iri for row in articles_of_page(made, page_iri("qlrb-2021-05-12-p1"))] == [FIRST, SECOND]
    assert naming_articles(made, LU, 50) == [THIRD, FIRST]


def test_every_fact_of_an_article_stands_at_its_words(made: Store) -> None:
    details = article_details(made, FIRST)
    assert details is not None and details.body == FIRST_BODY
    quotes = [quote for fact in details.facts for quote in fact.quotes]
    assert len(quotes) == 8
    assert all(details.body[quote.start : quote.end] == quote.exact for quote in quotes)
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)


def test_a_role_reads_as_person_body_and_title(made: Store) -> None:
    details = article_details(made, FIRST)
    assert details is not None
    roles = [fact for fact in details.facts if fact.predicate == v.IN_ROLE.value]
    assert [(f.subject.label, f.object.label, f.title) for f in roles if not isinstance(f.object, Value)] == [
        ("陆远舟", "中共青澜市委员会", "市委书记"),
        ("沈知微", "青澜市人民政府", "市长"),
    ]


def test_kinds_are_named_and_dates_are_values(made: Store) -> None:
    details = article_details(made, FIRST)
    assert details is not None
    said = {fact.predicate: fact.object for fact in details.facts}
    assert getattr(said[v.TYPE.value], "label", "") == "会议"
    assert said[v.START_DATE.value] == Value("2021-05-11", v.XSD_DATE.value)


def test_what_is_no_article_has_no_details(made: Store) -> None:
    assert article_details(made, SHEN) is None
    assert article_details(made, article_iri("none#1")) is None
