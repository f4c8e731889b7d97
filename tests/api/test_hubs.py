"""Pages of what thousands of articles tell of: every list is cut, says so, and can be read on."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api import create_app
from api.settings import Settings
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri, iri_to_path
from kg.store import open_store
from tests.queries.made import ArticleGraph

HUB, BODY = entity_iri("person", "繁若星"), entity_iri("organization", "青澜市人民政府")
COUNT = 70
BROWSER = {"Accept": "text/html", "Accept-Language": "zh"}


def story(number: int) -> ArticleGraph:
    other, event = entity_iri("person", f"员{number}"), entity_iri("event", f"第{number}次例会")
    body = f"市长繁若星、副主任员{number}出席第{number}次例会。"
    graph = ArticleGraph(
        f"hub-{number:03}#1", f"hub-{number:03}", body, f"第{number}号", f"2021-03-{number % 28 + 1:02}"
    )
    graph.named(HUB, v.PERSON, "繁若星")
    graph.named(other, v.PERSON, f"员{number}")
    graph.named(BODY, v.ORGANIZATION, "青澜市人民政府")
    graph.named(event, v.EVENT, f"第{number}次例会")
    graph.held(HUB, "市长", BODY, "市长", "市长繁若星", f"2021-03-{number % 28 + 1:02}")
    graph.held(other, "副主任", BODY, "副主任", f"副主任员{number}", f"2021-03-{number % 28 + 1:02}")
    graph.state(event, v.ATTENDEE, HUB, "繁若星")
    graph.state(event, v.ATTENDEE, other, f"员{number}")
    return graph


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    path: Path = tmp_path_factory.mktemp("hub") / "graph"
    with open_store(path) as store:
        for number in range(COUNT):
            graph = story(number)
            if number == 0:  # an article without a headline
                graph.quads = [quad for quad in graph.quads if quad.predicate != v.HEADLINE]
            store.replace_article(graph.article, graph.quads)
    app = create_app(Settings(query_workers=2), str(path))
    yield app.test_client()
    app.extensions["wentu"].close()


@pytest.mark.parametrize(
    ("thing", "name"), [(BODY, "holders"), (HUB, "events"), (HUB, "companions"), (HUB, "facts"), (HUB, "articles")]
)
def test_every_row_of_a_long_list_stands_on_one_of_its_pages(hub: FlaskClient, thing: str, name: str) -> None:
    seen: list[str] = []
    start, pages = 0, 0
    while True:
        data = hub.get(f"/id/{iri_to_path(thing)}.json?{name}-from={start}").get_json()
        rows = data["summary"][name] if name in ("facts", "articles") else data[name]
        part = data["parts"][name]
        assert part["start"] == start and 0 < len(rows) <= part["size"] <= 50
        seen += [str(row) for row in rows]
        pages += 1
        if not part["more"]:
            break
        start += part["size"]
    assert pages > 1
    assert (
        len(seen)
        == len(set(seen))
        == {"holders": 71, "events": 70, "companions": 70, "articles": 70}.get(name, len(seen))
    )


def test_a_page_leads_on_and_back(hub: FlaskClient) -> None:
    address = f"/id/{iri_to_path(BODY)}.html"
    first = hub.get(address, headers=BROWSER).text
    (onward,) = re.findall(r'href="([^"]*holders-from=30[^"]*)" rel="next"', first)
    second = hub.get(onward.replace("&amp;", "&").partition("#")[0], headers=BROWSER).text
    assert 'rel="prev"' in second and "从第 31 条起" in second
    assert hub.get(address + "?holders-from=nonsense", headers=BROWSER).status_code == 200
    beyond = hub.get(address + "?holders-from=999999", headers=BROWSER).text
    assert 'rel="prev"' in beyond and 'id="holders"' in beyond


def test_words_told_often_are_cut_and_counted(hub: FlaskClient) -> None:
    (post,) = hub.get(f"/id/{iri_to_path(HUB)}.json").get_json()["posts"]
    assert post["told"] == COUNT and len(post["quotes"]) == 5
    assert "另有 69 处" in hub.get(f"/id/{iri_to_path(HUB)}.html", headers=BROWSER).text


def test_an_article_without_a_headline_is_called_by_its_first_words(hub: FlaskClient) -> None:
    opening = "市长繁若星、副主任员0出席第0次例会。"
    address = f"/id/{iri_to_path(story(0).article)}"
    assert f"<title>{opening}…" in hub.get(address + ".html", headers=BROWSER).text
    person = hub.get(f"/id/{iri_to_path(entity_iri('person', '员0'))}.html", headers=BROWSER).text
    assert opening in person and "hub-000" not in re.sub("<[^>]*>", "", person)


def test_what_says_nothing_more_is_not_cut(hub: FlaskClient) -> None:
    text = hub.get(f"/id/{iri_to_path(entity_iri('person', '员3'))}.html", headers=BROWSER).text
    assert 'class="pager"' not in text


def test_no_reader_waits_for_the_order_of_articles(hub: FlaskClient) -> None:
    stores = hub.application.extensions["wentu"]
    before = hub.get(f"/id/{iri_to_path(HUB)}.json").get_json()  # the first one finds it not there yet, perhaps
    until = time.monotonic() + 10
    while not stores.newest() and time.monotonic() < until:
        time.sleep(0.02)
    assert len(stores.newest()) == COUNT
    assert hub.get(f"/id/{iri_to_path(HUB)}.json").get_json() == before
