"""How soon a reader sees each kind of page: python bench/first_view.py STORE [--times 3] [--only WORD] [--width 1280]

Serves the store and opens its busiest pages in headless Chromium, each with an empty cache: of each kind the thing that
most articles name, the graph with 300 nodes around a person and around a body, the timeline with all its events. Times
are milliseconds from asking for the page, the least of ``--times``: to its first byte (server), to the first text or
picture (paint), to the end of loading, and on graph and timeline to the moment when all is drawn. Of these, the
processor's time is what server and renderer worked, which a busy machine does not change as much. Kilobytes are those
that came over the line. Needs the test extra and Debian's chromium and chromium-driver.
"""

from __future__ import annotations

import argparse
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from urllib.parse import quote

import psutil
from chromium import browser, serving, show
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from kg.queries.naming import every_name
from kg.rdf.iris import iri_to_path, kind_of
from kg.store import open_store

TIMES = """const [page] = performance.getEntriesByType("navigation");
const mark = (name) => performance.getEntriesByName(name)[0]?.startTime ?? 0;
const files = [page, ...performance.getEntriesByType("resource").filter((one) => !one.name.includes("/suggest"))];
const bytes = (some) => some.reduce((sum, one) => sum + one.transferSize, 0) / 1000;
return [page.responseStart, mark("first-contentful-paint"), page.loadEventEnd, mark("drawn"), bytes(files),
  bytes(files.filter((one) => one.name.includes(".js") && !one.name.includes(".json")))];"""
DONE = """return document.readyState === "complete" && performance.getEntriesByName("first-contentful-paint").length > 0
  && !document.querySelector("#graph:not([data-ready]), #canvas:not([data-ready])");"""
KINDS = ("person", "organization", "place", "event", "policy", "topic", "role")


@dataclass(frozen=True)
class View:
    """What one opening of a page took: milliseconds, milliseconds of the processor, kilobytes."""

    server: float
    paint: float
    loaded: float
    drawn: float
    all_kb: float
    scripts_kb: float
    server_cpu: float
    page_cpu: float


def pages_of(store: str) -> Iterator[tuple[str, str]]:
    """What each page is called here, and its address."""
    with open_store(store, read_only=True) as opened:
        told: dict[str, dict[str, int]] = {}
        for naming in every_name(opened):
            of_kind = told.setdefault(kind_of(naming.thing), {})
            of_kind[naming.thing] = of_kind.get(naming.thing, 0) + naming.articles
    busiest = {kind: max(things, key=lambda thing: things[thing]) for kind, things in told.items() if things}
    person, body = busiest["person"], busiest["organization"]
    yield "home", "/"
    yield "search", "/search?q=" + quote("会议")
    for kind in (*KINDS, "article"):
        if kind in busiest:
            yield kind, f"/id/{iri_to_path(busiest[kind])}.html"
    for name, thing in (("person", person), ("body", body)):
        yield f"graph of a {name}", f"/graph?entity={quote(thing)}"
        yield f"300 nodes of a {name}", "/graph?" + "&".join([f"entity={quote(thing)}"] * 3)
    yield "timeline", "/timeline"
    yield "timeline of a person", f"/timeline?person={quote(person)}"
    yield "ledger of a body", f"/ledger?body={quote(body)}"
    yield "ledger of a person", f"/ledger?person={quote(person)}"
    yield "query", "/sparql"
    yield "ontology", "/ontology"
    yield "export", "/export"
    yield "not found", "/id/person/" + quote("无此人")


def worked(process: psutil.Process) -> float:
    """Milliseconds that a process and all its children have worked."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += sum(one.cpu_times()[:2])
    return 1000 * total


def metric(driver: webdriver.Chrome, name: str) -> float:
    found = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return 1000 * next(float(one["value"]) for one in found if one["name"] == name)


def opened(driver: webdriver.Chrome, address: str, server: psutil.Process) -> View:
    """Opens one page with an empty cache and waits until all of it is there."""
    driver.get("about:blank")
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    before = worked(server)
    driver.get(address)
    WebDriverWait(driver, 60, poll_frequency=0.05).until(lambda d: d.execute_script(DONE))
    page_cpu = metric(driver, "TaskDuration")
    return View(*driver.execute_script(TIMES), server_cpu=worked(server) - before, page_cpu=page_cpu)


def least(views: list[View]) -> View:
    """The least of each."""
    return View(*(min(getattr(view, field.name) for view in views) for field in fields(View)))


def wait_until_warm(address: str, server: psutil.Process) -> None:
    """Until the server has done what it does when it starts: the index of names, the figures of the home page."""
    urllib.request.urlopen(address).close()
    quiet = 0
    while quiet < 3:
        before = worked(server)
        time.sleep(1)
        quiet = quiet + 1 if worked(server) - before < 100 else 0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("store")
    arguments.add_argument("--times", type=int, default=3)
    arguments.add_argument("--only", default="", help="pages with this word in what they are called")
    arguments.add_argument("--width", type=int, default=1280)
    given = arguments.parse_args()
    pages = [(name, path) for name, path in pages_of(given.store) if given.only in name]
    print("| page | server | paint | loaded | drawn | processor: server | page | kB | scripts kB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    with serving(given.store) as (address, number), browser() as driver:
        server = psutil.Process(number)
        wait_until_warm(address, server)
        show(driver, given.width, 860)
        driver.execute_cdp_cmd("Performance.enable", {})
        for name, path in pages:
            view = least([opened(driver, address + path, server) for _ in range(given.times)])
            times = " | ".join(f"{value:.0f}" if value else "" for value in (view.server, view.paint, view.loaded))
            drawn = f"{view.drawn:.0f}" if view.drawn else ""
            rest = " | ".join(f"{v:.0f}" for v in (view.server_cpu, view.page_cpu, view.all_kb, view.scripts_kb))
            print(f"| {name} | {times} | {drawn} | {rest} |", flush=True)


if __name__ == "__main__":
    main()
