import csv
import io
import json

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.compare import isomorphic

from kg.rdf import vocabulary as v
from kg.rdf.iris import article_iri, entity_iri, membership_iri
from kg.store import FORMATS, Store, export, open_store
from kg.store.export import MEDIA_TYPES

CHAIR, GUEST = entity_iri("person", "陆远舟"), entity_iri("person", "白若溪")
BODY, ROLE = entity_iri("organization", "中共青澜市委"), entity_iri("role", "书记")
EVENT, PLACE = entity_iri("event", "防汛会议|2021-05-11"), entity_iri("place", "青澜市民中心")
POST = membership_iri(CHAIR, ROLE, BODY)
ODD = 'A & B <c> "d" \\ \r\n第二行\t\x0c\ufffe'


def zh(text: str) -> Literal:
    return Literal(text, language="zh")


def day(text: str) -> Literal:
    return Literal(text, datatype=v.XSD_DATE)


def said(number: int) -> list[Quad]:
    """What one article says; the second sees the post a month later and knows the body by its short name."""
    graph = NamedNode(article_iri(f"p#{number}"))
    triples: list[tuple[str, NamedNode, NamedNode | Literal]] = [
        (graph.value, v.TYPE, v.NEWS_ARTICLE),
        (graph.value, v.ARTICLE_BODY, zh(f"第{number}篇 {ODD}")),
        (CHAIR, v.TYPE, v.PERSON),
        (CHAIR, v.LABEL, zh("陆远舟")),
        (BODY, v.TYPE, v.ORGANIZATION),
        (BODY, v.LABEL, zh("中共青澜市委" if number == 1 else "市委")),
        (BODY, v.ALT_LABEL, zh("青澜市委")),
        (ROLE, v.LABEL, zh("书记")),
        (POST, v.TYPE, v.MEMBERSHIP),
        (POST, v.MEMBER, NamedNode(CHAIR)),
        (POST, v.IN_ORGANIZATION, NamedNode(BODY)),
        (POST, v.IN_ROLE, NamedNode(ROLE)),
        (POST, v.TITLE, zh("市委书记")),
        (POST, v.AS_OF, day(f"2021-0{number + 4}-12")),
        (EVENT, v.TYPE, v.EVENT),
        (EVENT, v.LABEL, zh("防汛会议")),
        (EVENT, v.START_DATE, day("2021-05-11")),
        (EVENT, v.CHAIR, NamedNode(CHAIR)),
        (PLACE, v.LABEL, zh("青澜市民中心")),
        (EVENT, v.LOCATION, NamedNode(PLACE)),
    ]
    if number == 2:
        triples += [(GUEST, v.LABEL, zh("白若溪")), (EVENT, v.ATTENDEE, NamedNode(GUEST))]
    return [Quad(NamedNode(s), p, o, graph) for s, p, o in triples]


@pytest.fixture
def store() -> Store:
    opened = open_store(":memory:")
    for number in (1, 2):
        opened.replace_article(article_iri(f"p#{number}"), said(number), "d")
    return opened


def written(store: Store, format: str) -> bytes:
    stream = io.BytesIO()
    export(store, format, stream)
    return stream.getvalue()


def union(store: Store) -> rdflib.Graph:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=b"".join(store.dump()), format="nquads")
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


@pytest.mark.parametrize(("format", "rdflib_name"), [("turtle", "turtle"), ("ntriples", "nt")])
def test_the_union_comes_back_whole(store: Store, format: str, rdflib_name: str) -> None:
    read = rdflib.Graph().parse(data=written(store, format), format=rdflib_name)
    assert isomorphic(read, union(store))


@pytest.mark.parametrize(("format", "rdflib_name"), [("trig", "trig"), ("jsonld", "json-ld"), ("nquads", "nquads")])
def test_the_dataset_comes_back_whole(store: Store, format: str, rdflib_name: str) -> None:
    read, whole = rdflib.Dataset(), rdflib.Dataset()
    read.parse(data=written(store, format), format=rdflib_name)
    whole.parse(data=b"".join(store.dump()), format="nquads")
    assert set(read.quads()) == set(whole.quads())
    assert {g.identifier for g in read.graphs()} >= {rdflib.URIRef(article_iri(f"p#{n}")) for n in (1, 2)}


