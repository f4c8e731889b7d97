"""The graph page in a real browser: every change is in its address, everything works by keyboard, files are true."""

import base64
import re
from urllib.parse import quote, unquote, urlsplit

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.api.browsing import (
    browser,
    click_node,
    complaints,
    details,
    live,
    nodes_shown,
    open_graph,
    requested,
    shown,
    wait,
)
from tests.api.live import Live
from tests.queries.made import CAMPAIGN, COMMITTEE, FLOOD_MEETING, GOVERNMENT, GU, HALL, LU, SHEN, VISIT

__all__ = ["browser", "live"]
pytestmark = pytest.mark.browser


def act(browser: WebDriver, label: str) -> None:
    """Presses a button of the details."""
    shown(browser, f"//aside[@id='details']//button[starts-with(text(), '{label}')]", By.XPATH).click()


def graph_in(text: str) -> set[str]:
    """The address of a graph without what is merely looked at."""
    return {part for part in unquote(urlsplit(text).query).split("&") if not part.startswith("focus=")}


def test_a_click_shows_details_with_their_words(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    assert {LU, FLOOD_MEETING, GOVERNMENT} <= nodes_shown(browser)
    click_node(browser, FLOOD_MEETING)
    wait(browser, lambda: "沈知微出席" in details(browser))
    assert "全市防汛工作会议" in details(browser) and "青澜部署防汛" in details(browser)
    source = shown(browser, "#details .source").get_attribute("href")
    assert source and "words=" in source
    hosts = {urlsplit(address).netloc for address in requested(browser) if address.startswith(("http", "ws"))}
    assert hosts == {urlsplit(live.address).netloc}
    assert complaints(browser) == []


def test_a_tie_shows_its_words(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    browser.execute_script(
        "wentu.network.moveTo({ scale: 1.5 });"
        "const edge = wentu.edges.get({ filter: (e) => e.from === arguments[0] && e.to === arguments[1] })[0];"
        "wentu.network.body.emitter.emit('click', { nodes: [], edges: [edge.id] });",
        LU,
        GOVERNMENT,
    )
    wait(browser, lambda: "原市长陆远舟" in details(browser))
    assert "沈知微到白桥镇调研" in details(browser)  # the article


def test_a_double_click_expands(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    before = nodes_shown(browser)
    click_node(browser, FLOOD_MEETING, times=2)
    wait(browser, lambda: len(nodes_shown(browser)) > len(before))
    assert HALL in nodes_shown(browser)
    assert complaints(browser) == []


def test_kinds_and_relations_can_be_hidden_and_nodes_found(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    before = nodes_shown(browser)
    for box, gone in (("organization", GOVERNMENT), ("org:role", COMMITTEE), ("wt:chair", FLOOD_MEETING)):
        ticked = shown(browser, f".legend input[value='{box}']")
        ticked.click()
        wait(browser, lambda gone=gone: gone not in nodes_shown(browser))  # type: ignore[misc]
        ticked.click()
        wait(browser, lambda: nodes_shown(browser) == before)
    browser.find_element(By.ID, "find").send_keys("青澜市", Keys.ENTER)
    wait(browser, lambda: "青澜市" in details(browser))
    first = browser.find_element(By.ID, "found").text
    browser.find_element(By.ID, "find").send_keys(Keys.ENTER)
    wait(browser, lambda: browser.find_element(By.ID, "found").text not in ("", first))


def test_the_slider_leaves_what_is_in_time(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, SHEN)
    assert {VISIT, FLOOD_MEETING} <= nodes_shown(browser)
    shown(browser, "#since").send_keys(Keys.END)
    wait(browser, lambda: FLOOD_MEETING not in nodes_shown(browser))
    assert "from=2021-06-02" in browser.current_url or "from=2021-06-01" in browser.current_url
    browser.get(browser.current_url)
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
    assert FLOOD_MEETING not in nodes_shown(browser) and SHEN in nodes_shown(browser)


def test_a_pinned_node_stays_whatever_is_hidden(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    click_node(browser, GOVERNMENT)
    act(browser, "钉住")
    wait(browser, lambda: "pin=" in browser.current_url)
    shown(browser, ".legend input[value=organization]").click()
    wait(browser, lambda: "hide=organization" in browser.current_url)
    assert GOVERNMENT in nodes_shown(browser)
    act(browser, "取下")
    wait(browser, lambda: GOVERNMENT not in nodes_shown(browser))


def test_a_person_s_graph_is_shared_by_its_address(browser: WebDriver, live: Live) -> None:
    """The journey from a person's page over a changed graph to a link that shows the same to somebody else."""
    browser.get(f"{live.address}/id/person/{quote('陆远舟')}.html?lang=zh")
    shown(browser, "关系图", By.LINK_TEXT).click()
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
    before = nodes_shown(browser)
    click_node(browser, FLOOD_MEETING, times=2)
    wait(browser, lambda: HALL in nodes_shown(browser))
    click_node(browser, SHEN)
    act(browser, "钉住")
    wait(browser, lambda: "pin=" in browser.current_url)
    click_node(browser, CAMPAIGN)
    act(browser, "隐藏")
    wait(browser, lambda: CAMPAIGN not in nodes_shown(browser))
    shown(browser, ".legend input[value=organization]").click()
    wait(browser, lambda: GOVERNMENT not in nodes_shown(browser))
    shown(browser, "#edge-labels").click()
    left, link = nodes_shown(browser), browser.current_url
    assert left - before
    browser.delete_all_cookies()
    browser.get("about:blank")
    browser.get(link)
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
    assert nodes_shown(browser) == left
    assert graph_in(browser.current_url) == graph_in(link)
    assert browser.find_element(By.ID, "edge-labels").is_selected()
    assert complaints(browser) == []


def test_every_change_of_a_graph_can_be_undone(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    before, address = nodes_shown(browser), browser.current_url
    shown(browser, ".legend input[value=organization]").click()
    wait(browser, lambda: GOVERNMENT not in nodes_shown(browser))
    click_node(browser, FLOOD_MEETING, times=2)
    wait(browser, lambda: HALL in nodes_shown(browser))
    undo = shown(browser, "#undo")
    undo.click()
    wait(browser, lambda: HALL not in nodes_shown(browser))
    undo.click()
    wait(browser, lambda: nodes_shown(browser) == before)
    assert not undo.is_enabled()
    assert graph_in(browser.current_url) == graph_in(address)


def test_files_hold_what_is_shown(browser: WebDriver, live: Live, client: FlaskClient) -> None:
    open_graph(browser, live, LU)
    shown(browser, ".legend input[value=organization]").click()
    wait(browser, lambda: GOVERNMENT not in nodes_shown(browser))
    files = {a.text: str(a.get_attribute("href")) for a in browser.find_elements(By.CSS_SELECTOR, "a.saved")}
    here = {name: client.get(address.removeprefix(live.address)) for name, address in files.items()}
    assert set(re.findall('<node id="([^"]+)"', here["GraphML"].text)) == nodes_shown(browser)
    said = [quad.triple for quad in parse(here["Turtle"].data, format=RdfFormat.TURTLE)]
    assert {t.subject.value for t in said} == nodes_shown(browser)  # type: ignore[union-attr]
    assert NamedNode(GOVERNMENT) not in {t.object for t in said}
    png = shown(browser, "#save-png")
    browser.execute_script("arguments[0].addEventListener('click', (e) => e.preventDefault());", png)
    png.click()
    picture = str(png.get_attribute("href"))
    assert base64.b64decode(picture.removeprefix("data:image/png;base64,")).startswith(b"\x89PNG")


def test_the_list_holds_the_same_and_opens_details(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    shown(browser, "#list summary").click()
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, "#list tbody button"))
    rows = browser.find_elements(By.CSS_SELECTOR, "#list tbody tr")
    assert len(rows) == browser.execute_script("return wentu.network.body.data.edges.length")
    assert any("2021年5月11日" in row.text for row in rows)
    shown(browser, "//table//button[text()='全市防汛工作会议']", By.XPATH).send_keys(Keys.ENTER)
    wait(browser, lambda: "沈知微出席" in details(browser))
    assert browser.switch_to.active_element.get_attribute("id") == "details"


def test_the_graph_by_keyboard_alone(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    before = nodes_shown(browser)
    browser.find_element(By.ID, "find").send_keys(Keys.TAB)
    stage = browser.find_element(By.ID, "graph")
    for _ in range(6):
        if browser.switch_to.active_element == stage:
            break
        browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element == stage
    stage.send_keys(Keys.ARROW_RIGHT)
    assert browser.execute_script("return wentu.network.getSelectedNodes()") == [LU]
    assert "陆远舟 · 人物" in str(browser.find_element(By.ID, "said").get_attribute("textContent"))
    reached = set()
    for key in (Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_UP, Keys.ARROW_DOWN, Keys.ARROW_DOWN):
        stage.send_keys(key)
        reached |= set(browser.execute_script("return wentu.network.getSelectedNodes()"))
    assert len(reached) > 1
    browser.execute_script("wentu.network.selectNodes([arguments[0]])", GOVERNMENT)
    stage.send_keys("h")
    wait(browser, lambda: GOVERNMENT not in nodes_shown(browser))
    stage.send_keys("u")
    wait(browser, lambda: nodes_shown(browser) == before)
    browser.execute_script("wentu.network.selectNodes([arguments[0]])", FLOOD_MEETING)
    stage.send_keys("e")
    wait(browser, lambda: HALL in nodes_shown(browser))
    browser.execute_script("wentu.network.selectNodes([arguments[0]])", FLOOD_MEETING)
    stage.send_keys(Keys.ENTER)
    wait(browser, lambda: browser.switch_to.active_element.get_attribute("id") == "details")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    wait(browser, lambda: browser.switch_to.active_element == stage)


def test_a_lost_server_is_told_and_can_be_tried_again(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/graph.json*"]})
    try:
        browser.execute_script("wentu.network.selectNodes([arguments[0]])", FLOOD_MEETING)
        browser.find_element(By.ID, "graph").send_keys("e")
        wait(browser, lambda: "没有载入" in details(browser))
    finally:
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    act(browser, "再试一次")
    wait(browser, lambda: HALL in nodes_shown(browser))


def test_a_full_graph_says_so(browser: WebDriver, live: Live) -> None:
    open_graph(browser, live, LU)
    # As if the server had no more room: nothing new comes, though more is tied to the node.
    browser.execute_script(
        "const ask = window.fetch; window.fetch = async (address, how) => {"
        "  const answer = await ask(address, how); if (!address.includes('graph.json')) return answer;"
        "  const data = await answer.json(); const shown = new Set(wentu.nodes.getIds());"
        "  data.nodes = data.nodes.filter((node) => shown.has(node.id)); data.edges = [];"
        "  Object.assign(data, { rest: { [arguments[0]]: 7 }, capped: true, left_out: 7 });"
        "  return new Response(JSON.stringify(data)); };".replace("arguments[0]", f"{LU!r}")
    )
    browser.execute_script("wentu.network.selectNodes([arguments[0]])", LU)
    browser.find_element(By.ID, "graph").send_keys("e")
    wait(browser, lambda: "一张图至多 480 个节点" in details(browser) and "还有 7 个未显示" in details(browser))
    assert "另有 7 个未显示" in browser.find_element(By.ID, "capped").text
    shown(browser, "#undo").click()
    wait(browser, lambda: not browser.find_element(By.ID, "capped").is_displayed())


def test_a_connection_grows_and_reopens_the_same(browser: WebDriver, live: Live) -> None:
    browser.get(f"{live.address}/graph?entity={quote(LU)}&entity={quote(GU)}&connect=1")
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
    assert nodes_shown(browser) == {LU, GU, GOVERNMENT}
    click_node(browser, LU, times=2)
    wait(browser, lambda: FLOOD_MEETING in nodes_shown(browser))
    grown = nodes_shown(browser)
    browser.get(browser.current_url)
    wait(browser, lambda: browser.find_element(By.ID, "graph").get_attribute("data-ready"))
    assert nodes_shown(browser) == grown
