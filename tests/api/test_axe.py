"""axe-core finds no serious fault on any kind of page, in either language, on a laptop's screen and on a phone's."""

from importlib.resources import files
from urllib.parse import quote

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from api.assets import has_yasgui
from kg.rdf.iris import iri_to_path
from tests.api.browsing import browser, live, screen, wait
from tests.api.live import Live
from tests.queries.made import FIRST, FLOOD_MEETING, GOVERNMENT, GU, LU, MEASURES

__all__ = ["browser", "live"]
pytestmark = pytest.mark.browser
PAGES = [
    "/", "/search?q=青", "/export", "/ontology", "/sparql", "/nowhere", "/timeline", "/graph",
    f"/graph?entity={quote(LU)}", f"/graph?entity={quote(LU)}&entity={quote(GU)}&connect=1",
    f"/ledger?body={quote(GOVERNMENT)}", f"/ledger?person={quote(LU)}", "/ledger?body=市政府&post=市长&date=2021-05-20",
    *(f"/id/{iri_to_path(thing)}.html" for thing in (LU, GOVERNMENT, FLOOD_MEETING, MEASURES, FIRST)),
]  # fmt: skip
RUN = """const done = arguments[arguments.length - 1];
axe.run(document).then((found) => done(found.violations
  .filter((fault) => ["serious", "critical"].includes(fault.impact))
  .map((fault) => [fault.id, ...fault.nodes.map((node) => node.html)])));"""


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_has_a_serious_fault(browser: WebDriver, live: Live, language: str, width: int) -> None:
    script = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    with screen(browser, width):
        for path in PAGES:
            browser.get(f"{live.address}{path}{'&' if '?' in path else '?'}lang={language}")
            if "entity=" in path:
                wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
            browser.execute_script(script)
            assert browser.execute_async_script(RUN) == [], path


@pytest.mark.skipif(not has_yasgui(), reason="this build has no YASGUI: there was no npm")
def test_results_have_no_serious_fault(browser: WebDriver, live: Live) -> None:
    script = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    browser.get(f"{live.address}/sparql?lang=zh")
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "body[data-editor]"))
    browser.execute_script("wentu.yasqe.query()")
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#yasr tbody tr"))
    browser.execute_script(script)
    assert browser.execute_async_script(RUN) == []
