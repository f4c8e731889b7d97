from collections.abc import Iterable

from pyoxigraph import Quad

from kg.evaluate import build_and_judge, load_gold
from kg.model import Page, PageKind
from tests.evaluate.made import ARTICLES, PAGES, Found


def finds_mayors(page: Page) -> Iterable[Quad]:
    """An extractor that knows two sentences."""
    found = Found(page.identifier)
    for person, title in (("沈知微", "市长"), ("顾行之", "副市长")):
        if title + person in page.text:
            found.role(person, title, "青澜市人民政府")
    return found.quads


def test_the_articles_of_a_page_count_for_the_page() -> None:
    evaluation = build_and_judge(load_gold(PAGES), finds_mayors)
    assert evaluation.report()["role"].right == 2
    assert evaluation.errors() == ()


def test_the_extractor_is_given_what_the_annotation_knows() -> None:
    given: list[Page] = []

    def look(page: Page) -> Iterable[Quad]:
        given.append(page)
        return ()

    build_and_judge(load_gold(ARTICLES), look)
    first, second = given
    assert (first.identifier, first.title, first.source, first.date) == (
        "qlrb-01",
        "青澜部署防汛",
        "青澜日报",
        "2021-05-12",
    )
    assert first.kind is PageKind.ARTICLE and first.text.startswith("青澜市委书记陆远舟")
    assert (second.title, second.date) == (None, None)
