"""Finding names: tokens, the index, the keeper that holds it in step with the store, the address."""

import doctest
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api import create_app
from api.search import pinyin, tokens
from api.search.build import make
from api.search.index import Index, build
from api.search.keeper import Keeper
from api.settings import Settings
from kg.queries.naming import Naming, every_name
from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.store import open_store
from tests.queries.made import CITY, GOVERNMENT, LU, ArticleGraph, articles

BROWSER = {"Accept": "text/html", "Accept-Language": "zh"}


@pytest.fixture(scope="module")
def searched(app: Flask) -> FlaskClient:
    """A client of a server whose index is made."""
    held = app.extensions["wentu"]
    held.names.wait(held.current())
    return app.test_client()


def index_of(folder: Path, *names: tuple[str, str, int, int]) -> Index:
    """An index of (kind, name, rank, articles), each of another thing unless the names are of one ``kind:key``."""
    file = folder / "names.sqlite"
    build(
        file,
        [
            Naming(entity_iri(kind.partition(":")[0], kind.partition(":")[2] or name), name, rank, count)
            for kind, name, rank, count in names
        ],
    )
    return Index(file)


def found(index: Index, text: str, *kinds: str) -> list[str]:
    return [hit.link.label for hit in index.search(text, kinds)]


@pytest.mark.parametrize("module", [tokens, pinyin])
def test_the_examples_are_true(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted and not result.failed


NAMES = st.text("陆远舟青澜市会议abc12", min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), NAMES)
def test_every_part_of_every_name_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], sought: str
) -> None:
    index = index_of(tmp_path_factory.mktemp("index"), *(("article", name, 0, 1) for name in names))
    for text in (sought, names[0], names[0][1:], names[0][:-1]):
        hits = index.search(text, limit=50)
        assert {hit.link.label for hit in hits} == {name for name in names if text and text in name}
    index.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Index]:
    index = index_of(
        tmp_path,
        ("place", "青澜市", 0, 900),
        ("organization:g", "青澜市人民政府", 0, 40),
        ("organization:g", "市政府", 1, 30),
        ("organization", "驻青澜市办事处", 0, 50),
        ("person", "陆远舟", 0, 7),
        ("person", "曾若水", 0, 3),
        ("place", "重水镇", 0, 2),
        ("policy", "《青澜市 河道管理条例》", 0, 1),
        ("event", "Ｇ20青澜峰会", 0, 1),
        ("article", "陆远舟在青澜市调研", 0, 1),
    )
    yield index
    index.close()


def test_the_obvious_one_is_first(small: Index) -> None:
    assert found(small, "青澜市")[:3] == ["青澜市", "青澜市人民政府", "驻青澜市办事处"]
    assert found(small, "陆") == ["陆远舟", "陆远舟在青澜市调研"]
    assert found(small, "陆远舟")[0] == "陆远舟"


def test_other_names_lead_to_the_thing(small: Index) -> None:
    (hit,) = small.search("市政府")
    assert (hit.link.label, hit.matched, hit.articles) == ("青澜市人民政府", "市政府", 40)


def test_pinyin_and_initials(small: Index) -> None:
    for typed in ("luyuanzhou", "lu yuan zhou", "luyuanz", "yuanzhou", "LYZ", "lyz", "yz", "luyu"):
        assert found(small, typed)[0] == "陆远舟", typed
    assert found(small, "zengruoshui") == found(small, "cengruoshui") == found(small, "zrs") == ["曾若水"]
    assert found(small, "qlsrmzf") == ["青澜市人民政府"]
    assert found(small, "chongshui") == [] and found(small, "zhongshui") == ["重水镇"]


def test_width_case_and_punctuation_do_not_matter(small: Index) -> None:
    assert found(small, "g20") == found(small, "Ｇ２０") == ["Ｇ20青澜峰会"]
    assert found(small, "青澜市河道") == ["《青澜市 河道管理条例》"]
    assert found(small, "《青澜市") == found(small, "青澜市")


def test_kinds_keep_only_those(small: Index) -> None:
    assert found(small, "青澜", "place") == ["青澜市"]
    assert set(found(small, "陆", "article", "policy")) == {"陆远舟在青澜市调研"}
    assert found(small, "yz", "place") == []


