from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.rdf import vocabulary as v
from kg.rdf.iris import entity_iri
from kg.rdf.terms import chinese, is_node, literal, node, term, value_of

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.text('A"\\\r\n\t\b\f\x00\x7f县u', max_size=6)


@given(texts)
def test_literals_are_written_as_the_engine_writes_them_and_read_back(text: str) -> None:
    for written, theirs in (
        (literal(text), Literal(text)),
        (chinese(text), Literal(text, language="zh")),
        (literal(text, f"^^{v.XSD_DATE}"), Literal(text, datatype=v.XSD_DATE)),
    ):
        assert written == str(theirs)
        assert value_of(written) == text
        assert not is_node(written)


@given(texts.filter(bool))
def test_what_is_minted_here_is_an_iri(key: str) -> None:
    iri = entity_iri("person", key)
    assert node(iri) == str(NamedNode(iri))
    assert value_of(node(iri)) == iri
    assert is_node(node(iri))


def test_words_of_the_vocabulary() -> None:
    assert term(v.TYPE) == "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
