"""The query page in a real browser: from an example to a CSV, where an error stands, completion, without scripts."""

import re
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from api.assets import has_yasgui
from tests.api.browsing import browser, complaints, live, requested, shown, wait
from tests.api.live import Live

__all__ = ["browser", "live"]
pytestmark = pytest.mark.browser
rich = pytest.mark.skipif(not has_yasgui(), reason="this build has no YASGUI: there was no npm")
PEOPLE = """PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?name { ?p a foaf:Person ; rdfs:label ?name }"""
READY = "body[data-editor]"


def open_editor(browser: WebDriver, live: Live, query: str = "") -> None:
    requested(browser), complaints(browser)
    browser.get(f"{live.address}/sparql?lang=zh{'&query=' + quote(query) if query else ''}")
    wait(browser, lambda: browser.find_element(By.TAG_NAME, "body").get_attribute("data-editor"))


def run(browser: WebDriver) -> None:
    shown(browser, "//button[text()='运行']", By.XPATH).click()


def offered(browser: WebDriver) -> str:
    """The completions on offer, and the query, into which a single one goes at once."""
    hints = [str(hint.text) for hint in browser.find_elements(By.CSS_SELECTOR, ".CodeMirror-hint")]
    return "\n".join([*hints, browser.execute_script("return wentu.yasqe.getValue()")])


@rich
def test_from_an_example_query_to_a_csv(browser: WebDriver, live: Live, client: FlaskClient) -> None:
    open_editor(browser, live)
    shown(browser, "与最多人同场的人", By.LINK_TEXT).click()
    wait(browser, lambda: "query=" in browser.current_url and browser.find_elements(By.CSS_SELECTOR, READY))
    assert browser.find_elements(By.CSS_SELECTOR, "#result table")  # the server's own, which scripts need not make
    run(browser)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#yasr table tbody tr"))
    assert not browser.find_elements(By.ID, "result")
    csv = str(shown(browser, "csv", By.LINK_TEXT).get_attribute("href"))
    table = client.get(csv.removeprefix(live.address))
    assert table.mimetype == "text/csv" and "沈知微" in table.text
    assert {urlsplit(a).netloc for a in requested(browser) if a.startswith("http")} == {urlsplit(live.address).netloc}
    assert complaints(browser) == []


@rich
def test_things_in_results_lead_to_their_pages_here(browser: WebDriver, live: Live) -> None:
    open_editor(browser, live, "SELECT ?p { ?p a <http://xmlns.com/foaf/0.1/Person> } LIMIT 1")
    run(browser)
    link = wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#yasr a.iri"))[0]
    assert str(link.get_attribute("href")).startswith(f"{live.address}/id/person/")


@rich
def test_a_link_opens_the_same_query(browser: WebDriver, live: Live) -> None:
    open_editor(browser, live)
    browser.execute_script("wentu.yasqe.setValue(arguments[0])", PEOPLE)
    shown(browser, "//button[text()='复制链接']", By.XPATH).click()
    link = wait(browser, lambda: browser.current_url if "query=" in browser.current_url else None)
    browser.get("about:blank")
    browser.get(link)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, READY))
    assert browser.execute_script("return wentu.yasqe.getValue()").strip() == PEOPLE


@rich
def test_an_error_is_shown_where_it_is(browser: WebDriver, live: Live) -> None:
    open_editor(browser, live)
    browser.execute_script("wentu.yasqe.setValue(arguments[0])", "SELECT *\nWHERE ( ?s ?p ?o }\n")
    run(browser)
    wait(browser, lambda: "第 2 行" in shown(browser, ".problem").text)
    assert shown(browser, ".wrong-here").text == "("
    browser.execute_script("wentu.yasqe.setValue(arguments[0])", PEOPLE)
    run(browser)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#yasr table tbody tr"))
    assert not browser.find_element(By.CSS_SELECTOR, ".asking .problem").is_displayed()


@rich
def test_completion_knows_our_vocabulary_and_prefixes_offline(browser: WebDriver, live: Live) -> None:
    open_editor(browser, live)
    for before, hint in (
        ("PREFIX wt: <https://w3id.org/wentu/ontology#>\nSELECT * { ?e wt:ch", "chair"),
        ("PREFIX wt: <https://w3id.org/wentu/ontology#>\nSELECT * { ?e a wt:Mee", "Meeting"),
        ("PREFIX sch", "schema.org"),
    ):
        browser.execute_script(
            "const e = wentu.yasqe; e.setValue(arguments[0]); e.focus();"
            "e.setCursor({ line: e.lineCount() - 1, ch: e.getLine(e.lineCount() - 1).length }); e.autocomplete();",
            before,
        )
        wait(browser, lambda hint=hint: hint in offered(browser))  # type: ignore[misc]
    assert {urlsplit(a).netloc for a in requested(browser) if a.startswith("http")} == {urlsplit(live.address).netloc}


@rich
def test_the_editor_by_keyboard_alone(browser: WebDriver, live: Live) -> None:
    open_editor(browser, live, PEOPLE)
    browser.execute_script("wentu.yasqe.focus()")
    browser.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#yasr table tbody tr"))
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    wait(browser, lambda: browser.switch_to.active_element.text == "运行")


def test_without_scripts_a_textarea_serves(browser: WebDriver, live: Live) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{live.address}/sparql?lang=zh")
        box = shown(browser, "textarea[name=query]")
        box.clear()
        box.send_keys(PEOPLE)
        shown(browser, ".querying button").click()
        wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#result table tbody tr"))
        assert "陆远舟" in browser.find_element(By.ID, "result").text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_without_yasgui_the_plain_editor_serves(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.editing.has_yasgui", lambda: False)
    text = client.get("/sparql", headers={"Accept": "text/html"}).text
    assert "<textarea" in text and "query/plain.js" in text and "yasgui" not in text


@rich
def test_the_chinese_page_has_no_english_of_the_editor(browser: WebDriver, live: Live) -> None:
    open_editor(browser, live, PEOPLE)
    run(browser)
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#yasr table tbody tr"))
    own = "const own = document.querySelector(arguments[0]).cloneNode(true);"
    own += "for (const one of own.querySelectorAll('td, th, .CodeMirror-code')) one.remove();"
    words = own + "return own.textContent + [...own.querySelectorAll('[title], [aria-label]')].map("
    words += "(one) => (one.title || '') + (one.getAttribute('aria-label') || '')).join(' ');"
    for part in ("#yasr", ".yasqe-box"):
        wait(browser, lambda: "表格" in str(browser.execute_script(words, "#yasr")))
        said = re.sub("Ctrl|Enter|Esc|Tab", "", str(browser.execute_script(words, part)))
        assert re.findall("[A-Za-z]{4,}", said) == [], part
    browser.get(f"{live.address}/sparql?lang=en")
    wait(browser, lambda: browser.find_element(By.TAG_NAME, "body").get_attribute("data-editor"))
    assert "Table" in shown(browser, "#yasr").text
