"""Pages in a real browser on a live server."""

from urllib.parse import quote

import pytest
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from kg.rdf.iris import iri_to_path
from tests.api.browsing import browser, click_node, complaints, details, live, shown, wait
from tests.api.conftest import BOARD, HOSTILE, HOSTILE_NAME
from tests.api.live import Live
from tests.queries.made import FIRST, LU

__all__ = ["browser", "live"]
pytestmark = pytest.mark.browser


def test_hostile_names_do_no_harm(browser: WebDriver, live: Live) -> None:
    pages = [
        f"/id/{iri_to_path(HOSTILE)}.html", "/search?q=script", f"/graph?entity={quote(HOSTILE)}",
        "/id/article/qlrb-2021-06-03-p1%231.html?words=0-5",
        f"/sparql?query={quote('SELECT DISTINCT ?o { ?s ?p ?o }')}",
        "/", f"/id/{iri_to_path(BOARD)}.html", f"/search?q={quote(HOSTILE_NAME)}",
        f"/sparql?query={quote(HOSTILE_NAME)}", f"/id/person/{quote(HOSTILE_NAME, safe='')}",
    ]  # fmt: skip
    for path in pages:
        browser.get(live.address + path)
        if path == pages[2]:
            wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
            click_node(browser, HOSTILE)
            wait(browser, lambda: "onerror" in details(browser))
        assert browser.execute_script("return window.harmed") is None
        assert not browser.find_elements(By.CSS_SELECTOR, "img[src=x]")
        assert "onerror" in browser.find_element(By.TAG_NAME, "html").get_attribute("textContent"), path
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
        "/timeline",
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