def test_rdf_xml_keeps_all_that_xml_can_hold_and_every_offset(store: Store) -> None:
    read = rdflib.Graph().parse(data=written(store, "rdfxml"), format="xml")
    kept = {
        tuple(
            rdflib.Literal(t.replace("\x0c", "\ufffd").replace("\ufffe", "\ufffd"), lang=t.language)
            if isinstance(t, rdflib.Literal) and t.language
            else t
            for t in triple
        )
        for triple in union(store)
    }
    assert set(read) == kept
    body = read.value(rdflib.URIRef(article_iri("p#1")), rdflib.URIRef(v.ARTICLE_BODY.value))
    assert len(body) == len(f"第1篇 {ODD}")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(store: Store, format: str) -> None:
    with open_store(":memory:") as other:
        for number in (2, 1):
            other.replace_article(article_iri(f"p#{number}"), list(reversed(said(number))), "d")
        assert written(store, format) == written(other, format)


def test_n_quads_are_sorted(store: Store) -> None:
    lines = written(store, "nquads").splitlines(keepends=True)
    assert lines == sorted(store.dump())


def test_turtle_is_fit_to_be_read(store: Store) -> None:
    text = written(store, "turtle").decode()
    assert "@prefix wt: <https://w3id.org/wentu/ontology#> ." in text
    assert "wt:chair person:陆远舟" in text
    assert '"2021-05-11"^^xsd:date' in text


@pytest.mark.parametrize("read", [nx.read_graphml, nx.read_gexf])
def test_networks_hold_labels_kinds_and_dates(store: Store, read: object) -> None:
    format = "graphml" if read is nx.read_graphml else "gexf"
    network = read(io.BytesIO(written(store, format)))  # type: ignore[operator]
    assert set(network.nodes) == {CHAIR, GUEST, BODY, EVENT, PLACE}
    assert network.nodes[CHAIR]["label"] == "陆远舟"
    assert network.nodes[EVENT] | {"kind": "event", "start": "2021-05-11"} == network.nodes[EVENT]
    assert network.nodes[BODY]["label"] == "中共青澜市委"
    assert network.nodes[BODY]["names"] == "市委 | 青澜市委"
    ((source, target, post),) = [e for e in network.edges(data=True) if e[2]["kind"] == "membership"]
    assert (source, target) == (CHAIR, BODY)
    assert post["label"] == "市委书记"
    assert (post["start"], post["end"]) == ("2021-05-12", "2021-06-12")
    assert post["weight"] == 2
    assert {(e[2]["kind"], e[1], e[2]["weight"]) for e in network.out_edges(EVENT, data=True)} == {
        ("chair", CHAIR, 2),
        ("location", PLACE, 2),
        ("attendee", GUEST, 1),
    }


def test_tables_hold_what_networks_hold(store: Store) -> None:
    nodes, edges = (
        list(csv.DictReader(io.StringIO(written(store, f"csv-{kind}").decode(), newline="")))
        for kind in ("nodes", "edges")
    )
    network = nx.read_graphml(io.BytesIO(written(store, "graphml")))
    assert {n["Id"]: {k: v for k, v in n.items() if k not in {"Id", "Label"} and v} for n in nodes} == {
        name: {k: v for k, v in fields.items() if k != "label"} for name, fields in network.nodes(data=True)
    }
    assert sorted((e["Source"], e["Target"], e["Label"], int(e["Weight"]), e["start"]) for e in edges) == sorted(
        (s, t, e["label"], e["weight"], e.get("start", "")) for s, t, e in network.edges(data=True)
    )
    assert {e["Type"] for e in edges} == {"Directed"}


def test_names_with_commas_and_line_ends_stay_in_their_cell() -> None:
    odd = '甲,乙"丙"\r\n丁'
    graph = NamedNode(article_iri("p#1"))
    with open_store(":memory:") as opened:
        opened.replace_article(graph.value, [Quad(NamedNode(CHAIR), v.LABEL, zh(odd), graph)])
        ((_, label, *_),) = list(csv.reader(io.StringIO(written(opened, "csv-nodes").decode(), newline="")))[1:]
    assert label == odd


def test_json_is_json(store: Store) -> None:
    assert len(json.loads(written(store, "jsonld"))) == 2


def test_an_unknown_format_is_told_with_those_that_there_are(store: Store) -> None:
    with pytest.raises(ValueError, match=r"unknown format .pdf.*turtle.*gexf"):
        written(store, "pdf")


def test_each_format_has_a_media_type() -> None:
    assert set(MEDIA_TYPES) == set(FORMATS)
    assert all("/" in kind for kind in MEDIA_TYPES.values())


def test_an_empty_store_gives_an_empty_graph() -> None:
    with open_store(":memory:") as empty:
        for format in FORMATS:
            written(empty, format)
        assert len(rdflib.Graph().parse(data=written(empty, "turtle"), format="turtle")) == 0
        assert len(nx.read_graphml(io.BytesIO(written(empty, "graphml")))) == 0