@pytest.mark.parametrize(
    "text", ["", "  ", "《》", '"', "*", "\x00", "名 : x OR *", "⟦陆", "NEAR(", "'; DROP TABLE name", "陆" * 300]
)
def test_whatever_is_typed_is_only_text(small: Index, text: str) -> None:
    assert isinstance(small.search(text), tuple)


def test_every_name_of_a_store_is_there(store_path: Path, tmp_path: Path) -> None:
    with open_store(store_path, read_only=True) as store:
        names = list(every_name(store))
    build(tmp_path / "names", names)
    index = Index(tmp_path / "names")
    for naming in random.Random(3).sample(names, min(40, len(names))):
        assert naming.thing in {hit.link.iri for hit in index.search(naming.name, limit=50)}, naming
    index.close()


def test_the_index_follows_the_store(tmp_path: Path) -> None:
    location = tmp_path / "graph"
    graphs = articles()
    with open_store(location) as store:
        store.replace_article(graphs[0].article, graphs[0].quads)
    keeper = Keeper(str(location))
    reader = open_store(location, read_only=True)
    assert keeper.current(reader) is None  # being made: nobody waits
    first = keeper.wait(reader)
    assert first.search("陆远舟") and not first.search("顾行之")
    with open_store(location) as store:
        for graph in graphs:
            store.replace_article(graph.article, graph.quads)
    reader.refresh()
    assert keeper.current(reader) is first  # the one before serves on
    second = keeper.wait(reader)
    assert second.search("顾行之") and second is not first
    assert len(list((location / "names").glob("names-*"))) == 1
    keeper.close()
    reader.close()


