import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.graph.network import layout, network_of, shortened
from kg.queries.graph_rows import Edge, Neighbourhood, Node
from kg.queries.rows import Link
from tests.api.conftest import HOSTILE
from tests.queries.made import FIRST, FLOOD_MEETING, GOVERNMENT, GU, HALL, LU


def around(pairs: list[tuple[int, int]], size: int) -> Neighbourhood:
    nodes = tuple(Node(f"n{i}", f"名{i}", "person", 1) for i in range(size))
    edges = tuple(Edge(f"n{a}", f"n{b}", "p", "参加", "attends") for a, b in pairs)
    return Neighbourhood(Link("n0", "名0", "person"), nodes, edges, 0)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 40).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=60))
    )
)
def test_the_same_graph_has_the_same_places(given_: tuple[int, list[tuple[int, int]]]) -> None:
    size, pairs = given_
    places = layout(around(pairs, size))
    assert places == layout(around(pairs, size))
    assert set(places) == {f"n{i}" for i in range(size)}
    assert places["n0"] == (0, 0)


@pytest.mark.parametrize("size", [2, 10, 100, 300])
def test_labels_have_room(size: int) -> None:
    star = around([(0, i) for i in range(1, size)], size)
    places = list(layout(star).values())
    near = [1 for i, (x, y) in enumerate(places) for x2, y2 in places[:i] if abs(x - x2) < 100 and abs(y - y2) < 50]
    assert len(near) <= size // 20


def test_the_data_is_what_vis_network_takes() -> None:
    data = json.loads(json.dumps(network_of(around([(0, 1), (1, 2), (1, 0)], 3), "en")))
    assert data["options"]["physics"] == {"enabled": False}
    assert {(edge["from"], edge["to"], edge["relation"]) for edge in data["edges"]} == {
        ("n0", "n1", "attends"), ("n1", "n2", "attends"), ("n1", "n0", "attends"),
    }  # fmt: skip
    assert all({"id", "label", "x", "y", "shape", "kind", "name"} <= node.keys() for node in data["nodes"])
    assert shortened("长" * 40) == "长" * 23 + "…"


def test_the_page_and_its_data(client: FlaskClient) -> None:
    text = client.get(f"/graph?entity={quote(LU)}", headers={"Accept": "text/html"}).text
    assert 'id="graph-data"' in text and "/vendor/vis-network.min.js" in text
    data = client.get(f"/graph.json?entity={quote(LU)}").get_json()
    assert {LU, FLOOD_MEETING} <= {node["id"] for node in data["nodes"]}
    encoded = LU.replace("陆远舟", quote("陆远舟"))
    assert client.get(f"/graph.json?entity={quote(encoded)}").get_json() == data
    inside = client.get(f"/graph.json?entity={quote(FIRST)}").get_json()
    assert FIRST not in {node["id"] for node in inside["nodes"]} and len(inside["nodes"]) > 3


def test_bad_entities(client: FlaskClient) -> None:
    assert client.get("/graph.json").get_json()["code"] == "entity-missing"
    for iri in (
        "nonsense",
        "https://example.org/x",
        "https://w3id.org/wentu/id/person/无此人",
        "https://w3id.org/wentu/id/person/",
    ):
        assert client.get("/graph", query_string={"entity": iri}).status_code == 404
    assert client.get("/graph", headers={"Accept": "text/html"}).status_code == 200


def test_several_entities_stand_in_one_graph(client: FlaskClient) -> None:
    both = client.get("/graph.json", query_string={"entity": [LU, HALL]}).get_json()
    one, other = (client.get("/graph.json", query_string={"entity": iri}).get_json() for iri in (LU, HALL))
    ids = {name: {node["id"] for node in data["nodes"]} for name, data in (("one", one), ("other", other))}
    assert {node["id"] for node in both["nodes"]} == ids["one"] | ids["other"]
    assert both["centres"] == sorted([LU, HALL])
    text = client.get("/graph", query_string={"entity": [LU, HALL]}, headers={"Accept": "text/html"}).text
    assert "陆远舟、青澜市民中心的关系图" in text
    known_alone = client.get("/graph.json", query_string={"entity": [LU, LU + "不存在"]}).get_json()
    assert known_alone["centres"] == [LU]
    many = client.get("/graph", query_string={"entity": [LU] * 21})
    assert (many.status_code, many.get_json()["code"]) == (400, "too-many-entities")


def test_the_shortest_connection_of_two_people(client: FlaskClient) -> None:
    way = {"entity": [LU, GU], "connect": "1"}
    data = client.get("/graph.json", query_string=way).get_json()
    assert {node["id"] for node in data["nodes"]} == {LU, GU, GOVERNMENT}  # both held posts there
    text = client.get("/graph", query_string=way, headers={"Accept": "text/html"}).text
    assert "陆远舟与顾行之的最短联系" in text
    for ends, status, code in (
        ([LU], 400, "two-entities"),
        ([LU, LU], 404, "no-connection"),
        ([LU, HOSTILE], 404, "no-connection"),
        ([LU, "https://example.org/x"], 404, "no-connection"),
    ):
        response = client.get("/graph", query_string={"entity": ends, "connect": "1"})
        assert (response.status_code, response.get_json()["code"]) == (status, code)
