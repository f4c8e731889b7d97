"""The timeline: its page, its data, and in a real browser zoom, filters, keys and ten thousand events."""

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from api import create_app
from api.settings import Settings
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import open_store
from tests.api.browsing import browser, complaints, live, shown, wait
from tests.api.live import Live, running
from tests.queries.made import FLOOD_MEETING, HALL, LU, VISIT, ArticleGraph

__all__ = ["browser", "live"]
HTML = {"Accept": "text/html", "Accept-Language": "zh"}
MANY = 10_000


def open_timeline(browser: WebDriver, live: Live, query: str = "") -> None:
    complaints(browser)
    browser.get(f"{live.address}/timeline?lang=zh{query}")
    wait(browser, lambda: browser.find_element(By.ID, "canvas").get_attribute("data-ready"))


def in_view(browser: WebDriver) -> list[str]:
    return [event["iri"] for event in browser.execute_script("return wentu.events")]


def test_page_and_data_tell_the_same(client: FlaskClient) -> None:
    data = client.get("/timeline.json").get_json()
    assert [data["namespace"] + iri for iri in data["iris"]] == [VISIT, FLOOD_MEETING]
    assert data["starts"] == ["2021-06-01", "2021-05-11"] and len(data["labels"]) == len(data["kinds"]) == 2
    text = client.get("/timeline", headers=HTML).text
    assert "全市防汛工作会议" in text and "2021年6月1日" in text  # a list for whoever has no scripts
    alone = client.get("/timeline", query_string={"person": LU}, headers=HTML).text
    assert "全市防汛工作会议" in alone and "沈知微到白桥镇调研" not in alone and "陆远舟" in alone


def test_events_of_unknown_year_are_listed_below(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as store:
        graph = ArticleGraph("night#1", "night", "6月20日，青澜夜话举行。", "夜话", "2021-06-21")
        night, day = entity_iri("event", "青澜夜话|--06-20"), Literal("--06-20", datatype=v.XSD_GMONTH_DAY)
        graph.named(night, v.EVENT, "青澜夜话")
        graph.say(night, v.TYPE, v.MEETING)
        graph.say(night, v.START_DATE, day)
        store.replace_article(graph.article, graph.quads)
    app = create_app(Settings(), str(tmp_path / "graph"))
    text = app.test_client().get("/timeline", headers=HTML).text
    assert "年份不详的活动" in text and "青澜夜话" in text and "<time>6月20日</time>" in text
    assert app.test_client().get("/timeline.json").get_json()["iris"] == []
    app.extensions["wentu"].close()


def test_wrong_filters(client: FlaskClient) -> None:
    assert client.get("/timeline.json?person=nonsense").get_json()["code"] == "unknown-entity"
    assert client.get("/timeline.json?from=yesterday").get_json()["code"] == "bad-date"
    none = client.get("/timeline", query_string={"to": "1900"}, headers=HTML)
    assert none.status_code == 200 and "没有年份可知的活动" in none.text


@pytest.mark.browser
def test_zoom_and_view_are_in_the_address(browser: WebDriver, live: Live) -> None:
    open_timeline(browser, live)
    assert set(in_view(browser)) == {VISIT, FLOOD_MEETING}
    canvas = browser.find_element(By.ID, "canvas")
    canvas.send_keys(Keys.ARROW_RIGHT)
    wait(browser, lambda: "全市防汛工作会议" in browser.find_element(By.ID, "chosen").text)
    canvas.send_keys(Keys.ARROW_RIGHT)
    wait(browser, lambda: "沈知微到白桥镇调研" in browser.find_element(By.ID, "chosen").text)
    for _ in range(12):
        shown(browser, "#nearer").click()
        if len(in_view(browser)) < 2:
            break
    seen = in_view(browser)
    assert len(seen) < 2
    wait(
        browser,
        lambda: "view=" in browser.current_url and f"{len(seen)} 件" in browser.find_element(By.ID, "window").text,
    )
    browser.get(browser.current_url)
    wait(browser, lambda: browser.find_element(By.ID, "canvas").get_attribute("data-ready"))
    assert in_view(browser) == seen
    shown(browser, "#whole").click()
    wait(browser, lambda: len(in_view(browser)) == 2)
    assert complaints(browser) == []


@pytest.mark.browser
def test_from_a_place_to_an_event_by_keyboard(browser: WebDriver, live: Live) -> None:
    browser.get(f"{live.address}/id/place/{quote('青澜市民中心')}.html?lang=zh")
    shown(browser, ".entity .actions a[href*='timeline']").send_keys(Keys.ENTER)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#canvas[data-ready]"))
    assert in_view(browser) == [FLOOD_MEETING] and unquote(browser.current_url).find(HALL) > 0
    canvas = browser.find_element(By.ID, "canvas")
    canvas.send_keys(Keys.ARROW_RIGHT)
    canvas.send_keys(Keys.ENTER)
    wait(browser, lambda: "/id/event/" in browser.current_url)


@pytest.mark.browser
def test_kinds_can_be_hidden_and_a_filter_is_picked(browser: WebDriver, live: Live) -> None:
    open_timeline(browser, live)
    shown(browser, "#timeline input[value=Visit]").click()
    wait(browser, lambda: in_view(browser) == [FLOOD_MEETING])
    open_timeline(browser, live)
    box = shown(browser, "#pick input")

    def offered() -> bool:
        """Types anew until the index, which the server makes when it starts, is there."""
        box.clear()
        box.send_keys("顾行之")
        time.sleep(0.5)
        return bool(browser.find_elements(By.CSS_SELECTOR, "[role=option]"))

    wait(browser, offered)
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait(browser, lambda: "person=" in browser.current_url)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#canvas[data-ready]"))
    assert in_view(browser) == [VISIT]
    shown(browser, "a.filter").click()
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#canvas[data-ready]") and len(in_view(browser)) == 2)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server of ten thousand events."""
    path: Path = tmp_path_factory.mktemp("crowded") / "graph"
    with open_store(path) as store:
        for part in range(10):
            graph = ArticleGraph(f"many-{part}#1", f"many-{part}", "会议很多。", "会议", "2021-01-01")
            for number in range(part, MANY, 10):
                event = entity_iri("event", f"第{number}次例会")
                day = f"{2001 + number % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}"
                graph.named(event, v.EVENT, f"第{number}次例会")
                graph.say(event, v.TYPE, v.MEETING)
                graph.say(event, v.START_DATE, Literal(day, datatype=v.XSD_DATE))
            store.replace_article(graph.article, graph.quads)
    with running(path) as live:
        yield live


@pytest.mark.browser
def test_ten_thousand_events_are_drawn_and_moved_at_once(browser: WebDriver, crowded: Live) -> None:
    open_timeline(browser, crowded)
    browser.execute_script("document.getElementById('whole').click()")
    assert len(in_view(browser)) == MANY
    took = browser.execute_script(
        "const began = performance.now(); for (let i = 0; i < 20; i += 1) { wentu.scale.zoom(1.1); wentu.events; }"
        "return performance.now() - began;"
    )
    assert took < 2_000  # twenty steps of the wheel; a tenth of that on an idle machine
    assert 0 < len(in_view(browser)) < MANY
