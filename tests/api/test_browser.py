"""A real browser on a live server."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, unquote, urlsplit

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kg.rdf.iris import iri_to_path
from tests.api.conftest import HOSTILE
from tests.api.live import Live, running
from tests.queries.made import FIRST, FLOOD_MEETING, GOVERNMENT, LU

_Found = TypeVar("_Found")
pytestmark = pytest.mark.browser
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN",
]  # fmt: skip


@pytest.fixture(scope="module")
def live(store_path: Path) -> Iterator[Live]:
    with running(store_path) as live:
        yield live


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        why = "no chromium and chromedriver here (Debian: apt install chromium chromium-driver)"
        if os.environ.get("CI") == "true" or os.environ.get("WENTU_REQUIRE_BROWSER") == "1":
            pytest.fail(why)
        pytest.skip(why)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = Options()
        options.binary_location = chromium
        for flag in [*FLAGS, f"--user-data-dir={profile}", "--window-size=1300,900"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        opened = webdriver.Chrome(options=options, service=Service(driver))
        try:
            yield opened
        finally:
            opened.quit()


def requested(browser: WebDriver) -> list[str]:
    """The addresses that pages asked for since the last call; what the browser asks for itself is not theirs."""
    found = []
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return found


def complaints(browser: WebDriver) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def open_graph(browser: WebDriver, live: Live, iri: str) -> None:
    requested(browser), complaints(browser)
    browser.get(f"{live.address}/graph?entity={quote(iri)}")
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))


def wait(browser: WebDriver, until: Callable[[], _Found | None]) -> _Found:
    """What ``until`` gives as soon as it is true. An element of the page before, just left, is none yet."""
    waiting = WebDriverWait(browser, 30, poll_frequency=0.05, ignored_exceptions=[StaleElementReferenceException])
    return waiting.until(lambda _: until() or False)


def shown(browser: WebDriver, selector: str, by: str = By.CSS_SELECTOR) -> WebElement:
    """The element, waited for: a key or a click that leads to another page returns before that page is there."""
    return wait(browser, lambda: next((e for e in browser.find_elements(by, selector) if e.is_displayed()), None))


def click_node(browser: WebDriver, iri: str, times: int = 1) -> None:
    """Clicks where the node stands on the screen."""
    x, y = browser.execute_script(
        "const p = wentu.network.canvasToDOM(wentu.network.getPosition(arguments[0]));"
        "const box = document.getElementById('graph').getBoundingClientRect();"
        "return [box.x + p.x, box.y + p.y];",
        iri,
    )
    builder = ActionBuilder(browser)
    builder.pointer_action.move_to_location(round(x), round(y))
    for _ in range(times):
        builder.pointer_action.click()
    builder.perform()


def details(browser: WebDriver) -> str:
    return browser.find_element(By.ID, "details").text


def test_a_click_shows_details_with_their_words(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    ids = browser.execute_script("return wentu.nodes.getIds()")
    assert {LU, FLOOD_MEETING, GOVERNMENT} <= set(ids)
    click_node(browser, FLOOD_MEETING)
    wait(browser, lambda: "沈知微出席" in details(browser))
    assert "全市防汛工作会议" in details(browser) and "青澜部署防汛" in details(browser)
    source = shown(browser, "#details .source").get_attribute("href")
    assert source and "words=" in source
    hosts = {urlsplit(address).netloc for address in requested(browser) if address.startswith(("http", "ws"))}
    assert hosts == {urlsplit(live.address).netloc}
    assert complaints(browser) == []


def test_a_double_click_expands(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    before = browser.execute_script("return wentu.nodes.length")
    click_node(browser, FLOOD_MEETING, times=2)
    wait(browser, lambda: browser.execute_script("return wentu.nodes.length") > before)
    assert "https://w3id.org/wentu/id/place/青澜市民中心" in browser.execute_script("return wentu.nodes.getIds()")
    assert complaints(browser) == []


def test_kinds_can_be_hidden_and_nodes_found(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    drawn = "return Object.keys(wentu.network.getPositions()).length"
    before = browser.execute_script(drawn)
    box = shown(browser, ".legend input[value=organization]")
    box.click()
    wait(browser, lambda: browser.execute_script(drawn) < before)
    box.click()
    wait(browser, lambda: browser.execute_script(drawn) == before)
    browser.find_element(By.ID, "find").send_keys("青澜市人民", Keys.ENTER)
    wait(browser, lambda: "青澜市人民政府" in details(browser))


def test_hostile_names_do_no_harm(browser: WebDriver, live: Live) -> None:
    pages = [
        f"/id/{iri_to_path(HOSTILE)}.html", "/search?q=script", f"/graph?entity={quote(HOSTILE)}",
        "/id/article/qlrb-2021-06-03-p1%231.html?words=0-5",
        f"/sparql?query={quote('SELECT DISTINCT ?o { ?s ?p ?o }')}",
    ]  # fmt: skip
    for path in pages:
        browser.get(live.address + path)
        if path.startswith("/graph"):
            wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
            click_node(browser, HOSTILE)
            wait(browser, lambda: "onerror" in details(browser))
        assert browser.execute_script("return window.harmed") is None
        assert not browser.find_elements(By.CSS_SELECTOR, "img[src=x]")
        assert "onerror" in browser.find_element(By.TAG_NAME, "body").text
    assert not [complaint for complaint in complaints(browser) if "Content Security" in complaint]


def test_from_a_name_to_its_words_by_keyboard(browser: WebDriver, live: Live) -> None:
    browser.get(live.address + "/?lang=zh")
    shown(browser, "[role=search] input").send_keys("远舟", Keys.ENTER)
    shown(browser, "陆远舟", By.LINK_TEXT).send_keys(Keys.ENTER)
    shown(browser, "#posts .source").send_keys(Keys.ENTER)
    shown(browser, "mark.chosen")
    chosen = browser.find_elements(By.CSS_SELECTOR, "mark.chosen")
    assert "".join(mark.text for mark in chosen) == "青澜市委书记陆远舟"
    assert unquoted(browser.current_url).startswith(f"{live.address}/id/{iri_to_path(FIRST)}.html?words=0-9")


def unquoted(address: str) -> str:
    return address.partition("#")[0]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=青",
        f"/id/{iri_to_path(LU)}.html",
        f"/id/{iri_to_path(FIRST)}.html",
        "/sparql",
        "/export",
        "/ontology",
        f"/graph?entity={quote(LU)}",
    ],
)
def test_a_phone_need_not_scroll_sideways(browser: WebDriver, live: Live, path: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 375, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    )
    try:
        browser.get(live.address + path)
        width = browser.execute_script("return document.documentElement.scrollWidth")
        assert width <= 375
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_suggestions_by_pinyin_and_arrow_keys(browser: WebDriver, live: Live) -> None:
    browser.get(live.address + "/?lang=zh")
    box = shown(browser, "[role=search] input")

    def typed() -> bool:
        """Types anew until the index, which the server makes when it starts, is there."""
        box.clear()
        box.send_keys("lyz")
        return bool(WebDriverWait(browser, 2).until(lambda _: browser.find_elements(By.CSS_SELECTOR, "[role=option]")))

    WebDriverWait(browser, 30, ignored_exceptions=[TimeoutException]).until(lambda _: typed())
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    option = shown(browser, "[role=option][aria-selected=true]")
    assert "陆远舟" in option.text
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.send_keys(Keys.ESCAPE)
    wait(browser, lambda: box.get_attribute("aria-expanded") == "false")
    box.send_keys("h", Keys.BACKSPACE)
    shown(browser, "[role=option]")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait(browser, lambda: "/id/person/" in browser.current_url)
    assert complaints(browser) == []


def nodes_shown(browser: WebDriver) -> set[str]:
    return set(browser.execute_script("return Object.keys(wentu.network.getPositions())"))


def test_a_graph_is_in_its_address(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    before = nodes_shown(browser)
    shown(browser, ".legend input[value=organization]").click()
    click_node(browser, FLOOD_MEETING, times=2)
    wait(browser, lambda: browser.execute_script("return wentu.nodes.length") > len(before))
    click_node(browser, FLOOD_MEETING)
    hide = wait(browser, lambda: browser.find_elements(By.XPATH, "//aside[@id='details']//button[text()='隐藏']"))[0]
    hide.click()
    wait(browser, lambda: FLOOD_MEETING not in nodes_shown(browser))
    left = nodes_shown(browser)
    assert GOVERNMENT not in left and left - before
    browser.get(browser.current_url)
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
    assert nodes_shown(browser) == left
    assert complaints(browser) == []


def test_every_change_of_a_graph_can_be_undone(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    before, address = nodes_shown(browser), browser.current_url
    shown(browser, ".legend input[value=organization]").click()
    wait(browser, lambda: GOVERNMENT not in nodes_shown(browser))
    click_node(browser, FLOOD_MEETING, times=2)
    wait(browser, lambda: "青澜市民中心" in str(nodes_shown(browser)))
    undo = shown(browser, "#undo")
    undo.click()
    wait(browser, lambda: "青澜市民中心" not in str(nodes_shown(browser)))
    undo.click()
    wait(browser, lambda: nodes_shown(browser) == before)
    assert not undo.is_enabled()
    assert unquote(browser.current_url) == unquote(address)
