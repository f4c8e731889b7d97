"""``/ledger``: the page and the data."""

from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from api import create_app
from api.settings import Settings
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import open_store
from tests.queries.made import GOVERNMENT, LU, ArticleGraph


def test_the_posts_of_a_body_with_their_holders(client: FlaskClient) -> None:
    data = client.get(f"/ledger?body={quote(GOVERNMENT)}", headers={"Accept": "application/json"}).json
    assert data is not None
    posts = {one["post"]: [held["person"]["label"] for held in one["holders"]] for one in data["ledgers"]}
    assert posts == {"市长": ["陆远舟", "沈知微"], "副市长": ["顾行之"]}
    page = client.get("/ledger?body=青澜市人民政府&post=市长", headers={"Accept": "text/html"}).text
    assert "<mark>市长沈知微</mark>" in page and "2021年5月12日" in page


def test_who_held_a_post_on_a_date_and_what_changed(client: FlaskClient) -> None:
    asked = "/ledger?body=青澜市人民政府&post=市长&date=2021-05-20&format=json"
    data = client.get(asked).json
    assert data is not None
    assert [(one["held"]["person"]["label"], one["how"]) for one in data["answers"]] == [("沈知微", "between")]
    data = client.get("/ledger?body=青澜市人民政府&from=2021-05-15&to=2021-06&format=json").json
    assert data is not None
    changes = [(one["day"], one["what"], one["held"]["person"]["label"]) for one in data["changes"]]
    assert changes == [("2021-06-02", "appears", "顾行之"), ("2021-06-02", "past", "陆远舟")]
    for query in ("post=市长&date=2021-05-20", "from=2021-05-15"):
        assert client.get(f"/ledger?body=青澜市人民政府&{query}", headers={"Accept": "text/html"}).status_code == 200


def test_a_career(client: FlaskClient) -> None:
    data = client.get(f"/ledger?person={quote(LU)}&format=json").json
    assert data is not None
    assert [held["post"]["label"] for held in data["career"]] == ["书记", "市长"]
    assert "青澜" in client.get("/ledger?person=陆远舟", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("body=无此机构", 404, "unknown-entity"),
        ("person=无此人", 404, "unknown-entity"),
        ("body=青澜市人民政府&post=市长&date=昨天", 400, "bad-date"),
        ("body=青澜市人民政府&date=2021", 400, "missing-parameter"),
        ("body=青澜市人民政府&from=2022&to=2021", 400, "bad-date"),
    ],
)
def test_what_cannot_be_answered_says_why(client: FlaskClient, query: str, status: int, code: str) -> None:
    response = client.get(f"/ledger?{query}", headers={"Accept": "application/json"})
    assert (response.status_code, response.json and response.json["code"]) == (status, code)


def test_a_body_leads_to_its_ledger(client: FlaskClient) -> None:
    page = client.get(f"/id/organization/{quote('青澜市人民政府')}.html").text
    assert "/ledger?body=" in page
    assert client.get("/ledger", headers={"Accept": "text/html"}).status_code == 200


def test_a_name_of_several_is_a_choice_with_what_tells_them_apart(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as store:
        for number, (body, title) in enumerate((("青澜市水务局", "局长"), ("白桥县第一小学", "校长"))):
            day = f"202{number}-03-01"
            graph = ArticleGraph(f"two-{number}#1", f"two-{number}", f"{body}{title}陆远舟", "任职", day)
            one, board = entity_iri("person", f"陆远舟@{body}"), entity_iri("organization", body)
            graph.named(one, v.PERSON, "陆远舟")
            graph.named(board, v.ORGANIZATION, body)
            graph.held(one, title, board, f"{body}{title}", f"{body}{title}陆远舟", day)
            store.replace_article(graph.article, graph.quads)
    app = create_app(Settings(), str(tmp_path / "graph"))
    held = app.extensions["wentu"]
    held.names.wait(held.current())
    page = app.test_client().get("/ledger?person=陆远舟", headers={"Accept": "text/html"}).text
    assert "青澜市水务局局长 · 2020" in page and "白桥县第一小学校长 · 2021" in page
    held.close()
