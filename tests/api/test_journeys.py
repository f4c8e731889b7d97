"""The ways that readers go, each from its beginning to its end, on a raw page that was read as any other is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from kg.pipeline import build
from kg.store import open_store
from tests.api.browsing import browser, complaints, screen, shown, wait
from tests.api.live import Live, running

__all__ = ["browser"]
pytestmark = pytest.mark.browser
PAGE = """青澜日报

全市防汛工作会议召开

　　本报讯（记者 简文）5月11日，青澜市委书记陆远

舟在青澜市民中心主持召开全市防汛工作会议。青澜市

市长沈知微出席会议并讲话。会议要求各县区抓好落实。

广告  咨询热线：0000-1234567
"""
OFFERED = "[role=option]"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder: Path = tmp_path_factory.mktemp("paper")
    (folder / "qlrb-2021-05-12-p01.txt").write_text(PAGE, encoding="utf-8")
    (folder / "qlrb-2021-05-12-p01.json").write_text('{"source": "青澜日报", "date": "2021-05-12"}', encoding="utf-8")
    with open_store(folder / "graph") as store:
        build([str(folder / "qlrb-2021-05-12-p01.txt")], store)
    with running(folder / "graph") as live:
        yield live


def type_name(browser: WebDriver, letters: str) -> None:
    """Types into the box anew until the index, which the server makes when it starts, offers something."""
    box = shown(browser, ".searchbox input")

    def offered() -> bool:
        box.clear()
        box.send_keys(letters)
        return bool(wait_briefly(browser))

    wait(browser, offered)


def wait_briefly(browser: WebDriver) -> list[object]:
    browser.implicitly_wait(1)
    found = browser.find_elements(By.CSS_SELECTOR, OFFERED)
    browser.implicitly_wait(0)
    return list(found)


def raw_words(browser: WebDriver) -> str:
    return "".join(str(mark.text) for mark in browser.find_elements(By.CSS_SELECTOR, ".raw mark.chosen"))


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize(("language", "raw"), [("zh", "在版面原文中查看"), ("en", "See it on the raw page")])
def test_from_a_first_letter_to_the_words_on_the_raw_page(
    browser: WebDriver, paper: Live, language: str, raw: str, width: int
) -> None:
    with screen(browser, width):
        complaints(browser)
        browser.get(f"{paper.address}/?lang={language}")
        type_name(browser, "l")  # 陆远舟 in pinyin begins so
        option = next(one for one in browser.find_elements(By.CSS_SELECTOR, OFFERED) if "陆远舟" in one.text)
        assert "2021" in option.text and "书记" in option.text
        option.click()
        wait(browser, lambda: "/id/person/" in browser.current_url)
        shown(browser, "#posts .source").click()
        wait(browser, lambda: "words=" in browser.current_url)
        assert "陆远舟" in "".join(str(m.text) for m in browser.find_elements(By.CSS_SELECTOR, "mark.chosen"))
        shown(browser, raw, By.LINK_TEXT).click()
        wait(browser, lambda: "/id/page/" in browser.current_url and raw_words(browser))
        assert raw_words(browser) == "青澜市委书记陆远舟"
        # In pieces: the page breaks the name over a line and an empty one, as it was received.
        assert len(browser.find_elements(By.CSS_SELECTOR, ".raw mark.chosen")) > 1
        page = "".join(str(e.get_attribute("textContent")) for e in browser.find_elements(By.CSS_SELECTOR, ".raw pre"))
        assert page == PAGE
        chosen = browser.find_element(By.CSS_SELECTOR, ".raw mark.chosen")
        wait(browser, lambda: 0 <= chosen.rect["y"] - browser.execute_script("return scrollY") < 800)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert complaints(browser) == []


def test_the_same_by_keyboard_alone(browser: WebDriver, paper: Live) -> None:
    browser.get(f"{paper.address}/?lang=zh")
    type_name(browser, "陆")
    shown(browser, ".searchbox input").send_keys(Keys.ARROW_DOWN)
    option = shown(browser, f"{OFFERED}[aria-selected=true]")
    assert "陆远舟" in option.text
    shown(browser, ".searchbox input").send_keys(Keys.ENTER)
    for selector, there in (("#posts .source", "words="), (".raw-page", "/id/page/")):
        wait(browser, lambda selector=selector: browser.find_elements(By.CSS_SELECTOR, selector))  # type: ignore[misc]
        go_to(browser, selector).send_keys(Keys.ENTER)
        wait(browser, lambda there=there: there in browser.current_url)  # type: ignore[misc]
    wait(browser, lambda: raw_words(browser) == "青澜市委书记陆远舟")


def go_to(browser: WebDriver, selector: str):  # type: ignore[no-untyped-def]
    """Presses Tab until what the selector finds has the focus."""
    wanted = browser.find_element(By.CSS_SELECTOR, selector)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.HOME)
    for _ in range(60):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if browser.switch_to.active_element == wanted:
            return wanted
    raise AssertionError(f"Tab does not reach {selector}")


def test_words_on_the_raw_page_lead_back_to_the_article(browser: WebDriver, paper: Live) -> None:
    browser.get(f"{paper.address}/id/page/qlrb-2021-05-12-p01.html?lang=zh")
    shown(browser, ".raw a.marked").click()
    wait(browser, lambda: "/id/article/" in browser.current_url)
    assert browser.find_elements(By.CSS_SELECTOR, "mark.chosen")


def test_every_page_has_a_search_box(browser: WebDriver, paper: Live) -> None:
    """From the raw page to a person, without going home first."""
    browser.get(f"{paper.address}/id/page/qlrb-2021-05-12-p01.html?lang=zh")
    type_name(browser, "沈知")
    shown(browser, ".top .searchbox input").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait(browser, lambda: "/id/person/" in browser.current_url and "沈知微" in shown(browser, "h1").text)
    shown(browser, ".top .searchbox input").send_keys("防汛", Keys.ENTER)
    wait(browser, lambda: "/search?" in browser.current_url and browser.find_elements(By.CSS_SELECTOR, ".hits li"))


def test_a_ledger_on_a_phone_is_read_without_scrolling_aside(browser: WebDriver, paper: Live) -> None:
    with screen(browser, 375):
        browser.get(f"{paper.address}/ledger?person=陆远舟&lang=zh")
        cell = shown(browser, ".cards td")
        assert cell.rect["x"] >= 0 and cell.rect["width"] <= 375
        assert browser.execute_script("return document.querySelector('.scroll').scrollWidth") <= 375
