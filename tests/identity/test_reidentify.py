"""Other IRIs in a graph: what is minted from them follows, words stay, and the way back leads to the same graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pyoxigraph import Literal, NamedNode

from kg.pipeline import build
from kg.rdf.iris import article_iri, entity_iri, kind_of, membership_iri, statement_iri
from kg.rdf.reidentify import reidentify
from kg.rdf.vocabulary import END, IN_ORGANIZATION, IN_ROLE, MEMBER, OBJECT, PREDICATE, START, SUBJECT
from kg.store import open_store

OLD, NEW = entity_iri("person", "李明"), entity_iri("person", "李明@松江市教育局")
WANG, OTHER = entity_iri("person", "王伟"), entity_iri("person", "王伟@松江市教育局")


def test_iris_made_from_others_are_minted_anew(written: Callable[[Sequence[str]], str]) -> None:
    with open_store(":memory:") as store:
        build([written(["a1"])], store)
        held = list(store.quads(article_iri("a1")))
    new = reidentify(held, {OLD: NEW, WANG: OTHER})
    assert len(new) == len(held)
    assert not {OLD, WANG} & {getattr(term, "value", "") for quad in new for term in (quad.subject, quad.object)}
    told: dict[str, dict[str, str]] = {}
    written_out: dict[str, str] = {}
    for quad in new:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        told.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
        if quad.predicate == OBJECT:
            written_out[quad.subject.value] = str(quad.object)
    kinds = {kind_of(node) for node in told}
    assert {"membership", "statement", "person"} <= kinds
    for node, one in told.items():
        if kind_of(node) == "membership":
            assert node == membership_iri(one[MEMBER.value], one[IN_ROLE.value], one[IN_ORGANIZATION.value])
        if kind_of(node) == "statement":
            parts = (one[SUBJECT.value], one[PREDICATE.value], written_out[node])
            assert node == statement_iri(article_iri("a1"), *parts, int(one[START.value]), int(one[END.value]))
    assert {q.object for q in held if isinstance(q.object, Literal)} == {
        q.object for q in new if isinstance(q.object, Literal)
    }
    assert reidentify(new, {NEW: OLD, OTHER: WANG}) == reidentify(held, {})
