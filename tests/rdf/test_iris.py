from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.rdf.iris import (
    BASE,
    KINDS,
    LONGEST_SLUG,
    NAMED_KINDS,
    article_iri,
    entity_iri,
    iri_to_path,
    is_ours,
    kind_of,
    membership_iri,
    page_iri,
    path_to_iri,
    statement_iri,
)

keys = st.text(st.characters(codec="utf-8"), min_size=1)
kinds = st.sampled_from(sorted(KINDS))


@given(kinds, keys)
def test_every_key_has_an_iri_that_engines_accept(kind: str, key: str) -> None:
    iri = entity_iri(kind, key)
    assert NamedNode(iri).value == iri
    assert not set(iri) & set(' <>"{}|\\^`#?')
    assert is_ours(iri) and kind_of(iri) == kind
    assert entity_iri(kind, key) == iri


@given(kinds, keys)
def test_an_iri_comes_back_from_its_web_address(kind: str, key: str) -> None:
    iri = entity_iri(kind, key)
    path = iri_to_path(iri)
    assert path.isascii()
    assert path_to_iri(path, encoded=True) == iri
    assert path_to_iri(unquote(path)) == iri  # as WSGI hands it over


@given(kinds, keys, keys)
def test_two_keys_never_share_an_iri(kind: str, one: str, other: str) -> None:
    assert (entity_iri(kind, one) == entity_iri(kind, other)) == (one == other)


@given(st.sampled_from(sorted(NAMED_KINDS)), keys)
def test_slugs_stay_short(kind: str, key: str) -> None:
    assert len(entity_iri(kind, key * 30)) <= len(BASE) + len(kind) + 1 + LONGEST_SLUG


def test_names_can_be_read() -> None:
    assert entity_iri("person", "陆远舟") == f"{BASE}person/陆远舟"
    assert page_iri("qlrb-2021-05-12-p1") == f"{BASE}page/qlrb-2021-05-12-p1"
    assert article_iri("a b/c#2") == f"{BASE}article/a%20b%2Fc%232"


@pytest.mark.parametrize("key", ["..", ".", "~x"])
def test_slugs_that_browsers_would_change_are_hashed(key: str) -> None:
    assert entity_iri("topic", key).startswith(f"{BASE}topic/~")


def test_compound_keys_are_told_apart() -> None:
    assert membership_iri("a", "bc", "d") != membership_iri("ab", "c", "d")
    assert statement_iri("a", "s", "p", "o", 1, 23) != statement_iri("a", "s", "p", "o", 12, 3)


@pytest.mark.parametrize(("kind", "key"), [("thing", "x"), ("person", "")])
def test_what_has_no_iri_is_refused(kind: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"thing|key"):
        entity_iri(kind, key)


@pytest.mark.parametrize("path", ["", "person", "person/", "nobody/x", "/person/x"])
def test_a_path_to_nothing_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="nothing can stand"):
        path_to_iri(path)


@pytest.mark.parametrize("iri", ["https://example.org/x", f"{BASE}nobody/x", "陆远舟"])
def test_a_foreign_iri_has_no_path(iri: str) -> None:
    assert not is_ours(iri)
    with pytest.raises(ValueError, match="not an IRI of this graph"):
        iri_to_path(iri)
