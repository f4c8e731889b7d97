"""Take the pictures of the README and the docs from the running program: python bench/screenshots.py

Builds a graph from seeds/, serves it, opens each page in headless Chromium and writes docs/images/*.png.
Needs the test extra and Debian's chromium, chromium-driver and fonts-noto-cjk.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 5079
ID = "https://w3id.org/wentu/id/"
PERSON = f"{ID}person/韩俊"
ARTICLE = "004_cb19954da06a16e7%234"
WORDS = "words=19-29"  # 省委副书记、省长韩俊


@dataclass(frozen=True)
class Picture:
    """A page: where it is, what is done on it (JavaScript), and what is true when that is done."""

    path: str
    script: str = ""
    done: str = "true"
    width: int = 1280
    height: int = 860


PICTURES = {
    "home": Picture("/?lang=zh"),
    "search": Picture(
        "/?lang=zh",
        "const box = document.querySelector('.searchbox input'); box.focus(); box.value = 'shengwei';"
        "box.dispatchEvent(new InputEvent('input'));",
        "document.querySelectorAll('[role=option]').length > 3",
        height=560,
    ),
    "person": Picture(f"/id/person/{quote('韩俊')}.html?lang=zh"),
    "phone": Picture(f"/id/person/{quote('韩俊')}.html?lang=zh", width=390, height=760),
    "article": Picture("/id/article/{article}.html?{words}&lang=zh"),
    "raw": Picture(
        "/id/page/{page}.html?article={iri}&{words}&lang=zh",
        "document.getElementById('words').scrollIntoView({ block: 'center', behavior: 'instant' });",
    ),
    "graph": Picture(
        f"/graph?entity={quote(PERSON)}&focus={quote(PERSON)}&lang=zh",
        "wentu.network.fit({ minZoomLevel: 0.8 });",
        "document.querySelector('#details h2')",
    ),
    "timeline": Picture(
        "/timeline?view=2022-11-04/2022-12-01&lang=zh", "wentu.choose(wentu.events[2]);", "wentu.bars.length > 2"
    ),
    "query": Picture(
        "/sparql?lang=zh",
        "wentu.yasqe.setValue(arguments[0]); wentu.yasqe.query();",
        "document.querySelectorAll('#yasr tbody tr').length > 3",
    ),
}
READY = "return !document.querySelector('#graph:not([data-ready]), #canvas:not([data-ready])')"


def browser(profile: str) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"):
        options.add_argument(word)
    options.add_argument("--disable-background-networking")
    options.add_argument("--hide-scrollbars")
    options.add_argument(f"--user-data-dir={profile}")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_page_load_timeout(30)
    return driver


def wait_for_server() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz").close()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("the server did not start")


def take(driver: webdriver.Chrome, name: str, picture: Picture) -> None:
    screen = {"width": picture.width, "height": picture.height, "deviceScaleFactor": 1, "mobile": picture.width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    iri = quote(f"{ID}article/{ARTICLE}", safe="")
    values = {"article": ARTICLE, "words": WORDS, "page": ARTICLE.partition("%23")[0], "iri": iri}
    driver.get(f"http://127.0.0.1:{PORT}{picture.path.format(**values)}")
    WebDriverWait(driver, 30).until(lambda d: d.execute_script(READY))
    if picture.script:
        time.sleep(1)
        query = (ROOT / "ontology" / "queries" / "most-connected.rq").read_text(encoding="utf-8")
        driver.execute_script(picture.script, query)
    WebDriverWait(driver, 30).until(lambda d: d.execute_script(f"return {picture.done}"))
    time.sleep(1)
    driver.save_screenshot(str(IMAGES / f"{name}.png"))
    print(f"docs/images/{name}.png")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    wentu = [sys.executable, "-c", "from kg.cli import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/graph"
        subprocess.run([*wentu, "build", str(ROOT / "seeds"), "--store", store], check=True)
        server = subprocess.Popen([*wentu, "serve", "--store", store, "--port", str(PORT)])
        try:
            wait_for_server()
            driver = browser(f"{folder}/profile")
            for name, picture in PICTURES.items():
                take(driver, name, picture)
            driver.quit()
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
