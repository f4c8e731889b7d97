from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.linking import owners_of

names = st.sampled_from("甲乙丙丁戊")
tables = st.dictionaries(names, st.sets(names), max_size=5).map(lambda d: {k: v | {k} for k, v in d.items()})


def test_a_short_name_joins_the_fuller_one() -> None:
    assert owners_of({"中共云河省委": {"中共云河省委", "省委"}, "省委": {"省委"}})["省委"] == "中共云河省委"


def test_a_short_name_of_two_joins_neither() -> None:
    aliases = {"云河省委": {"云河省委", "省委"}, "岚山省委": {"岚山省委", "省委"}, "省委": {"省委"}}
    assert owners_of(aliases)["省委"] == "省委"


def test_a_thing_with_names_of_its_own_stays_itself() -> None:
    aliases = {"云河国政府": {"云河国政府", "云河"}, "云河": {"云河", "云河共和国"}}
    assert owners_of(aliases)["云河"] == "云河"


def test_names_that_hold_one_another_are_one() -> None:
    both = {"甲会", "甲"}
    assert owners_of({"甲会": both, "甲": both}) == {"甲会": "甲会", "甲": "甲会"}


@given(tables)
def test_whoever_owns_owns_itself(aliases: dict[str, set[str]]) -> None:
    owners = owners_of(aliases)
    assert owners.keys() == aliases.keys()
    assert all(owners[owner] == owner for owner in owners.values())


@given(tables, st.randoms())
def test_the_order_does_not_matter(aliases: dict[str, set[str]], chance: object) -> None:
    items = list(aliases.items())
    chance.shuffle(items)  # type: ignore[attr-defined]
    assert owners_of(dict(items)) == owners_of(aliases)
