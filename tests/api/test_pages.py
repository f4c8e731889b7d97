import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse

from api import create_app
from api.graph import views as graph
from api.i18n import catalogue, spoken_date, translate
from api.pages import editing
from api.settings import Settings
from api.timeline import views as timeline
from kg.rdf.iris import iri_to_path
from tests.api.conftest import HOSTILE, HOSTILE_NAME
from tests.queries.made import (
    CAMPAIGN,
    CITY,
    COMMITTEE,
    FIRST,
    FIRST_BODY,
    FLOOD_MEETING,
    GOVERNMENT,
    HALL,
    LU,
    MEASURES,
    SHEN,
    VISIT,
    WASTE,
)

BROWSER = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "zh"}
ENGLISH = {"Accept": "text/html", "Accept-Language": "en-GB,en;q=0.9"}
ENTITIES = [LU, COMMITTEE, FLOOD_MEETING, HALL, MEASURES, WASTE, FIRST, VISIT, CAMPAIGN, CITY]


class Links(HTMLParser):
    """Every address that a page links to or loads, and its marked words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag in ("script", "img", "link", "iframe", "form"):
            self.loads += [str(given[name]) for name in ("src", "href", "action") if given.get(name)]
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.inline.append("script")


def page(client: FlaskClient, path: str, **headers: str) -> str:
    response = client.get(path, headers={**BROWSER, **headers}, follow_redirects=True)
    assert response.status_code == 200, response.text
    assert response.mimetype == "text/html"
    return response.text


def of(iri: str, suffix: str = "") -> str:
    return f"/id/{iri_to_path(iri)}{suffix}"


def test_home_tells_what_there_is(client: FlaskClient) -> None:
    text = page(client, "/")
    assert "青澜日报" in text and "2021年5月12日" in text and "沈知微到白桥镇调研" in text
    data = client.get("/", headers={"Accept": "application/json"}).get_json()
    assert data["kinds"] == {
        "article": 4,
        "page": 3,
        "person": 4,
        "organization": 5,
        "role": 3,
        "event": 2,
        "place": 3,
        "policy": 2,
        "topic": 1,
    }
    assert (data["first"], data["last"]) == ("2021-05-12", "2021-06-03")


@pytest.mark.parametrize(
    "start", ["/", "/search?q=青", "/export", "/ontology", "/sparql", of(FIRST, ".html"), of(GOVERNMENT, ".html")]
)
def test_every_link_leads_somewhere(client: FlaskClient, start: str) -> None:
    for link in dict.fromkeys(Links(page(client, start)).links):
        if urlsplit(link).netloc or link.startswith("#"):
            continue
        address = link if link.startswith("/") else start.partition("?")[0] + link
        response = client.get(address, headers=BROWSER, follow_redirects=True)
        # An example query may need a value before it finds anything, but it is a query.
        assert response.status_code == 200, (link, response.text)


def test_search_finds_by_any_part(client: FlaskClient) -> None:
    results = client.get("/search?q=远舟&format=json").get_json()["results"]
    assert [hit["link"]["iri"] for hit in results] == [LU]
    kinds = {hit["link"]["kind"] for hit in client.get("/search?q=青澜&kind=place&format=json").get_json()["results"]}
    assert kinds == {"place"}
    assert "没有名称含有" in page(client, "/search?q=无此名")
    assert client.get("/search?q=x&kind=nonsense").get_json()["code"] == "unknown-kind"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html", "html"),
        ("*/*", "html"),
        ("application/json", "json"),
        ("text/turtle", "ttl"),
        ("application/ld+json, text/html;q=0.5", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("application/n-triples", "nt"),
    ],
)
def test_an_entity_leads_to_page_or_data(client: FlaskClient, accept: str, suffix: str) -> None:
    response = client.get(of(LU), headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, of(LU, f".{suffix}"))
    assert "Accept" in response.headers["Vary"]
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("iri", ENTITIES, ids=lambda iri: unquote(iri.rsplit("/id/")[-1])[:30])
def test_page_json_and_rdf_tell_the_same(client: FlaskClient, iri: str) -> None:
    data = client.get(of(iri, ".json")).get_json()
    text = page(client, of(iri, ".html"))
    assert data["summary"]["link"]["iri"] == iri
    assert data["summary"]["link"]["label"] in text
    turtle = client.get(of(iri, ".ttl"))
    triples = {quad.triple for quad in parse(turtle.data, format=RdfFormat.TURTLE)}
    assert {t.object.value for t in triples if t.subject == NamedNode(iri) and "label" in t.predicate.value} <= set(
        data["summary"]["names"]
    )  # type: ignore[union-attr]
    assert any(t.subject == NamedNode(iri) for t in triples)
    for fact in data["summary"]["facts"]:
        for quote_ in fact["quotes"]:
            assert NamedNode("http://www.w3.org/ns/oa#exact") in {t.predicate for t in triples}
            assert quote_["exact"] in re.sub("<[^>]+>", "", text)
    links = client.get(of(iri, ".html")).headers.getlist("Link")
    assert any(f"{of(iri, '.ttl')}>" in link and "text/turtle" in link for link in links)


def test_every_statement_shows_its_words_in_the_article(client: FlaskClient) -> None:
    text = page(client, of(LU, ".html"))
    assert "<mark>青澜市委书记陆远舟</mark>5月11日在青澜市民中心主持召开" in text
    source = next(link for link in Links(text).links if "words=0-9" in link)
    article = page(client, source.partition("#")[0])
    chosen = "".join(re.findall(r'<mark class="chosen"[^>]*>(.*?)</mark>', article))
    assert re.sub("<[^>]+>", "", chosen) == FIRST_BODY[:9] == "青澜市委书记陆远舟"
    assert re.sub(r"<[^>]+>", "", article.split('lang="zh-CN">')[-1].split("</article>")[0]).strip() == FIRST_BODY


def test_pages_of_each_kind_tell_what_belongs_to_it(client: FlaskClient) -> None:
    person = page(client, of(LU, ".html"))
    assert "市委书记" in person and "曾任" in person and "全市防汛工作会议" in person
    body = page(client, of(GOVERNMENT, ".html"))
    assert "副市长" in body and "青澜市垃圾分类管理办法" in body and "云河省人民政府" in body
    event = page(client, of(FLOOD_MEETING, ".html"))
    assert "2021年5月11日" in event and "青澜市民中心" in event and "主持" in event
    assert "全市防汛工作会议" in page(client, of(HALL, ".html"))
    assert "990100" in page(client, of(CITY, ".html"))
    policy = page(client, of(MEASURES, ".html"))
    assert "垃圾分类" in policy and "2021年5月10日" in policy and "青澜市人民政府" in policy
    assert "青澜市垃圾分类管理办法" in page(client, of(WASTE, ".html"))
    assert "顾行之" in page(client, of(SHEN, ".html"))  # met at the visit


def test_posts_and_statements_have_pages_of_their_own(client: FlaskClient) -> None:
    turtle = client.get(of(LU, ".ttl"))
    said = [quad.triple for quad in parse(turtle.data, format=RdfFormat.TURTLE)]
    of_class = {c: {t.subject.value for t in said if str(t.object) == f"<{c}>"} for c in (  # type: ignore[union-attr]
        "http://www.w3.org/ns/org#Membership", "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement",
    )}  # fmt: skip
    for things in of_class.values():
        assert things
        for iri in things:
            assert "<mark>" in page(client, of(iri, ".html"))


def test_an_unknown_entity_has_near_names(client: FlaskClient) -> None:
    for path in ("/id/person/陆远", "/id/person/" + quote("陆远舟舟"), "/id/person/陆远舟舟.ttl"):
        response = client.get(path)
        assert (response.status_code, response.mimetype) == (404, "application/problem+json")
        assert LU in [near["iri"] for near in response.get_json()["near"]]
    shown = client.get("/id/person/陆远", headers=BROWSER)
    assert shown.status_code == 404
    assert of(LU, ".html") in Links(shown.text).links


@pytest.mark.parametrize(
    "path",
    [
        f"/graph?entity={quote(LU[:-1])}",
        f"/graph.json?entity={quote(LU[:-1])}",
        "/ledger?person=陆远",
        f"/ledger?person={quote(LU[:-1])}",
    ],
)
def test_wherever_a_thing_is_unknown_there_are_near_names(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "application/json"})
    assert (response.status_code, response.get_json()["code"]) == (404, "unknown-entity")
    assert LU in [near["iri"] for near in response.get_json()["near"]]


@pytest.mark.parametrize(
    "path",
    [
        "/id/person/",
        "/id/nonsense/x",
        "/id/person/%FF",
        "/id/person/..",
        "/id/",
        "/nowhere",
        "/id/person/a//b",
        "/static/../app.py",
        "/static/vendor/x.js",
    ],
)
def test_what_is_not_there_is_404(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.get_json()["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/?format=pdf",
        "/search?q=x&format=turtle",
        "/ontology?format=csv",
        "/export?format=docx",
        "/.well-known/void?format=x",
    ],
)
def test_a_bad_format_is_400_and_tells_the_good_ones(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.get_json()["code"]) == (400, "unknown-format")
    assert response.get_json()["formats"]


def test_a_type_that_no_page_has_is_406(client: FlaskClient) -> None:
    for path in ("/", "/search?q=x", of(LU), "/ontology", "/.well-known/void"):
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_the_language_follows_browser_switch_and_cookie(client: FlaskClient) -> None:
    assert "Newest articles" in client.get("/", headers=ENGLISH).text
    assert "最新文章" in client.get("/", headers={"Accept": "text/html"}).text
    assert 'lang="en"' in client.get("/?lang=en", headers=BROWSER).text
    assert "Newest articles" in client.get("/", headers=BROWSER).text  # the cookie of the switch
    assert "最新文章" in client.get("/?lang=zh", headers=ENGLISH).text
    assert client.get("/?lang=xx", headers=BROWSER).status_code == 200


def test_the_catalogue_is_whole_and_used() -> None:
    root = Path(__file__).parents[2] / "api"
    text = "".join(p.read_text(encoding="utf-8") for p in root.rglob("*") if p.suffix in (".html", ".py"))
    keys = set(re.findall(r"(?<![\w.])(?:t|pattern)\('([\w.-]+)'[,)]", text)) | set(
        re.findall(r'(?<![\w.])t\("([\w.-]+)"[,)]', text)
    )
    keys |= {f"graph.{name}" for name in graph.SAID} | {f"sparql.{name}" for name in editing.SAID}
    keys |= {f"timeline.{name}" for name in timeline.SAID}
    assert keys <= catalogue().keys()
    computed = ("kind.", "problem.", "detail.", "question.", "export.", "entity.", "ontology.", "nav.")
    unused = {key for key in catalogue() if key not in keys and not key.startswith(computed)}
    assert not unused
    for key, words in catalogue().items():
        names = {language: set(re.findall(r"{(\w+)}", said)) for language, said in words.items()}
        assert words["zh"] and words["en"] and names["zh"] == names["en"], key


def test_one_and_many_have_words_of_their_own() -> None:
    said = [translate("graph.shown", "en", nodes=nodes, edges=edges) for nodes, edges in ((1, 1), (2, 0), ("1,001", 1))]
    assert said == ["1 node and 1 tie shown", "2 nodes and 0 ties shown", "1,001 nodes and 1 tie shown"]
    assert translate("search.results", "en", query="[a|b] {x}", count=1) == "“[a|b] {x}”: 1 result"
    for key, words in catalogue().items():
        assert "[" not in words["zh"], key
        assert "[" not in translate(key, "en", **dict.fromkeys(re.findall(r"{(\w+)}", words["en"]), 1)), key


def test_dates_are_spoken() -> None:
    assert [spoken_date(d, "zh") for d in ("2021-05-01", "2021-05", "2021", "--05-01", "", None, "x")] == [
        "2021年5月1日", "2021年5月", "2021年", "5月1日", "", "", "x",
    ]  # fmt: skip
    assert spoken_date("2021-05-01", "en") == "1 May 2021"


@pytest.mark.parametrize(
    "path",
    [
        of(HOSTILE, ".html"),
        "/search?q=script",
        "/",
        f"/graph?entity={quote(HOSTILE)}",
        "/id/article/qlrb-2021-06-03-p1%231.html?words=2-9",
        "/search?q=" + quote(HOSTILE_NAME),
        "/id/person/" + quote(HOSTILE_NAME, safe=""),
    ],
)
def test_hostile_names_stay_text(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code in (200, 404)
    assert "<script>window" not in response.text and "<img src=x" not in response.text
    assert not Links(response.text).inline
    assert "&lt;/script&gt;" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=青",
        "/sparql",
        "/export",
        "/ontology",
        "/timeline",
        f"/graph?entity={quote(LU)}",
        of(FIRST, ".html"),
        "/nowhere",
    ],
)
def test_nothing_comes_from_elsewhere_or_from_the_page_itself(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    parsed = Links(response.text)
    assert not parsed.inline
    for address in parsed.loads:
        assert urlsplit(address).netloc in ("", "localhost"), address
        if "/static/" in address:
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=x",
        of(LU),
        "/sparql?query=ASK%7B%7D",
        "/export?format=turtle",
        "/.well-known/void",
        f"/graph?entity={quote(LU)}",
        "/timeline",
    ],
)
def test_a_missing_store_says_how_to_fill_it(tmp_path: Path, path: str) -> None:
    app = create_app(Settings(), str(tmp_path / "none"))
    response = app.test_client().get(path)
    assert (response.status_code, response.get_json()["code"]) == (503, "store-missing")
    assert "wentu build" in response.get_json()["detail"]
    assert str(tmp_path) not in response.text
    shown = app.test_client().get(path, headers=BROWSER)
    assert shown.status_code == 503
    assert "wentu build" in shown.text
    app.extensions["wentu"].close()


def test_the_application_never_shows_a_traceback(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.search import views

    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(views, "found", broken)
    for accept in ("text/html", "application/json"):
        response = client.get("/search?q=x", headers={"Accept": accept})
        assert response.status_code == 500
        assert "secret" not in response.text and "Traceback" not in response.text


def test_behind_a_proxy_addresses_are_the_public_ones(store_path: Path) -> None:
    app = create_app(Settings(public_url="https://news.example.org/graph/"), str(store_path))
    client = app.test_client()
    assert client.get(of(LU)).headers["Location"] == "/graph" + of(LU, ".html")
    assert client.get("/openapi.json").get_json()["servers"] == [{"url": "https://news.example.org/graph"}]
    assert re.search(r'"/graph/static/\w+/wentu.css"', client.get("/", headers=BROWSER).text)
    turtle = client.get("/sparql", headers={"Accept": "text/turtle"}).text
    assert "<https://news.example.org/graph/sparql>" in turtle
    app.extensions["wentu"].close()


def test_json_keeps_chinese(client: FlaskClient) -> None:
    response = client.get(of(LU, ".json"))
    assert "陆远舟" in response.data.decode()
    assert json.loads(response.data)["posts"]


def test_names_in_an_article_lead_to_their_pages(client: FlaskClient) -> None:
    text = page(client, of(FIRST, ".html"))
    for thing, kind in ((LU, "person"), (HALL, "place"), (FLOOD_MEETING, "event")):
        assert f'<a class="named {kind}" href="{of(thing, ".html")}">' in text
    # The longest name at a place: 青澜市民中心 is not 青澜市 with 民中心 behind it.
    assert re.search(r'class="named place"[^>]*>青澜市民中心</a>', text)


def scripts(client: FlaskClient, address: str, seen: set[str]) -> int:
    """The compressed bytes of a script and of all that it imports, each counted once."""
    if address in seen:
        return 0
    seen.add(address)
    body = client.get(address).data
    imported = re.findall(r'from "(\.[^"]+)"', body.decode())
    return len(gzip.compress(body)) + sum(scripts(client, urljoin(address, other), seen) for other in imported)


@pytest.mark.parametrize("path", ["/", of(FIRST, ".html"), f"/graph?entity={quote(LU)}", "/timeline", "/search?q=青"])
def test_scripts_are_small(client: FlaskClient, path: str) -> None:
    seen: set[str] = set()
    loaded = [address for address in Links(page(client, path)).loads if ".js" in address]
    assert 0 < sum(scripts(client, address, seen) for address in loaded) < 1_000_000
    assert any(address.endswith("/page.js") for address in seen)  # what modules import is counted


def test_files_are_kept_for_good_under_the_address_of_their_version(client: FlaskClient) -> None:
    loads = Links(page(client, f"/graph?entity={quote(LU)}")).loads
    (script,) = (address for address in loads if address.endswith("/graph/main.js"))
    for header in ({}, {"Accept-Encoding": "gzip"}):
        response = client.get(script, headers=header)
        assert "immutable" in response.headers["Cache-Control"] and "Accept-Encoding" in response.headers["Vary"]
        body = gzip.decompress(response.data) if header else response.data
        assert b"page.js" in body
    other = client.get(re.sub(r"/static/\w+/", "/static/older/", script))
    assert other.status_code == 200 and other.headers["Cache-Control"] == "no-store"
    # Whatever a module imports is asked for together with it.
    imported = {urljoin(script, other) for other in re.findall(r'from "(\.[^"]+)"', client.get(script).text)}
    assert imported and imported <= set(loads)


def test_pages_are_packed_for_whoever_takes_them_so(client: FlaskClient) -> None:
    plain = client.get("/", headers=BROWSER)
    packed = client.get("/", headers={**BROWSER, "Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers and packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data and len(packed.data) * 3 < len(plain.data)
    assert all("Accept-Encoding" in one.headers["Vary"] for one in (plain, packed))
    assert "Content-Encoding" not in client.get("/", headers={**BROWSER, "Accept-Encoding": "gzip;q=0"}).headers
