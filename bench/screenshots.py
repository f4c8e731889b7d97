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
from pathlib import Path
from urllib.parse import quote

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 5079
PERSON = "https://w3id.org/wentu/id/person/韩俊"
PAGES = {
    "home": "/?lang=zh",
    "search": f"/search?q={quote('会议')}&lang=zh",
    "person": f"/id/person/{quote('韩俊')}.html?lang=zh",
    "article": f"/id/article/{quote('004_cb19954da06a16e7#4')}.html?lang=zh",
    "query": "/sparql?lang=zh",
    "graph": f"/graph?entity={quote(PERSON)}&lang=zh",
}


def browser(profile: str) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"):
        options.add_argument(word)
    options.add_argument("--disable-background-networking")
    options.add_argument(f"--user-data-dir={profile}")
    options.add_argument("--window-size=1280,860")
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
            for name, path in PAGES.items():
                driver.get(f"http://127.0.0.1:{PORT}{path}")
                if name == "graph":
                    WebDriverWait(driver, 20).until(lambda d: d.find_elements(By.TAG_NAME, "canvas"))
                    time.sleep(1)
                driver.save_screenshot(str(IMAGES / f"{name}.png"))
                print(f"docs/images/{name}.png")
            driver.quit()
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