def test_several_servers_share_one_index(tmp_path: Path) -> None:
    location = tmp_path / "graph"
    with open_store(location) as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
    folder = location / "names"
    folder.mkdir()
    made: list[bool] = []
    makers = [
        threading.Thread(target=lambda: made.append(make(str(location), folder, "names-x.sqlite"))) for _ in range(4)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert made.count(True) == 1
    assert {file.name for file in folder.iterdir()} == {"lock", "names-x.sqlite"}


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    location = tmp_path / "graph"
    with open_store(location) as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
    with open_store(location, read_only=True) as reader:
        before = Keeper(str(location))
        before.wait(reader)
        before.close()
        (file,) = (location / "names").glob("names-*")
        file.write_bytes(b"no database at all" * 100)
        keeper = Keeper(str(location))
        assert keeper.wait(reader).search("陆远舟")
        keeper.close()


def test_a_store_that_cannot_be_written_has_its_index_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = tmp_path / "graph"
    with open_store(location) as store:
        for graph in articles():
            store.replace_article(graph.article, graph.quads)
    monkeypatch.setattr(Keeper, "_beside", lambda self, store: None)
    with open_store(location, read_only=True) as reader:
        keeper = Keeper(str(location))
        assert keeper.wait(reader).search("陆远舟")
        assert not (location / "names").exists()
        own = keeper._folder
        keeper.close()
        assert own and not own.exists()


def test_suggestions(searched: FlaskClient) -> None:
    response = searched.get("/search/suggest?q=远舟")
    assert response.headers["Cache-Control"].startswith("private")
    assert response.get_json() == {
        "query": "远舟",
        "suggestions": [
            {
                "iri": LU, "label": "陆远舟", "kind": "person", "matched": "陆远舟", "articles": 2,
                "when": "2021", "title": "市委书记", "url": "/id/person/%E9%99%86%E8%BF%9C%E8%88%9F.html",
            }
        ],
    }  # fmt: skip
    assert [one["iri"] for one in searched.get("/search/suggest?q=lyz").get_json()["suggestions"]] == [LU]
    kinds = searched.get("/search/suggest?q=青澜&kind=place&kind=organization").get_json()["suggestions"]
    assert {CITY, GOVERNMENT} <= {one["iri"] for one in kinds}
    assert searched.get("/search/suggest").get_json()["suggestions"] == []
    assert searched.get("/search/suggest?q=x&kind=nonsense").get_json()["code"] == "unknown-kind"


def test_search_tells_the_same_with_and_without_an_index(
    searched: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_index = searched.get("/search?q=远舟&format=json").get_json()
    monkeypatch.setattr(app.extensions["wentu"].names, "current", lambda store: None)
    without = searched.get("/search?q=远舟&format=json").get_json()
    for hit in with_index["results"]:  # what tells namesakes apart stands in the index alone
        hit |= {"first": "", "last": "", "title": ""}
    assert without == with_index
    assert searched.get("/search/suggest?q=远舟").get_json()["suggestions"] == []


def test_results_by_pinyin_stand_on_the_page(searched: FlaskClient) -> None:
    text = searched.get("/search?q=luyuanzhou", headers=BROWSER).text
    assert "陆远舟" in text and 'data-suggest="/search/suggest"' in text


def test_a_store_made_anew_in_its_place_has_a_new_index(tmp_path: Path) -> None:
    location = tmp_path / "graph"
    first, second = articles()[0], articles()[2]
    for graph, sought in ((first, "陆远舟"), (second, "顾行之")):
        if location.exists():
            shutil.rmtree(location)
        with open_store(location) as store:
            store.replace_article(graph.article, graph.quads)
        with open_store(location, read_only=True) as reader:
            keeper = Keeper(str(location))
            assert keeper.wait(reader).search(sought)
            keeper.close()


def test_things_of_one_name_are_a_choice(tmp_path: Path) -> None:
    """Two people called alike: each page names the other, and the bare name leads to a choice."""
    with open_store(tmp_path / "graph") as store:
        for number, (title, day) in enumerate((("县长", "2019-03-01"), ("厂长", "2023-08-01"))):
            graph = ArticleGraph(f"two-{number}#1", f"two-{number}", f"{title}简若水讲话。", f"{title}讲话", day)
            graph.named(entity_iri("person", f"简若水-{number}"), v.PERSON, "简若水")
            graph.named(GOVERNMENT, v.ORGANIZATION, "青澜市人民政府")
            graph.held(entity_iri("person", f"简若水-{number}"), title, GOVERNMENT, title, f"{title}简若水", day)
            store.replace_article(graph.article, graph.quads)
    app = create_app(Settings(query_workers=2), str(tmp_path / "graph"))
    client, held = app.test_client(), app.extensions["wentu"]
    held.names.wait(held.current())
    first = client.get("/id/person/简若水-0.html", headers=BROWSER).text
    assert "同名的另有" in first and "厂长" in first and "2023" in first
    choice = client.get("/id/person/简若水", headers=BROWSER)
    assert choice.status_code == 300 and "县长" in choice.text and "厂长" in choice.text
    assert [one["title"] for one in client.get("/id/person/简若水").get_json()["near"]] == ["县长", "厂长"]
    titles = [one["title"] for one in client.get("/search/suggest?q=若水").get_json()["suggestions"]]
    assert sorted(titles) == ["厂长", "县长"]
    held.close()


def test_a_label_goes_before_the_other_name_of_something_told_more_often(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        ("event", "座谈会", 0, 1),
        ("organization:甲", "青澜市妇女联合会", 0, 3),
        ("organization:甲", "座谈会", 1, 1),
        ("place:乙", "青澜市", 0, 900),
        ("place:乙", "青澜", 1, 900),
        ("event", "青澜", 0, 1),
    )
    assert found(index, "座谈会") == ["座谈会", "青澜市妇女联合会"]
    assert found(index, "青澜")[0] == "青澜市"  # what is nearly always meant by it
    index.close()


def test_results_are_read_page_by_page(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as store:
        graph = ArticleGraph("many#1", "many", "会很多。", "会", "2021-01-01")
        for number in range(120):
            graph.named(entity_iri("event", f"第{number}次例会"), v.EVENT, f"第{number}次例会")
        store.replace_article(graph.article, graph.quads)
    app = create_app(Settings(), str(tmp_path / "graph"))
    held = app.extensions["wentu"]
    held.names.wait(held.current())
    client = app.test_client()
    seen: list[str] = []
    for start, shown in ((0, 50), (50, 50), (100, 20)):
        results = client.get(f"/search?q=次例会&hits-from={start}&format=json").get_json()["results"]
        assert len(results) == shown
        seen += [hit["link"]["iri"] for hit in results]
        text = client.get(f"/search?q=次例会&hits-from={start}", headers=BROWSER).text
        assert f"第 {start + 1} 至 {start + shown} 条" in text
        assert ('rel="next"' in text, 'rel="prev"' in text) == (start < 100, start > 0)
    assert len(set(seen)) == 120
    for start in ("120", "-1", "x", "9" * 20):
        assert client.get(f"/search?q=次例会&hits-from={start}&format=json").status_code == 200
    assert "1 result<" in client.get("/search?q=第7次例会", headers={**BROWSER, "Accept-Language": "en"}).text
    app.extensions["wentu"].close()
