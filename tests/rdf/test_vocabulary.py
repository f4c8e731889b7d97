import pytest
from pyoxigraph import NamedNode

from kg.rdf import vocabulary as v


def test_no_term_is_there_twice() -> None:
    terms = [value.value for value in vars(v).values() if isinstance(value, NamedNode)]
    assert len(terms) == len(set(terms)) > 60


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/wentu/ontology#chair", "wt:chair"),
        ("http://www.w3.org/2004/02/skos/core#altLabel", "skos:altLabel"),
        ("https://example.org/x", "https://example.org/x"),
        ("https://w3id.org/wentu/ontology#", "https://w3id.org/wentu/ontology#"),
        ("https://schema.org/a/b", "https://schema.org/a/b"),
    ],
)
def test_terms_are_shortened_as_queries_write_them(iri: str, short: str) -> None:
    assert v.shorten(iri) == short
