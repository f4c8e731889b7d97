"""Who is who over a store: the order of ingest, being cut short and what was there once do not matter."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.identity import retract, settle
from kg.identity.graphs import is_identity_graph, unsettled
from kg.identity.kinds import Thing
from kg.identity.nearby import Nearby
from kg.pipeline import build
from kg.prune import prune
from kg.queries.ask import select
from kg.queries.shapes import validate
from kg.rdf.iris import article_iri, entity_iri, kind_of
from kg.rdf.vocabulary import BLOCK_KEY
from kg.store import Intake, Store, open_store
from kg.store.local import LocalStore
from tests.identity.conftest import ALL, ARTICLES

Write = Callable[[Sequence[str]], str]


def lines(store: Store) -> list[bytes]:
    """All quads but the digests of inputs, which depend on the folder that they were read from."""
    return sorted(line for line in store.dump() if b"ontology#inputDigest" not in line)


def people(store: Store) -> dict[str, set[str]]:
    """The people of each article, by what their IRI ends with."""
    found: dict[str, set[str]] = {}
    for graph in store.graphs():
        for quad in store.quads(graph):
            who = quad.subject
            if quad.predicate == BLOCK_KEY and isinstance(who, NamedNode) and kind_of(who.value) == "person":
                found.setdefault(graph.rpartition("/")[2], set()).add(who.value.rpartition("/")[2])
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The graph of all articles, built at once."""
    return built_at_once(tmp_path_factory.mktemp("whole"), ALL)


def built_at_once(folder: Path, ids: Sequence[str]) -> list[bytes]:
    path = folder / "all.jsonl"
    rows = ({**row, "date": str(row["date"]), "source": "松江日报"} for row in ARTICLES if row["id"] in ids)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with open_store(":memory:") as store:
        build([str(path)], store)
        return lines(store)


def test_namesakes_are_parted_and_spellings_joined(written: Write) -> None:
    with open_store(":memory:") as store:
        build([written(ALL)], store)
        told = people(store)
        assert validate(store).conforms
        assert not unsettled(store)
    assert told["a1"] >= {"王伟%40松江市教育局"}
    assert told["a2"] == {"王伟%40松江市教育局"}
    assert told["a3"] == told["a4"] == {"王伟%40安宁市水利局"}
    assert told["a8"] == {"王伟"}
    assert told["a5"] == {"特朗普"}
    assert told["a7"] == {"特朗普", "贝朗"}
    assert "贝朗" in told["a6"]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_ingest_does_not_matter(written: Write, whole: list[bytes], seed: int) -> None:
    order = random.Random(seed).sample(ALL, len(ALL))
    cuts = sorted(random.Random(seed).sample(range(1, len(order)), 2))
    with open_store(":memory:") as store:
        for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
            build([written(order[start:end])], store)
        assert lines(store) == whole


def test_unchanged_input_changes_nothing(written: Write, tmp_path: Path) -> None:
    path = written(ALL)
    with open_store(str(tmp_path / "s")) as store:
        build([path], store)
        before, version = sorted(store.dump()), store.version()
        assert build([path], store).counts["unchanged"] == len(ALL)
        assert sorted(store.dump()) == before
        assert store.version() == version


@pytest.mark.parametrize("gone", ["a8", "a1", "a3", "a6"])
def test_an_article_taken_out_leaves_no_trace(written: Write, tmp_path: Path, gone: str) -> None:
    rest = [i for i in ALL if i != gone]
    with open_store(":memory:") as store:
        build([written(ALL)], store)
        assert retract(store, article_iri(gone))
        settle(store)
        assert lines(store) == built_at_once(tmp_path, rest)
        assert not retract(store, article_iri(gone))


def test_pruning_settles_too(written: Write, tmp_path: Path) -> None:
    rest = [i for i in ALL if i not in ("a8", "a6")]
    with open_store(":memory:") as store:
        build([written(ALL)], store)
        assert prune(store, {article_iri(i) for i in rest}) == 2
        assert lines(store) == built_at_once(tmp_path, rest)


class Dies(LocalStore):
    """A store whose process ends at the given input that is written."""

    left = 10_000

    def replace(self, intakes: Iterable[Intake]) -> int:
        def some() -> Iterator[Intake]:
            for intake in intakes:
                if self.left == 0:
                    raise KeyboardInterrupt
                self.left -= 1
                yield intake

        return super().replace(some())


@pytest.mark.parametrize("at", range(0, 24, 2))
def test_a_build_that_was_cut_short_ends_in_the_same_graph(written: Write, whole: list[bytes], at: int) -> None:
    store = Dies(":memory:")
    build([written(("a1", "a2", "a3"))], store)
    store.left = at
    try:
        build([written(ALL)], store)
    except KeyboardInterrupt:
        store.left = 10_000
        build([written(ALL)], store)
    assert lines(store) == whole


def test_each_thing_is_read_once_however_many_keys_lead_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[Thing] = Counter()
    describe = Nearby._describe

    def counted(self: Nearby, things: Collection[Thing]) -> None:
        read.update(things)
        describe(self, things)

    monkeypatch.setattr(Nearby, "_describe", counted)
    monkeypatch.setattr(import_module("kg.identity.settle"), "KEYS", 5)  # the package has a function of that name
    letters = random.Random(7)
    rows = [
        {"id": f"n{at}", "title": "云州", "text": "".join(chr(letters.randrange(0x4E00, 0x9000)) for _ in range(300))}
        for at in range(30)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_store(":memory:") as store:
        build([str(path)], store)
    stories = Counter({thing: times for thing, times in read.items() if kind_of(thing[1]) == "article"})
    assert stories == Counter({(article_iri(str(row["id"])), article_iri(str(row["id"]))): 1 for row in rows})


@pytest.mark.parametrize("most", [1, 3])
def test_how_much_is_settled_at_a_time_does_not_matter(
    written: Write, whole: list[bytes], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    settling = import_module("kg.identity.settle")
    monkeypatch.setattr(settling, "SIGHTINGS", most)
    with open_store(":memory:") as store:
        build([written(ALL)], store)
        assert lines(store) == whole
        filed = [row["key"] for row in select(store, "SELECT DISTINCT ?key { GRAPH ?g { ?node wt:blockKey ?key } }")]
        parts = list(settling._portions(store, sorted(filed)))
    assert [key for part in parts for key in part] == sorted(filed)
    assert max(map(len, parts)) <= most


def test_graphs_of_identity_are_no_articles(written: Write) -> None:
    with open_store(":memory:") as store:
        build([written(ALL)], store)
        own = [graph for graph in store.graphs() if is_identity_graph(graph)]
        assert set(own) == {entity_iri("identity", f"person-{key}") for key in ("malibeilang ", "王伟")}
        assert not any(retract(store, graph) for graph in own)
        assert validate(store).articles == len(ALL)
