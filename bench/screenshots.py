"""Take the pictures of the README and the docs from the running program: python bench/screenshots.py

Builds a graph from seeds/, serves it, opens each page in headless Chromium and writes docs/images/*.png.
Needs the test extra and Debian's chromium, chromium-driver and fonts-noto-cjk.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from chromium import WENTU, browser, serving, show
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
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


def take(driver: webdriver.Chrome, address: str, name: str, picture: Picture) -> None:
    show(driver, picture.width, picture.height)
    iri = quote(f"{ID}article/{ARTICLE}", safe="")
    values = {"article": ARTICLE, "words": WORDS, "page": ARTICLE.partition("%23")[0], "iri": iri}
    driver.get(address + picture.path.format(**values))
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
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/graph"
        subprocess.run([*WENTU, "build", str(ROOT / "seeds"), "--store", store], check=True)
        with serving(store) as (address, _), browser() as driver:
            for name, picture in PICTURES.items():
                take(driver, address, name, picture)


if __name__ == "__main__":
    main()
