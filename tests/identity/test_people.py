"""Who is who, told from sightings alone: cases, and what must hold for any of them."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any, cast

import pytest

from kg.identity.kinds import Block, Seen
from kg.identity.people import People
from kg.model import Verdict
from kg.rdf.iris import article_iri, entity_iri
from kg.resolve.by_hand import contradiction, without_contradiction
from kg.resolve.people import people_of
from kg.resolve.people_bundle import Bundle
from kg.resolve.people_evidence import evidence, score
from kg.resolve.reasons import in_words
from kg.store import Store
from tests.identity.made import CASES, judged, parts, sighting


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_people_are_told_apart(case: dict[str, Any]) -> None:
    assert parts(people_of(list(map(sighting, case["sightings"])))) == {frozenset(ids) for ids in case["people"]}


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_sightings_does_not_matter(seed: int) -> None:
    some = [sighting(told) for case in CASES for told in case["sightings"] if told["name"] in ("刘伟", "王伟", "张军")]
    apart = [replace(s, article=f"{s.article}-{n}") for n, s in enumerate(some)]
    shuffled = random.Random(seed).sample(apart, len(apart))
    assert people_of(shuffled) == people_of(apart)


def test_evidence_is_the_same_both_ways_and_each_reason_has_words() -> None:
    told = [sighting(told) for case in CASES for told in case["sightings"]]
    for one in told:
        for other in told:
            ours, theirs = Bundle.of([one]), Bundle.of([other])
            reasons = evidence(ours, theirs)
            assert reasons == evidence(theirs, ours)
            assert score(reasons) == score(reasons[::-1])
            assert all("{" not in in_words(r, language) for r in reasons for language in ("zh", "en"))


WEI = [
    sighting({"id": "a", "name": "王伟", "posts": ["松江市教育局 局长"]}),
    sighting({"id": "b", "name": "王伟", "posts": ["安宁市水利局 副局长"]}),
    sighting({"id": "c", "name": "王伟", "posts": ["松江市教育局 局长"]}),
]


def test_a_join_by_hand_wins() -> None:
    assert parts(people_of(WEI)) == {frozenset("ac"), frozenset("b")}
    assert parts(people_of(WEI, [judged(Verdict.POSITIVE, "a", "b", "王伟")])) == {frozenset("abc")}


def test_a_split_by_hand_wins() -> None:
    assert parts(people_of(WEI, [judged(Verdict.NEGATIVE, "c", "a", "王伟")])) == {
        frozenset("a"),
        frozenset("b"),
        frozenset("c"),
    }


def test_two_names_joined_by_hand_keep_their_other_sightings() -> None:
    other = sighting({"id": "d", "name": "王苇", "posts": ["松江市教育局 局长"]})
    join = judged(Verdict.POSITIVE, "a", "d", "王伟")
    both = replace(join, right_keys=("王苇",))
    assert parts(people_of([*WEI, other], [both])) == {frozenset("acd"), frozenset("b")}


def test_a_join_that_follows_from_joins_contradicts_a_split() -> None:
    chain = [judged(Verdict.POSITIVE, "a", "b", "王伟", "1"), judged(Verdict.POSITIVE, "b", "c", "王伟", "2")]
    split = judged(Verdict.NEGATIVE, "a", "c", "王伟", "3")
    assert contradiction(chain) is None
    assert contradiction([chain[0], split]) is None
    assert contradiction([*chain, split]) == (chain[1], split)
    assert contradiction([replace(split, made="0"), *chain]) is not None


def test_of_contradicting_judgements_neither_is_taken() -> None:
    join, split = judged(Verdict.POSITIVE, "a", "b", "王伟", "1"), judged(Verdict.NEGATIVE, "b", "a", "王伟", "2")
    other = judged(Verdict.POSITIVE, "a", "c", "王伟", "3")
    kept, left = without_contradiction([join, split, other])
    assert kept == (other,)
    assert set(left) == {join, split}


def test_a_name_of_one_character_is_never_joined_and_said() -> None:
    told = json.dumps(
        {"names": ["王"], "day": "2024-01-01", "posts": [["松江市教育局", "局长", ""]]}, ensure_ascii=False
    )
    seen = tuple(Seen(article_iri(name), entity_iri("person", "王"), frozenset("王"), told) for name in ("a", "b"))
    (settled,) = People().settle(no_store(), [Block(frozenset("王"), seen)], ())
    assert len(set(settled.iris.values())) == 2
    assert [(issue.code, issue.where) for issue in settled.issues] == [("name-too-short", "a")]


def no_store() -> Store:
    return cast(Store, None)  # what is settled comes from the block alone
