"""The browser and the server of the benchmarks that look at pages: headless Chromium, ``wentu serve`` in a process."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver

WENTU = [sys.executable, "-c", "from kg.cli import main; main()"]
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """Chromium with a profile of its own, which is removed at the end."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for word in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(word)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        driver.set_page_load_timeout(60)
        try:
            yield driver
        finally:
            driver.quit()


def show(driver: webdriver.Chrome, width: int, height: int) -> None:
    """Gives the page so much room; a narrow one is a phone's."""
    screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)


@contextmanager
def serving(store: str) -> Iterator[tuple[str, int]]:
    """A server of the store: its address without the last stroke, and its process's number."""
    server = subprocess.Popen([*WENTU, "serve", "--store", store, "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        line = server.stdout.readline()
        if "→" not in line:
            sys.exit("the server did not start")
        yield line.split("→")[1].split()[0].rstrip("/"), server.pid
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()
