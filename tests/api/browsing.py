"""What the tests in a real browser share: the browser, a live server, waiting, clicking in the graph."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.api.live import Live, running

_Found = TypeVar("_Found")
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


def open_graph(browser: WebDriver, live: Live, iri: str, language: str = "zh") -> None:
    requested(browser), complaints(browser)
    browser.get(f"{live.address}/graph?entity={quote(iri)}&lang={language}")
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))


def wait(browser: WebDriver, until: Callable[[], _Found | None]) -> _Found:
    """What ``until`` gives as soon as it is true. An element of the page before, just left, is none yet."""
    waiting = WebDriverWait(browser, 30, poll_frequency=0.05, ignored_exceptions=[StaleElementReferenceException])
    return waiting.until(lambda _: until() or False)


def shown(browser: WebDriver, selector: str, by: str = By.CSS_SELECTOR) -> WebElement:
    """The element, waited for: a key or a click that leads to another page returns before that page is there."""
    return wait(browser, lambda: next((e for e in browser.find_elements(by, selector) if e.is_displayed()), None))


def click_node(browser: WebDriver, iri: str, times: int = 1) -> None:
    """Clicks where the node stands, brought to the middle of the screen."""
    x, y = browser.execute_script(
        "const stage = document.getElementById('graph');"
        "stage.scrollIntoView({ block: 'center', behavior: 'instant' });"
        "wentu.network.focus(arguments[0], { scale: 1 });"
        "const p = wentu.network.canvasToDOM(wentu.network.getPosition(arguments[0]));"
        "const box = stage.getBoundingClientRect();"
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


def nodes_shown(browser: WebDriver) -> set[str]:
    return set(browser.execute_script("return wentu.network.body.data.nodes.getIds()"))


@contextmanager
def screen(browser: WebDriver, width: int, height: int = 800) -> Iterator[None]:
    """A screen of another size; narrow ones are a phone's."""
    told = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", told)
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
