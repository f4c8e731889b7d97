"""One event told by several papers is one, namesakes are not; a dispatch in several papers is found."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from api import create_app
from api.settings import Settings
from kg.cli import cli
from kg.identity import retract, settle
from kg.identity.graphs import unsettled
from kg.model import Copy, HandJudgement, Occasion, Verdict
from kg.pipeline import build
from kg.queries.articles import article_details
from kg.queries.ask import select
from kg.queries.events import event_details
from kg.queries.shapes import validate
from kg.rdf.event_sightings import occasion
from kg.rdf.iris import article_iri
from kg.resolve.events import events_of, occasion_keys
from kg.resolve.wire import changes, likeness, stories_of, story_keys
from kg.store import Store, open_store
from tests.identity.test_settle import Dies, lines

CASES = Path(__file__).parents[1] / "cases" / "identity"
PAIRS: list[dict[str, Any]] = yaml.safe_load((CASES / "occasions.yaml").read_text(encoding="utf-8"))
ARTICLES: list[dict[str, Any]] = yaml.safe_load((CASES / "told_events.yaml").read_text(encoding="utf-8"))
ALL = tuple(row["id"] for row in ARTICLES)


def told(number: int, one: dict[str, Any]) -> Occasion:
    """The occasion as the article of this number would tell it."""
    line = {key: value if isinstance(value, list) else str(value) for key, value in one.items()}
    whole = {"id": f"id{number}", "kind": "meeting", **line}
    found = occasion(f"article/{number}", f"event/{number}", json.dumps(whole, ensure_ascii=False))
    return occasion(found.article, found.node, json.dumps(whole, ensure_ascii=False), occasion_keys(found))


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: str(case["why"]))
def test_two_tellings(case: dict[str, Any]) -> None:
    one, other = told(1, case["one"]), told(2, case["other"])
    assert (len(events_of([one, other])) == 1) is case["same"]
    assert len(events_of([other, one])) == len(events_of([one, other]))


def test_the_order_of_occasions_does_not_matter() -> None:
    occasions = [told(n, c[side]) for n, (c, side) in enumerate(itertools.product(PAIRS, ("one", "other")))]

    def parted(some: Sequence[Occasion]) -> set[frozenset[str]]:
        return {frozenset(o.article for o in event.occasions) for event in events_of(some)}

    for seed in range(8):
        assert parted(random.Random(seed).sample(occasions, len(occasions))) == parted(occasions)


def test_what_one_article_tells_as_two_stays_two() -> None:
    told_of = {"names": ["青澜市防汛工作会议"], "start": "2024-05-10", "day": "2024-05-10"}
    one, other = told(1, told_of), told(2, {**told_of, "names": ["防汛工作会议", "青澜市防汛工作会议"]})
    both = occasion(one.article, other.node, '{"id":"id2","names":["青澜市防汛工作会议"],"start":"2024-05-10"}')
    assert len(events_of([one, other])) == 1
    assert len(events_of([one, both])) == 2


def test_judgements_by_hand_win() -> None:
    one, other = (told(n, PAIRS[0][side]) for n, side in enumerate(("one", "other")))
    against = HandJudgement("j", "event", Verdict.NEGATIVE, (one.article,), (other.article,), ("id0",), ("id1",))
    assert len(events_of([one, other], [against])) == 2
    one, other = (told(n, PAIRS[1][side]) for n, side in enumerate(("one", "other")))
    joined = HandJudgement("j", "event", Verdict.POSITIVE, (one.article,), (other.article,), ("id0",), ("id1",))
    assert len(events_of([one, other], [joined])) == 1


# ---- over a store


def write(folder: Path, ids: Sequence[str]) -> str:
    by_id = {row["id"]: row for row in ARTICLES}
    path = folder / f"{'-'.join(ids)}.jsonl"
    rows = (
        {"id": i, "date": str(by_id[i]["date"]), "source": by_id[i]["paper"], "text": by_id[i]["text"]} for i in ids
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def built(folder: Path, ids: Sequence[str]) -> list[bytes]:
    with open_store(":memory:") as store:
        build([write(folder, ids)], store)
        return lines(store)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return built(tmp_path_factory.mktemp("whole"), ALL)


def events(store: Store) -> dict[str, set[str]]:
    """The articles of each event that has one of these."""
    found: dict[str, set[str]] = {}
    for row in select(store, "SELECT ?event ?article { GRAPH ?article { ?event a wt:Event } }"):
        found.setdefault(row["event"], set()).add(row["article"].rpartition("/")[2])
    return found


def copies(store: Store) -> set[tuple[str, str]]:
    rows = select(store, "SELECT ?copy ?first { ?copy wt:sameStory ?first }")
    return {(row["copy"].rpartition("/")[2], row["first"].rpartition("/")[2]) for row in rows}


def test_events_and_dispatches_of_several_papers(tmp_path: Path) -> None:
    with open_store(":memory:") as store:
        build([write(tmp_path, ALL)], store)
        found = events(store)
        assert validate(store).conforms
        assert not unsettled(store)
        assert copies(store) == {("w2", "w1"), ("w3", "w1")}
        reasons = {row["r"] for row in select(store, "SELECT ?r { ?j wt:judges ?e ; wt:reason ?r }")}
    assert {"e1", "e2", "e3"} in found.values()
    assert {"e4"} in found.values() and {"e5"} in found.values() and {"e6"} in found.values()
    assert {"e7", "e8"} in found.values()
    assert {"w1", "w2", "w3"} in found.values()
    assert "主持人相同：陆远舟 (+2.0)" in reasons


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_ingest_does_not_matter(tmp_path: Path, whole: list[bytes], seed: int) -> None:
    order = random.Random(seed).sample(ALL, len(ALL))
    cuts = sorted(random.Random(seed).sample(range(1, len(order)), 3))
    with open_store(":memory:") as store:
        for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
            build([write(tmp_path, order[start:end])], store)
        assert lines(store) == whole
        before = sorted(store.dump())
        build([write(tmp_path, order[cuts[-1] :])], store)
        assert sorted(store.dump()) == before


@pytest.mark.parametrize("gone", ["e1", "e2", "e7", "w1", "w2"])
def test_an_article_taken_out_leaves_no_trace(tmp_path: Path, gone: str) -> None:
    with open_store(":memory:") as store:
        build([write(tmp_path, ALL)], store)
        assert retract(store, article_iri(gone))
        settle(store)
        assert lines(store) == built(tmp_path, [i for i in ALL if i != gone])


@pytest.mark.parametrize("at", range(1, 24, 4))
def test_a_build_that_was_cut_short_ends_in_the_same_graph(tmp_path: Path, whole: list[bytes], at: int) -> None:
    store = Dies(":memory:")
    build([write(tmp_path, ("e2", "e8", "w2"))], store)
    store.left = at
    try:
        build([write(tmp_path, ALL)], store)
    except KeyboardInterrupt:
        store.left = 10_000
        build([write(tmp_path, ALL)], store)
    assert lines(store) == whole


# ---- dispatches

TEXT = {row["id"]: str(row["text"]) for row in ARTICLES}


def test_copies_share_keys_and_words() -> None:
    assert likeness(TEXT["w1"], TEXT["w2"]) > 0.9 > 0.3 > likeness(TEXT["w1"], TEXT["w4"])
    assert len(story_keys("w1", TEXT["w1"]) & story_keys("w2", TEXT["w2"])) > 1
    assert not story_keys("w1", TEXT["w1"]) & story_keys("w4", TEXT["w4"])
    assert story_keys("short", "今天没有会议。") == frozenset()


def test_what_a_paper_changed() -> None:
    told_of = [(change.before, change.after) for change in changes(TEXT["w1"], TEXT["w2"])]
    assert told_of[0] == (
        "松江市水利局局长陆远舟1日在青石镇检查防汛工作。",
        "本报讯 松江市水利局局长陆远舟1日在青石镇检查防汛工作。",
    )
    assert told_of[1:] == [("当天，检查组还看望了守堤的民兵和村干部。", "")]
    assert list(changes(TEXT["w1"], TEXT["w1"].replace("，", ", "))) == []


def test_a_dispatch_is_parted_by_hand() -> None:
    one, two, three = (Copy(f"article/{n}", f"article/{n}", frozenset({n}), 1) for n in "abc")
    assert stories_of([one, two, three], [(two, one), (three, two)]) == [[one, two, three]]
    against = HandJudgement(
        "j", "article", Verdict.NEGATIVE, (three.article,), (one.article, two.article), ("c",), ("a", "b")
    )
    assert stories_of([three, two, one], [(two, one), (three, two)], [against]) == [[one, two]]


def test_pages_tell_where_else_a_dispatch_stands(tmp_path: Path) -> None:
    place = str(tmp_path / "store")
    with open_store(place) as store:
        build([write(tmp_path, ALL)], store)
        details = article_details(store, article_iri("w2"))
        assert details is not None
        assert [copy.identifier for copy in details.copies] == ["w1", "w3"]
        event = next(iri for iri, where in events(store).items() if "w1" in where)
        said = event_details(store, event)
        assert said is not None
        assert [q.article.iri.rpartition("/")[2] for q in said.quotes] == ["w1"]
        assert [copy.iri.rpartition("/")[2] for copy in said.quotes[0].also] == ["w2", "w3"]
    listed = CliRunner().invoke(cli, ["identity", "stories", "--store", place])
    assert "安宁日报、桥西晚报" in listed.output
    changed = CliRunner().invoke(cli, ["identity", "stories", "w1", "--store", place])
    assert "    - 当天，检查组还看望了守堤的民兵和村干部。\n" in changed.output
    assert "    + 桥西镇也将于近日开展检查。\n" in changed.output
    alone = CliRunner().invoke(cli, ["identity", "stories", "e1", "--store", place])
    assert "e1: no other article prints the same dispatch" in alone.output
    app = create_app(Settings(query_workers=1), place)
    assert "同一通稿又见" in app.test_client().get("/id/article/w2.html").text
    app.extensions["wentu"].close()


def test_events_are_joined_and_parted_from_the_command_line(tmp_path: Path) -> None:
    rows = [
        {"id": "m1", "date": "2024-05-02", "text": "松江市水利局5月1日召开春耕工作会议，局长王伟主持会议。"},
        {"id": "m2", "date": "2024-05-04", "text": "松江市水利局5月3日召开防汛工作会议，局长王伟主持会议。"},
    ]
    path, place = tmp_path / "two.jsonl", str(tmp_path / "graph")
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with open_store(place) as store:
        build([str(path)], store)
        before = lines(store)
        one, two = sorted(events(store), key=lambda event: min(events(store)[event]))

    def call(*words: str) -> str:
        done = CliRunner().invoke(cli, ["identity", *words, "--store", place])
        return done.output if done.exit_code == 0 else str(done.exception)

    def now() -> tuple[list[set[str]], list[bytes]]:
        with open_store(place, read_only=True) as store:
            return sorted(events(store).values(), key=min), lines(store)

    short = f"event:{one.partition('/event/')[2]}"
    judged = call("join", short, two, "--because", "同一次会议")
    assert now()[0] == [{"m1", "m2"}]
    assert "同一次会议" in call("list")
    call("undo", judged.split()[1])
    assert now()[1] == before
    call("join", one, two)
    merged = next(iter(sorted({one, two} & {e for e in _events_at(place)})))
    assert "contradict" in call("split", merged, "m2")
    assert "cannot be one" in call("join", one, "王伟")
    assert "by their names alone" in call("join", "organization:松江市水利局", "organization:松江市教育局")


def _events_at(place: str) -> set[str]:
    with open_store(place, read_only=True) as store:
        return set(events(store))
