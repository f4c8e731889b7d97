"""What the name of a body tells."""

from pathlib import Path

import pytest
import yaml

from kg.lexicon.bodies import family_of, parent_of_body, predecessors_of, successors_of
from kg.lexicon.organizations import body_named, names_of
from kg.rdf.bodies import FAMILIES

CASES: list[list[str]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "bodies" / "names.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("name", "family", "parent"), CASES, ids=[case[0] for case in CASES])
def test_a_name_tells_family_and_whole(name: str, family: str, parent: str) -> None:
    assert (family_of(name), parent_of_body(name)) == (family, parent)


def test_no_body_is_part_of_itself_and_every_chain_ends() -> None:
    for name, *_ in CASES:
        chain = [name]
        while parent := parent_of_body(chain[-1]):
            assert parent not in chain
            chain.append(parent)
        assert len(chain) < 5


def test_every_family_is_a_class_of_the_ontology() -> None:
    assert {family_of(name) for name, *_ in CASES} - {""} == set(FAMILIES)


def test_what_was_renamed_has_its_successor_and_stays_itself() -> None:
    (one,) = successors_of("国家计划委员会")
    assert (one.year, one.how, one.successor) == ("1998", "renamed", "国家发展计划委员会")
    assert "国家计划委员会" in {p.body for p in predecessors_of("国家发展计划委员会")}
    assert len(successors_of("国家经济贸易委员会")) == 3
    assert successors_of("国家发展和改革委员会") == ()


def test_the_list_of_changes_writes_full_names() -> None:
    changed = [one for name in _changed() for one in successors_of(name)]
    for one in changed:
        assert one.how in ("renamed", "merged", "split") and 1949 < int(one.year) < 2100
        for name in (one.body, one.successor):
            listed = body_named(name)
            assert listed is None or listed.names[0] == name


def _changed() -> list[str]:
    from importlib.resources import files

    text = files("kg.lexicon").joinpath("data", "organization_changes.tsv").read_text(encoding="utf-8")
    return [line.split("\t")[1] for line in text.splitlines() if line and not line.startswith("#")]


def test_a_country_in_one_character_is_written_out() -> None:
    assert names_of("俄外交部") == ("俄罗斯外交部", "俄外交部")
    assert names_of("中国石油化工集团")[0] == "中国石油化工集团有限公司"
    assert names_of("省财政厅") == ("省财政厅",)
